"""A call as JSON, as `calls show`, `calls export` and `ticket --format json` print it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from companion.domain.call import Call
from companion.domain.closing import gates
from companion.domain.correction import CallTimes, Correction, Timing
from companion.domain.facts import FACT_NAMES
from companion.domain.gate import Gate, Open, Passed, PassedOver
from companion.domain.gathered import Access, Answer, Consent
from companion.domain.hold import Hold
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.phase import phase_name
from companion.domain.promise import FollowUp, Keeping, Withdrawn
from companion.domain.wrapup import Outcome
from companion.formats.json_text import json_text

if TYPE_CHECKING:
    from companion.services.ports import CallSummary

JsonObject = dict[str, object]


def render(call: Call, now: Moment) -> str:
    """The call's record as indented JSON."""
    return json_text(record(call, now), indent=2) + "\n"


def record(call: Call, now: Moment) -> JsonObject:
    """The call's record. An open call is counted up to `now`.

    The lists that nothing fills yet are there all the same, so that readers find every key.
    """
    times = call.times(now)
    return {
        "id": call.id,
        "state": phase_name(call.phase).value,
        "flow": call.flow,
        "started_at": rfc3339(times.started),
        "ended_at": rfc3339(times.ended) if call.ended else None,
        "closed_at": _instant(call.closed),
        "agent": call.agent,
        "tone": call.tone.value,
        "caller": _caller(call),
        "ticket_ref": call.ticket_ref,
        "record": _classification(call),
        "notes": {section.value: call.notes[section] for section in Section},
        "outcome": _outcome_id(call),
        "outcome_title": call.outcome_title,
        "counts_as": call.outcome.value if call.outcome else None,
        "tier": call.tier,
        "escalation": _escalation(call),
        "visit": _visit(call),
        "explanation": _explanation(call),
        "stages": _stages(call),
        "prompts": _prompts(call),
        "holds": _holds(call, times),
        "consents": [_consent(consent) for consent in call.gathered.consents],
        "accesses": [_access(access) for access in call.gathered.accesses],
        "facts": {name: call.gathered.facts[name] for name in FACT_NAMES},
        "answers": [_answer(answer) for answer in call.gathered.answers],
        "follow_ups": [follow_up_record(f) for f in call.follow_ups],
        "withdrawn_follow_ups": [_withdrawn(w) for w in call.withdrawn],
        "keeps": [_keeping(call.keeps)] if call.keeps else [],
        "gates": [_gate(gate) for gate in gates(call)],
        "self_check": _self_check(call),
        "seconds": _time_spent(call, now),
        "corrections": [_correction(c) for c in call.corrections],
        "tickets": [],
    }


def summary(call: CallSummary) -> JsonObject:
    """A call as one entry of a list, under the names it has in `record`."""
    return {
        "id": call.id,
        "started_at": rfc3339(call.started),
        "state": call.state.value,
        "flow": call.flow,
        "caller": {"name": call.caller, "number": call.number, "company": call.company},
        "outcome": _outcome_id(call),
        "reported": call.reported,
    }


def follow_up_record(follow_up: FollowUp) -> JsonObject:
    """A promise, as in a call's record."""
    return {
        "id": follow_up.id,
        "kind": follow_up.kind.value,
        "what": follow_up.what,
        "to": follow_up.to,
        "made_at": rfc3339(follow_up.made) if follow_up.made else None,
        "due_at": rfc3339(follow_up.due),
        "done_at": rfc3339(follow_up.done) if follow_up.done else None,
        "sequence": follow_up.sequence,
    }


def _withdrawn(withdrawn: Withdrawn) -> JsonObject:
    return {**follow_up_record(withdrawn.follow_up), "withdrawn_at": rfc3339(withdrawn.at)}


def _keeping(keeping: Keeping) -> JsonObject:
    """The promise that the call was made to keep, and the call in which it was made."""
    return {
        "call": keeping.call,
        "follow_up": keeping.promise,
        "what": keeping.what,
        "due_at": rfc3339(keeping.due),
    }


def _correction(correction: Correction) -> JsonObject:
    """What was measured and what was really so: instants, or seconds."""
    return {
        "what": correction.what.value,
        "hold": correction.hold + 1 if correction.what is Timing.HOLD else None,
        "before": _time(correction.before),
        "after": _time(correction.after),
        "at": rfc3339(correction.at),
    }


def _time(value: datetime | timedelta) -> str | float:
    return rfc3339(value) if isinstance(value, datetime) else _seconds(value)


