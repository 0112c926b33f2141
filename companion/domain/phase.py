"""The phases of a call, and how long they lasted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from companion.domain.moment import Moment


@dataclass(frozen=True, slots=True)
class Talking:
    """Agent and caller are speaking."""

    since: Moment


@dataclass(frozen=True, slots=True)
class OnHold:
    """The caller agreed to wait; the call's last hold is running."""

    since: Moment


@dataclass(frozen=True, slots=True)
class WrapUp:
    """The caller has gone; the record is being finished."""

    since: Moment


@dataclass(frozen=True, slots=True)
class Parked:
    """Set aside for another call; `resumes` is the phase it goes back to."""

    since: Moment
    resumes: Talking | OnHold | WrapUp


@dataclass(frozen=True, slots=True)
class Closed:
    """Done, unless it is opened again for something forgotten."""

    since: Moment


Phase = Talking | OnHold | WrapUp | Parked | Closed


class PhaseName(StrEnum):
    """A phase's name in records."""

    TALKING = "talking"
    ON_HOLD = "on_hold"
    WRAP_UP = "wrap_up"
    PARKED = "parked"
    CLOSED = "closed"


def phase_name(phase: Phase) -> PhaseName:
    """The name under which a phase is recorded."""
    match phase:
        case Talking():
            return PhaseName.TALKING
        case OnHold():
            return PhaseName.ON_HOLD
        case WrapUp():
            return PhaseName.WRAP_UP
        case Parked():
            return PhaseName.PARKED
        case Closed():
            return PhaseName.CLOSED


@dataclass(frozen=True, slots=True)
class Span:
    """A phase that is over."""

    phase: PhaseName
    started: Moment
    ended: Moment


@dataclass(frozen=True, slots=True)
class HandleTime:
    """How long a call took, by what it was spent on."""

    talk: timedelta
    hold: timedelta
    wrap_up: timedelta
    parked: timedelta

    @property
    def handle(self) -> timedelta:
        """Talk, hold and wrap-up together, as the trade counts handle time."""
        return self.talk + self.hold + self.wrap_up
