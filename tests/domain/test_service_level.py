"""Due times are right over nights, weekends, holidays and changes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.service_level import (
    NO_TARGETS,
    USUAL_MATRIX,
    Allowance,
    BusinessHours,
    ServiceLevel,
    ServiceTarget,
    ServiceTimes,
)
from companion.domain.wrapup import Level, Record

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
EIGHT_TO_SIX = ((8 * 60, 18 * 60),)
OFFICE = BusinessHours(dict.fromkeys(range(5), EIGHT_TO_SIX))


def local(text: str, zone: ZoneInfo = LONDON) -> datetime:
    """`2026-03-27 16:00` on the clocks of a zone, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def hours(number: float) -> Allowance:
    return Allowance(time=timedelta(hours=number))


@pytest.mark.parametrize(
    ("start", "allowed", "due"),
    [
        # 2026-03-02 is a Monday.
        ("2026-03-02 09:00", hours(4), "2026-03-02 13:00"),
        ("2026-03-02 16:00", hours(4), "2026-03-03 10:00"),
        ("2026-03-02 16:00", hours(2), "2026-03-02 18:00"),
        ("2026-03-02 18:00", hours(2), "2026-03-03 10:00"),
        ("2026-03-02 05:00", hours(2), "2026-03-02 10:00"),
        ("2026-03-06 17:30", hours(1), "2026-03-09 08:30"),
        ("2026-03-07 12:00", hours(1), "2026-03-09 09:00"),
        ("2026-03-02 10:15", Allowance(1), "2026-03-03 10:15"),
        ("2026-03-05 10:15", Allowance(3), "2026-03-10 10:15"),
        ("2026-03-07 12:00", Allowance(1), "2026-03-10 08:00"),
        ("2026-03-02 20:00", Allowance(1), "2026-03-04 08:00"),
        ("2026-03-06 17:00", Allowance(1, timedelta(hours=2)), "2026-03-10 09:00"),
        ("2026-03-02 09:00", hours(25), "2026-03-04 14:00"),
    ],
)
def test_business_hours_are_counted_when_there_are_any(
    start: str, allowed: Allowance, due: str
) -> None:
    assert OFFICE.after(local(start), allowed, LONDON) == local(due)


@pytest.mark.parametrize(
    ("start", "allowed", "due"),
    [
        # Clocks go forward on Sunday 2026-03-29 and back on Sunday 2026-10-25.
        ("2026-03-27 17:00", hours(2), "2026-03-30 09:00"),
        ("2026-03-27 10:00", Allowance(1), "2026-03-30 10:00"),
        ("2026-10-23 17:00", hours(2), "2026-10-26 09:00"),
        ("2026-10-23 10:00", Allowance(1), "2026-10-26 10:00"),
    ],
)
def test_clocks_that_change_at_the_weekend_change_nothing(
    start: str, allowed: Allowance, due: str
) -> None:
    assert OFFICE.after(local(start), allowed, LONDON) == local(due)


def test_a_night_shift_through_the_change_counts_real_hours() -> None:
    night = BusinessHours({6: ((0, 24 * 60),)})

    # 00:30 in winter time, 01:00 becomes 02:00: three hours later it is 04:30.
    due = night.after(local("2026-03-29 00:30"), hours(3), LONDON)

    assert due == local("2026-03-29 04:30")
    assert due - local("2026-03-29 00:30") == timedelta(hours=3)


def test_around_the_clock_a_day_is_the_same_time_tomorrow() -> None:
    level = ServiceLevel(USUAL_MATRIX, {"P1": ServiceTarget(hours(24), Allowance(1), True)}, OFFICE)

    times = level.times("P1", local("2026-03-28 10:00"), LONDON)

    assert times.respond_by == local("2026-03-29 11:00")
    assert times.resolve_by == local("2026-03-29 10:00")


