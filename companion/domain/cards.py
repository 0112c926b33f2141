"""Cards to have at hand in a call: what a word means, how it is done, what is known to fail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

CardId = NewType("CardId", str)


class CardKind(StrEnum):
    """The three kinds, in the order they are listed."""

    TERM = "term"
    HOW_TO = "how-to"
    KNOWN_ERROR = "known-error"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that a help desk says, to be explained aloud in a breath.

    `also` are other names and misspellings it is found under, `instead` the plain word to say
    in its place; a term without one is a word that callers use themselves.
    """

    id: CardId
    title: str
    meaning: str
    analogy: str
    stands_for: str = ""
    instead: str = ""
    also: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()

    @property
    def kind(self) -> CardKind:
        return CardKind.TERM

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it goes by, the title first."""
        return tuple(filter(None, (self.title, self.stands_for, *self.also)))

    @property
    def body(self) -> str:
        """What else it can be found by."""
        return f"{self.instead} {self.meaning}"


@dataclass(frozen=True, slots=True)
class Step:
    """One small step: what to say, why, what the caller should see then, and its note line."""

    say: str
    why: str
    see: str
    done: str


@dataclass(frozen=True, slots=True)
class HowTo:
    """A task that the agent leads the caller through, one step at a time."""

    id: CardId
    title: str
    systems: tuple[str, ...]
    steps: tuple[Step, ...]
    also: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError(f"{self.id} has no steps")

    @property
    def kind(self) -> CardKind:
        return CardKind.HOW_TO

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it goes by, the title first."""
        return (self.title, *self.also)

    @property
    def body(self) -> str:
        """What else it can be found by."""
        return " ".join((*self.systems, *(step.say for step in self.steps)))


@dataclass(frozen=True, slots=True)
class KnownError:
    """Something that is known to fail, and what helps: at once (`workaround`) and for good (`fix`).

    `since` and `until` are the days it is about; both may be open.
    """

    id: CardId
    title: str
    symptom: str
    cause: str = ""
    workaround: str = ""
    fix: str = ""
    since: date | None = None
    until: date | None = None
    how_tos: tuple[CardId, ...] = ()
    also: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()

    @property
    def kind(self) -> CardKind:
        return CardKind.KNOWN_ERROR

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it goes by, the title first."""
        return (self.title, *self.also)

    @property
    def body(self) -> str:
        """What else it can be found by."""
        return f"{self.symptom} {self.cause}"

    def is_over(self, today: date) -> bool:
        """It does not happen any more."""
        return self.until is not None and self.until < today


Card = Term | HowTo | KnownError
