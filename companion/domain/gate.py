"""Gates before a call is closed. They are soft: one may be left open, or passed over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from companion.domain.moment import Moment


class GateId(StrEnum):
    """What should be so before a call is closed; named as the practice it comes from."""

    CONFIRM_THE_FIX = "confirm-the-fix"
    """The caller, or somebody, has tried it: it works."""
    CALLER_SATISFIED = "caller-satisfied"
    OFFER_MORE_HELP = "offer-more-help"
    FIVE_PARTS = "five-part-ticket"
    """Every part of the notes says something."""
    FOLLOW_UP = "follow-up"
    """There is a time at which somebody looks after it again."""


GATE_TITLES = {
    GateId.CONFIRM_THE_FIX: "Fix confirmed",
    GateId.CALLER_SATISFIED: "Caller satisfied",
    GateId.OFFER_MORE_HELP: "More help offered",
    GateId.FIVE_PARTS: "Five parts filled",
    GateId.FOLLOW_UP: "Follow-up set",
}

CONFIRMATIONS = (
    "the caller tried it",
    "seen over the remote session",
    "checked on the system",
)
"""Ways a fix is confirmed, the best first."""


@dataclass(frozen=True, slots=True)
class Open:
    """Not so yet, or nobody has said."""


@dataclass(frozen=True, slots=True)
class Passed:
    """It is so. `at` is None where the record itself shows it; `how` is how a fix was tested."""

    at: Moment | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Left undone, for a reason."""

    at: Moment
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a gate is passed over for a reason")


GateState = Open | Passed | PassedOver


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate and how it stands."""

    id: GateId
    state: GateState

    @property
    def is_open(self) -> bool:
        """Neither passed nor passed over."""
        return isinstance(self.state, Open)

    @property
    def is_passed(self) -> bool:
        """It is so."""
        return isinstance(self.state, Passed)
