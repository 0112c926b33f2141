"""An outcome and its particulars read as a sentence, however little is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from companion.domain.ending import outcome_sentence
from companion.domain.particulars import (
    Escalation,
    EscalationKind,
    Explanation,
    Particulars,
    SiteVisit,
)
from companion.domain.ticket import TicketAudience, draft
from companion.domain.wrapup import Outcome, OwnOutcome
from tests.formats.samples import talking_call

WHEN = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)
TIER, BOSS = EscalationKind.TIER, EscalationKind.HIERARCHICAL


@pytest.mark.parametrize(
    ("outcome", "particulars", "sentence"),
    [
        (None, Particulars(), ""),
        (Outcome.RESOLVED, Particulars(Escalation(to="nobody")), "Resolved."),
        (
            Outcome.ESCALATED,
            Particulars(Escalation(tier=2, to="the network team.\n")),
            "Escalated to the network team, tier 2, for specialist knowledge.",
        ),
        (Outcome.ESCALATED, Particulars(Escalation(TIER, 2)), "Escalated to tier 2."),
        (Outcome.ESCALATED, Particulars(Escalation(TIER)), "Escalated to the next tier."),
        (
            Outcome.ESCALATED,
            Particulars(Escalation(BOSS, to="Ms Ito")),
            "Escalated to Ms Ito, for a decision.",
        ),
        (
            Outcome.ON_SITE,
            Particulars(visit=SiteVisit(WHEN, "5 High Street", "badge at reception")),
            "On-site visit on 05 Mar 2026, 10:00, at 5 High Street. Access: badge at reception.",
        ),
        (
            Outcome.ON_SITE,
            Particulars(),
            "On-site visit at a time to be agreed. Access: still to be arranged.",
        ),
        (
            Outcome.NOT_RESOLVED,
            Particulars(explanation=Explanation(True, "the part is out of stock")),
            "Not resolved. What we told the caller: the part is out of stock.",
        ),
        (
            Outcome.NOT_RESOLVED,
            Particulars(explanation=Explanation(True)),
            "Not resolved; why has been explained to the caller.",
        ),
        (
            Outcome.NOT_RESOLVED,
            Particulars(),
            "Not resolved; why is still to be explained.",
        ),
        (
            OwnOutcome("vendor", "Passed to the vendor", Outcome.ESCALATED),
            Particulars(Escalation(to="Contoso")),
            "Passed to the vendor: Contoso, for specialist knowledge.",
        ),
    ],
)
def test_reads_as_a_sentence(
    outcome: Outcome | OwnOutcome | None, particulars: Particulars, sentence: str
) -> None:
    call = replace(talking_call().come_to(outcome), particulars=particulars)

    assert outcome_sentence(call, UTC) == sentence


def test_what_the_caller_reads_speaks_to_them() -> None:
    explained = Particulars(explanation=Explanation(True, "the part is out of stock"))
    call = replace(talking_call().come_to(Outcome.NOT_RESOLVED), particulars=explained)

    ticket = draft(call, TicketAudience.CALLER, call.started, UTC)

    (stands,) = [part.text for part in ticket.parts if part.title == "Where it stands"]
    assert stands == "Not resolved. What we told you: the part is out of stock."


@pytest.mark.parametrize(
    "outcome", [Outcome.ABUSIVE, OwnOutcome("rude", "Abusive caller", Outcome.ABUSIVE)]
)
def test_the_caller_reads_no_verdict_on_them(outcome: Outcome | OwnOutcome) -> None:
    call = talking_call().come_to(outcome)
    copies = {a: draft(call, a, call.started, UTC) for a in TicketAudience}

    assert "abusive" not in str(copies[TicketAudience.CALLER]).lower()
    assert "Call ended." in str(copies[TicketAudience.CALLER])
    assert "abusive" in str(copies[TicketAudience.INTERNAL]).lower()


def test_the_tier_is_where_the_call_went() -> None:
    escalated = Particulars(Escalation(tier=3))
    call = replace(talking_call(), particulars=escalated)

    assert call.come_to(Outcome.ESCALATED).tier == 3
    assert call.come_to(Outcome.RESOLVED).tier == 1


def test_a_visit_knows_its_time_in_utc() -> None:
    with pytest.raises(ValueError, match="UTC"):
        SiteVisit(WHEN.replace(tzinfo=None))
