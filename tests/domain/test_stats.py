"""What one call adds to the figures, and which value a percentile is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.domain.call import Call, Caller, CallId
from companion.domain.correction import Timing
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.hold import Permission
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.domain.stats import facts_of, rank
from tests.fakes import after


@pytest.fixture
def call() -> Call:
    place = Place(StageId("greet"), PromptId("hello"))
    return Call.begin(CallId("a1"), FlowId("incident"), place, "Ana", Caller(), after(0))


def test_handle_time_is_talk_hold_and_wrap_up(call: Call) -> None:
    held = call.ask_to_hold("why", timedelta(minutes=1), after(10))
    held = held.answer_hold(Permission.GRANTED, after(12)).resume(after(42.5))
    done = held.wrap_up(after(60)).close(after(90))

    facts = facts_of(done)

    assert (facts.talk_ms, facts.hold_ms, facts.wrap_up_ms) == (29_500, 30_500, 30_000)
    assert facts.handle_ms == 90_000


def test_time_parked_is_nobodys_time(call: Call) -> None:
    parked = call.park(after(10)).take_up(after(1000))

    facts = facts_of(parked.wrap_up(after(1010)).close(after(1020)))

    assert facts.handle_ms == 30_000


def test_the_time_of_an_open_call_is_not_known(call: Call) -> None:
    assert facts_of(call.wrap_up(after(60))).handle_ms is None


@pytest.mark.parametrize(("back", "in_time"), [(70, 1), (73, 0)])
def test_a_hold_is_in_time_up_to_what_was_promised(call: Call, back: float, in_time: int) -> None:
    held = call.ask_to_hold("why", timedelta(minutes=1), after(10))
    held = held.answer_hold(Permission.GRANTED, after(10.5)).resume(after(back))

    facts = facts_of(held)

    assert (facts.holds_over, facts.holds_in_time) == (1, in_time)
    assert (facts.promised_ms, facts.waited_ms) == (60_000, int((back - 10.5) * 1000))


def test_an_extension_promises_more(call: Call) -> None:
    held = call.ask_to_hold("why", timedelta(minutes=1), after(0))
    held = held.answer_hold(Permission.GRANTED, after(0)).extend_hold(
        timedelta(minutes=2), after(50)
    )

    facts = facts_of(held.resume(after(160)))

    assert (facts.promised_ms, facts.holds_in_time) == (170_000, 1)


def test_times_put_right_by_hand_are_what_counts(call: Call) -> None:
    held = call.ask_to_hold("why", timedelta(minutes=1), after(0))
    forgotten = held.answer_hold(Permission.GRANTED, after(0)).resume(after(900))
    done = forgotten.wrap_up(after(1000)).close(after(1010))

    facts = facts_of(done.correct(Timing.HOLD, timedelta(seconds=50), after(2000)))

    assert (facts.holds_in_time, facts.waited_ms, facts.hold_ms) == (1, 50_000, 50_000)
    assert facts.talk_ms == 950_000


def test_a_running_hold_is_neither_in_time_nor_late(call: Call) -> None:
    held = call.ask_to_hold("why", timedelta(minutes=1), after(0))

    facts = facts_of(held.answer_hold(Permission.GRANTED, after(0)))

    assert (facts.holds_granted, facts.holds_over, facts.waited_ms) == (1, 0, 0)


def test_a_promise_kept_when_it_is_due_is_in_time(call: Call) -> None:
    due = after(100).at
    for name, done in (("a", due), ("b", after(101).at), ("c", None)):
        call = call.promise(FollowUp(FollowUpId(name), FollowUpKind.CALLBACK, "x", due, done))

    facts = facts_of(call)

    assert (facts.promises_made, facts.promises_kept, facts.promises_in_time) == (3, 2, 1)


@pytest.mark.parametrize(
    ("share", "count", "position"),
    [
        (0.5, 1, 0),
        (0.5, 2, 0),
        (0.5, 3, 1),
        (0.9, 10, 8),
        (0.9, 11, 9),
        (0.9, 1, 0),
        (0.9, 100, 89),
    ],
)
def test_a_percentile_is_the_nearest_rank(share: float, count: int, position: int) -> None:
    assert rank(share, count) == position
