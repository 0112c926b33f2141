"""A corrected time is understood as people write it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.services.correction_text import corrected_duration, corrected_time


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        *(("3", 180), ("3 min", 180), ("2:30", 150), ("1:02:30", 3750), ("95 s", 95)),
        *(("1 h 05", 3900), ("1 h 5 min", 3900), ("2 min 30 s", 150), ("2m30", 150)),
        *(("1.5 min", 90), ("1,5 h", 5400), ("0", 0), ("90 minutes", 5400)),
    ],
)
def test_a_duration_is_understood(written: str, seconds: int) -> None:
    assert corrected_duration(written) == timedelta(seconds=seconds)


@pytest.mark.parametrize("written", ["", "soon", "-3", "2:75", "3 apples", "10 s 5", "999 h"])
def test_what_is_no_duration_is_not_guessed_at(written: str) -> None:
    assert corrected_duration(written) is None


def test_a_time_of_day_is_the_one_nearest_to_what_was_measured() -> None:
    midnight = datetime(2026, 3, 2, 0, 10).astimezone()

    before = corrected_time("23:55", midnight.astimezone(UTC))

    assert before == midnight - timedelta(minutes=15)
    assert corrected_time("0:05:30", midnight.astimezone(UTC)) == midnight - timedelta(
        minutes=4, seconds=30
    )


@pytest.mark.parametrize("written", ["", "25:00", "14:75", "now", "14"])
def test_what_is_no_time_of_day_is_not_guessed_at(written: str) -> None:
    assert corrected_time(written, datetime(2026, 3, 2, tzinfo=UTC)) is None


@given(st.text(max_size=12) | st.from_regex(r"[0-9:., hms]{1,10}", fullmatch=True))
def test_nothing_that_is_typed_is_an_error_or_negative(typed: str) -> None:
    duration = corrected_duration(typed)

    assert duration is None or duration >= timedelta()
    corrected_time(typed, datetime(2026, 3, 2, tzinfo=UTC))
