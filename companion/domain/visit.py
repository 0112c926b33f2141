"""A visit that is agreed on is a promise like any other: reminded of, and in the calendar."""

from __future__ import annotations

from dataclasses import replace

from companion.domain.call import Call
from companion.domain.moment import Moment
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.domain.wrapup import Outcome


def with_visit_promised(call: Call, now: Moment) -> Call:
    """The call with its visit among the promises, or without one that is not to be."""
    visit_id = FollowUpId(f"{call.id}-visit")
    visit = call.particulars.visit
    if call.outcome is not Outcome.ON_SITE or visit.when is None:
        return call.withdraw(visit_id, now.at)
    what = f"Visit {call.caller.name or 'the caller'}"
    where = " ".join(visit.where.split())
    if where:
        what = f"{what}, {where}"
    existing = next((f for f in call.follow_ups if f.id == visit_id), None)
    if existing is None or existing.due != visit.when:
        return call.promise(FollowUp(visit_id, FollowUpKind.VISIT, what, visit.when, made=now.at))
    return call if existing.what == what else call.promise(replace(existing, what=what))
