"""A time is understood as people write it; what is not clear is not guessed at."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.services.due_text import FARTHEST, understood, ways_to_write

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="the zone of a running program can be set on POSIX only"
)


@pytest.fixture(autouse=True)
def london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


WEDNESDAY = "2026-03-04 14:05"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("in 2 h", "2026-03-04 16:05"),
        ("2h", "2026-03-04 16:05"),
        ("+45 min", "2026-03-04 14:50"),
        ("in 20", "2026-03-04 14:25"),
        ("1h30", "2026-03-04 15:35"),
        ("1 h 30 min", "2026-03-04 15:35"),
        ("1.5 h", "2026-03-04 15:35"),
        ("1,5 h", "2026-03-04 15:35"),
        ("half an hour", "2026-03-04 14:35"),
        ("in an hour and 10 minutes", "2026-03-04 15:15"),
        ("in 3 days", "2026-03-07 14:05"),
        ("a week", "2026-03-11 14:05"),
        ("2 weeks", "2026-03-18 14:05"),
        ("15:30", "2026-03-04 15:30"),
        ("at 15.30", "2026-03-04 15:30"),
        ("1530", "2026-03-04 15:30"),
        ("3pm", "2026-03-04 15:00"),
        ("3 PM", "2026-03-04 15:00"),
        ("3:30 p.m.", "2026-03-04 15:30"),
        ("4", "2026-03-04 16:00"),
        ("today 4", "2026-03-04 16:00"),
        ("10", "2026-03-05 10:00"),
        ("2", "2026-03-05 14:00"),
        ("noon", "2026-03-05 12:00"),
        ("today eod", "2026-03-04 17:00"),
        ("by end of day", "2026-03-04 17:00"),
        ("tomorrow", "2026-03-05 10:00"),
        ("tomorrow 10", "2026-03-05 10:00"),
        ("10 tomorrow", "2026-03-05 10:00"),
        ("Tomorrow, 9:15", "2026-03-05 09:15"),
        ("tomorrow at 2", "2026-03-05 14:00"),
        ("tomorrow 02:00", "2026-03-05 02:00"),
        ("tomorrow morning", "2026-03-05 09:00"),
        ("Fri 14:30", "2026-03-06 14:30"),
        ("14:30 on Friday", "2026-03-06 14:30"),
        ("fri", "2026-03-06 10:00"),
        ("wed", "2026-03-11 10:00"),
        ("wednesday 16:00", "2026-03-04 16:00"),
        ("Wednesday 9", "2026-03-11 09:00"),
        ("next week", "2026-03-09 10:00"),
        ("next fri 9", "2026-03-13 09:00"),
        ("12 March 9:00", "2026-03-12 09:00"),
        ("March 12th", "2026-03-12 10:00"),
        ("3 Mar", "2027-03-03 10:00"),
        ("12/3 9:00", "2026-03-12 09:00"),
        ("12.3. 9:00", "2026-03-12 09:00"),
        ("2026-03-12 9:00", "2026-03-12 09:00"),
        ("12/3/2026", "2026-03-12 10:00"),
    ],
)
def test_a_time_is_understood(written: str, meant: str) -> None:
    assert understood(written, local(WEDNESDAY)) == local(meant)


@pytest.mark.parametrize(
    "written",
    [
        *("", "  ", "soon", "later today", "today", "today 9", "25:00", "14:75", "13pm", "0pm"),
        *("31/2", "tomorrow tomorrow", "10 11", "2020-01-01", "3000-01-01", "in 9999 weeks"),
        *("in 99999999999999 h", "99999", "in", "next", "h", "5 apples", "-2h", "tues 10 am pm"),
    ],
)
def test_what_is_not_clear_is_not_guessed_at(written: str) -> None:
    assert understood(written, local(WEDNESDAY)) is None


def test_days_are_counted_by_the_calendar_and_hours_by_the_clock() -> None:
    """In London the clocks go forward on 29 March 2026 at 01:00."""
    saturday = local("2026-03-28 12:00")

    assert understood("tomorrow 12", saturday) == local("2026-03-29 12:00")
    assert understood("in 24 h", saturday) == local("2026-03-29 13:00")
    assert understood("in 1 day", saturday) == local("2026-03-29 12:00")


def test_every_way_that_is_shown_is_understood() -> None:
    assert all(understood(way, local(WEDNESDAY)) for way in ways_to_write())


@given(
    st.text(max_size=20) | st.from_regex(r"(in )?[0-9:. /hmdapmw-]{1,12}", fullmatch=True),
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
@example("1e9 h", datetime(2026, 3, 4, tzinfo=UTC))
def test_nothing_that_is_typed_is_an_error_or_in_the_past(typed: str, now: datetime) -> None:
    due = understood(typed, now.astimezone())

    assert due is None or timedelta() < due - now <= FARTHEST
