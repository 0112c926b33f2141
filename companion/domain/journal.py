"""What a call remembers of its way: stages entered, lines said, things that happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from companion.domain.flow import PromptId, StageId
from companion.domain.moment import Moment


@dataclass(frozen=True, slots=True)
class StageVisit:
    """A stage entered and, unless the call is still in it, left."""

    stage: StageId
    entered: Moment
    left: Moment | None = None


@dataclass(frozen=True, slots=True)
class PromptSaid:
    """A line the agent marked as said, and in which wording."""

    prompt: PromptId
    variant: int
    at: Moment


class EventKind(StrEnum):
    """Things that happen at a moment and last no time."""

    ANSWERED = "answered"
    """The caller's answer that decided which way the call went (an exit was taken)."""
    CHECKED_BACK = "checked_back"
    SIDE_ENTERED = "side_entered"
    """A side-flow interrupted the call; the detail is its id."""
    SIDE_LEFT = "side_left"
    """The call went on where it was."""
    TICKET_COPIED = "ticket_copied"
    TAKEN_BACK = "taken_back"
    """The program came back after it had ended in the middle of the call."""


@dataclass(frozen=True, slots=True)
class Event:
    """An entry in the call's journal."""

    at: Moment
    kind: EventKind
    detail: str = ""
