"""A call as JSON, as `calls show`, `calls export` and `ticket --format json` print it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from companion.domain.call import Call, phase_name
from companion.domain.hold import Hold
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.promise import FollowUp
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
    return {
        "id": call.id,
        "state": phase_name(call.phase).value,
        "flow": call.flow,
        "started_at": _instant(call.started),
        "ended_at": _instant(call.ended),
        "closed_at": _instant(call.closed),
        "agent": call.agent,
        "caller": _caller(call),
        "ticket_ref": call.ticket_ref,
        "record": _classification(call),
        "notes": {section.value: call.notes[section] for section in Section},
        "outcome": call.outcome.value if call.outcome else None,
        "tier": call.record.tier,
        "stages": _stages(call),
        "prompts": _prompts(call),
        "holds": _holds(call, now),
        "consents": [],
        "accesses": [],
        "follow_ups": [_follow_up(f) for f in call.follow_ups],
        "gates": [],
        "seconds": _time_spent(call, now),
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
        "outcome": call.outcome.value if call.outcome else None,
        "reported": call.reported,
    }


def _follow_up(follow_up: FollowUp) -> JsonObject:
    return {
        "id": follow_up.id,
        "what": follow_up.what,
        "due_at": rfc3339(follow_up.due),
        "done_at": rfc3339(follow_up.done) if follow_up.done else None,
    }


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
    }


def _classification(call: Call) -> JsonObject:
    record = call.record
    return {
        "type": record.type.value,
        "impact": record.impact.value,
        "urgency": record.urgency.value,
        "priority": record.priority,
    }


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


def _holds(call: Call, now: Moment) -> list[JsonObject]:
    pairs = zip(call.holds, call.checked_back, strict=True)
    return [_hold(hold, checked, now) for hold, checked in pairs if not hold.is_question]


def _hold(hold: Hold, checked: tuple[Moment, ...], now: Moment) -> JsonObject:
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
        "seconds": _seconds(hold.waited(now)),
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
