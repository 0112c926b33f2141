"""Side-flows interrupt and return to the very place; answers write, lead and are recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.domain.call import Caller
from companion.domain.flow import (
    CallFlow,
    Check,
    ConsentKind,
    Exit,
    FlowId,
    ItemId,
    Prompt,
    PromptId,
    Question,
    StageId,
)
from companion.domain.gathered import AnswerValue
from companion.domain.journal import EventKind
from companion.domain.manner import Audience, Manner, Tone
from companion.domain.notes import Section
from companion.domain.wording import Wording
from companion.services.desk import Desk
from companion.services.ports import Profile
from tests.fakes import FakeCallLog, FakeClock, FakeFlows, new_ids
from tests.flows import FLOWS, prompt, stage

CALM, REMOTE, GONE = FlowId("calm"), FlowId("remote"), FlowId("gone")
AGREED = Exit(
    "Agreed", back=True, line="Agreed to remote control.", consent=ConsentKind.REMOTE_CONTROL
)
REFUSED = Exit("Refused", back=True, consent=ConsentKind.REMOTE_CONTROL, given=False)
OTHERS = Question(ItemId("others"), Wording("Others too?"), "Others too.", "Nobody else.")
OPEN = Question(ItemId("which"), Wording("Which?"))
CABLE = Check(ItemId("cable"), "Cable seated", "The cable is seated.", Section.DONE)
TO_CALM, TO_RESET = Exit("Upset", side=CALM), Exit("A reset", flow=FlowId("reset"))
TO_NOWHERE = Exit("Lost", flow=GONE)
GREETING = Prompt(
    PromptId("hello-vip"),
    (
        Wording("Hello {caller|there}."),
        Wording("How nice to hear you.", Tone.WARM),
        Wording("{greeting}, it's me.", audiences=frozenset({Audience.EXECUTIVE})),
        Wording("Straight to the logs?", technical=True),
    ),
)
SIDES = (
    CallFlow(
        CALM,
        "Calm",
        (stage("vent", prompt("listen-on"), prompt("i-see")), stage("choose", prompt("options"))),
        is_side=True,
        letter="c",
    ),
    CallFlow(
        REMOTE,
        "Remote",
        (stage("ask", prompt("may-i"), exits=(AGREED, REFUSED, TO_CALM), needs_answer=True),),
        is_side=True,
        letter="r",
    ),
)
GERMAN = CallFlow(
    FlowId("vip"),
    "Wichtig",
    (
        stage("greet", replace(GREETING, wordings=(Wording("{greeting}."),), language="de")),
        stage("wrap-up", prompt("bye-vip")),
    ),
    language="de",
)
VIP = CallFlow(
    FlowId("vip"),
    "Important",
    (
        stage(
            "greet",
            GREETING,
            questions=(OPEN, OTHERS),
            checks=(CABLE,),
            section=Section.REPORTED,
            exits=(TO_CALM, TO_RESET, TO_NOWHERE),
        ),
        stage("wrap-up", prompt("bye-vip")),
    ),
    translations=(GERMAN,),
)


@pytest.fixture
def desk(clock: FakeClock, call_log: FakeCallLog) -> Desk:
    flows = FakeFlows(*FLOWS, *SIDES, VIP)
    desk = Desk(clock, flows, call_log, lambda: Profile("Alex", "IT"), new_ids())
    desk.start_call(VIP.id, Caller("Sarah Okafor"))
    return desk


def spoken(desk: Desk) -> str:
    assert desk.saying is not None
    return desk.saying.line.text


def place(desk: Desk) -> tuple[str, str]:
    """The flow and prompt that are shown."""
    assert desk.call is not None
    return desk.call.shown.flow, desk.call.shown.place.prompt


def notes(desk: Desk, section: Section = Section.REPORTED) -> str:
    assert desk.call is not None
    return desk.call.notes[section]


def test_a_side_flow_ends_at_the_very_place_it_interrupted(desk: Desk) -> None:
    desk.other_wording()
    before = desk.call and desk.call.place

    desk.interrupt(CALM)
    shown = [place(desk)]
    for _ in range(3):
        desk.next_prompt()
        shown.append(place(desk))

    assert [prompt for _, prompt in shown] == ["listen-on", "i-see", "options", "hello-vip"]
    assert desk.call
    assert desk.call.place == before


def test_interruptions_stack(desk: Desk) -> None:
    desk.interrupt(REMOTE)
    desk.take_exit(TO_CALM)
    assert place(desk) == ("calm", "listen-on")

    desk.return_from_side()
    assert place(desk) == ("remote", "may-i")
    desk.take_exit(AGREED)

    assert place(desk) == ("vip", "hello-vip")


def test_asking_again_for_a_side_flow_goes_on_with_it(desk: Desk) -> None:
    desk.interrupt(CALM)
    desk.next_prompt()
    desk.interrupt(CALM)

    assert place(desk) == ("calm", "i-see")


def test_back_from_its_first_line_leaves_a_side_flow(desk: Desk) -> None:
    desk.interrupt(CALM)
    desk.previous_prompt()

    assert place(desk) == ("vip", "hello-vip")


def test_a_side_flow_that_is_not_installed_changes_nothing(desk: Desk) -> None:
    before = desk.call
    desk.interrupt(GONE)

    assert desk.call == before


def test_a_hold_in_a_side_flow_comes_back_into_it(desk: Desk, clock: FakeClock) -> None:
    desk.interrupt(CALM)
    desk.next_prompt()
    clock.pass_by(5)
    desk.ask_to_hold("a look", timedelta(minutes=2))
    desk.caller_agreed()
    desk.resume()
    desk.next_prompt()

    assert place(desk) == ("calm", "i-see")


def test_the_end_of_the_call_ends_its_side_flows(desk: Desk) -> None:
    desk.interrupt(CALM)
    desk.wrap_up()
    assert desk.call
    assert not desk.call.asides

    desk.previous_prompt()
    assert place(desk)[0] == "vip"


def test_a_parked_call_is_taken_up_in_its_side_flow(desk: Desk) -> None:
    assert desk.call
    parked = desk.call.id
    desk.interrupt(CALM)
    desk.start_call()
    desk.take_up(parked)

    assert place(desk) == ("calm", "listen-on")


def test_a_call_from_disk_is_back_in_its_side_flow(desk: Desk, call_log: FakeCallLog) -> None:
    desk.interrupt(CALM)
    again = Desk(FakeClock(), FakeFlows(*FLOWS, *SIDES, VIP), FakeCallLog(), Profile, new_ids())

    again.take_back([call_log.last])

    assert place(again) == ("calm", "listen-on")


def test_a_side_flow_that_was_taken_away_is_left(desk: Desk, call_log: FakeCallLog) -> None:
    desk.interrupt(CALM)
    again = Desk(FakeClock(), FakeFlows(*FLOWS, VIP), FakeCallLog(), Profile, new_ids())

    again.take_back([call_log.last])

    assert place(again) == ("vip", "hello-vip")


@pytest.mark.parametrize(("way", "given"), [(AGREED, True), (REFUSED, False)])
def test_consent_is_recorded_as_it_was_given(desk: Desk, way: Exit, given: bool) -> None:
    desk.interrupt(REMOTE)
    desk.take_exit(way)

    assert desk.call
    (consent,) = desk.call.gathered.consents
    assert (consent.what, consent.given) == (ConsentKind.REMOTE_CONTROL, given)


def test_an_answer_may_lead_to_another_flow(desk: Desk) -> None:
    desk.take_exit(TO_RESET)

    assert desk.call
    assert desk.call.flow == "reset"


def test_an_answer_that_leads_nowhere_leaves_the_call_where_it_is(desk: Desk) -> None:
    desk.take_exit(TO_NOWHERE)

    assert place(desk) == ("vip", "hello-vip")
    assert desk.call
    assert desk.call.events[-1].kind is EventKind.ANSWERED


def test_yes_and_no_write_their_lines_and_change_their_mind(desk: Desk) -> None:
    desk.note(Section.REPORTED, "VPN dro")
    desk.answer(OTHERS.id, AnswerValue.YES)
    assert notes(desk) == "VPN dro\nOthers too."

    desk.answer(OTHERS.id, AnswerValue.NO)
    assert notes(desk) == "VPN dro\nNobody else."

    desk.answer(OTHERS.id, None)
    assert notes(desk) == "VPN dro"
    assert desk.call
    assert desk.call.gathered.answers == ()


def test_a_line_that_the_agent_has_changed_is_left_alone(desk: Desk) -> None:
    desk.answer(OTHERS.id, AnswerValue.YES)
    desk.note(Section.REPORTED, "Others too, in Leeds.")
    desk.answer(OTHERS.id, AnswerValue.NO)

    assert notes(desk) == "Others too, in Leeds.\nNobody else."


def test_a_tick_writes_into_the_part_it_names(desk: Desk) -> None:
    desk.answer(CABLE.id, AnswerValue.DONE)

    assert notes(desk, Section.DONE) == "The cable is seated."


def test_an_open_question_is_marked_as_asked_and_writes_nothing(desk: Desk) -> None:
    desk.answer(OPEN.id, AnswerValue.DONE)

    assert notes(desk) == ""
    assert desk.call
    assert desk.call.gathered.answer(OPEN.id)


@pytest.mark.parametrize(
    ("manner", "said"),
    [
        (Manner(), "Hello Sarah."),
        (Manner(tone=Tone.WARM), "How nice to hear you."),
        (Manner(Audience.EXECUTIVE), "Good morning, it's me."),
        (Manner(technical=True), "Straight to the logs?"),
        (Manner(Audience.EXECUTIVE, technical=True), "Good morning, it's me."),
    ],
)
def test_the_switches_change_what_is_said_at_once(desk: Desk, manner: Manner, said: str) -> None:
    desk.speak(manner)

    assert spoken(desk) == said


def test_what_is_recorded_is_the_wording_that_was_said(desk: Desk) -> None:
    desk.speak(Manner(Audience.EXECUTIVE))
    desk.next_prompt()

    assert desk.call
    assert desk.call.prompts[-1].variant == 2


def test_a_translation_speaks_and_what_it_lacks_stays_english(desk: Desk) -> None:
    desk.speak_language("de")
    assert spoken(desk) == "Guten Morgen."

    desk.speak_language("es")
    assert spoken(desk) == "Hello Sarah."


def test_what_was_filled_in_stands_wherever_it_is_needed(desk: Desk) -> None:
    desk.start_call(FlowId("incident"))
    desk.note(Section.REPORTED, "It drops")
    desk.fill_in("since", "Monday")
    desk.go_to_stage(StageId("confirm"))

    assert desk.call
    assert desk.call.gathered.facts.since == "Monday"
    assert desk.call.caller.name == ""
    desk.fill_in("caller", "Ann")
    assert desk.call.caller.name == "Ann"


def test_access_is_logged_with_its_reason(desk: Desk) -> None:
    desk.record_access(" Mailbox rules ", "mail vanished")
    desk.record_access("  ", "no reason")

    assert desk.call
    (access,) = desk.call.gathered.accesses
    assert (access.what, access.why) == ("Mailbox rules", "mail vanished")


def test_a_running_call_keeps_the_flow_it_started_with() -> None:
    flows = FakeFlows(*FLOWS, VIP)
    desk = Desk(FakeClock(), flows, FakeCallLog(), Profile, new_ids())
    desk.start_call(VIP.id)
    changed = replace(VIP, stages=(stage("greet", prompt("new")), VIP.stages[-1]), translations=())
    flows.put(changed)

    assert spoken(desk) == "Hello there."
    desk.start_call(VIP.id)
    assert spoken(desk) == "new"
