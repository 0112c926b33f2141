"""What is wrong with a content file, said so that a team lead can put it right."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from companion.content.lines import KeyPath, find_lines, nearest_line
from companion.domain.errors import UserError

MOST = 100
"""Faults named for one file; the rest are counted."""
LONGEST_NAME = 60
MOST_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, and what would be right. Line 0 is the file as a whole.

    A note is something that works as it is and could be better. `path` leads to the value that
    it is about.
    """

    file: str
    line: int
    place: str
    reason: str
    is_note: bool = False
    path: KeyPath = field(default=(), compare=False)

    def __str__(self) -> str:
        file = shown(self.file, 2 * LONGEST_NAME)
        where = f"{file}:{self.line}" if self.line else file
        kind = "note" if self.is_note else ""
        return ": ".join(part for part in (where, kind, self.place, self.reason) if part)


class FaultyFile(UserError):
    """A content file cannot be used; `faults` is everything that was found wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = "a fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__(f"{self.faults[0].file} has {count}.", str(self.faults[0]))


class FaultList:
    """Collects what is wrong with one file while it is read."""

    def __init__(self, file: str, source: str) -> None:
        self._file = file
        self._source = source
        self._lines: dict[KeyPath, int] | None = None
        self._found: list[Fault] = []
        self._notes: list[Fault] = []
        self._uncounted = 0

    def __bool__(self) -> bool:
        """Whether something is wrong; notes do not count."""
        return bool(self._found)

    @property
    def found(self) -> tuple[Fault, ...]:
        """Faults and notes in the order of the lines."""
        found = sorted((*self._found, *self._notes), key=lambda fault: fault.line)
        if self._uncounted:
            found.append(Fault(self._file, 0, "", f"and {self._uncounted} more faults"))
        return tuple(found)

    def add(
        self,
        path: KeyPath,
        place: str,
        reason: str,
        word: str = "",
        known: Collection[str] = (),
    ) -> None:
        """Note a fault with `word`; what is probably meant, or all that can be, is offered."""
        if len(self._found) >= MOST:
            self._uncounted += 1
            return
        line = self.line(path)
        fault = Fault(self._file, line, place, reason + _hint(word, known), path=path)
        if fault not in self._found:
            self._found.append(fault)

    def note(self, path: KeyPath, place: str, reason: str) -> None:
        """Note something that could be better."""
        note = Fault(self._file, self.line(path), place, reason, is_note=True, path=path)
        if len(self._notes) < MOST and note not in self._notes:
            self._notes.append(note)

    def line(self, path: KeyPath) -> int:
        """The line on which the thing at `path` stands, or what it belongs to."""
        # Only a faulty file pays for this.
        if self._lines is None:
            self._lines = find_lines(self._source)
        return nearest_line(self._lines, path)

    def raise_if_any(self) -> None:
        """Raise FaultyFile with everything found, in the order of the lines."""
        if self:
            raise FaultyFile(fault for fault in self.found if not fault.is_note)


def quoted(name: str) -> str:
    """A name out of a file as it is shown: in quotes, short and on one line."""
    return f"'{shown(name, LONGEST_NAME)}'"


def shown(text: str, longest: int) -> str:
    """Text out of a file as it may be shown: nothing in it that steers a terminal."""
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    if short.isprintable():
        return short
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)


def _hint(word: str, known: Collection[str]) -> str:
    if match := close_match(word, known):
        return f"; did you mean {quoted(match)}?"
    if 0 < len(known) <= MOST_OFFERED:
        return f"; it can be {', '.join(shown(name, LONGEST_NAME) for name in known)}"
    return ""


def close_match(word: str, known: Collection[str]) -> str:
    """The one of the `known` that was probably meant, or nothing."""
    if not known or len(word) > LONGEST_NAME:
        return ""
    # difflib costs a few milliseconds, and a sound file needs none of it.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.strip().lower(), known, n=1)), "")
