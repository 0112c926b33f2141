"""Calls to store: one by hand, and any that the domain can grow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from companion.domain.call import Call, Caller, CallId
from companion.domain.correction import Correction, Timing
from companion.domain.errors import WrongPhase
from companion.domain.facts import FACT_NAMES, Facts
from companion.domain.flow import ConsentKind, FlowId, ItemId, Place, PromptId, StageId
from companion.domain.gate import Gate, GateId, Open, Passed, PassedOver
from companion.domain.gathered import Access, Answer, AnswerValue, Consent, Gathered
from companion.domain.hold import Permission
from companion.domain.journal import EventKind
from companion.domain.manner import Audience, Tone
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.particulars import (
    Escalation,
    EscalationKind,
    Explanation,
    Particulars,
    SiteVisit,
)
from companion.domain.pillars import Pillar
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind, Keeping
from companion.domain.service_level import ServiceTimes
from companion.domain.wrapup import Level, Outcome, OwnOutcome, Record, RecordType

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SARAH = Caller("Sarah Okafor", "+44 20 7946 0018", "Contoso")
GREET = Place(StageId("greet"), PromptId("greet-by-name"))


def at(seconds: float) -> Moment:
    """So many seconds after nine."""
    return Moment(NINE + timedelta(seconds=seconds), "boot-1", 1000.0 + seconds)


def a_call(call_id: str = "a1", caller: Caller = SARAH, seconds: float = 0, **notes: str) -> Call:
    """A call that has just begun, with these notes."""
    call = Call.begin(CallId(call_id), FlowId("incident"), GREET, "Ana", caller, at(seconds))
    for section, text in notes.items():
        call = call.note(Section(section), text)
    return call


def typed(call: Call, text: str, section: Section = Section.REPORTED) -> Call:
    """The next revision, with that text in a note."""
    return replace(call.note(section, text), revision=call.revision + 1)


def closed(call: Call, seconds: float = 60) -> Call:
    """The next revision, closed."""
    return replace(call.wrap_up(at(seconds)).close(at(seconds + 5)), revision=call.revision + 1)


# What a person can type or paste: every character there is, U+0000 included.
any_text = st.text(max_size=40)
instants = st.datetimes(timezones=st.just(UTC))
moments = st.builds(
    Moment,
    instants,
    st.sampled_from(["5ce42f18-bda4", "run-1/2", ""]),
    st.floats(allow_nan=False, allow_infinity=False),
)
_ids = st.sampled_from([FollowUpId("f1"), FollowUpId("f2"), FollowUpId("f3")])
_places = st.builds(
    Place,
    st.sampled_from([StageId("greet"), StageId("listen"), StageId("work")]),
    st.sampled_from([PromptId("p1"), PromptId("p2")]),
    st.integers(0, 5),
)
_waits = st.timedeltas(timedelta(minutes=1), timedelta(minutes=60))
_callers = st.builds(
    Caller,
    any_text,
    any_text,
    any_text,
    st.sampled_from(Audience),
    st.booleans(),
    st.sampled_from(["en", "de", "es"]),
)
_sides = st.sampled_from([FlowId("calm"), FlowId("escalate"), FlowId("refusal")])
_items = st.sampled_from([ItemId("q1"), ItemId("q2"), ItemId("c1")])
_facts = st.builds(Facts, *[any_text] * len(FACT_NAMES))
_answers = st.builds(Answer, _items, st.sampled_from(AnswerValue), moments, any_text)
_consents = st.builds(Consent, st.sampled_from(ConsentKind), st.booleans(), moments)
_accesses = st.builds(Access, any_text, any_text, moments)
_gathered = st.builds(
    Gathered,
    _facts,
    st.lists(_answers, max_size=3).map(tuple),
    st.lists(_consents, max_size=2).map(tuple),
    st.lists(_accesses, max_size=2).map(tuple),
)
_follow_ups = st.builds(
    FollowUp,
    _ids,
    st.sampled_from(FollowUpKind),
    any_text,
    instants,
    st.none() | instants,
    any_text,
    st.none() | instants,
)
_keepings = st.builds(Keeping, any_text, _ids, any_text, instants)
_durations = st.timedeltas(timedelta(days=-400), timedelta(days=400))
_corrections = st.builds(
    Correction,
    st.sampled_from([Timing.STARTED, Timing.ENDED]),
    instants,
    instants,
    instants,
) | st.builds(
    Correction,
    st.sampled_from([Timing.TALK, Timing.HOLD, Timing.WRAP_UP]),
    _durations,
    _durations,
    instants,
    st.integers(0, 5),
)
_records = st.builds(
    Record,
    st.sampled_from(RecordType),
    st.sampled_from(Level),
    st.sampled_from(Level),
    st.sampled_from([1, 2, 3]),
    st.sampled_from(["P1", "P3", "P5", "Gold"]),
)
_service_times = st.builds(ServiceTimes, st.none() | instants, st.none() | instants)
_outcomes = st.one_of(
    st.none(),
    st.sampled_from(Outcome),
    st.builds(OwnOutcome, any_text, any_text, st.sampled_from(Outcome)),
)
_particulars = st.builds(
    Particulars,
    st.builds(
        Escalation, st.sampled_from(EscalationKind), st.sampled_from([None, 1, 2, 3]), any_text
    ),
    st.builds(SiteVisit, st.none() | instants, any_text, any_text),
    st.builds(Explanation, st.booleans(), any_text),
)
_gate_states = st.one_of(
    st.just(Open()),
    st.builds(Passed, st.none() | moments, any_text),
    st.builds(PassedOver, moments, any_text.filter(str.strip)),
)
_gates = st.builds(Gate, st.sampled_from(GateId), _gate_states)
_self_checks = st.none() | st.lists(st.sampled_from(Pillar), unique=True).map(tuple)

Step = Callable[[Call], Call]


def _step(name: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    return st.tuples(*arguments).map(lambda given: lambda call: getattr(call, name)(*given))


def _field(name: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    return values.map(lambda value: lambda call: replace(call, **{name: value}))


steps: st.SearchStrategy[Step] = st.one_of(
    _step("note", st.sampled_from(Section), any_text),
    _step("go_to", _places, moments),
    _step("reword", st.integers(0, 5)),
    _step("said", moments),
    _step("happened", st.sampled_from(EventKind), moments, any_text),
    _step("promise", _follow_ups),
    _step("withdraw", _ids, instants),
    _field("keeps", st.none() | _keepings),
    _field("corrections", st.lists(_corrections, max_size=3).map(tuple)),
    _step("ask_to_hold", any_text, _waits, moments),
    _step("change_hold_question", any_text, _waits),
    _step("drop_hold_question"),
    _step("answer_hold", st.sampled_from(Permission), moments),
    _step("answer_hold", st.just(Permission.GRANTED), moments),
    _step("call_back_instead", instants, _ids, moments),
    _step("check_back", moments),
    _step("extend_hold", _waits, moments),
    _step("resume", moments),
    _step("wrap_up", moments),
    _step("back_to_the_caller", moments),
    _step("close", moments),
    _step("park", moments),
    _step("take_up", moments),
    _field("caller", _callers),
    _field("tone", st.sampled_from(Tone)),
    _field("gathered", _gathered),
    _step("interrupt", _sides, _places, moments),
    _step("return_from_side", moments),
    _field("record", _records),
    _field("service", _service_times),
    _field("particulars", _particulars),
    _field("self_check", _self_checks),
    _step("come_to", _outcomes),
    _step("decide", _gates),
    _field("ticket_ref", any_text),
)


@st.composite
def histories(draw: st.DrawFn, call_id: str = "a1", most: int = 25) -> list[Call]:
    """A call from its beginning, after each of some steps."""
    begun = Call.begin(
        CallId(call_id), FlowId("incident"), draw(_places), "Ana", draw(_callers), draw(moments)
    )
    history = [begun]
    for step in draw(st.lists(steps, max_size=most)):
        try:
            after = step(history[-1])
        except WrongPhase:
            continue
        history.append(replace(after, revision=history[-1].revision + 1))
    return history
