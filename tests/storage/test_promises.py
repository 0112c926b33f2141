"""What is owed is found, due first, and what is done is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.services.ports import Reminder
from companion.storage.call_log import write_call
from companion.storage.database import open_database
from companion.storage.promises import delays, ledger, owed_promises, remember_reminder
from tests.fakes import START, after


def call_with(name: str, *promises: FollowUp) -> Call:
    """A call by its caller's name, with promises made in it."""
    place = Place(StageId("greet"), PromptId("hello"))
    call = Call.begin(CallId(name), FlowId("incident"), place, "Alex", Caller(name, "1"), START)
    return replace(call, follow_ups=promises)


def promise(name: str, hour: int, done: datetime | None = None) -> FollowUp:
    """Something promised for an hour of that day."""
    due = datetime(2026, 3, 2, hour, tzinfo=UTC)
    return FollowUp(FollowUpId(name), FollowUpKind.NOTE, name, due, done)


def test_what_is_owed_comes_due_first_over_all_calls(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    write_call(db, call_with("Sarah", promise("late", 16), promise("early", 10)))
    write_call(db, call_with("Tom", promise("noon", 12)))

    owed = owed_promises(db)
    db.close()

    assert [(p.what, p.caller) for p in owed] == [
        ("early", "Sarah"),
        ("noon", "Tom"),
        ("late", "Sarah"),
    ]


def test_what_is_done_is_not_owed(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    write_call(db, call_with("Sarah", promise("done", 10, done=after(60).at)))

    owed = owed_promises(db)
    db.close()

    assert owed == []


def test_what_is_withdrawn_is_not_owed_and_still_in_the_ledger(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    call = call_with("Sarah", promise("gone", 10), promise("kept", 12, done=after(60).at))
    write_call(db, call.withdraw(FollowUpId("gone"), after(90).at))

    owed = owed_promises(db)
    entries = ledger(db, since=START.at)
    db.close()

    assert owed == []
    assert [(e.follow_up.what, e.withdrawn) for e in entries] == [
        ("gone", after(90).at),
        ("kept", None),
    ]


def test_the_ledger_has_all_that_is_owed_and_what_ended_of_late(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    long_ago, lately = after(60).at, after(600).at
    call = call_with(
        "Sarah",
        promise("owed", 10),
        promise("kept long ago", 11, done=long_ago),
        promise("kept lately", 12, done=lately),
        promise("withdrawn long ago", 13),
    )
    write_call(db, call.withdraw(FollowUpId("withdrawn long ago"), long_ago))

    entries = ledger(db, since=lately)
    db.close()

    assert [entry.follow_up.what for entry in entries] == ["owed", "kept lately"]


def test_how_late_promises_were_kept_is_told_by_kind(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    due = datetime(2026, 3, 2, 10, tzinfo=UTC)
    write_call(
        db,
        call_with(
            "Sarah",
            promise("late", 10, done=due + timedelta(minutes=20)),
            promise("early", 10, done=due - timedelta(minutes=5)),
            promise("owed", 10),
        ),
    )

    told = delays(db)
    db.close()

    assert told[FollowUpKind.NOTE] == [timedelta(minutes=20), timedelta(minutes=-5)]
    assert told[FollowUpKind.CALLBACK] == []


def test_what_the_agent_was_reminded_of_survives_a_restart(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    write_call(db, call_with("Sarah", promise("early", 10)))
    (owed,) = owed_promises(db)
    reminder = Reminder(owed.due, told=after(60).at, snoozed=after(900).at)
    remember_reminder(db, owed.id, Reminder(owed.due, told=after(30).at))
    remember_reminder(db, owed.id, reminder)
    db.close()

    db = open_database(tmp_path)
    (again,) = owed_promises(db)
    db.close()

    assert again.reminder == reminder


def test_a_reminder_of_another_time_is_void(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    call = call_with("Sarah", promise("early", 10))
    write_call(db, call)
    (owed,) = owed_promises(db)
    remember_reminder(db, owed.id, Reminder(owed.due, told=after(30).at))
    (early,) = call.follow_ups
    later = replace(early, due=datetime(2026, 3, 2, 11, tzinfo=UTC))
    write_call(db, replace(call.promise(later), revision=1))

    (again,) = owed_promises(db)
    db.close()

    assert again.due == later.due
    assert again.reminder is None
