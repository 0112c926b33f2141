"""What a talk has gathered beside the notes: facts, answers, consents, accesses."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from companion.domain.facts import Facts
from companion.domain.flow import ConsentKind, ItemId
from companion.domain.moment import Moment


class AnswerValue(StrEnum):
    """What became of a question or a check."""

    YES = "yes"
    NO = "no"
    DONE = "done"
    """An open question was asked, a check ticked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that was answered or a check that was ticked; `line` is what it wrote."""

    item: ItemId
    value: AnswerValue
    at: Moment
    line: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """The caller was asked, and said yes or no."""

    what: ConsentKind
    given: bool
    at: Moment


@dataclass(frozen=True, slots=True)
class Access:
    """Something of the caller's that was looked at, and why the problem needed it."""

    what: str
    why: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Gathered:
    """All of it. Consents and accesses only ever grow; an answer may change."""

    facts: Facts = field(default_factory=Facts)
    answers: tuple[Answer, ...] = ()
    consents: tuple[Consent, ...] = ()
    accesses: tuple[Access, ...] = ()

    def answer(self, item: ItemId) -> Answer | None:
        """What became of a question or a check so far."""
        return next((answer for answer in self.answers if answer.item == item), None)

    def with_fact(self, name: str, text: str) -> Gathered:
        """One of the facts is now `text`; KeyError if there is none of that name."""
        return replace(self, facts=self.facts.with_text(name, text))

    def with_answer(self, answer: Answer) -> Gathered:
        """A question answered; a second answer takes the place of the first."""
        others = tuple(other for other in self.answers if other.item != answer.item)
        return replace(self, answers=(*others, answer))

    def without_answer(self, item: ItemId) -> Gathered:
        """The question is open again."""
        return replace(self, answers=tuple(a for a in self.answers if a.item != item))

    def with_consent(self, consent: Consent) -> Gathered:
        """The caller agreed or refused."""
        return replace(self, consents=(*self.consents, consent))

    def with_access(self, access: Access) -> Gathered:
        """Something was looked at."""
        return replace(self, accesses=(*self.accesses, access))
