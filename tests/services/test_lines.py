"""Names, times and sentences as they are said."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest

from companion.domain.wording import first_sentence
from companion.domain.wrapup import Outcome, OwnOutcome
from companion.services.lines import due_choices, known_values, spoken_time
from companion.services.ports import Profile
from tests.fakes import START
from tests.formats.samples import talking_call

MONDAY = datetime(2026, 3, 2, 9, 5)  # noqa: DTZ001 - a local time, as on the agent's watch


@pytest.mark.parametrize(
    ("days", "spoken"),
    [
        (0, "today at 16:00"),
        (1, "tomorrow at 16:00"),
        (3, "on Thursday at 16:00"),
        (6, "on Sunday at 16:00"),
        (7, "on 9 March at 16:00"),
        (-1, "yesterday at 16:00"),
        (-2, "on 28 February at 16:00"),
    ],
)
def test_a_time_is_said_as_people_say_it(days: int, spoken: str) -> None:
    due = MONDAY.replace(hour=16, minute=0) + timedelta(days=days)

    assert spoken_time(due, MONDAY) == spoken


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("VPN drops. Since Monday.", "VPN drops"),
        ("VPN drops every\nten minutes", "VPN drops every ten minutes"),
        ("v1.2 fails", "v1.2 fails"),
        ("", ""),
    ],
)
def test_the_first_sentence_of_a_note(note: str, sentence: str) -> None:
    assert first_sentence(note, 140) == sentence


def test_a_long_sentence_is_cut_after_a_word() -> None:
    assert first_sentence("one two three", 9) == "one two…"


def test_no_follow_up_is_offered_for_a_weekend() -> None:
    friday = MONDAY + timedelta(days=4)

    titles = [title for title, at in due_choices(friday.astimezone()) if at.weekday() > 4]

    assert titles == []


@pytest.mark.parametrize("day", range(7))
def test_every_offered_time_lies_ahead(day: int) -> None:
    now = MONDAY + timedelta(days=day, hours=9)

    assert all(at > now.astimezone() for _, at in due_choices(now.astimezone()))


def test_the_next_working_morning_is_named_by_its_day() -> None:
    friday = MONDAY + timedelta(days=4)

    assert "Monday at 10:00" in [title for title, _ in due_choices(friday.astimezone())]


@pytest.mark.parametrize("day", [datetime(2026, 10, 23, 15, 30), datetime(2026, 3, 27, 15, 30)])  # noqa: DTZ001
def test_ten_o_clock_is_ten_o_clock_after_the_clocks_change(
    monkeypatch: pytest.MonkeyPatch, day: datetime
) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    try:
        due = dict(due_choices(day.astimezone()))["Monday at 10:00"]
        assert due.astimezone().strftime("%A %H:%M") == "Monday 10:00"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize(
    "outcome", [Outcome.ABUSIVE, OwnOutcome("rude", "Abusive caller", Outcome.ABUSIVE)]
)
def test_nobody_is_told_that_they_were_abusive(
    outcome: Outcome | OwnOutcome, language: str
) -> None:
    values = known_values(talking_call().come_to(outcome), Profile("Alex"), START, language)

    assert values["outcome"]
    assert not any("abusive" in value.lower() for value in values.values())
