"""A call goes on only in ways that make sense, and counts its time right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from companion.domain.call import Call, Caller, CallId
from companion.domain.errors import WrongPhase
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.hold import Hold, Permission
from companion.domain.journal import EventKind
from companion.domain.notes import Section
from companion.domain.phase import Closed, OnHold, Parked, PhaseName, Talking, WrapUp
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from tests.fakes import START, FakeClock, after

GREET = Place(StageId("greet"), PromptId("hello"))
WORK = Place(StageId("work"), PromptId("look"))
TWO_MINUTES = timedelta(minutes=2)


@pytest.fixture
def call() -> Call:
    return Call.begin(CallId("c1"), FlowId("incident"), GREET, "Alex", Caller("Sarah"), START)


def held(call: Call, asked: float = 10, agreed: float = 20) -> Call:
    """The call on hold."""
    asking = call.ask_to_hold("the logs", TWO_MINUTES, after(asked))
    return asking.answer_hold(Permission.GRANTED, after(agreed))


def test_a_call_begins_in_the_first_stage_talking(call: Call) -> None:
    assert call.phase == Talking(START)
    assert [visit.stage for visit in call.stages] == ["greet"]


def test_another_stage_leaves_the_one_before(call: Call) -> None:
    moved = call.go_to(WORK, after(5))

    assert moved.stages[0].left == after(5)
    assert moved.stages[1].entered == after(5)


def test_another_prompt_of_the_same_stage_leaves_nothing(call: Call) -> None:
    moved = call.go_to(Place(StageId("greet"), PromptId("thanks")), after(5))

    assert len(moved.stages) == 1
    assert moved.place.prompt == "thanks"


def test_a_hold_starts_with_the_callers_yes(call: Call) -> None:
    on_hold = held(call, asked=10, agreed=20)

    assert isinstance(on_hold.phase, OnHold)
    assert on_hold.holds[0].started == after(20)


def test_a_declined_hold_is_kept_and_the_talk_goes_on(call: Call) -> None:
    asked = call.ask_to_hold("the logs", TWO_MINUTES, after(10))
    declined = asked.answer_hold(Permission.DECLINED, after(12))

    assert isinstance(declined.phase, Talking)
    assert declined.holds[0].permission is Permission.DECLINED


def test_a_callback_is_a_promise_at_once(call: Call) -> None:
    due = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    asked = call.ask_to_hold("the logs", TWO_MINUTES, after(10))
    promised = asked.call_back_instead(due, FollowUpId("f1"), after(12))

    assert promised.holds[0].permission is Permission.CALLBACK
    assert promised.follow_ups[0].due == due
    assert "Sarah" in promised.follow_ups[0].what


def test_a_question_that_was_dropped_was_never_asked(call: Call) -> None:
    asked = call.ask_to_hold("the logs", TWO_MINUTES, after(10))

    assert asked.drop_hold_question().holds == ()


def test_time_is_counted_by_what_it_was_spent_on(call: Call) -> None:
    closed = held(call, agreed=20).resume(after(80)).wrap_up(after(100)).close(after(130))

    spent = closed.handle_time(after(9999))
    assert spent.talk == timedelta(seconds=40)
    assert spent.hold == timedelta(seconds=60)
    assert spent.wrap_up == timedelta(seconds=30)
    assert spent.handle == timedelta(seconds=130)


def test_the_hold_in_progress_counts(call: Call) -> None:
    assert held(call, agreed=20).handle_time(after(35)).hold == timedelta(seconds=15)


def test_a_caller_on_hold_goes_on_waiting_while_the_call_is_parked(call: Call) -> None:
    parked = held(call, agreed=20).park(after(30))
    back = parked.take_up(after(90)).resume(after(100))

    spent = back.handle_time(after(100))
    assert spent.hold == timedelta(seconds=80)
    assert spent.parked == timedelta(0)


def test_parked_time_is_neither_talk_nor_hold(call: Call) -> None:
    back = call.park(after(10)).take_up(after(70))

    spent = back.handle_time(after(75))
    assert spent.talk == timedelta(seconds=15)
    assert spent.parked == timedelta(seconds=60)
    assert spent.handle == timedelta(seconds=15)


def test_a_changed_wall_clock_bends_no_hold(call: Call) -> None:
    clock = FakeClock(after(20))
    on_hold = held(call, agreed=20)
    clock.pass_by(45)
    clock.set_wall(timedelta(days=-1))

    assert on_hold.handle_time(clock.now()).hold == timedelta(seconds=45)


def test_over_a_restart_of_the_machine_the_wall_clock_counts(call: Call) -> None:
    clock = FakeClock(after(20))
    on_hold = held(call, agreed=20)
    clock.restart(300)

    assert on_hold.handle_time(clock.now()).hold == timedelta(seconds=300)


def test_a_clock_that_was_set_back_over_a_restart_makes_no_negative_wait(call: Call) -> None:
    clock = FakeClock(after(20))
    on_hold = held(call, agreed=20)
    clock.restart(-500)

    assert on_hold.handle_time(clock.now()).hold == timedelta(0)


def test_parked_goes_back_to_the_phase_it_was_in(call: Call) -> None:
    parked = held(call).park(after(30))

    assert isinstance(parked.phase, Parked)
    assert isinstance(parked.take_up(after(40)).phase, OnHold)


def test_a_caller_who_hangs_up_on_hold_ends_the_hold(call: Call) -> None:
    gone = held(call, agreed=20).wrap_up(after(50))

    assert isinstance(gone.phase, WrapUp)
    assert gone.holds[0].ended == after(50)


def test_a_caller_who_hangs_up_while_being_asked_was_not_asked(call: Call) -> None:
    asked = call.ask_to_hold("", TWO_MINUTES, after(10))

    assert asked.wrap_up(after(12)).holds == ()


def test_the_caller_was_gone_when_the_wrap_up_began(call: Call) -> None:
    wrapping = call.wrap_up(after(60))
    parked = wrapping.park(after(70)).take_up(after(80))

    assert parked.close(after(90)).ended == after(60)


def test_the_end_moves_when_the_caller_was_still_there(call: Call) -> None:
    back = call.wrap_up(after(60)).back_to_the_caller(after(65))

    assert back.ended is None
    assert back.wrap_up(after(80)).ended == after(80)


def test_closing_leaves_the_last_stage(call: Call) -> None:
    closed = call.wrap_up(after(60)).close(after(90))

    assert isinstance(closed.phase, Closed)
    assert closed.stages[-1].left == after(90)
    assert not closed.is_open


def test_a_closed_call_can_be_opened_again(call: Call) -> None:
    again = call.wrap_up(after(60)).close(after(90)).reopen(after(100))

    assert isinstance(again.phase, WrapUp)
    assert again.ended == after(60)
    assert again.handle_time(after(110)).wrap_up == timedelta(seconds=40)


def test_a_check_back_is_counted_and_its_time_kept(call: Call) -> None:
    checked = held(call).check_back(after(60))

    assert checked.holds[0].check_backs == 1
    assert (checked.events[-1].kind, checked.events[-1].at) == (EventKind.CHECKED_BACK, after(60))


@pytest.fixture
def waiting(call: Call) -> Call:
    """On hold since 10 s, two minutes promised."""
    return call.ask_to_hold("", timedelta(minutes=2), after(5)).answer_hold(
        Permission.GRANTED, after(10)
    )


def test_the_countdown_runs_to_the_newest_promise(waiting: Call) -> None:
    longer = waiting.extend_hold(timedelta(minutes=5), after(100))

    hold = longer.holds[0]
    assert hold.left(after(130)) == timedelta(minutes=4, seconds=30)
    assert hold.waited(after(130)) == timedelta(minutes=2)
    assert [promise.wait for promise in hold.promises] == [
        timedelta(minutes=2),
        timedelta(minutes=5),
    ]


@pytest.mark.parametrize(
    ("extended", "back", "broken"),
    [(100, 200, []), (140, 200, [2]), (100, 221, [2 + 0]), (140, 300, [2, 2])],
)
def test_late_is_judged_by_what_stood_promised_at_the_time(
    waiting: Call, extended: float, back: float, broken: list[int]
) -> None:
    longer = waiting.extend_hold(timedelta(minutes=2), after(extended))

    hold = longer.resume(after(back)).holds[0]

    assert [p.wait for p in hold.broken(after(9999))] == [timedelta(minutes=m) for m in broken]
    assert hold.is_late(after(9999)) == (back > extended + 120)


def test_a_caller_who_waits_no_longer_is_called_back(waiting: Call) -> None:
    due = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    back = waiting.call_back_instead(due, FollowUpId("f1"), after(100))

    assert isinstance(back.phase, Talking)
    assert back.holds[0].waited(after(999)) == timedelta(seconds=90)
    assert [(f.kind, f.due) for f in back.follow_ups] == [(FollowUpKind.CALLBACK, due)]


def test_the_last_contact_is_the_newest_of_hold_check_back_and_extension(waiting: Call) -> None:
    checked = waiting.check_back(after(70))
    longer = checked.extend_hold(timedelta(minutes=1), after(90))

    contacts = [call.last_contact for call in (waiting, checked, longer)]
    assert contacts == [after(10), after(70), after(90)]
    assert longer.resume(after(95)).last_contact is None


def test_the_follow_up_says_what_its_note_says(call: Call) -> None:
    due = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
    promised = call.note(Section.FOLLOW_UP, "Check").promise(
        FollowUp(FollowUpId("f1"), FollowUpKind.NOTE, "Check", due)
    )

    (follow_up,) = promised.note(Section.FOLLOW_UP, "Check the VPN held").follow_ups
    assert (follow_up.id, follow_up.what, follow_up.due) == ("f1", "Check the VPN held", due)


def test_promises_keep_their_order_when_one_changes(call: Call) -> None:
    due = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
    first, second = (
        FollowUp(FollowUpId(name), FollowUpKind.CALLBACK, name, due) for name in ("a", "b")
    )
    both = call.promise(first).promise(second)

    assert [f.id for f in both.promise(replace(first, what="new")).follow_ups] == ["a", "b"]


@pytest.mark.parametrize(
    "step",
    [
        lambda c: c.resume(after(5)),
        lambda c: c.check_back(after(5)),
        lambda c: c.close(after(5)),
        lambda c: c.take_up(after(5)),
        lambda c: c.reopen(after(5)),
        lambda c: c.drop_hold_question(),
        lambda c: c.answer_hold(Permission.GRANTED, after(5)),
        lambda c: c.wrap_up(after(1)).ask_to_hold("", TWO_MINUTES, after(5)),
        lambda c: held(c).park(after(30)).wrap_up(after(40)),
        lambda c: c.wrap_up(after(1)).close(after(2)).park(after(3)),
        lambda c: c.ask_to_hold("", TWO_MINUTES, after(1)).ask_to_hold("", TWO_MINUTES, after(2)),
    ],
)
def test_a_step_out_of_turn_is_refused(call: Call, step: object) -> None:
    assert callable(step)
    with pytest.raises(WrongPhase):
        step(call)


def test_no_call_is_on_hold_without_a_hold(call: Call) -> None:
    with pytest.raises(ValueError, match="on hold without"):
        replace(call, phase=OnHold(after(5)))


def test_only_the_last_hold_can_be_open(call: Call) -> None:
    question = Hold(after(1), "", TWO_MINUTES)

    with pytest.raises(ValueError, match="only the last hold"):
        replace(call, holds=(question, question))


def test_the_shown_stage_is_the_last_entered(call: Call) -> None:
    with pytest.raises(ValueError, match="last one entered"):
        replace(call, place=WORK)


@pytest.mark.parametrize("minutes", [0, -1, 61])
def test_a_wait_that_nobody_would_promise_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="cannot be promised"):
        Hold(START, "", timedelta(minutes=minutes))


def test_spans_follow_each_other_without_a_gap(call: Call) -> None:
    closed = held(call).resume(after(80)).wrap_up(after(100)).close(after(130))

    assert [span.phase for span in closed.spans] == [
        PhaseName.TALKING,
        PhaseName.ON_HOLD,
        PhaseName.TALKING,
        PhaseName.WRAP_UP,
    ]
    for before, following in zip(closed.spans, closed.spans[1:], strict=False):
        assert before.ended == following.started
