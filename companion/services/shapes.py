"""What a piece of content is made of: its records, their fields, and the lists in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

KeyPath = tuple[str | int, ...]
"""Where something is in a file: `("stages", 0, "title")` is the title of the first stage."""
Value = str | bool | tuple[str, ...] | None
"""What stands in a field; None where nothing does."""


class FieldKind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    """One line of text."""
    PARAGRAPH = "paragraph"
    """A text that may be longer than the field is wide, on one line in the end."""
    WORDS = "words"
    """Several short texts, one a line."""
    CHOICE = "choice"
    """One of some words."""
    SWITCH = "switch"
    """Set or not."""
    EITHER = "either"
    """True, false, or not said."""
    LINK = "link"
    """The id of something that there is: a stage, a flow."""
    LINKS = "links"
    """Several of them."""


class ItemForm(StrEnum):
    """How a record is written that stands in a list in square brackets."""

    WORDING = "wording"
    """A text, or a table with its `text` and more about it."""
    PARAGRAPH = "paragraph"
    """A text, a list of them, or a table with one of both under `optional`."""


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field of a record. What is `spoken` may be there in every language of its file.

    `choices` are the words that can stand in it, `to` is what a link leads to; `is_needed` is
    kept in the file while empty, so that the checker names it.
    """

    key: str
    title: str
    kind: FieldKind = FieldKind.LINE
    choices: tuple[str, ...] = ()
    spoken: bool = False
    is_needed: bool = False
    hint: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class PartShape:
    """A list in a record; one with a `form` stands in square brackets, as one value.

    `new` is what a new record in it is, as the file has it.
    """

    key: str
    shape: RecordShape
    new: object
    spoken: bool = False
    form: ItemForm | None = None


@dataclass(frozen=True, slots=True)
class RecordShape:
    """A record, such as a stage: `noun` is what it is called.

    `named_by` are the fields that tell it from others, the best first. Where it is something
    to say, `said` is the field with the line and `beside` those with what stands below it.
    """

    noun: str
    fields: tuple[FieldShape, ...]
    parts: tuple[PartShape, ...] = ()
    named_by: tuple[str, ...] = ("title", "id")
    said: str = ""
    beside: tuple[str, ...] = ()

    def field(self, key: str) -> FieldShape:
        """The field with that key; KeyError if there is none."""
        for shape in self.fields:
            if shape.key == key:
                return shape
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class ContentKind:
    """A kind of content: the folder it is in, and what one entry is made of.

    An entry is a whole file, or, where `listed` names a list, one record of that list.
    """

    id: str
    folder: str
    title: str
    shape: RecordShape
    listed: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in a file, in one language; `is_locked` ones are to be read only.

    `instead` is what is said in the file's own language, of fields that have nothing in this one.
    """

    path: KeyPath
    shape: RecordShape
    values: Mapping[str, Value]
    lists: tuple[RecordList, ...] = ()
    is_locked: bool = False
    instead: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What tells it from others."""
        found = (self.values.get(key) or self.instead.get(key) for key in self.shape.named_by)
        texts = (" / ".join(text) if isinstance(text, tuple) else text for text in found)
        return next((text for text in texts if isinstance(text, str) and text.strip()), "")

    def all(self) -> Iterator[Record]:
        """This record and every one inside it, in the order of the file."""
        yield self
        for inner in self.lists:
            for record in inner.records:
                yield from record.all()


@dataclass(frozen=True, slots=True)
class RecordList:
    """A list of records: where it is (in the language it is shown in), and what is in it."""

    path: KeyPath
    part: PartShape
    records: tuple[Record, ...]
