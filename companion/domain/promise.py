"""Promises to a caller: what, to whom, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import NewType

FollowUpId = NewType("FollowUpId", str)

ENOUGH_KEPT = 5
"""How many promises must have been kept before they say anything about the next."""
USUAL_SHARE = 0.8
"""The share of past promises that a buffer would have been enough for."""
BUFFER_STEP = timedelta(minutes=5)


class FollowUpKind(StrEnum):
    """What was promised."""

    NOTE = "note"
    """The call's own follow-up; its words are the follow-up note."""
    CALLBACK = "callback"
    """The caller is called back, because they would rather not hold or for another reason."""
    FOLLOW_UP = "follow_up"
    """Something is done for the caller after the call."""
    STATUS = "status_update"
    """The caller is told how it stands, whether or not there is news."""
    WATCH = "watch_until"
    """It is watched until then whether the fix holds."""
    VISIT = "visit"
    """Somebody comes to the caller."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something promised for after the call. Times are aware, in UTC.

    `to` is who else than the caller it was promised to. `made` is when this due time was
    named. `sequence` grows with every change, as calendars count them (RFC 5545, 3.8.7.4).
    """

    id: FollowUpId
    kind: FollowUpKind
    what: str
    due: datetime
    done: datetime | None = None
    to: str = ""
    made: datetime | None = None
    sequence: int = 0

    def __post_init__(self) -> None:
        times = (self.due, self.done, self.made)
        if any(at is not None and at.tzinfo is not UTC for at in times):
            raise ValueError(f"a follow-up's times are kept in UTC: {self}")

    @property
    def is_open(self) -> bool:
        """It is still owed."""
        return self.done is None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A promise that was taken back, kept so that calendars can be told."""

    follow_up: FollowUp
    at: datetime


@dataclass(frozen=True, slots=True)
class Keeping:
    """The promise that a call was made to keep: where it was made, what, and when it was due."""

    call: str
    promise: FollowUpId
    what: str
    due: datetime


def usual_delay(delays: Sequence[timedelta]) -> timedelta | None:
    """The buffer that most promises would have needed, from how late past ones were kept.

    The 80th percentile (nearest rank) of `delays`, in which early is negative, rounded up to
    five minutes. None when too few were kept to tell, or when no buffer is needed.
    """
    if len(delays) < ENOUGH_KEPT:
        return None
    usual = sorted(delays)[ceil(USUAL_SHARE * len(delays)) - 1]
    steps = ceil(usual / BUFFER_STEP)
    return steps * BUFFER_STEP if steps > 0 else None
