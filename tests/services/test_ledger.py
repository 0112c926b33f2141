"""Promises are made, changed, kept and taken back, in open calls and in closed ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId
from companion.domain.promise import FollowUp, FollowUpKind, Keeping
from companion.domain.wrapup import Outcome
from companion.services.desk import Desk
from companion.services.ledger import Ledger
from companion.services.ports import Profile
from tests.fakes import START, FakeCallLog, FakeClock, FakeFlows, after, new_ids
from tests.flows import FLOWS

DUE = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Scene:
    """A desk and its ledger over a call log that answers at once."""

    def __init__(self) -> None:
        self.clock, self.call_log = FakeClock(), FakeCallLog()
        flows = FakeFlows(*FLOWS)
        self.desk = Desk(self.clock, flows, self.call_log, lambda: Profile("Alex", "IT"), new_ids())
        self.ledger = Ledger(self.desk, self.read)

    def read(self, call_id: CallId, found: Callable[[Call], None]) -> None:
        found(self.newest(call_id))

    def newest(self, call_id: CallId) -> Call:
        """The call as it was saved last."""
        return next(call for call in reversed(self.call_log.saved) if call.id == call_id)

    def promised(self, what: str = "Check the cable", due: datetime = DUE) -> tuple[Call, FollowUp]:
        """A closed call with a promise in it."""
        self.desk.start_call(caller=Caller("Sarah Okafor", "+44 20 7946 0018"))
        self.ledger.promise(FollowUpKind.CALLBACK, what, due)
        self.desk.wrap_up()
        closed = self.desk.close()
        assert closed is not None
        return closed, closed.follow_ups[0]

    def call_to_keep(self, call: Call, promise: FollowUp) -> None:
        keeps = Keeping(call.id, promise.id, promise.what, promise.due)
        self.desk.start_call(caller=call.caller, keeps=keeps)

    @property
    def spoken(self) -> str:
        assert self.desk.saying is not None
        return self.desk.saying.line.text


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_several_promises_are_made_in_one_call(scene: Scene) -> None:
    scene.desk.start_call(caller=Caller("Sarah Okafor"))

    scene.ledger.promise(FollowUpKind.CALLBACK, "", DUE)
    scene.ledger.promise(FollowUpKind.WATCH, " See that it holds ", DUE + HOUR, to=" Tom ")

    assert scene.desk.call is not None
    first, second = scene.desk.call.follow_ups
    assert (first.what, first.due, first.made) == ("Call Sarah Okafor back", DUE, START.at)
    assert (second.what, second.to) == ("See that it holds", "Tom")


def test_a_promise_of_a_closed_call_is_changed(scene: Scene) -> None:
    call, promise = scene.promised()
    scene.clock.pass_by(600)

    scene.ledger.promise_again(call.id, promise.id, "", DUE + HOUR, "Tom")

    (changed,) = scene.newest(call.id).follow_ups
    assert (changed.due, changed.to, changed.what) == (DUE + HOUR, "Tom", "Check the cable")
    assert (changed.made, changed.sequence) == (after(600).at, 1)
    assert not scene.newest(call.id).is_open


def test_a_promise_is_withdrawn_and_remembered(scene: Scene) -> None:
    call, promise = scene.promised()

    scene.ledger.withdraw(call.id, promise.id)

    assert scene.newest(call.id).follow_ups == ()
    assert [w.follow_up.id for w in scene.newest(call.id).withdrawn] == [promise.id]


@pytest.mark.parametrize("end", ["keep", "withdraw"])
def test_what_was_ended_by_mistake_is_owed_again(scene: Scene, end: str) -> None:
    call, promise = scene.promised()
    getattr(scene.ledger, end)(call.id, promise.id)

    scene.ledger.owe_again(call.id, promise.id)

    (again,) = scene.newest(call.id).follow_ups
    assert again.is_open
    assert (again.what, again.due) == (promise.what, promise.due)
    assert again.sequence == 2
    assert scene.newest(call.id).withdrawn == ()


def test_two_promises_kept_before_either_is_on_disk_are_both_kept(scene: Scene) -> None:
    scene.desk.start_call()
    scene.ledger.promise(FollowUpKind.CALLBACK, "one", DUE)
    scene.ledger.promise(FollowUpKind.STATUS, "two", DUE)
    scene.desk.wrap_up()
    as_on_disk = scene.desk.close()
    assert as_on_disk is not None

    for promise in as_on_disk.follow_ups:
        scene.desk.keep_promise(as_on_disk, promise.id)

    assert [p.is_open for p in scene.newest(as_on_disk.id).follow_ups] == [False, False]


def test_a_late_call_back_opens_with_what_was_promised_and_when(scene: Scene) -> None:
    call, promise = scene.promised()
    scene.clock.pass_by(24 * 3600)

    scene.call_to_keep(call, promise)

    when = f"{DUE.astimezone():%H:%M}"
    assert scene.spoken == f"Sorry Sarah: Check the cable yesterday at {when}."
    scene.desk.other_wording()
    assert scene.spoken == "Late."


def test_a_bare_call_back_is_not_read_out_to_the_one_called(scene: Scene) -> None:
    call, promise = scene.promised(what="")
    scene.clock.pass_by(24 * 3600)

    scene.call_to_keep(call, promise)

    assert "a call yesterday" in scene.spoken


def test_a_call_back_in_time_opens_without_apology(scene: Scene) -> None:
    scene.call_to_keep(*scene.promised())

    assert scene.spoken == "Sarah, as promised."


def test_after_that_the_call_goes_on_past_the_greeting(scene: Scene) -> None:
    scene.call_to_keep(*scene.promised())

    scene.desk.next_prompt()

    assert scene.desk.call is not None
    assert [said.prompt for said in scene.desk.call.prompts] == ["promised-callback"]
    assert scene.desk.call.place.stage == "listen"


def test_a_check_that_only_an_answer_leads_out_of_is_not_skipped(scene: Scene) -> None:
    call, promise = scene.promised()
    keeps = Keeping(call.id, promise.id, promise.what, promise.due)
    scene.desk.start_call(FlowId("access"), keeps=keeps)

    scene.desk.next_prompt()

    assert scene.desk.call is not None
    assert scene.desk.call.place.stage == "identity"
    assert scene.desk.waits_for_answer()


def test_the_promise_is_kept_from_the_moment_the_call_back_began(scene: Scene) -> None:
    call, promise = scene.promised()
    scene.clock.pass_by(600)
    scene.call_to_keep(call, promise)
    scene.clock.pass_by(60)
    before = scene.newest(call.id).follow_ups[0].done

    scene.desk.wrap_up()

    assert before is None
    assert scene.newest(call.id).follow_ups[0].done == after(600).at


@pytest.mark.parametrize("outcome", [Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.WRONG_NUMBER])
def test_it_is_owed_still_when_nobody_was_reached(scene: Scene, outcome: Outcome) -> None:
    call, promise = scene.promised()
    scene.call_to_keep(call, promise)
    scene.desk.wrap_up()

    scene.desk.set_outcome(outcome)
    unreached = scene.newest(call.id).follow_ups[0].is_open
    scene.desk.set_outcome(Outcome.RESOLVED)

    assert unreached
    assert not scene.newest(call.id).follow_ups[0].is_open


def test_what_was_marked_done_by_hand_stays_done(scene: Scene) -> None:
    call, promise = scene.promised()
    scene.ledger.keep(call.id, promise.id)
    by_hand = scene.newest(call.id).follow_ups[0]
    scene.clock.pass_by(600)
    scene.call_to_keep(call, by_hand)
    scene.desk.wrap_up()

    scene.desk.set_outcome(Outcome.NO_ANSWER)

    assert scene.newest(call.id).follow_ups[0].done == by_hand.done


def test_reopening_takes_the_copy_with_the_promise_kept(scene: Scene) -> None:
    call, promise = scene.promised()
    scene.ledger.keep(call.id, promise.id)

    scene.desk.reopen(replace(call))

    assert scene.desk.call is not None
    assert [p.is_open for p in scene.desk.call.follow_ups] == [False]
