"""Days, weeks, months and years of the agent's own calendar, as spans of instants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
"""The days a period can have; a computer's own idea of local time may end beyond them."""

_DAY = timedelta(days=1)
_LOOK_EVERY = timedelta(days=7)
"""No zone changes its clocks twice within a week (Morocco does it twice within five)."""


class PeriodKind(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both within; ValueError unless they are in that order."""

    kind: PeriodKind
    first: date
    last: date

    def __post_init__(self) -> None:
        if not EARLIEST <= self.first <= self.last <= LATEST:
            raise ValueError(f"no period goes from {self.first} to {self.last}")

    @classmethod
    def around(cls, kind: PeriodKind, day: date) -> Period:
        """The period of that kind in which a day lies; weeks begin on Monday (ISO 8601)."""
        match kind:
            case PeriodKind.DAY | PeriodKind.RANGE:
                first, last = day, day
            case PeriodKind.WEEK:
                first = day - timedelta(days=day.weekday())
                last = first + timedelta(days=6)
            case PeriodKind.MONTH:
                first = day.replace(day=1)
                last = (first + timedelta(days=31)).replace(day=1) - _DAY
            case PeriodKind.YEAR:
                first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
            case PeriodKind.ALL:
                first, last = EARLIEST, LATEST
        return cls(kind, max(first, EARLIEST), min(last, LATEST))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first) // _DAY + 1

    def earlier(self) -> Period:
        """The period before, of the same kind; itself where there is none."""
        if self.first == EARLIEST:
            return self
        return self._ending(self.first - _DAY)

    def later(self) -> Period:
        """The period after, of the same kind; itself where there is none."""
        if self.last == LATEST:
            return self
        if self.kind is PeriodKind.RANGE:
            return self._ending(min(self.last + self.days * _DAY, LATEST))
        return Period.around(self.kind, self.last + _DAY)

    def bounds(self, zone: tzinfo | None = None) -> tuple[datetime | None, datetime | None]:
        """The instants from which and before which its calls start; None is without end.

        In UTC, by the midnights of a zone (None: this computer's), whether the day between has
        23, 24 or 25 hours.
        """
        if self.kind is PeriodKind.ALL:
            return None, None
        return midnight(self.first, zone), midnight(self.last + _DAY, zone)

    def _ending(self, last: date) -> Period:
        """The period of this kind and, where the kind does not say, length that ends then."""
        if self.kind is not PeriodKind.RANGE:
            return Period.around(self.kind, last)
        return Period(self.kind, max(last - (self.days - 1) * _DAY, EARLIEST), last)


def midnight(day: date, zone: tzinfo | None = None) -> datetime:
    """The instant a day begins, in UTC.

    Where the clocks go forward at midnight that is the first instant of the day there is; where
    they go back over it, the first of two.
    """
    return datetime.combine(day, time(), zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Offset:
    """A span of instants, in UTC, through which a zone's clocks stand at `ahead` of UTC."""

    since: datetime
    until: datetime
    ahead: timedelta


def offsets(since: datetime, until: datetime, zone: tzinfo | None = None) -> Iterator[Offset]:
    """The spans without a change of the clocks that make up the time from `since` to `until`."""
    begun, at = since, since
    while at < until:
        look = min(at + _LOOK_EVERY, until)
        if _ahead(look, zone) != _ahead(at, zone):
            look = _change(at, look, zone)
            yield Offset(begun, look, _ahead(at, zone))
            begun = look
        at = look
    if begun < until:
        yield Offset(begun, until, _ahead(begun, zone))


def _ahead(at: datetime, zone: tzinfo | None) -> timedelta:
    ahead = at.astimezone(zone).utcoffset()
    assert ahead is not None, at
    return ahead


def _change(before: datetime, after: datetime, zone: tzinfo | None) -> datetime:
    """The second at which the clocks stand as they do at `after`, and not as at `before`."""
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle <= before:
            break
        if _ahead(middle, zone) == _ahead(before, zone):
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
