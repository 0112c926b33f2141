"""Cards in a call: finding them, and what the steps of a how-to leave in the notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from companion.domain.call import Call
from companion.domain.cards import Card, CardId, CardKind, KnownError, Step
from companion.domain.notes import Section, without_line
from companion.domain.wording import first_sentence, shortened
from companion.services.desk import Desk

LONGEST_FIELD = 300
"""Characters of the notes that are taken into one field of a known error."""
_CHECKED = "Checked with the caller."


class Cards(Protocol):
    """The cards that are installed. The first to be asked for reads the files of all of them."""

    def all(self) -> Sequence[Card]:
        """Every card: terms, how-tos, known errors, each kind by title."""
        ...

    def card(self, card_id: CardId) -> Card:
        """The card with that id; KeyError if there is none."""
        ...

    def find(self, text: str, kind: CardKind | None = None) -> Sequence[Card]:
        """The cards that match what is typed, the best first; all of them for a blank text."""
        ...

    def explains(self, word: str) -> bool:
        """A term is called so or nearly so, or has that word in one of its names."""
        ...

    def fitting(self, notes: str, today: date) -> Sequence[KnownError]:
        """The known errors not over that the words of the notes speak of, the best first."""
        ...

    def keep(self, card: KnownError) -> None:
        """Save a known error of the desk's own, in the place of the one with its id.

        Waits for the disk. UserError where it cannot be written.
        """
        ...

    def new_id(self, title: str) -> CardId:
        """An id for a new card of that title that no other card has."""
        ...


@dataclass(frozen=True, slots=True)
class Marks:
    """How far a step has come in the call."""

    said: bool = False
    checked: bool = False


class StepNotes:
    """Marks the steps of how-tos by their lines in the part Done of the notes.

    The notes are all there is of a mark: so it is saved, parked and taken up with the call, and
    goes where the agent changes its line.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def is_possible(self) -> bool:
        """There is a call to note a step in."""
        return self._desk.call is not None

    def marks(self, step: Step) -> Marks:
        """What the notes say of a step."""
        lines = self._done.split("\n")
        checked = _checked_line(step) in lines
        return Marks(checked or step.done in lines, checked)

    def turn_said(self, step: Step) -> None:
        """The step was said to the caller; again, and its line is gone."""
        if self.marks(step).said:
            text = without_line(without_line(self._done, _checked_line(step)), step.done)
            self._desk.note(Section.DONE, text)
        else:
            self._desk.jot(step.done, Section.DONE)

    def turn_checked(self, step: Step) -> None:
        """The caller sees what they should; again, and the step was said and no more."""
        marks, checked = self.marks(step), _checked_line(step)
        if marks.checked:
            self._desk.note(Section.DONE, _replaced(self._done, checked, step.done))
        elif marks.said:
            self._desk.note(Section.DONE, _replaced(self._done, step.done, checked))
        else:
            self._desk.jot(checked, Section.DONE)

    @property
    def _done(self) -> str:
        return self._desk.call.notes.done if self._desk.call else ""


def draft_from(call: Call) -> KnownError:
    """What the notes of a call say of an error, for the agent to put right."""
    reported, observed = (
        first_sentence(call.notes[part], LONGEST_FIELD)
        for part in (Section.REPORTED, Section.OBSERVED)
    )
    done = shortened(" ".join(call.notes.done.split()), LONGEST_FIELD)
    return KnownError(
        CardId(""),
        title=reported,
        symptom=observed or reported,
        cause=call.gathered.facts["cause"],
        workaround=done,
        since=call.started.at.astimezone().date(),
    )


def _checked_line(step: Step) -> str:
    return f"{step.done} {_CHECKED}"


def _replaced(text: str, line: str, other: str) -> str:
    lines = text.split("\n")
    lines[lines.index(line)] = other
    return "\n".join(lines)
