"""What is owed is found, due first, and what is done is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.storage.call_log import write_call
from companion.storage.database import open_database
from companion.storage.promises import owed_promises
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
