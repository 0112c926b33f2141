"""Promises as an iCalendar file (RFC 5545), to be taken in by any calendar, again and again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from companion.domain.promise import FollowUpKind
from companion.formats.clean import lines, one_line

if TYPE_CHECKING:
    from icalendar import Component

    from companion.services.ports import LedgerEntry

PRODUCT = "-//Phone-Support Companion//Promises//EN"
TASKS, EVENTS = "tasks", "events"
PARTS = (TASKS, EVENTS)

_DOMAIN = "phone-support-companion"
_LENGTHS = {FollowUpKind.VISIT: timedelta(hours=1)}
_LENGTH = timedelta(minutes=15)
"""What a promise takes of the day, where calendars show it as an event."""
_BUSY = (FollowUpKind.CALLBACK, FollowUpKind.VISIT)


def render(
    entries: Iterable[LedgerEntry],
    now: datetime,
    ahead: timedelta,
    parts: Iterable[str] = PARTS,
) -> str:
    """The calendar, with CRLF line ends: each promise as a task (VTODO) and an event (VEVENT).

    Programs that know only one of the two find it; `parts` leaves out the other. The UID comes
    from the promise and SEQUENCE counts its changes, so that taking in a later file updates
    what an earlier one brought. What was withdrawn is CANCELLED, what was kept COMPLETED. An
    alarm rings `ahead` of the time. `now` is aware, in UTC, and becomes DTSTAMP.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Promised to callers")
    wanted = tuple(parts)
    for entry in entries:
        if TASKS in wanted:
            calendar.add_component(_task(entry, now, ahead))
        if EVENTS in wanted:
            calendar.add_component(_event(entry, now, ahead))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _task(entry: LedgerEntry, now: datetime, ahead: timedelta) -> Component:
    from icalendar import Todo

    promise, task = entry.follow_up, Todo()
    _add_what_both_have(task, entry, now, "task", "event")
    task.add("due", promise.due)
    if promise.done:
        task.add("completed", promise.done)
        task.add("percent-complete", 100)
    task.add("status", "COMPLETED" if promise.done else _open_status(entry, "NEEDS-ACTION"))
    _add_alarm(task, entry, ahead)
    return task


def _event(entry: LedgerEntry, now: datetime, ahead: timedelta) -> Component:
    from icalendar import Event

    promise, event = entry.follow_up, Event()
    _add_what_both_have(event, entry, now, "event", "task")
    event.add("dtstart", promise.due)
    event.add("duration", _LENGTHS.get(promise.kind, _LENGTH))
    event.add("status", _open_status(entry, "CONFIRMED"))
    event.add("transp", "OPAQUE" if promise.kind in _BUSY else "TRANSPARENT")
    _add_alarm(event, entry, ahead)
    return event


def _add_what_both_have(
    component: Component, entry: LedgerEntry, now: datetime, own: str, other: str
) -> None:
    promise = entry.follow_up
    component.add("uid", f"{promise.id}-{own}@{_DOMAIN}")
    component.add("related-to", f"{promise.id}-{other}@{_DOMAIN}", {"RELTYPE": "SIBLING"})
    component.add("dtstamp", now)
    component.add("sequence", promise.sequence)
    if promise.made:
        component.add("created", promise.made)
    component.add("summary", _summary(entry))
    component.add("description", "\n".join(_description(entry)))
    component.add("categories", ["Promise", promise.kind.value.replace("_", " ")])


def _open_status(entry: LedgerEntry, status: str) -> str:
    return "CANCELLED" if entry.withdrawn else status


def _summary(entry: LedgerEntry) -> str:
    """What and whom for, on one line; a name that the words have already is not said twice."""
    what = one_line(entry.follow_up.what) or "Follow up"
    who = one_line(entry.follow_up.to or entry.caller or entry.number)
    return what if not who or who.casefold() in what.casefold() else f"{what} · {who}"


def _description(entry: LedgerEntry) -> Iterable[str]:
    promise = entry.follow_up
    facts = (
        ("To", promise.to),
        ("Caller", entry.caller),
        ("Number", entry.number),
        ("Company", entry.company),
        ("Call", entry.call),
    )
    what = lines(promise.what)
    if len(what) > 1:
        yield from (*what, "")
    yield from (f"{name}: {one_line(value)}" for name, value in facts if value.strip())


def _add_alarm(component: Component, entry: LedgerEntry, ahead: timedelta) -> None:
    from icalendar import Alarm

    if entry.withdrawn or entry.follow_up.done:
        return
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _summary(entry))
    # Of a task the time it is due counts, which is its end.
    related = {"RELATED": "END"} if component.name == "VTODO" else {}
    alarm.add("trigger", -ahead, related)
    component.add_component(alarm)
