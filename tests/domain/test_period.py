"""Periods are whole local days, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.period import EARLIEST, LATEST, Period, PeriodKind, midnight, offsets

BERLIN = ZoneInfo("Europe/Berlin")
days = st.dates(EARLIEST, LATEST)
kinds = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.ALL])


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        (PeriodKind.DAY, date(2024, 2, 29), date(2024, 2, 29)),
        (PeriodKind.WEEK, date(2024, 2, 26), date(2024, 3, 3)),
        (PeriodKind.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        (PeriodKind.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        (PeriodKind.ALL, EARLIEST, LATEST),
    ],
)
def test_a_period_is_the_one_a_day_lies_in(kind: PeriodKind, first: date, last: date) -> None:
    assert Period.around(kind, date(2024, 2, 29)) == Period(kind, first, last)


@given(kinds, days)
def test_later_and_earlier_lead_back(kind: PeriodKind, day: date) -> None:
    period = Period.around(kind, day)
    later = period.later()

    assert later == period or later.first == period.last + timedelta(days=1)
    if later != period and later.days >= period.days:
        assert later.earlier() == period


@given(days, st.integers(0, 40))
def test_a_range_moves_by_its_own_length(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), LATEST)
    period = Period(PeriodKind.RANGE, first, last)

    assert period.earlier().last < first or period.first == EARLIEST
    assert period.later().days <= period.days


def test_days_out_of_order_are_no_period() -> None:
    with pytest.raises(ValueError, match="no period"):
        Period(PeriodKind.RANGE, date(2026, 3, 2), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 3, 30), 24), (date(2026, 10, 25), 25)]
)
def test_a_day_has_the_hours_its_clocks_give_it(day: date, hours: int) -> None:
    since, until = Period.around(PeriodKind.DAY, day).bounds(BERLIN)

    assert since is not None
    assert until is not None
    assert until - since == timedelta(hours=hours)


@given(kinds, days)
def test_no_instant_is_in_two_periods_or_in_none(kind: PeriodKind, day: date) -> None:
    period = Period.around(kind, day)

    if period.later() != period:
        assert period.bounds(BERLIN)[1] == period.later().bounds(BERLIN)[0]


def test_all_has_no_end() -> None:
    assert Period.around(PeriodKind.ALL, date(2026, 3, 2)).bounds() == (None, None)


@pytest.mark.parametrize(
    ("zone", "day", "instant"),
    [
        # Beirut's clocks go forward at midnight: the day begins at one.
        ("Asia/Beirut", date(2024, 3, 31), datetime(2024, 3, 30, 22, tzinfo=UTC)),
        # Havana's go back at one, so midnight is there twice.
        ("America/Havana", date(2024, 11, 3), datetime(2024, 11, 3, 4, tzinfo=UTC)),
        ("Asia/Kathmandu", date(2024, 1, 1), datetime(2023, 12, 31, 18, 15, tzinfo=UTC)),
    ],
)
def test_a_day_begins_with_its_first_instant(zone: str, day: date, instant: datetime) -> None:
    assert midnight(day, ZoneInfo(zone)) == instant


@given(
    st.sampled_from(["Europe/Berlin", "Africa/Casablanca", "Australia/Lord_Howe", "UTC"]),
    st.timedeltas(timedelta(0), timedelta(days=5000)),
    st.timedeltas(timedelta(microseconds=1), timedelta(days=900)),
    st.floats(0, 1, exclude_max=True),
)
def test_offsets_tell_the_local_time_of_every_instant(
    name: str, begun: timedelta, length: timedelta, share: float
) -> None:
    zone, since = ZoneInfo(name), datetime(2015, 1, 1, tzinfo=UTC) + begun
    parts = list(offsets(since, since + length, zone))
    at = min(since + length * share, since + length - timedelta(microseconds=1))
    (part,) = [part for part in parts if part.since <= at < part.until]

    assert at.astimezone(zone).replace(tzinfo=None) == (at + part.ahead).replace(tzinfo=None)
    assert (parts[0].since, parts[-1].until) == (since, since + length)
