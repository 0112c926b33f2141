"""How a call ended, in sentences."""

from __future__ import annotations

from datetime import tzinfo

from companion.domain.call import Call
from companion.domain.particulars import Escalation, EscalationKind, Explanation, SiteVisit
from companion.domain.wrapup import TOLD_OF_ABUSIVE, Outcome

_WAYS = {
    EscalationKind.FUNCTIONAL: "for specialist knowledge",
    EscalationKind.HIERARCHICAL: "for a decision",
    EscalationKind.TIER: "to the next tier",
}


def outcome_sentence(call: Call, zone: tzinfo | None, *, to_caller: bool = False) -> str:
    """The outcome with its particulars, times in `zone` (None: here); empty without an outcome.

    As in `Escalated to the network team, tier 2, for specialist knowledge.` What the caller is
    to read (`to_caller`) speaks to them, not of them.
    """
    title, particulars = call.outcome_title, call.particulars
    if to_caller and call.outcome is Outcome.ABUSIVE:
        return f"{TOLD_OF_ABUSIVE}."
    match call.outcome:
        case None:
            return ""
        case Outcome.ESCALATED:
            to = ":" if call.own_outcome else " to"
            return _escalated(f"{title}{to}", title, particulars.escalation)
        case Outcome.ON_SITE:
            return _visited(title, particulars.visit, zone)
        case Outcome.NOT_RESOLVED:
            whom = "you" if to_caller else "the caller"
            return _explained(title, particulars.explanation, whom)
    return f"{title}."


def _escalated(title_to: str, title: str, escalation: Escalation) -> str:
    whom = _one_line(escalation.to)
    tier = f"tier {escalation.tier}" if escalation.tier else ""
    to = ", ".join(filter(None, (whom, tier)))
    if not to:
        return f"{title} {_WAYS[escalation.kind]}."
    if escalation.kind is EscalationKind.TIER:
        return f"{title_to} {to}."
    return f"{title_to} {to}, {_WAYS[escalation.kind]}."


def _visited(title: str, visit: SiteVisit, zone: tzinfo | None) -> str:
    when = f"on {visit.when.astimezone(zone):%d %b %Y, %H:%M}" if visit.when else "at a time to be"
    where, access = _one_line(visit.where), _one_line(visit.access)
    first = f"{title} {when}{'' if visit.when else ' agreed'}{f', at {where}' if where else ''}."
    return f"{first} Access: {access or 'still to be arranged'}."


def _explained(title: str, explanation: Explanation, whom: str) -> str:
    said = _one_line(explanation.said)
    if said:
        return f"{title}. What we told {whom}: {said}."
    told = f"has been explained to {whom}" if explanation.is_given else "is still to be explained"
    return f"{title}; why {told}."


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
