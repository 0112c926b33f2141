"""By when the desk answers and solves: priority from impact and urgency, times from priority."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice

from companion.domain.wrapup import Level, Record

_LONGEST_WAIT_DAYS = 3660
"""Days without a minute of business hours after which they are taken for a mistake."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long something may take: so many days, then so much time.

    Where business hours are kept, days are working days and the time is business time.
    """

    days: int = 0
    time: timedelta = timedelta()

    def __post_init__(self) -> None:
        if self.days < 0 or self.time < timedelta() or not (self.days or self.time):
            raise ValueError(f"nothing can be done in {self.days} days and {self.time}")


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """When the desk works: by weekday (0 is Monday), from and to in minutes since midnight.

    `holidays` are dates; `yearly` are (month, day) of every year.
    """

    week: Mapping[int, tuple[tuple[int, int], ...]]
    holidays: frozenset[date] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        if not any(self.week.values()):
            raise ValueError("business hours need a day on which there are any")
        for spans in self.week.values():
            edges = [edge for span in spans for edge in span]
            if edges != sorted(set(edges)) or not all(0 <= e <= 24 * 60 for e in edges):
                raise ValueError(f"hours overlap or do not fit in a day: {spans}")

    def after(self, start: datetime, allowance: Allowance, zone: tzinfo | None) -> datetime:
        """When an allowance that begins at `start` is used up, in UTC.

        A working day leads to the same time on the next working day, and not past its end. The
        clock counts real time: a change of the clocks makes nothing longer or shorter.
        """
        at = self._opening(start, zone)
        if allowance.days:
            at = self._days_later(at, allowance.days, zone)
        return self._spent(at, allowance.time, zone)

    def _days_later(self, at: datetime, days: int, zone: tzinfo | None) -> datetime:
        wall = at.astimezone(zone)
        day = next(islice(self._working_days(wall.date() + timedelta(days=1)), days - 1, None))
        spans = self.week[day.weekday()]
        minute = wall.hour * 60 + wall.minute
        kept = min(max(minute, spans[0][0]), spans[-1][1])
        rest = timedelta(seconds=wall.second, microseconds=wall.microsecond)
        exact = kept == minute and kept < spans[-1][1]
        return _instant(day, kept, zone) + (rest if exact else timedelta())

    def _opening(self, at: datetime, zone: tzinfo | None) -> datetime:
        """`at`, or the next time the desk is at work."""
        for opens, closes in self._spans(at.astimezone(zone).date(), zone):
            if at < closes:
                return max(at, opens)
        raise AssertionError("there is always a next opening")

    def _spent(self, at: datetime, left: timedelta, zone: tzinfo | None) -> datetime:
        if not left:
            return at.astimezone(UTC)
        for opens, closes in self._spans(at.astimezone(zone).date(), zone):
            begin = max(at, opens)
            if begin < closes:
                if left <= closes - begin:
                    return begin + left
                left -= closes - begin
        raise AssertionError("there is always a next opening")

    def _spans(self, first: date, zone: tzinfo | None) -> Iterator[tuple[datetime, datetime]]:
        for day in self._working_days(first):
            for opens, closes in self.week[day.weekday()]:
                yield _instant(day, opens, zone), _instant(day, closes, zone)

    def _working_days(self, first: date) -> Iterator[date]:
        idle, day = 0, first
        while idle < _LONGEST_WAIT_DAYS:
            if self.week.get(day.weekday()) and not self._is_holiday(day):
                idle = 0
                yield day
            idle += 1
            day += timedelta(days=1)
        raise ValueError("every day is a holiday")

    def _is_holiday(self, day: date) -> bool:
        return day in self.holidays or (day.month, day.day) in self.yearly


@dataclass(frozen=True, slots=True)
class ServiceTarget:
    """What is promised for a priority; None where nothing is.

    `around_the_clock` counts every hour, whatever the business hours.
    """

    respond: Allowance | None = None
    resolve: Allowance | None = None
    around_the_clock: bool = False


@dataclass(frozen=True, slots=True)
class ServiceTimes:
    """By when a call's ticket is to be answered and solved, in UTC; None where nothing is said."""

    respond_by: datetime | None = None
    resolve_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """The desk's matrix and table. `matrix` has a priority for each (impact, urgency)."""

    matrix: Mapping[tuple[Level, Level], str]
    targets: Mapping[str, ServiceTarget] = field(default_factory=dict)
    hours: BusinessHours | None = None

    def __post_init__(self) -> None:
        missing = [(i, u) for i in Level for u in Level if (i, u) not in self.matrix]
        if missing:
            raise ValueError(f"the matrix has no priority for {missing}")

    def classified(self, record: Record) -> Record:
        """The record with the priority that its impact and urgency make."""
        return replace(record, priority=self.matrix[record.impact, record.urgency])

    def times(self, priority: str, start: datetime, zone: tzinfo | None) -> ServiceTimes:
        """By when, for what began at `start`; business hours are those of `zone` (None: here)."""
        target = self.targets.get(priority, ServiceTarget())
        hours = None if target.around_the_clock else self.hours

        def after(allowance: Allowance | None) -> datetime | None:
            if allowance is None:
                return None
            if hours is None:
                return _after_any_hours(start, allowance, zone)
            return hours.after(start, allowance, zone)

        return ServiceTimes(after(target.respond), after(target.resolve))


def _after_any_hours(start: datetime, allowance: Allowance, zone: tzinfo | None) -> datetime:
    """Days by the calendar (10:00 stays 10:00 when the clocks change), then time by the clock."""
    at = start.astimezone(UTC)
    if allowance.days:
        wall = start.astimezone(zone).replace(tzinfo=None) + timedelta(days=allowance.days)
        at = _in_utc(wall, zone)
    return at + allowance.time


def _instant(day: date, minute: int, zone: tzinfo | None) -> datetime:
    return _in_utc(datetime.combine(day, time()) + timedelta(minutes=minute), zone)


def _in_utc(wall: datetime, zone: tzinfo | None) -> datetime:
    """The instant at which clocks in `zone` show `wall`; the first one if they do so twice."""
    return (wall.replace(tzinfo=zone) if zone else wall).astimezone(UTC)


USUAL_MATRIX = {
    (impact, urgency): f"P{i + u + 1}"
    for i, impact in enumerate(Level)
    for u, urgency in enumerate(Level)
}
"""ITIL's: P1 when both are high, P5 when both are low."""
NO_TARGETS = ServiceLevel(USUAL_MATRIX)
"""The usual matrix, and nothing promised."""
