"""Gates pass by what the record shows or by what the agent says, and none is more than a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from companion.domain.call import Call, Caller, CallId
from companion.domain.closing import gates, open_gates, pass_over
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.gate import Gate, GateId, Open, Passed, PassedOver
from companion.domain.notes import Notes, Section
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.domain.wrapup import Outcome, OwnOutcome
from tests.fakes import START, after

GREET = Place(StageId("greet"), PromptId("hello"))
DUE = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def call() -> Call:
    return Call.begin(CallId("c1"), FlowId("incident"), GREET, "Alex", Caller("Sarah"), START)


def ids(found: tuple[Gate, ...]) -> list[str]:
    return [gate.id.value for gate in found]


def test_every_gate_is_open_when_a_call_begins(call: Call) -> None:
    assert ids(open_gates(call)) == [gate.value for gate in GateId]


def test_the_five_parts_pass_by_being_filled(call: Call) -> None:
    written = replace(call, notes=Notes("a", "b", "c", "d", "e"))

    assert GateId.FIVE_PARTS not in ids(open_gates(written))
    assert GateId.FIVE_PARTS in ids(open_gates(written.note(Section.DONE, "  \n")))


def test_the_follow_up_passes_by_having_a_time(call: Call) -> None:
    promised = call.promise(FollowUp(FollowUpId("f1"), FollowUpKind.NOTE, "Ring", DUE))

    assert GateId.FOLLOW_UP not in ids(open_gates(promised))
    assert GateId.FOLLOW_UP in ids(open_gates(promised.withdraw(FollowUpId("f1"), DUE)))


def test_a_gate_passed_with_a_reason_is_open_no_more_and_not_passed_either(call: Call) -> None:
    left = pass_over(call, "The line dropped", after(60))

    assert open_gates(left) == ()
    assert not any(gate.is_passed for gate in gates(left))
    assert {gate.state for gate in gates(left)} == {PassedOver(after(60), "The line dropped")}


def test_passing_over_leaves_alone_what_has_passed(call: Call) -> None:
    confirmed = Gate(GateId.CONFIRM_THE_FIX, Passed(after(5), "the caller tried it"))

    left = pass_over(call.decide(confirmed), "The line dropped", after(60))

    assert gates(left)[0] == confirmed


def test_what_was_passed_over_passes_when_it_is_done_after_all(call: Call) -> None:
    left = pass_over(call, "No time", after(60))
    done = replace(left, notes=Notes("a", "b", "c", "d", "e"))

    (parts,) = [gate for gate in gates(done) if gate.id is GateId.FIVE_PARTS]
    assert parts.is_passed


def test_a_decision_can_be_taken_back(call: Call) -> None:
    passed = call.decide(Gate(GateId.CALLER_SATISFIED, Passed(after(5))))

    assert passed.decide(Gate(GateId.CALLER_SATISFIED, Open())) == call


@pytest.mark.parametrize(
    ("outcome", "asked"),
    [
        (Outcome.RESOLVED, set(GateId)),
        (Outcome.WORKAROUND, set(GateId)),
        (Outcome.ESCALATED, {GateId.OFFER_MORE_HELP, GateId.FIVE_PARTS, GateId.FOLLOW_UP}),
        (Outcome.VOICEMAIL, {GateId.FOLLOW_UP}),
        (Outcome.WRONG_NUMBER, set()),
        (Outcome.ABUSIVE, set()),
    ],
)
def test_only_what_makes_sense_for_the_outcome_is_asked(
    call: Call, outcome: Outcome, asked: set[GateId]
) -> None:
    assert {gate.id for gate in gates(call.come_to(outcome))} == asked


def test_an_own_outcome_is_asked_what_it_counts_as(call: Call) -> None:
    own = OwnOutcome("spam", "Spam call", Outcome.WRONG_NUMBER)

    assert gates(call.come_to(own)) == ()


def test_an_own_outcome_that_counts_as_another_is_refused(call: Call) -> None:
    own = OwnOutcome("spam", "Spam call", Outcome.WRONG_NUMBER)

    with pytest.raises(ValueError, match="does not count as"):
        replace(call, outcome=Outcome.RESOLVED, own_outcome=own)


def test_another_outcome_leaves_nothing_of_the_desks_own(call: Call) -> None:
    own = call.come_to(OwnOutcome("spam", "Spam call", Outcome.WRONG_NUMBER))

    assert own.outcome_title == "Spam call"
    assert own.come_to(Outcome.RESOLVED).outcome_title == "Resolved"


def test_a_reason_says_something() -> None:
    with pytest.raises(ValueError, match="for a reason"):
        PassedOver(START, "  ")
