"""When a wait is nearly up, when to speak to who waits, when to offer a call back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.hold import Permission
from companion.domain.hold_rules import CallBackReason, HoldRules, Stretch, Wait
from tests.fakes import START, after

RULES = HoldRules()
MINUTES = timedelta(minutes=1)


@pytest.fixture
def call() -> Call:
    place = Place(StageId("greet"), PromptId("hello"))
    return Call.begin(CallId("c1"), FlowId("incident"), place, "Alex", Caller("Sarah"), START)


@pytest.fixture
def waiting(call: Call) -> Call:
    """On hold from the start, two minutes promised."""
    return held(call, 0)


def held(call: Call, at: float, minutes: int = 2) -> Call:
    asked = call.ask_to_hold("", minutes * MINUTES, after(at))
    return asked.answer_hold(Permission.GRANTED, after(at))


def wait(call: Call, seconds: float, rules: HoldRules = RULES) -> Wait:
    found = rules.wait(call, after(seconds))
    assert found is not None
    return found


def test_nobody_waits_while_talking(call: Call) -> None:
    assert RULES.wait(call, after(500)) is None


@pytest.mark.parametrize(
    ("seconds", "stretch"),
    [(0, "calm"), (89.9, "calm"), (90, "near"), (119.9, "near"), (120, "over"), (9999, "over")],
)
def test_the_wait_is_marked_at_three_quarters_and_at_the_end(
    waiting: Call, seconds: float, stretch: str
) -> None:
    assert wait(waiting, seconds).stretch == stretch


def test_after_an_extension_the_marks_count_to_the_new_promise(waiting: Call) -> None:
    longer = waiting.extend_hold(4 * MINUTES, after(130))

    assert [wait(longer, s).stretch for s in (130, 309, 310, 370)] == [
        *(Stretch.CALM, Stretch.CALM, Stretch.NEAR, Stretch.OVER)
    ]


@pytest.mark.parametrize(("seconds", "due"), [(59.9, None), (60, 0), (75, 15)])
def test_the_first_check_back_is_due_after_a_minute(
    waiting: Call, seconds: float, due: float | None
) -> None:
    expected = None if due is None else timedelta(seconds=due)

    assert wait(waiting, seconds).check_back_due == expected


def test_further_check_backs_are_due_half_a_minute_after_the_caller_was_spoken_to(
    waiting: Call,
) -> None:
    checked = waiting.check_back(after(80))
    longer = checked.extend_hold(MINUTES, after(100))

    assert wait(checked, 109.9).check_back_due is None
    assert wait(checked, 110).check_back_due == timedelta()
    assert wait(longer, 129.9).check_back_due is None
    assert wait(longer, 130).check_back_due == timedelta()


def test_check_backs_can_be_turned_off(waiting: Call) -> None:
    never = HoldRules(first_check_back=timedelta())
    once = HoldRules(later_check_backs=timedelta())

    assert wait(waiting.check_back(after(1)), 9999, never).check_back_due is None
    assert wait(waiting, 60, once).check_back_due == timedelta()
    assert wait(waiting.check_back(after(61)), 9999, once).check_back_due is None


def test_each_new_reason_to_remember_them_counts(waiting: Call) -> None:
    # Due at 60 and again at 90, when it is nearly up as well; over, and due once more, at 120.
    assert [wait(waiting, s).reminders for s in (0, 59, 60, 89, 90, 120)] == [0, 0, 1, 1, 3, 5]


def test_a_parked_caller_on_hold_goes_on_waiting(waiting: Call) -> None:
    assert wait(waiting.park(after(30)), 125).stretch is Stretch.OVER


def test_a_second_hold_is_better_offered_as_a_call_back(waiting: Call) -> None:
    again = waiting.resume(after(20)).ask_to_hold("", MINUTES, after(30))

    assert RULES.why_call_back(again, after(31)) is CallBackReason.SECOND_HOLD
    assert HoldRules(minds_second_hold=False).why_call_back(again, after(31)) is None


def test_a_hold_that_was_declined_is_none(call: Call) -> None:
    declined = call.ask_to_hold("", MINUTES, after(1)).answer_hold(Permission.DECLINED, after(2))

    assert RULES.why_call_back(declined.ask_to_hold("", MINUTES, after(3)), after(3)) is None


@pytest.mark.parametrize(("minutes", "reason"), [(5, None), (6, CallBackReason.LONG_WAIT)])
def test_a_long_wait_is_better_offered_as_a_call_back(
    call: Call, minutes: int, reason: CallBackReason | None
) -> None:
    asked = call.ask_to_hold("", minutes * MINUTES, after(0))

    assert RULES.why_call_back(asked, after(1)) is reason


def test_who_has_waited_long_is_offered_a_call_back(waiting: Call) -> None:
    assert RULES.why_call_back(waiting, after(300)) is None
    assert RULES.why_call_back(waiting, after(301)) is CallBackReason.LONG_WAIT
