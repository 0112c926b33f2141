"""When a pause would do the agent good."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.moment import Moment
from companion.domain.strain import LONG_RUN, PAUSE, Strain
from companion.domain.wrapup import Outcome
from tests.fakes import FakeClock

GREET = Place(StageId("greet"), PromptId("greet-by-name"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def strain(clock: FakeClock) -> Strain:
    return Strain(clock.now)


def begun(now: Moment) -> Call:
    return Call.begin(CallId("c1"), FlowId("incident"), GREET, "Alex", Caller("Sarah"), now)


def closed(call: Call, now: Moment) -> Call:
    return call.wrap_up(now).close(now)


def test_an_ordinary_call_needs_none(strain: Strain, clock: FakeClock) -> None:
    now = clock.now()
    assert strain.after(closed(begun(now), now)) == ""


@pytest.mark.parametrize("side", ["calm", "refusal"])
def test_a_call_that_needed_calm_or_a_no_was_hard(
    strain: Strain, clock: FakeClock, side: str
) -> None:
    now = clock.now()
    call = begun(now).interrupt(FlowId(side), GREET, now).return_from_side(now)

    assert "hard call" in strain.after(closed(call, now))


def test_an_abusive_end_was_hard(strain: Strain, clock: FakeClock) -> None:
    now = clock.now()
    assert "hard call" in strain.after(closed(begun(now).come_to(Outcome.ABUSIVE), now))


def test_a_long_run_is_told_once_and_a_pause_begins_another(
    strain: Strain, clock: FakeClock
) -> None:
    told = []
    for number in range(2 * LONG_RUN):
        if number == LONG_RUN + 2:
            clock.pass_by(PAUSE.total_seconds())
        now = clock.now()
        clock.pass_by(timedelta(minutes=4).total_seconds())
        told.append(strain.after(closed(begun(now), clock.now())))

    assert [bool(each) for each in told].index(True) == LONG_RUN - 1
    assert told.count("") == 2 * LONG_RUN - 1
