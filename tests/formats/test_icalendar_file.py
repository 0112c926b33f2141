"""The calendar file, as an independent parser reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped] # it comes without types
from hypothesis import given, settings

from companion.domain.call import CallId
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.formats.icalendar_file import render
from companion.services.ports import LedgerEntry
from tests.formats.samples import hostile_text

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
PROMISE = FollowUp(FollowUpId("f1"), FollowUpKind.CALLBACK, "Ring back", DUE, made=NOW)
ENTRY = LedgerEntry(CallId("c1"), PROMISE, "Sarah Okafor", "+44 20 7946 0018", "Contoso")


def written(*entries: LedgerEntry, parts: Iterable[str] = ("tasks", "events")) -> str:
    return render(entries, NOW, timedelta(minutes=10), parts)


def read(*entries: LedgerEntry) -> tuple[Any, Any]:
    """The first task and the first event."""
    calendar = vobject.readOne(written(*entries))
    return calendar.vtodo, calendar.vevent


def with_promise(**changed: object) -> LedgerEntry:
    return replace(ENTRY, follow_up=replace(PROMISE, **changed))  # type: ignore[arg-type] # tests give what fits


def test_a_promise_is_a_task_and_an_event_in_utc() -> None:
    task, event = read(ENTRY)

    assert task.due.value == event.dtstart.value == DUE
    assert "DUE:20260303T090000Z" in written(ENTRY)
    assert task.summary.value == event.summary.value == "Ring back · Sarah Okafor"
    assert "+44 20 7946 0018" in task.description.value
    assert (task.status.value, event.status.value) == ("NEEDS-ACTION", "CONFIRMED")
    assert task.dtstamp.value == event.dtstamp.value == NOW
    assert task.uid.value != event.uid.value


def test_a_second_file_updates_what_the_first_one_brought() -> None:
    first, _ = read(ENTRY)

    later, _ = read(with_promise(due=DUE + timedelta(hours=1), sequence=1))

    assert later.uid.value == first.uid.value
    assert int(later.sequence.value) > int(first.sequence.value)


def test_what_is_withdrawn_is_cancelled_and_rings_no_more() -> None:
    task, event = read(replace(ENTRY, withdrawn=NOW))

    assert (task.status.value, event.status.value) == ("CANCELLED", "CANCELLED")
    assert not hasattr(task, "valarm")
    assert not hasattr(event, "valarm")


def test_what_is_kept_is_completed() -> None:
    task, event = read(with_promise(done=DUE + timedelta(minutes=5)))

    assert task.status.value == "COMPLETED"
    assert task.completed.value == DUE + timedelta(minutes=5)
    assert event.status.value == "CONFIRMED"
    assert not hasattr(event, "valarm")


def test_an_alarm_rings_before_the_time() -> None:
    task, event = read(ENTRY)

    for component in (task, event):
        assert component.valarm.action.value == "DISPLAY"
        assert component.valarm.trigger.value == timedelta(minutes=-10)
    assert task.valarm.trigger.params == {"RELATED": ["END"]}


@pytest.mark.parametrize(
    "what",
    [
        "Kabel prüfen, „Raum 7“; dann anrufen \\ Ende",
        "Ring, then write; or \\n not",
        "日本語 " * 40,
        "x" * 300,
        "👩‍💻" * 40,
        "BEGIN:VALARM",
    ],
)
def test_whatever_was_promised_reads_back(what: str) -> None:
    task, event = read(with_promise(what=what))

    assert task.summary.value == event.summary.value == f"{what.strip()} · Sarah Okafor"


def test_lines_are_folded_at_75_octets_and_end_as_they_must() -> None:
    text = written(with_promise(what="Grüße, " * 60 + "\nzweite Zeile"))

    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert not any("\n" in line or "\r" in line for line in lines)


def test_words_of_several_lines_stand_whole_in_the_description() -> None:
    task, _ = read(with_promise(what="First\nsecond, third"))

    assert task.summary.value == "First second, third · Sarah Okafor"
    assert task.description.value.startswith("First\nsecond, third\n")


def test_a_name_that_the_words_have_already_is_not_said_twice() -> None:
    task, _ = read(with_promise(what="Call Sarah Okafor back"))

    assert task.summary.value == "Call Sarah Okafor back"


def test_only_one_kind_when_asked_for_one() -> None:
    text = written(ENTRY, parts=("tasks",))

    assert "BEGIN:VTODO" in text
    assert "BEGIN:VEVENT" not in text


def test_an_empty_calendar_is_a_calendar() -> None:
    assert vobject.readOne(written()).prodid.value


@given(hostile_text, hostile_text, hostile_text)
@settings(max_examples=60, deadline=None)
def test_nothing_that_is_typed_breaks_out_of_its_place(what: str, name: str, to: str) -> None:
    entry = LedgerEntry(CallId("c1"), replace(PROMISE, what=what, to=to), name, name, name)

    calendar = vobject.readOne(written(entry))

    assert len(calendar.contents["vtodo"]) == len(calendar.contents["vevent"]) == 1
    assert set(calendar.vtodo.contents) == {
        *("uid", "related-to", "dtstamp", "sequence", "created", "summary", "description"),
        *("categories", "due", "status", "valarm"),
    }
