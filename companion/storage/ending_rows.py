"""The end of a call as columns and rows: what it came to, its particulars, its gates."""

from __future__ import annotations

from companion.domain.gate import Gate, GateId, Open, Passed, PassedOver
from companion.domain.particulars import (
    Escalation,
    EscalationKind,
    Explanation,
    Particulars,
    SiteVisit,
)
from companion.domain.pillars import Pillar
from companion.domain.wrapup import Outcome, OwnOutcome
from companion.storage.times import (
    Row,
    instant_if_any,
    instant_if_kept,
    moment_if_any,
    moment_of,
    moment_row,
)


def own_outcome(row: Row) -> OwnOutcome | None:
    """The desk's own outcome that a row of `calls` holds, if it is one."""
    if row["own_outcome"] is None:
        return None
    return OwnOutcome(row["own_outcome"], row["own_outcome_title"], Outcome(row["outcome"]))


def particulars_row(particulars: Particulars) -> Row:
    """The columns of `calls` that hold the particulars."""
    escalation, visit = particulars.escalation, particulars.visit
    return {
        "escalation_kind": escalation.kind,
        "escalation_tier": escalation.tier,
        "escalation_to": escalation.to,
        "visit_at": instant_if_any(visit.when),
        "visit_where": visit.where,
        "visit_access": visit.access,
        "is_explained": int(particulars.explanation.is_given),
        "explanation": particulars.explanation.said,
    }


def particulars_value(row: Row) -> Particulars:
    """The particulars in a row of `calls`."""
    return Particulars(
        Escalation(
            EscalationKind(row["escalation_kind"]), row["escalation_tier"], row["escalation_to"]
        ),
        SiteVisit(instant_if_kept(row["visit_at"]), row["visit_where"], row["visit_access"]),
        Explanation(bool(row["is_explained"]), row["explanation"]),
    )


def self_check_value(kept: str | None) -> tuple[Pillar, ...] | None:
    """What the agent found to have gone well; None where they have not looked."""
    return None if kept is None else tuple(Pillar(name) for name in kept.split())


def gate_row(gate: Gate) -> Row:
    """A gate that was decided."""
    match gate.state:
        case Passed(at, how):
            kept = {"is_passed": 1, "words": how}
        case PassedOver(at, reason):
            kept = {"is_passed": 0, "words": reason}
        case Open():
            raise ValueError(f"an open gate was decided: {gate}")
    return {"gate": gate.id, **kept, **moment_row("decided", at)}


def gate_value(row: Row) -> Gate:
    """The gate in a row."""
    at = moment_if_any(row, "decided")
    if row["is_passed"]:
        return Gate(GateId(row["gate"]), Passed(at, row["words"]))
    return Gate(GateId(row["gate"]), PassedOver(moment_of(row, "decided"), row["words"]))
