"""The flows of a trade ask before they touch, and let the caller try before they close."""

from __future__ import annotations

import pytest

from companion.domain.flow import CallFlow, Place, StageId
from companion.domain.gate import GateId
from companion.domain.notes import Section
from tests.content.shipped import flows

TRADES = ("account-lockout", "email", "network", "printer", "request", "vpn-remote-access")


def flow_of(name: str) -> CallFlow:
    return next(flow for flow in flows() if flow.id == name)


@pytest.mark.parametrize(
    ("flow", "refused"),
    [
        ("account-lockout", "not-verified"),
        ("request", "not-now"),
        ("email", "not-with-us"),
        ("network", "way-round"),
        ("printer", "way-round"),
        ("vpn-remote-access", "way-round"),
    ],
)
def test_going_on_from_what_could_not_be_done_leads_to_the_wrap_up(flow: str, refused: str) -> None:
    it, stage = flow_of(flow), StageId(refused)
    following = it.after(Place(stage, it.stage(stage).prompts[-1].id))

    assert it.stage(stage).detour
    assert following == it.entry(it.wrap_up.id)


@pytest.mark.parametrize(
    ("flow", "settled", "touched"),
    [("account-lockout", "identity", "work"), ("request", "approval", "work")],
)
def test_nothing_is_touched_before_it_is_settled_who_asks(
    flow: str, settled: str, touched: str
) -> None:
    it = flow_of(flow)
    names = [stage.id for stage in it.stages]

    assert it.stage(StageId(settled)).needs_answer
    assert names.index(StageId(settled)) < names.index(StageId(touched))


def test_how_the_owner_of_an_account_was_checked_is_noted_and_never_the_answer() -> None:
    identity = flow_of("account-lockout").stage(StageId("identity"))

    assert identity.section is Section.OBSERVED
    assert not identity.questions
    assert all(way.line.startswith("Identity: ") for way in identity.exits)


@pytest.mark.parametrize("name", TRADES)
def test_the_caller_tries_it_and_says_so(name: str) -> None:
    flow = flow_of(name)
    resolve = flow.stage(StageId("resolve"))
    sure, *others = resolve.exits

    assert sure.to == flow.wrap_up.id
    assert sure.passes == (GateId.CONFIRM_THE_FIX, GateId.CALLER_SATISFIED)
    assert not any(way.passes for way in others)


@pytest.mark.parametrize("name", TRADES)
def test_asks_openly_before_it_asks_for_yes_or_no(name: str) -> None:
    first = [stage.questions for stage in flow_of(name).stages if stage.questions]

    assert not first[0][0].is_closed
    for questions in first:
        closed = [question.is_closed for question in questions]
        assert closed == sorted(closed), [q.id for q in questions]