def test_holidays_are_no_working_days() -> None:
    closed = BusinessHours(
        dict.fromkeys(range(5), EIGHT_TO_SIX),
        frozenset({date(2026, 12, 28)}),
        frozenset({(12, 25), (1, 1)}),
    )

    assert closed.after(local("2026-12-24 17:00"), hours(2), LONDON) == local("2026-12-29 09:00")
    assert closed.after(local("2026-12-31 09:00"), Allowance(1), LONDON) == local(
        "2027-01-04 09:00"
    )


def test_a_break_at_noon_is_not_counted() -> None:
    with_break = BusinessHours({0: ((8 * 60, 12 * 60), (13 * 60, 17 * 60))})

    assert with_break.after(local("2026-03-02 11:00"), hours(2), LONDON) == local(
        "2026-03-02 14:00"
    )


def test_a_day_ends_with_the_hours_of_the_day_it_leads_to() -> None:
    short_friday = BusinessHours({3: EIGHT_TO_SIX, 4: ((8 * 60, 14 * 60),)})

    assert short_friday.after(local("2026-03-05 16:30"), Allowance(1), LONDON) == local(
        "2026-03-06 14:00"
    )


def test_hours_are_those_of_the_zone() -> None:
    start = local("2026-03-02 17:00", NEW_YORK)

    assert OFFICE.after(start, hours(2), NEW_YORK) == local("2026-03-03 09:00", NEW_YORK)


@given(
    st.integers(0, 6 * 365 * 24 * 60).map(lambda m: local("2024-01-01") + timedelta(minutes=m)),
    st.timedeltas(timedelta(minutes=1), timedelta(hours=40)),
    st.sampled_from([LONDON, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kolkata")]),
)
def test_exactly_the_allowed_business_time_lies_before_it_is_due(
    start: datetime, allowed: timedelta, zone: ZoneInfo
) -> None:
    due = OFFICE.after(start, Allowance(time=allowed), zone)

    assert business_time(start, due, zone) == allowed


def business_time(start: datetime, end: datetime, zone: ZoneInfo) -> timedelta:
    """Business time between two instants, counted day by day."""
    total = timedelta()
    day = start.astimezone(zone).date()
    while day <= end.astimezone(zone).date():
        if day.weekday() < 5:
            opens = datetime(day.year, day.month, day.day, 8, tzinfo=zone).astimezone(UTC)
            closes = datetime(day.year, day.month, day.day, 18, tzinfo=zone).astimezone(UTC)
            total += max(min(end, closes) - max(start, opens), timedelta())
        day += timedelta(days=1)
    return total


def test_nothing_promised_is_nothing_due() -> None:
    assert NO_TARGETS.times("P1", local("2026-03-02 09:00"), LONDON) == ServiceTimes()


def test_the_matrix_makes_the_priority() -> None:
    urgent = Record(impact=Level.LOW, urgency=Level.HIGH)
    own = ServiceLevel({**USUAL_MATRIX, (Level.LOW, Level.HIGH): "P2"})

    assert NO_TARGETS.classified(urgent).priority == "P3"
    assert own.classified(urgent).priority == "P2"


def test_a_matrix_has_every_priority() -> None:
    with pytest.raises(ValueError, match="no priority"):
        ServiceLevel({(Level.HIGH, Level.HIGH): "P1"})


@pytest.mark.parametrize("week", [{}, {0: ()}, {0: ((60, 60),)}, {0: ((0, 120), (60, 180))}])
def test_hours_that_make_no_sense_are_refused(week: dict[int, tuple[tuple[int, int], ...]]) -> None:
    with pytest.raises(ValueError, match="hours"):
        BusinessHours(week)


def test_holidays_every_day_are_told_and_not_counted_for_ever() -> None:
    every_day = {
        (day.month, day.day) for day in (date(2024, 1, 1) + timedelta(n) for n in range(366))
    }
    never = BusinessHours({0: EIGHT_TO_SIX}, yearly=frozenset(every_day))

    with pytest.raises(ValueError, match="holiday"):
        never.after(local("2026-03-02 09:00"), hours(1), LONDON)
