"""By when a call is to be answered and solved, in little room."""

from __future__ import annotations

from datetime import datetime

from companion.domain.call import Call


def service_lines(call: Call, now: datetime) -> tuple[str, ...]:
    """The priority and its due times, in at most two short lines, seen from local `now`."""
    service = call.service
    times = (("respond by", service.respond_by), ("resolve by", service.resolve_by))
    words = [f"{title} {_short(at.astimezone(), now)}" for title, at in times if at]
    if not words:
        return (call.record.priority,)
    return (f"{call.record.priority} · {words[0]}", *words[1:])


def brief_service_lines(call: Call, now: datetime) -> tuple[str, ...]:
    """The same in fewer words: the times alone, the one to respond first."""
    service = call.service
    times = [at for at in (service.respond_by, service.resolve_by) if at]
    words = [_short(at.astimezone(), now) for at in times]
    return (" · ".join((call.record.priority, *words[:1])), *words[1:])


def _short(at: datetime, now: datetime) -> str:
    """`14:30` today, `Thu 09:00` within a week, else `12 Mar 09:00`."""
    days = (at.date() - now.date()).days
    if days == 0:
        return f"{at:%H:%M}"
    return f"{at:%a %H:%M}" if 0 < days < 7 else f"{at.day} {at:%b %H:%M}"
