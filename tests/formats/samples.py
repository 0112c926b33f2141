"""A whole call to write down, and the same with hostile words in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.gate import CONFIRMATIONS, Gate, GateId, Passed, PassedOver
from companion.domain.hold import Permission
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.domain.ticket import TicketDraft, TicketPart
from companion.domain.wrapup import Outcome

START = Moment(datetime(2026, 3, 2, 14, 3, 22, 456000, UTC), "boot", 1000.0)
GREET = Place(StageId("greet"), PromptId("greet-by-name"))
WRAP_UP = Place(StageId("wrap-up"), PromptId("summary"))
CALLER = Caller("Sarah Okafor", "+44 20 7946 0018", "Contoso")


TICKET = TicketDraft(
    call_id="c0ffee",
    title="VPN drops every ten minutes",
    facts=(("Caller", "Sarah Okafor"), ("Number", "+44 20 7946 0018")),
    parts=(
        TicketPart("Reported", "VPN drops every ten minutes.\nSince Monday.\n\nAt home."),
        TicketPart("Follow-up", "Watch it.", ("Ring back", "Ask the vendor")),
    ),
    started=START.at,
    caller="Sarah Okafor",
    agent="Robin",
)
"""A ticket for reading what a format makes of it; the words are not the domain's."""


def after(seconds: float) -> Moment:
    return START.later(timedelta(seconds=seconds))


def talking_call(call_id: str = "c0ffee", caller: Caller = CALLER) -> Call:
    return Call.begin(CallId(call_id), FlowId("incident"), GREET, "Robin", caller, START)


def finished_call(call_id: str = "c0ffee", caller: Caller = CALLER) -> Call:
    """Said, held, noted, promised and closed; from `START` to `after(200)`."""
    call = talking_call(call_id, caller).said(after(5))
    call = call.note(Section.REPORTED, "VPN drops every ten minutes.\nSince Monday.")
    call = call.note(Section.DONE, "Renewed the certificate.")
    call = call.ask_to_hold("look up the gateway", timedelta(minutes=2), after(30))
    call = call.answer_hold(Permission.GRANTED, after(32)).check_back(after(100))
    call = call.resume(after(127.25)).wrap_up(after(150)).go_to(WRAP_UP, after(150))
    due = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    call = call.promise(FollowUp(FollowUpId("f1"), FollowUpKind.CALLBACK, "Ring back", due))
    call = call.decide(Gate(GateId.CONFIRM_THE_FIX, Passed(after(130), CONFIRMATIONS[0])))
    call = call.decide(Gate(GateId.OFFER_MORE_HELP, PassedOver(after(200), "The line dropped")))
    return with_outcome(call, Outcome.RESOLVED).close(after(200))


def with_outcome(call: Call, outcome: Outcome) -> Call:
    return replace(call, outcome=outcome)


HOSTILE = (
    "=?utf-8?q?Hi=0D=0ABcc:_evil@x.test?=",
    "Hi\r\nBcc: evil@x.test",
    "Hi\nBcc: evil@x.test\n\n<b>body</b>",
    "a\x00b\x1b[31mred\x9bm",
    "half \ud83d of a pair \udc00",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[link](javascript:alert(1)) ![i](https://x.test/pixel) <https://x.test>",
    "# heading\n\n    code\n\n- list\n1. list\n> quote\n---\n***\n```\nfence\n```",
    "\u2028line\u2029separators\x85too\x0b",
    "=cmd|' /C calc'!A0",
    '"quotes", commas; \'and\' "more"\n"',
    "\u202egnp.exe",
    "x" * 3000,
    "é" * 500,
    "=?" * 200,
)
hostile_text = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=300),
    st.text(st.characters(categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Ll"]), max_size=60),
    st.text("=?utf-8qB\r\n :_éx", max_size=120),
    st.text("*_`[]()<>#+-=~|\\!&;.1) \tab\n", max_size=80),
)
drafts = st.builds(
    TicketDraft,
    call_id=hostile_text,
    title=hostile_text,
    facts=st.lists(st.tuples(st.just("Caller"), hostile_text), max_size=3).map(tuple),
    parts=st.lists(
        st.builds(
            TicketPart,
            title=st.just("Reported"),
            text=hostile_text,
            items=st.lists(hostile_text, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    started=st.datetimes(timezones=st.just(UTC)),
    caller=hostile_text,
    agent=hostile_text,
)
