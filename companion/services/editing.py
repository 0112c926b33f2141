"""Editing content: what is asked of the files it is in, and the steps that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from companion.domain.errors import UserError
from companion.services.shapes import ContentKind, ItemForm, KeyPath, Record, Value

MOST_STEPS = 200
"""Steps that can be undone. A version is some ten kilobytes of text."""


class Origin(StrEnum):
    """Where what is in force of an entry comes from."""

    SHIPPED = "shipped"
    OWN = "own"
    """The desk's own, and nothing of that id ships."""
    CHANGED = "changed"
    """The desk's own, in the place of a shipped one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be edited: a flow, a card."""

    kind: str
    id: str
    title: str
    origin: Origin
    has_draft: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the checker says of a place in the text; a note is of no harm."""

    path: KeyPath
    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class SetValue:
    """Put a value in a field; None takes the field out. `key` is the field in its language."""

    record: KeyPath
    key: tuple[str, ...]
    value: Value
    form: ItemForm | None = None
    """How the record is written, where it stands in square brackets."""


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a new record in a list, before the one that is at `index` now.

    `inline`: in square brackets, where there is no such list yet.
    """

    list: KeyPath
    index: int
    values: object
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a record out of a list."""

    list: KeyPath
    index: int


@dataclass(frozen=True, slots=True)
class Move:
    """Let a record and the one after it change places."""

    list: KeyPath
    index: int


Edit = SetValue | Insert | Remove | Move


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of an entry as it is being edited, and what it says.

    `saved` is the text in force, empty for a new entry. `base` is a digest of the desk's own
    text when it was opened, empty where there was none. `languages` are those it speaks, its
    own first. `offered` are the ids that links can lead to, with their titles, by what they are
    of; `trouble` tells why its draft is not on the disk.
    """

    kind: ContentKind
    id: str
    text: str
    saved: str
    base: str
    record: Record
    findings: tuple[Finding, ...] = ()
    languages: tuple[str, ...] = ()
    language: str = ""
    origin: Origin = Origin.OWN
    offered: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    trouble: str = ""

    @property
    def spoken_in(self) -> str:
        """The language that it is read in, where that is not its own."""
        return self.language if self.language not in self.languages[:1] else ""

    @property
    def is_changed(self) -> bool:
        """It has edits that are not saved."""
        return self.text != self.saved

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What is wrong, notes left out."""
        return tuple(finding for finding in self.findings if not finding.is_note)


@dataclass(frozen=True, slots=True)
class PackItem:
    """A file of a pack, and what stands in its place here: nothing, the same, or another."""

    folder: str
    name: str
    replaces: bool = False
    is_same: bool = False

    def __str__(self) -> str:
        return f"{self.folder}/{self.name}"


class ChangedElsewhere(UserError):
    """Somebody has changed the file since it was opened here."""


class Shelf(Protocol):
    """Where content is kept. Everything here waits for the disk; UserError is expected trouble."""

    def kinds(self) -> Sequence[ContentKind]:
        """What can be edited."""
        ...

    def entries(self) -> Sequence[Entry]:
        """Every entry, by kind and title."""
        ...

    def open(self, kind: str, entry_id: str) -> Sheet:
        """An entry, as its draft has it where there is one; UserError if it cannot be read."""
        ...

    def create(self, kind: str, title: str) -> Sheet:
        """A new entry of that title, small and sound."""
        ...

    def edited(self, sheet: Sheet, edits: Sequence[Edit]) -> Sheet:
        """The sheet after the edits, its draft on the disk unless it says why not.

        UserError, and nothing changed, where an edit cannot be written or touches what is locked.
        """
        ...

    def with_text(self, sheet: Sheet, text: str) -> Sheet:
        """The sheet with another text that it had before, its draft on the disk."""
        ...

    def in_language(self, sheet: Sheet, language: str) -> Sheet:
        """The sheet as it reads in a language."""
        ...

    def save(self, sheet: Sheet, over: bool = False) -> Sheet:
        """Put it in force, beside what ships; UserError where it could not be used.

        ChangedElsewhere where the file is not as it was when the sheet was opened, unless it
        may be written `over`.
        """
        ...

    def revert(self, kind: str, entry_id: str) -> Sheet | None:
        """Take the desk's own away, and go back to what ships; None where nothing does."""
        ...

    def discard(self, kind: str, entry_id: str) -> Sheet | None:
        """Forget the draft, and go back to what is saved; None where nothing is."""
        ...

    def export(self, file: Path) -> int:
        """Write everything that is the desk's own into one file; how many files are in it."""
        ...

    def survey(self, file: Path) -> Sequence[PackItem]:
        """What a pack would bring; UserError where it is no pack or has a fault."""
        ...

    def take_in(self, file: Path, replace: bool) -> Sequence[PackItem]:
        """Put the files of a pack in force; without `replace`, none if one would be replaced."""
        ...


@dataclass(frozen=True, slots=True)
class Steps:
    """The texts that an entry had, for undoing and doing again.

    Steps of one `topic` in a row, such as the letters of a word, are undone together.
    """

    past: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    topic: object = field(default=None)

    def step(self, before: str, topic: object) -> Steps:
        """A step was taken, from that text."""
        if topic is not None and topic == self.topic and self.past:
            return replace(self, future=())
        return Steps((*self.past, before)[-MOST_STEPS:], (), topic)

    def back(self, now: str) -> tuple[str, Steps] | None:
        """The text before the last step; None where there is none."""
        if not self.past:
            return None
        return self.past[-1], Steps(self.past[:-1], (now, *self.future))

    def again(self, now: str) -> tuple[str, Steps] | None:
        """The text after the step that was undone; None where there is none."""
        if not self.future:
            return None
        return self.future[0], Steps((*self.past, now), self.future[1:])
