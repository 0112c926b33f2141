"""Times put right by hand: they count, what was measured is kept, and none is counted twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from companion.domain.call import Call, Caller, CallId
from companion.domain.correction import Timing
from companion.domain.errors import UserError, WrongPhase
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.hold import Permission
from companion.domain.ticket import TicketAudience, draft
from companion.formats.json_record import record
from tests.fakes import START, after

S = timedelta(seconds=1)


def a_call() -> Call:
    """Talk 60 s, hold 100 s, talk 140 s, wrap-up 60 s; closed."""
    place = Place(StageId("greet"), PromptId("hello"))
    call = Call.begin(CallId("c1"), FlowId("incident"), place, "Alex", Caller("Sarah"), START)
    asked = call.ask_to_hold("to look", timedelta(minutes=2), after(60))
    back = asked.answer_hold(Permission.GRANTED, after(60)).resume(after(160))
    return back.wrap_up(after(300)).close(after(360))


NOW = after(1000)


def spent(call: Call) -> tuple[float, float, float]:
    time = call.handle_time(NOW)
    return time.talk / S, time.hold / S, time.wrap_up / S


def test_a_longer_hold_leaves_less_talk_and_the_same_handle_time() -> None:
    call = a_call().correct(Timing.HOLD, 180 * S, NOW)

    assert spent(call) == (120, 180, 60)
    assert call.handle_time(NOW).handle == call.measured_time(NOW).handle


def test_an_earlier_end_was_wrap_up_and_no_talk() -> None:
    call = a_call().correct(Timing.ENDED, after(250).at, NOW)

    assert spent(call) == (150, 100, 110)


def test_an_earlier_start_was_talk() -> None:
    call = a_call().correct(Timing.STARTED, START.at - 30 * S, NOW)

    assert spent(call) == (230, 100, 60)


def test_a_shorter_talk_leaves_time_that_counts_as_nothing() -> None:
    call = a_call().correct(Timing.TALK, 150 * S, NOW)

    assert spent(call) == (150, 100, 60)
    assert call.correct(Timing.TALK, 200 * S, NOW).handle_time(NOW).talk == 200 * S


def test_the_original_is_kept() -> None:
    call = a_call().correct(Timing.HOLD, 180 * S, NOW).correct(Timing.HOLD, 170 * S, NOW)

    assert [(c.before / S, c.after / S) for c in call.corrections] == [(100, 180), (180, 170)]  # type: ignore[operator] # both are durations
    assert call.measured_time(NOW).hold == 100 * S


@pytest.mark.parametrize(
    ("what", "value"),
    [
        (Timing.HOLD, -1 * S),
        (Timing.HOLD, 301 * S),
        (Timing.TALK, 201 * S),
        (Timing.TALK, -1 * S),
        (Timing.WRAP_UP, 61 * S),
        (Timing.STARTED, after(301).at),
        (Timing.STARTED, after(299).at),
        (Timing.ENDED, START.at - S),
        (Timing.ENDED, after(361).at),
    ],
)
def test_what_cannot_be_is_refused(what: Timing, value: datetime | timedelta) -> None:
    with pytest.raises(UserError):
        a_call().correct(what, value, NOW)


def test_times_are_put_right_when_the_caller_has_gone() -> None:
    call = a_call().reopen(after(400)).back_to_the_caller(after(410))

    with pytest.raises(WrongPhase):
        call.correct(Timing.HOLD, 180 * S, after(420))


def test_an_end_that_was_none_is_not_corrected_any_more() -> None:
    wrapping = a_call().reopen(after(400))

    back = wrapping.correct(Timing.ENDED, after(250).at, after(410)).back_to_the_caller(after(420))

    assert back.corrections == ()


def test_ticket_and_exchange_say_what_was_really_so() -> None:
    call = a_call().correct(Timing.HOLD, 180 * S, NOW)

    facts = dict(draft(call, TicketAudience.INTERNAL, NOW, None).facts)
    exchanged = record(call, NOW)

    assert facts["Hold 1"].startswith("3 min 00 s of")
    assert facts["Talk"] == "2 min 00 s"
    assert exchanged["seconds"] == {"talk": 120, "hold": 180, "wrap_up": 60, "handle": 360}
    assert exchanged["holds"][0]["seconds"] == 180  # type: ignore[index] # a list of objects
    assert exchanged["corrections"] == [
        {"what": "hold", "hold": 1, "before": 100, "after": 180, "at": "2026-03-02T09:16:40.000Z"}
    ]


values = st.one_of(
    st.tuples(st.sampled_from([Timing.STARTED, Timing.ENDED]), st.integers(-400, 800)),
    st.tuples(st.sampled_from([Timing.TALK, Timing.HOLD, Timing.WRAP_UP]), st.integers(-9, 400)),
)


@given(st.lists(values, max_size=8))
def test_whatever_is_corrected_no_second_is_counted_twice(wanted: list[tuple[Timing, int]]) -> None:
    call = a_call()
    for what, number in wanted:
        instant = what in (Timing.STARTED, Timing.ENDED)
        try:
            call = call.correct(what, START.at + number * S if instant else number * S, NOW)
        except UserError:
            continue
    assume(call.corrections)

    times, time = call.times(NOW), call.handle_time(NOW)
    assert min(time.talk, time.hold, time.wrap_up) >= timedelta()
    assert time.talk + time.hold <= times.ended - times.started
    assert time.handle <= after(360).at - times.started


def test_what_is_measured_goes_on_counting_after_a_correction() -> None:
    wrapping = a_call().correct(Timing.HOLD, 180 * S, NOW).reopen(after(1000))

    assert wrapping.handle_time(after(1030)).wrap_up == 90 * S
    assert replace(wrapping, corrections=()).handle_time(after(1030)).hold == 100 * S
