"""A promise's whole life by keyboard: made, reminded of after a crash, called back, kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from companion.clock import SystemClock
from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.storage.call_log import write_call
from companion.storage.database import open_database
from tests.journeys.hands import Hands
from tests.journeys.program import Program
from tests.journeys.waiting import until

REMINDED = "SELECT told_at FROM reminders WHERE follow_up_id = 'f1'"
OPEN = "SELECT count(*) FROM follow_ups WHERE done_at IS NULL"


def owe_since_yesterday(program: Program) -> None:
    """A call of yesterday's is in the data folder, with a call back that is overdue."""
    now = SystemClock().now()
    then = replace(now, at=now.at - timedelta(days=1))
    place = Place(StageId("greet"), PromptId("greet-by-name"))
    caller = Caller("Sarah Okafor", "+44 20 7946 0018")
    call = Call.begin(CallId("old"), FlowId("incident"), place, "Alex", caller, then)
    due = datetime.now(UTC) - timedelta(hours=3)
    call = call.promise(FollowUp(FollowUpId("f1"), FollowUpKind.CALLBACK, "Check the cable", due))
    db = open_database(program.folder)
    write_call(db, call.wrap_up(then).close(then))
    db.close()


def calls_back(program: Program, hands: Hands) -> bool:
    """Enter on what is owed, which comes into the list once the database is open."""
    if program.phase() != "talking":
        hands.press("Return")
    return program.phase() == "talking"


def test_an_overdue_call_back_is_reminded_of_made_and_kept(program: Program, hands: Hands) -> None:
    owe_since_yesterday(program)
    program.start()
    until(lambda: program.rows(REMINDED), "the agent was told")
    told = program.rows(REMINDED)
    program.kill()
    program.start()

    hands.press("ctrl+r")
    until(lambda: calls_back(program, hands), "the one it is owed to is called")
    again = program.rows(REMINDED)
    hands.press("F10", "F12")
    until(lambda: program.rows(OPEN) == [(0,)], "the promise is kept")

    call = program.last_call()
    assert again == told
    assert call["caller"]["number"] == "+44 20 7946 0018"
    assert [said["id"] for said in call["prompts"]] == ["late-callback"]
    assert [kept["follow_up"] for kept in call["keeps"]] == ["f1"]
    (kept,) = json.loads(program.run("followups", "--json", "--done"))
    assert kept["done_at"] == call["started_at"]


def test_a_promise_made_in_a_call_survives_a_crash(window: Program, hands: Hands) -> None:
    hands.press("F2")
    window.wait_for_phase("talking")
    hands.press("ctrl+p")
    hands.type("tomorrow 10")
    hands.press("Return")
    until(lambda: window.rows(OPEN) == [(1,)], "the promise is on disk")

    window.kill()

    (owed,) = json.loads(window.run("followups", "--json"))
    due = datetime.fromisoformat(owed["due_at"]).astimezone()
    assert (due.hour, due.minute) == (10, 0)
    assert due.date() == (datetime.now().astimezone() + timedelta(days=1)).date()
