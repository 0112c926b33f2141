"""Times put right by hand: what a clock measured is kept, and what was really so counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from companion.domain.errors import UserError

NONE = timedelta()


class Timing(StrEnum):
    """What of a call's times can be put right."""

    STARTED = "started"
    ENDED = "ended"
    TALK = "talk"
    HOLD = "hold"
    WRAP_UP = "wrap_up"


@dataclass(frozen=True, slots=True)
class Correction:
    """One time put right: an instant (started, ended; UTC) or a duration (the others).

    `hold` says which of the call's holds, counted from 0. `at` is when it was corrected.
    """

    what: Timing
    before: datetime | timedelta
    after: datetime | timedelta
    at: datetime
    hold: int = 0

    def __post_init__(self) -> None:
        is_instant = self.what in (Timing.STARTED, Timing.ENDED)
        for value in (self.before, self.after):
            if isinstance(value, datetime) != is_instant:
                raise ValueError(f"{self.what} is not corrected from or to {value!r}")
            if isinstance(value, datetime) and value.tzinfo is not UTC:
                raise ValueError(f"a corrected time is kept in UTC: {self}")

    @property
    def change(self) -> timedelta:
        """By how much; negative is earlier, or shorter."""
        match self.before, self.after:
            case datetime() as before, datetime() as after:
                return after - before
            case timedelta() as shorter, timedelta() as longer:
                return longer - shorter
        raise AssertionError(f"an instant and a duration: {self}")


@dataclass(frozen=True, slots=True)
class CallTimes:
    """When a call was and what its time went on; `spare` and `spare_wrap_up` went on neither.

    The talk, the holds, the parked and the spare time together are the time with the caller.
    """

    started: datetime
    ended: datetime
    talk: timedelta
    holds: tuple[timedelta, ...]
    wrap_up: timedelta
    spare: timedelta = NONE
    spare_wrap_up: timedelta = NONE

    def value(self, what: Timing, hold: int = 0) -> datetime | timedelta:
        """The time of that name; IndexError where there is no such hold."""
        match what:
            case Timing.STARTED:
                return self.started
            case Timing.ENDED:
                return self.ended
            case Timing.TALK:
                return self.talk
            case Timing.HOLD:
                return self.holds[hold]
            case Timing.WRAP_UP:
                return self.wrap_up

    def corrected(self, correction: Correction) -> CallTimes:
        """The times with one put right; what it gains or loses, its neighbour loses or gains.

        A later start, a longer hold leave less for the talk; a later end leaves more, and less
        for the wrap-up. A shorter talk or wrap-up leaves time that went on neither.
        """
        change = correction.change
        match correction.what:
            case Timing.STARTED:
                return replace(self, started=self.started + change, talk=self.talk - change)
            case Timing.ENDED:
                ended, wrap_up = self.ended + change, self.wrap_up - change
                return replace(self, ended=ended, talk=self.talk + change, wrap_up=wrap_up)
            case Timing.TALK:
                return replace(self, talk=self.talk + change, spare=self.spare - change)
            case Timing.HOLD:
                n = correction.hold
                holds = (*self.holds[:n], self.holds[n] + change, *self.holds[n + 1 :])
                return replace(self, holds=holds, talk=self.talk - change)
            case Timing.WRAP_UP:
                spare = self.spare_wrap_up - change
                return replace(self, wrap_up=self.wrap_up + change, spare_wrap_up=spare)


def with_corrections(measured: CallTimes, corrections: Iterable[Correction]) -> CallTimes:
    """What was really so: the measured times, put right one correction after the other."""
    times = measured
    for correction in corrections:
        times = times.corrected(correction)
    return times


def refuse_what_cannot_be(times: CallTimes, latest_end: datetime) -> None:
    """Raise UserError for times that no call has, or that count the same minute twice."""
    if times.ended < times.started:
        raise UserError("A call cannot end before it starts.", "Nothing was changed.")
    if times.ended > latest_end:
        raise UserError("The caller had gone by then.", "Nothing was changed.")
    if min((times.talk, times.wrap_up, *times.holds)) < NONE:
        raise UserError(
            "Talk, hold and wrap-up would not fit into the call.",
            "Correct when it started or ended first. Nothing was changed.",
        )
    if times.spare < NONE or times.spare_wrap_up < NONE:
        raise UserError(
            "That is longer than the call leaves room for.",
            "Correct when it started or ended, or a hold, first. Nothing was changed.",
        )
