"""Promises: each change is counted, none is lost, and the past says what is usual."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.promise import (
    BUFFER_STEP,
    ENOUGH_KEPT,
    FollowUp,
    FollowUpId,
    FollowUpKind,
    usual_delay,
)
from tests.fakes import START, after

DUE = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def call() -> Call:
    place = Place(StageId("greet"), PromptId("hello"))
    return Call.begin(CallId("c1"), FlowId("incident"), place, "Alex", Caller(), START)


@pytest.fixture
def promised(call: Call) -> Call:
    return call.promise(FollowUp(FollowUpId("f1"), FollowUpKind.CALLBACK, "Ring back", DUE))


def test_a_changed_due_time_is_counted(promised: Call) -> None:
    (promise,) = promised.follow_ups

    (changed,) = promised.promise(replace(promise, due=DUE + MINUTE)).follow_ups

    assert changed.sequence == promise.sequence + 1


def test_the_same_again_is_no_change(promised: Call) -> None:
    assert promised.promise(promised.follow_ups[0]).follow_ups == promised.follow_ups


def test_what_is_withdrawn_is_owed_no_more_and_remembered(promised: Call) -> None:
    withdrawn = promised.withdraw(FollowUpId("f1"), after(60).at)

    assert withdrawn.follow_ups == ()
    (gone,) = withdrawn.withdrawn
    assert (gone.follow_up.what, gone.follow_up.sequence, gone.at) == ("Ring back", 1, after(60).at)


def test_what_is_promised_again_goes_on_counting(promised: Call) -> None:
    again = promised.withdraw(FollowUpId("f1"), after(60).at).promise(promised.follow_ups[0])

    assert [promise.sequence for promise in again.follow_ups] == [2]
    assert again.withdrawn == ()


def test_several_promises_stand_side_by_side(promised: Call) -> None:
    both = promised.promise(FollowUp(FollowUpId("f2"), FollowUpKind.WATCH, "Watch it", DUE))

    assert [promise.what for promise in both.follow_ups] == ["Ring back", "Watch it"]
    assert [p.what for p in both.withdraw(FollowUpId("f1"), DUE).follow_ups] == ["Watch it"]


@pytest.mark.parametrize(
    ("late", "usual"),
    [
        ([0, 0, 0, 0, 0], None),
        ([-30, -10, -5, 0, 60], None),
        ([5, 8, 20, 24, 90], 25),
        ([1, 1, 1, 1, 1], 5),
        ([30, 30, 30, 30], None),
        ([], None),
    ],
)
def test_the_buffer_is_what_most_promises_needed(late: list[int], usual: int | None) -> None:
    delays = [minutes * MINUTE for minutes in late]

    assert usual_delay(delays) == (None if usual is None else usual * MINUTE)


@given(st.lists(st.timedeltas(timedelta(days=-2), timedelta(days=2)), min_size=ENOUGH_KEPT))
def test_four_of_five_past_promises_would_have_been_kept(delays: list[timedelta]) -> None:
    usual = usual_delay(delays) or timedelta()

    assert sum(delay <= usual for delay in delays) >= 0.8 * len(delays)
    assert usual % BUFFER_STEP == timedelta()
