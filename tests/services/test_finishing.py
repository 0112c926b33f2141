"""The end of a call by single steps: outcome, particulars, gates, the look back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from companion.domain.call import Call, Caller
from companion.domain.closing import gates, open_gates
from companion.domain.desk_rules import DeskRules
from companion.domain.flow import Exit, StageId
from companion.domain.gate import CONFIRMATIONS, GateId, Open, Passed, PassedOver
from companion.domain.notes import Section
from companion.domain.particulars import Escalation, Particulars, SiteVisit
from companion.domain.pillars import Pillar
from companion.domain.promise import FollowUpKind
from companion.domain.service_level import USUAL_MATRIX, Allowance, ServiceLevel, ServiceTarget
from companion.domain.wrapup import DeskOutcomes, Level, Outcome, OwnOutcome, Record
from companion.services.desk import Desk
from companion.services.finishing import Finishing
from companion.services.ports import Profile
from tests.fakes import START, FakeCallLog, FakeClock, FakeFlows, after, new_ids
from tests.flows import FLOWS

IN_AN_HOUR = Allowance(time=timedelta(hours=1))
RULES = DeskRules(
    DeskOutcomes((OwnOutcome("vendor", "Passed to the vendor", Outcome.ESCALATED),), ("No time",)),
    ServiceLevel(USUAL_MATRIX, {"P1": ServiceTarget(IN_AN_HOUR, Allowance(1))}),
)
WHEN = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)


@pytest.fixture
def desk(clock: FakeClock, call_log: FakeCallLog) -> Desk:
    desk = Desk(
        clock,
        FakeFlows(*FLOWS),
        call_log,
        lambda: Profile("Alex", "IT"),
        new_ids(),
        desk_rules=lambda: RULES,
    )
    desk.start_call(caller=Caller("Sarah Okafor"))
    return desk


@pytest.fixture
def finishing(desk: Desk) -> Finishing:
    return Finishing(desk)


def call_of(desk: Desk) -> Call:
    assert desk.call is not None
    return desk.call


def state_of(call: Call, gate: GateId) -> object:
    return next(g.state for g in gates(call) if g.id is gate)


# ---------------------------------------------------------------------- gates


def test_a_key_passes_a_gate_and_again_takes_it_back(desk: Desk, finishing: Finishing) -> None:
    finishing.turn(GateId.CALLER_SATISFIED)
    passed = state_of(call_of(desk), GateId.CALLER_SATISFIED)
    finishing.turn(GateId.CALLER_SATISFIED)

    assert passed == Passed(START)
    assert state_of(call_of(desk), GateId.CALLER_SATISFIED) == Open()


def test_a_key_goes_through_the_ways_a_fix_was_confirmed(desk: Desk, finishing: Finishing) -> None:
    seen: list[object] = []
    for _ in range(len(CONFIRMATIONS) + 1):
        finishing.turn(GateId.CONFIRM_THE_FIX)
        seen.append(state_of(call_of(desk), GateId.CONFIRM_THE_FIX))

    assert seen == [*(Passed(START, how) for how in CONFIRMATIONS), Open()]


def test_what_the_record_shows_is_not_turned_by_a_key(desk: Desk, finishing: Finishing) -> None:
    desk.promise_follow_up(WHEN)
    finishing.turn(GateId.FOLLOW_UP)

    assert state_of(call_of(desk), GateId.FOLLOW_UP) == Passed()


def test_the_callers_answer_settles_what_the_flow_says_it_does(
    desk: Desk, clock: FakeClock
) -> None:
    clock.pass_by(9)
    passes = (GateId.CONFIRM_THE_FIX, GateId.CALLER_SATISFIED)
    desk.take_exit(Exit("It works", StageId("wrap-up"), passes=passes))

    call = call_of(desk)
    assert state_of(call, GateId.CONFIRM_THE_FIX) == Passed(after(9), "the caller tried it")
    assert state_of(call, GateId.CALLER_SATISFIED) == Passed(after(9))


def test_a_gate_that_was_passed_another_way_stays_as_it_was(
    desk: Desk, finishing: Finishing
) -> None:
    finishing.turn(GateId.CONFIRM_THE_FIX)
    finishing.turn(GateId.CONFIRM_THE_FIX)
    desk.take_exit(Exit("Works", StageId("work"), passes=(GateId.CONFIRM_THE_FIX,)))

    assert state_of(call_of(desk), GateId.CONFIRM_THE_FIX) == Passed(START, CONFIRMATIONS[1])


def test_more_help_is_offered_by_saying_so(clock: FakeClock, call_log: FakeCallLog) -> None:
    flow, *others = FLOWS
    last = flow.stages[-1]
    offering = replace(last.prompts[0], practices=("offer-more-help",))
    flow = replace(flow, stages=(*flow.stages[:-1], replace(last, prompts=(offering,))))
    desk = Desk(clock, FakeFlows(flow, *others), call_log, Profile, new_ids())
    desk.start_call()
    desk.go_to_stage(StageId("wrap-up"))

    desk.next_prompt()

    assert state_of(call_of(desk), GateId.OFFER_MORE_HELP) == Passed(START)


def test_a_closed_call_is_told_why_something_was_left_open(
    desk: Desk, finishing: Finishing, call_log: FakeCallLog, clock: FakeClock
) -> None:
    desk.wrap_up()
    closed = desk.close()
    assert closed is not None
    clock.pass_by(4)

    finishing.pass_over(closed, "No time")

    assert open_gates(call_log.last) == ()
    assert call_log.last.revision == closed.revision + 1
    assert state_of(call_log.last, GateId.FIVE_PARTS) == PassedOver(after(4), "No time")
    assert desk.call is None


# ---------------------------------------------------------------------- outcomes


def test_words_typed_for_another_outcome_are_there_when_it_is_chosen_again(
    desk: Desk, finishing: Finishing
) -> None:
    typed = Particulars(Escalation(to="network team"))
    desk.set_outcome(Outcome.ESCALATED)
    finishing.set_particulars(typed)
    desk.set_outcome(Outcome.RESOLVED)
    desk.set_outcome(Outcome.ESCALATED)

    assert call_of(desk).particulars == typed


def test_an_own_outcome_is_kept_with_its_title(desk: Desk, finishing: Finishing) -> None:
    desk.set_outcome(finishing.own_outcomes[0])

    assert call_of(desk).outcome is Outcome.ESCALATED
    assert call_of(desk).outcome_title == "Passed to the vendor"


def test_a_visit_is_promised_for_its_time(desk: Desk, finishing: Finishing) -> None:
    desk.set_outcome(Outcome.ON_SITE)
    finishing.set_particulars(Particulars(visit=SiteVisit(WHEN)))
    finishing.set_particulars(Particulars(visit=SiteVisit(WHEN, "5 High Street")))

    (promise,) = call_of(desk).follow_ups
    assert (promise.kind, promise.due) == (FollowUpKind.VISIT, WHEN)
    assert promise.what == "Visit Sarah Okafor, 5 High Street"


@pytest.mark.parametrize("step", ["no time", "another outcome"])
def test_a_visit_that_is_not_to_be_is_promised_no_more(
    desk: Desk, finishing: Finishing, step: str
) -> None:
    desk.set_outcome(Outcome.ON_SITE)
    finishing.set_particulars(Particulars(visit=SiteVisit(WHEN)))

    if step == "no time":
        finishing.set_particulars(Particulars())
    else:
        desk.set_outcome(Outcome.RESOLVED)

    assert call_of(desk).follow_ups == ()
    assert [gone.follow_up.due for gone in call_of(desk).withdrawn] == [WHEN]


def test_a_promised_callback_says_what_it_is_when_nothing_is_noted(desk: Desk) -> None:
    desk.set_outcome(Outcome.CALLBACK)
    desk.promise_follow_up(WHEN)

    assert call_of(desk).follow_ups[0].what == "Call Sarah Okafor back"


def test_a_promised_callback_says_what_was_noted(desk: Desk) -> None:
    desk.note(Section.FOLLOW_UP, "Ring about the fan")
    desk.set_outcome(Outcome.CALLBACK)
    desk.promise_follow_up(WHEN)

    assert call_of(desk).follow_ups[0].what == "Ring about the fan"


# ---------------------------------------------------------------------- priority


def test_priority_and_due_times_follow_from_impact_and_urgency(
    desk: Desk, clock: FakeClock
) -> None:
    before = call_of(desk).service
    clock.pass_by(600)

    desk.set_record(Record(impact=Level.HIGH, urgency=Level.HIGH))

    call = call_of(desk)
    assert before.respond_by is None
    assert call.record.priority == "P1"
    assert call.service.respond_by == START.at + timedelta(hours=1), "from the start of the call"


# ---------------------------------------------------------------------- the look back


def test_the_look_back_is_kept_with_a_closed_call(
    desk: Desk, finishing: Finishing, call_log: FakeCallLog
) -> None:
    desk.wrap_up()
    closed = desk.close()
    assert closed is not None

    finishing.look_back(closed, (Pillar.TONE, Pillar.TRUST))
    finishing.pass_over(closed, "No time")

    assert call_log.last.self_check == (Pillar.TONE, Pillar.TRUST)
    assert open_gates(call_log.last) == ()


def test_without_a_call_nothing_happens(clock: FakeClock, call_log: FakeCallLog) -> None:
    desk = Desk(clock, FakeFlows(*FLOWS), call_log, Profile, new_ids())
    finishing = Finishing(desk)

    finishing.turn(GateId.CALLER_SATISFIED)
    finishing.set_particulars(Particulars(Escalation(to="x")))

    assert call_log.saved == []
