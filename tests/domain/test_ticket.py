"""What a ticket says of a hold."""

from __future__ import annotations

from datetime import timedelta

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.hold import Permission
from companion.domain.ticket import TicketAudience, draft
from tests.fakes import START, after

MINUTES = timedelta(minutes=1)


def test_every_wait_that_was_promised_is_named() -> None:
    place = Place(StageId("greet"), PromptId("hello"))
    call = Call.begin(CallId("c1"), FlowId("incident"), place, "Alex", Caller("Sarah"), START)
    call = call.ask_to_hold("the logs", 2 * MINUTES, after(10))
    call = call.answer_hold(Permission.GRANTED, after(10)).extend_hold(3 * MINUTES, after(100))

    back = call.resume(after(200))
    facts = dict(draft(back, TicketAudience.INTERNAL, after(200), None).facts)

    assert (
        facts["Hold 1"]
        == "3 min 10 s of 2 min 00 s and then 3 min 00 s promised, with permission, the logs"
    )