def rfc3339(at: datetime) -> str:
    """A UTC time with milliseconds, as every time in an export is written."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _instant(moment: Moment | None) -> str | None:
    return rfc3339(moment.at) if moment else None


def _seconds(duration: timedelta) -> float:
    return round(duration.total_seconds(), 3)


def _caller(call: Call) -> JsonObject:
    caller = call.caller
    return {
        "name": caller.name,
        "number": caller.number,
        "company": caller.company,
        "audience": caller.audience.value,
        "technical": caller.technical,
        "language": caller.language,
    }


def _consent(consent: Consent) -> JsonObject:
    at = _instant(consent.at)
    return {"at": at, "what": consent.what.value, "given": consent.given}


def _access(access: Access) -> JsonObject:
    return {"at": _instant(access.at), "what": access.what, "why": access.why}


def _answer(answer: Answer) -> JsonObject:
    at = _instant(answer.at)
    return {"at": at, "id": answer.item, "answer": answer.value.value, "line": answer.line}


def _classification(call: Call) -> JsonObject:
    record = call.record
    return {
        "type": record.type.value,
        "impact": record.impact.value,
        "urgency": record.urgency.value,
        "priority": record.priority,
        "respond_by": _when(call.service.respond_by),
        "resolve_by": _when(call.service.resolve_by),
    }


def _outcome_id(call: Call | CallSummary) -> str | None:
    if call.own_outcome:
        return call.own_outcome.id
    return call.outcome.value if call.outcome else None


def _escalation(call: Call) -> JsonObject | None:
    """To whom the call was escalated; null for any other outcome."""
    if call.outcome is not Outcome.ESCALATED:
        return None
    escalation = call.particulars.escalation
    return {"kind": escalation.kind.value, "tier": escalation.tier, "to": escalation.to}


def _visit(call: Call) -> JsonObject | None:
    """When somebody comes and how they get in; null for any other outcome."""
    if call.outcome is not Outcome.ON_SITE:
        return None
    visit = call.particulars.visit
    return {"at": _when(visit.when), "where": visit.where, "access": visit.access}


def _explanation(call: Call) -> JsonObject | None:
    """Whether the caller was told why it is not resolved; null for any other outcome."""
    if call.outcome is not Outcome.NOT_RESOLVED:
        return None
    explanation = call.particulars.explanation
    return {"given": explanation.is_given, "said": explanation.said}


def _gate(gate: Gate) -> JsonObject:
    """A gate; open while it is neither passed nor has a reason. `how` is how a fix was tested."""
    match gate.state:
        case PassedOver(at, reason):
            return _gate_object(gate, reason=reason, at=at)
        case Passed(at, how):
            return _gate_object(gate, how=how or None, at=at)
        case Open():
            return _gate_object(gate)


def _gate_object(
    gate: Gate, *, reason: str | None = None, how: str | None = None, at: Moment | None = None
) -> JsonObject:
    return {
        "id": gate.id.value,
        "passed": gate.is_passed,
        "reason": reason,
        "how": how,
        "at": _instant(at),
    }


def _self_check(call: Call) -> list[str] | None:
    """What the agent found to have gone well; null until they have looked."""
    return None if call.self_check is None else [pillar.value for pillar in call.self_check]


def _when(at: datetime | None) -> str | None:
    return rfc3339(at) if at else None


def _stages(call: Call) -> list[JsonObject]:
    return [
        {"id": v.stage, "entered_at": _instant(v.entered), "left_at": _instant(v.left)}
        for v in call.stages
    ]


def _prompts(call: Call) -> list[JsonObject]:
    return [
        {"id": said.prompt, "said_at": _instant(said.at), "variant": said.variant}
        for said in call.prompts
    ]


def _holds(call: Call, times: CallTimes) -> list[JsonObject]:
    holds = zip(call.holds, times.holds, call.checked_back, strict=True)
    return [_hold(hold, wait, back) for hold, wait, back in holds if not hold.is_question]


def _hold(hold: Hold, wait: timedelta, checked: tuple[Moment, ...]) -> JsonObject:
    """A hold; `promised_seconds` is the wait that was named first, `extensions` what came after.

    An extension counts from the moment it was agreed to.
    """
    return {
        "asked_at": _instant(hold.asked),
        "permission": hold.permission.value if hold.permission else None,
        "reason": hold.reason,
        "promised_seconds": _seconds(hold.promised),
        "started_at": _instant(hold.started),
        "ended_at": _instant(hold.ended),
        "seconds": _seconds(wait),
        "check_backs": hold.check_backs,
        "checked_back_at": [_instant(moment) for moment in checked],
        "extensions": [
            {"agreed_at": _instant(promise.at), "promised_seconds": _seconds(promise.wait)}
            for promise in hold.extensions
        ],
    }


def _time_spent(call: Call, now: Moment) -> JsonObject:
    spent = call.handle_time(now)
    return {
        "talk": _seconds(spent.talk),
        "hold": _seconds(spent.hold),
        "wrap_up": _seconds(spent.wrap_up),
        "handle": _seconds(spent.handle),
    }
