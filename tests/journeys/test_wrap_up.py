"""The end of a call by keys alone, with what a desk has agreed on, on a real screen and disk."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.journeys.hands import Hands
from tests.journeys.program import Program
from tests.journeys.waiting import until

OUTCOMES = """[[outcomes]]
id = "to-vendor"
title = "Passed to the vendor"
counts_as = "escalated"
"""
LEVEL = """[targets.P2]
respond = "30 min"
resolve = "1 day"
"""


def test_everything_said_at_the_end_is_in_the_record(program: Program, hands: Hands) -> None:
    program.folder.mkdir()
    (program.folder / "outcomes.toml").write_text(OUTCOMES, "utf-8")
    (program.folder / "service_level.toml").write_text(LEVEL, "utf-8")
    program.start()
    hands.press("F2")
    hands.type("Sarah")
    hands.press("ctrl+i")
    hands.type("H")
    hands.press("Escape", "F12")
    program.wait_for_phase("wrap_up")
    hands.type("P")
    hands.press("ctrl+3", "Tab", "Tab", "Down", "Tab", "Down", "Down", "Tab")
    hands.type("Contoso, Mr. O'Neill")
    until(lambda: program.last_call()["escalation"]["to"] == "Contoso, Mr. O'Neill", "it is kept")
    hands.press("F12")
    program.wait_for_phase("closed")
    hands.press("ctrl+2", "ctrl+6", "ctrl+9")
    until(lambda: program.last_call()["self_check"] == ["empathy", "trust"], "it was looked back")

    call = program.last_call()
    assert (call["outcome"], call["counts_as"], call["tier"]) == ("to-vendor", "escalated", 2)
    assert call["escalation"]["kind"] == "hierarchical"
    assert call["record"]["priority"] == "P2"
    assert due_after(call, "respond_by") == timedelta(minutes=30)
    gates = {gate["id"]: (gate["passed"], gate["reason"]) for gate in call["gates"]}
    assert gates == {
        "offer-more-help": (True, None),
        "five-part-ticket": (False, "The line dropped"),
        "follow-up": (False, "The line dropped"),
    }


def test_a_faulty_file_of_the_desks_is_in_no_calls_way(program: Program, hands: Hands) -> None:
    program.folder.mkdir()
    (program.folder / "service_level.toml").write_text('[targets.P1]\nrespond = "soon"\n', "utf-8")
    program.start()
    hands.press("F2")
    hands.type("Sarah")

    program.wait_for_phase("talking")
    until(lambda: program.last_call()["record"]["respond_by"], "the shipped one is used")


def due_after(call: dict[str, dict[str, str]], what: str) -> timedelta:
    """How long after its start a call is due."""
    started = datetime.fromisoformat(str(call["started_at"]))
    return datetime.fromisoformat(call["record"][what]) - started
