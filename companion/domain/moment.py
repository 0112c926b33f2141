"""Moments: when something happened, for people and for measuring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant with the reading of a clock that counts through sleep.

    `at` is what people read: an aware time in UTC. `steady` counts seconds since the machine
    started (`boot` says which start), so that neither sleep nor a changed wall clock bends a
    hold; see `companion.clock` for where the reading comes from.
    """

    at: datetime
    boot: str
    steady: float

    def __post_init__(self) -> None:
        if self.at.tzinfo is not UTC:
            raise ValueError(f"a moment is kept in UTC, not {self.at!r}")

    def since(self, earlier: Moment) -> timedelta:
        """How long after `earlier`, never negative.

        Between two starts of the machine only the wall clock is left to go by.
        """
        if self.boot == earlier.boot:
            passed = timedelta(seconds=self.steady - earlier.steady)
        else:
            passed = self.at - earlier.at
        return max(passed, timedelta())

    def is_before(self, other: Moment) -> bool:
        """It came earlier than `other`."""
        if self.boot == other.boot:
            return self.steady < other.steady
        return self.at < other.at

    def later(self, duration: timedelta) -> Moment:
        """The moment that lies `duration` ahead on both clocks."""
        return Moment(self.at + duration, self.boot, self.steady + duration.total_seconds())
