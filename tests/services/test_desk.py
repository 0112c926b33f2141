"""The desk takes the agent's steps, hands each change to the call log, and never trips."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from companion.domain.call import Caller
from companion.domain.flow import FlowId, StageId
from companion.domain.hold import Permission
from companion.domain.journal import EventKind
from companion.domain.notes import Section
from companion.domain.phase import Closed, OnHold, Parked, Talking, WrapUp
from companion.domain.promise import FollowUpKind
from companion.domain.wrapup import Outcome
from companion.services.desk import Desk
from companion.services.ports import Profile
from tests.fakes import FakeCallLog, FakeClock, FakeFlows, new_ids
from tests.flows import ACCESS, FLOWS, INCIDENT

TWO_MINUTES = timedelta(minutes=2)


@pytest.fixture
def desk(clock: FakeClock, call_log: FakeCallLog) -> Desk:
    return Desk(clock, FakeFlows(*FLOWS), call_log, lambda: Profile("Alex", "IT"), new_ids())


@pytest.fixture
def talking(desk: Desk) -> Desk:
    desk.start_call(caller=Caller("Sarah Okafor"))
    return desk


def spoken(desk: Desk) -> str:
    """What the agent is shown to say."""
    assert desk.saying is not None
    return desk.saying.line.text


def stage_of(desk: Desk) -> str:
    assert desk.call is not None
    return desk.call.place.stage


def test_the_greeting_has_the_callers_first_name(talking: Desk) -> None:
    assert spoken(talking) == "Hello Sarah."


def test_every_change_is_handed_over_with_a_higher_revision(
    talking: Desk, call_log: FakeCallLog
) -> None:
    talking.note(Section.REPORTED, "V")
    talking.note(Section.REPORTED, "VP")

    assert [call.revision for call in call_log.saved] == [1, 2, 3]
    assert call_log.last.notes.reported == "VP"


def test_it_is_handed_over_before_anyone_is_told(desk: Desk, call_log: FakeCallLog) -> None:
    seen: list[int] = []
    desk.subscribe(lambda: seen.append(len(call_log.saved)))

    desk.start_call()

    assert seen == [1]


def test_next_says_the_line_and_shows_the_following(talking: Desk) -> None:
    talking.next_prompt()

    assert stage_of(talking) == "listen"
    assert talking.call is not None
    assert [said.prompt for said in talking.call.prompts] == ["hello"]


def test_next_passes_a_detour_by(talking: Desk) -> None:
    talking.go_to_stage(StageId("confirm"))

    talking.next_prompt()

    assert stage_of(talking) == "work"


def test_next_after_the_last_line_begins_the_wrap_up(talking: Desk) -> None:
    talking.go_to_stage(StageId("wrap-up"))

    talking.next_prompt()

    assert talking.call is not None
    assert isinstance(talking.call.phase, WrapUp)


def test_back_from_the_wrap_up_is_back_to_the_caller(talking: Desk) -> None:
    talking.wrap_up()

    talking.previous_prompt()

    assert talking.call is not None
    assert isinstance(talking.call.phase, Talking)


def test_next_stays_where_only_an_answer_leads_on(desk: Desk) -> None:
    desk.start_call(FlowId("access"))

    desk.next_prompt()
    stuck = stage_of(desk)
    desk.take_exit(ACCESS.stages[0].exits[0])

    assert stuck == "identity"
    assert stage_of(desk) == "wrap-up"


def test_an_answer_leads_where_it_says_and_is_noted(talking: Desk) -> None:
    talking.go_to_stage(StageId("confirm"))

    talking.take_exit(INCIDENT.stage(StageId("confirm")).exits[1])

    assert talking.call is not None
    assert stage_of(talking) == "listen"
    assert talking.call.events[-1].kind is EventKind.ANSWERED
    assert talking.call.events[-1].detail == "No"


def test_other_wordings_go_round(talking: Desk) -> None:
    talking.other_wording()
    other = spoken(talking)
    talking.other_wording()

    assert other == "Hi Sarah, Alex here."
    assert spoken(talking) == "Hello Sarah."


def test_asking_to_hold_shows_the_line_with_reason_and_minutes(talking: Desk) -> None:
    talking.ask_to_hold("the logs", timedelta(minutes=3))

    assert spoken(talking) == "May I hold you for 3 minutes: the logs?"


def test_what_is_typed_while_asking_changes_the_same_question(talking: Desk) -> None:
    talking.ask_to_hold("", TWO_MINUTES)
    talking.ask_to_hold("the logs", TWO_MINUTES)

    assert talking.call is not None
    assert [hold.reason for hold in talking.call.holds] == ["the logs"]


def test_an_empty_reason_is_shown_as_empty(talking: Desk) -> None:
    talking.ask_to_hold("", TWO_MINUTES)

    assert spoken(talking) == "May I hold you for 2 minutes: ‹why›?"


def test_next_does_nothing_while_the_question_is_open(talking: Desk) -> None:
    talking.ask_to_hold("", TWO_MINUTES)

    talking.next_prompt()

    assert talking.call is not None
    assert talking.call.prompts == ()


def test_on_hold_the_line_is_for_checking_back(talking: Desk, clock: FakeClock) -> None:
    talking.ask_to_hold("", TWO_MINUTES)
    talking.caller_agreed()
    clock.pass_by(50)
    talking.check_back()

    assert spoken(talking) == "Still there?", "they have heard the first wording"
    assert talking.call is not None
    assert talking.call.holds[0].check_backs == 1
    (said,) = talking.call.prompts
    assert (said.prompt, said.variant) == ("check-back", 0)


def test_an_extension_is_a_new_promise_and_owns_the_old_one(
    talking: Desk, clock: FakeClock
) -> None:
    talking.ask_to_hold("", TWO_MINUTES)
    talking.caller_agreed()
    clock.pass_by(130)
    assert spoken(talking) == "I said 2 minutes."

    talking.extend_hold(timedelta(minutes=3))

    assert talking.call is not None
    assert talking.call.prompts[-1].prompt == "need-longer"
    assert talking.call.holds[0].left(clock.now()) == timedelta(minutes=3)
    clock.pass_by(170)
    talking.resume()
    assert spoken(talking) == "thanks-for-waiting", "what stood promised was kept"


def test_a_second_hold_is_asked_for_with_a_call_back(talking: Desk, clock: FakeClock) -> None:
    for _ in range(2):
        talking.ask_to_hold("", TWO_MINUTES)
        asked = spoken(talking)
        talking.caller_agreed()
        clock.pass_by(10)
        talking.resume()

    assert asked == "ask-or-call-back"


def test_a_caller_on_hold_can_be_called_back_instead(talking: Desk, clock: FakeClock) -> None:
    talking.ask_to_hold("", TWO_MINUTES)
    talking.caller_agreed()
    clock.pass_by(100)

    talking.call_back_instead()

    assert talking.call is not None
    assert isinstance(talking.call.phase, Talking)
    (promise,) = talking.call.follow_ups
    assert promise.due - clock.now().at == timedelta(minutes=30, seconds=-40)


def test_against_silence_there_is_another_line_each_time(talking: Desk) -> None:
    lines = [talking.against_silence(number) for number in range(3)]

    assert [line and line.text for line in lines] == ["One.", "Two, Sarah.", "One."]


def test_a_changed_wall_clock_does_not_change_who_has_been_parked_longest(
    desk: Desk, clock: FakeClock
) -> None:
    for name in ("first", "second"):
        desk.start_call(caller=Caller(name))
        desk.park()
        clock.pass_by(10)
        clock.set_wall(timedelta(hours=-1))

    assert [call.caller.name for call in desk.parked] == ["first", "second"]


@pytest.mark.parametrize(
    ("waited", "line"), [(119, "thanks-for-waiting"), (121, "sorry-for-the-wait")]
)
def test_back_from_hold_the_line_thanks_or_owns_the_wait(
    talking: Desk, clock: FakeClock, waited: float, line: str
) -> None:
    talking.ask_to_hold("", TWO_MINUTES)
    talking.caller_agreed()
    clock.pass_by(waited)

    talking.resume()

    assert spoken(talking) == line


def test_after_the_thanks_the_call_goes_on_where_it_was(talking: Desk, clock: FakeClock) -> None:
    talking.next_prompt()
    clock.pass_by(5)
    talking.ask_to_hold("", TWO_MINUTES)
    talking.caller_agreed()
    clock.pass_by(30)
    talking.resume()
    clock.pass_by(1)

    talking.next_prompt()

    assert spoken(talking) == "what"
    assert talking.call is not None
    assert talking.call.prompts[-1].prompt == "thanks-for-waiting"


def test_a_callback_instead_is_due_soon(talking: Desk, clock: FakeClock) -> None:
    talking.ask_to_hold("", TWO_MINUTES)
    talking.call_back_instead()

    assert talking.call is not None
    (promise,) = talking.call.follow_ups
    assert promise.kind is FollowUpKind.CALLBACK
    assert promise.due - clock.now().at == timedelta(minutes=30)
    assert talking.call.holds[0].permission is Permission.CALLBACK


def test_a_second_call_parks_the_first_in_the_middle_of_a_word(talking: Desk) -> None:
    talking.note(Section.REPORTED, "VPN dro")

    talking.start_call(caller=Caller("Tom"))

    (parked,) = talking.parked
    assert parked.notes.reported == "VPN dro"
    assert talking.call is not None
    assert talking.call.caller.name == "Tom"


def test_taking_up_a_parked_call_parks_the_other(talking: Desk) -> None:
    talking.start_call(caller=Caller("Tom"))
    talking.take_up(talking.parked[0].id)

    assert talking.call is not None
    assert talking.call.caller.name == "Sarah Okafor"
    assert [call.caller.name for call in talking.parked] == ["Tom"]


def test_closing_keeps_the_call_in_the_log_only(talking: Desk, call_log: FakeCallLog) -> None:
    talking.wrap_up()
    closed = talking.close()

    assert talking.call is None
    assert closed == call_log.last
    assert isinstance(call_log.last.phase, Closed)


def test_a_closed_call_can_be_opened_again(talking: Desk) -> None:
    talking.wrap_up()
    closed = talking.close()
    assert closed is not None

    talking.reopen(closed)

    assert talking.call is not None
    assert isinstance(talking.call.phase, WrapUp)
    assert talking.call.revision > closed.revision


def test_wrap_up_shows_the_wrap_up_stage_from_wherever_it_was(talking: Desk) -> None:
    talking.wrap_up()

    assert stage_of(talking) == "wrap-up"


def test_the_follow_up_is_promised_in_utc_and_can_be_withdrawn(talking: Desk) -> None:
    talking.note(Section.FOLLOW_UP, "Ring her")
    talking.promise_follow_up(datetime.fromisoformat("2026-03-03T10:00:00+01:00"))

    assert talking.call is not None
    assert talking.call.follow_up is not None
    assert talking.call.follow_up.due == datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    talking.promise_follow_up(None)
    assert talking.call.follow_ups == ()


def test_another_flow_keeps_the_stage_where_there_is_one(talking: Desk) -> None:
    talking.change_flow(FlowId("reset"))

    assert spoken(talking) == "Hello Sarah, resets here."
    assert talking.call is not None
    assert len(talking.call.stages) == 1


def test_another_flow_without_that_stage_begins_at_its_start(talking: Desk) -> None:
    talking.go_to_stage(StageId("work"))

    talking.change_flow(FlowId("reset"))

    assert stage_of(talking) == "greet"


# ---------------------------------------------------------------------- after a crash


def test_the_call_that_was_open_goes_on(talking: Desk, call_log: FakeCallLog) -> None:
    talking.note(Section.REPORTED, "VPN dro")
    again = Desk(FakeClock(), FakeFlows(*FLOWS), FakeCallLog(), Profile, new_ids())

    again.take_back([call_log.last])

    assert again.call is not None
    assert again.call.notes.reported == "VPN dro"
    assert again.call.events[-1].kind is EventKind.TAKEN_BACK


def test_a_hold_goes_on_over_a_crash(talking: Desk, clock: FakeClock) -> None:
    log = FakeCallLog()
    talking.ask_to_hold("", TWO_MINUTES)
    talking.caller_agreed()
    clock.pass_by(60)
    again = Desk(clock, FakeFlows(*FLOWS), log, Profile, new_ids())
    assert talking.call is not None

    again.take_back([talking.call])

    assert again.call is not None
    assert isinstance(again.call.phase, OnHold)
    assert again.call.holds[0].waited(clock.now()) == timedelta(seconds=60)


def test_calls_found_while_another_has_begun_are_parked(
    talking: Desk, call_log: FakeCallLog
) -> None:
    again = Desk(FakeClock(), FakeFlows(*FLOWS), FakeCallLog(), Profile, new_ids())
    again.start_call(caller=Caller("Tom"))

    again.take_back([call_log.last])

    assert again.call is not None
    assert again.call.caller.name == "Tom"
    assert [call.caller.name for call in again.parked] == ["Sarah Okafor"]


def test_a_parked_call_comes_back_parked(talking: Desk, call_log: FakeCallLog) -> None:
    talking.park()
    again = Desk(FakeClock(), FakeFlows(*FLOWS), FakeCallLog(), Profile, new_ids())

    again.take_back([call_log.last])

    assert again.call is None
    assert isinstance(again.parked[0].phase, Parked)


@pytest.mark.parametrize("is_parked", [False, True])
def test_a_call_whose_flow_is_gone_goes_on_in_the_first_flow(
    talking: Desk, call_log: FakeCallLog, is_parked: bool
) -> None:
    talking.change_flow(FlowId("reset"))
    talking.go_to_stage(StageId("identity"))
    if is_parked:
        talking.park()
    again = Desk(FakeClock(), FakeFlows(INCIDENT), FakeCallLog(), Profile, new_ids())

    again.take_back([call_log.last])

    (call,) = again.parked if is_parked else (again.call,)
    assert call is not None
    assert (call.flow, call.place.stage) == ("incident", "greet")
    assert isinstance(call.phase, Parked) == is_parked


# ---------------------------------------------------------------------- any key at any moment


class AnyKeyAtAnyMoment(RuleBasedStateMachine):
    """Whatever is pressed whenever, nothing raises and no word goes astray."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = FakeClock()
        self.call_log = FakeCallLog()
        self.desk = Desk(self.clock, FakeFlows(*FLOWS), self.call_log, Profile, new_ids())
        self.written: dict[str, str] = {}

    @rule(name=st.sampled_from(["", "Sarah", "Tom"]))
    def start(self, name: str) -> None:
        self.desk.start_call(caller=Caller(name))

    @rule(text=st.text(max_size=5))
    def type(self, text: str) -> None:
        if self.desk.call:
            self.desk.note(Section.REPORTED, text)
            self.written[self.desk.call.id] = text

    @rule(step=st.sampled_from(["next_prompt", "previous_prompt", "other_wording", "park"]))
    def step(self, step: str) -> None:
        getattr(self.desk, step)()

    @rule(step=st.sampled_from(["caller_agreed", "caller_declined", "call_back_instead"]))
    def answer(self, step: str) -> None:
        getattr(self.desk, step)()

    @rule(step=st.sampled_from(["resume", "check_back", "drop_hold_question", "wrap_up", "close"]))
    def end(self, step: str) -> None:
        getattr(self.desk, step)()

    @rule(minutes=st.integers(1, 60))
    def ask(self, minutes: int) -> None:
        self.desk.ask_to_hold("why", timedelta(minutes=minutes))

    @rule(index=st.integers(0, 9))
    def take_up(self, index: int) -> None:
        if self.desk.parked:
            self.desk.take_up(self.desk.parked[index % len(self.desk.parked)].id)

    @rule(stage=st.sampled_from([stage.id for stage in INCIDENT.stages]))
    def go(self, stage: StageId) -> None:
        if self.desk.flow and stage in {each.id for each in self.desk.flow.stages}:
            self.desk.go_to_stage(stage)

    @rule(flow=st.sampled_from(["incident", "reset"]))
    def change(self, flow: str) -> None:
        self.desk.change_flow(FlowId(flow))

    @rule(outcome=st.sampled_from(list(Outcome)))
    def choose(self, outcome: Outcome) -> None:
        self.desk.set_outcome(outcome)

    @rule(seconds=st.floats(0.1, 500))
    def wait(self, seconds: float) -> None:
        self.clock.pass_by(seconds)

    @invariant()
    def notes_are_where_they_were_written(self) -> None:
        newest = {call.id: call for call in self.call_log.saved}
        for call_id, text in self.written.items():
            assert newest[call_id].notes.reported == text  # type: ignore[index]  # ids are text

    @invariant()
    def at_most_one_call_is_not_parked(self) -> None:
        newest = {call.id: call for call in self.call_log.saved}
        active = [c for c in newest.values() if c.is_open and not isinstance(c.phase, Parked)]
        assert len(active) == (1 if self.desk.call else 0)

    @invariant()
    def time_adds_up(self) -> None:
        if self.desk.call:
            spent = self.desk.call.handle_time(self.clock.now())
            whole = self.clock.now().since(self.desk.call.started)
            assert abs(spent.handle + spent.parked - whole) < timedelta(milliseconds=1)


TestAnyKeyAtAnyMoment = AnyKeyAtAnyMoment.TestCase
TestAnyKeyAtAnyMoment.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
