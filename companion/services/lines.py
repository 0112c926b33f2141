"""Fills what to say with what is known: the caller's name, the wait, the time of day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.domain.call import Call
from companion.domain.hold import Hold
from companion.domain.moment import Moment
from companion.domain.wording import Line, daypart, first_sentence, shortened, spoken_name
from companion.services.ports import Profile

SPEAKABLE = 140
"""Characters of the agent's own words that a line takes in: what two breaths can say."""


_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


@dataclass(frozen=True, slots=True)
class Saying:
    """What to say now: the line, cue words for saying it freely, and what it is about."""

    line: Line
    cues: tuple[str, ...]
    title: str


def known_values(call: Call, profile: Profile, now: Moment) -> dict[str, str]:
    """What stands in each placeholder; an unknown one is left blank."""
    local = now.at.astimezone()
    hold = call.hold_question or call.running_hold or call.just_back
    due = call.follow_up.due if call.follow_up else None
    return {
        "caller": shortened(spoken_name(call.caller.name), 40),
        "agent": profile.agent,
        "team": profile.team,
        "greeting": f"Good {daypart(local.time())}",
        "daypart": daypart(local.time()),
        "company": call.caller.company,
        "number": call.caller.number,
        "ticket": call.ticket_ref,
        "minutes": spoken_minutes(hold) if hold else "",
        "reason": shortened(hold.reason.strip().rstrip("."), SPEAKABLE) if hold else "",
        "reported": first_sentence(call.notes.reported, SPEAKABLE),
        "restated": first_sentence(call.notes.reported, SPEAKABLE),
        "observed": first_sentence(call.notes.observed, SPEAKABLE),
        "done": first_sentence(call.notes.done, SPEAKABLE),
        "outcome": _as_said(call.outcome_title),
        "follow_up": first_sentence(call.notes.follow_up, SPEAKABLE),
        "due": spoken_time(due.astimezone(), local) if due else "",
        "promised": _spoken_promise(call),
        "promised_for": spoken_time(call.keeps.due.astimezone(), local) if call.keeps else "",
    }


def _spoken_promise(call: Call) -> str:
    """What the call keeps, in the agent's words; blank for a call back and no more."""
    what = call.keeps.what.strip() if call.keeps else ""
    is_bare = what.startswith("Call ") and what.endswith(" back")
    return "" if is_bare else first_sentence(what, SPEAKABLE)


def _as_said(title: str) -> str:
    """A title inside a sentence; what is spelled in capitals stays so."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def spoken_minutes(hold: Hold) -> str:
    """The wait promised last as it is said: `a minute`, `3 minutes`."""
    minutes = round(hold.standing.total_seconds() / 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"


def spoken_time(due: datetime, now: datetime) -> str:
    """A time as it is said: `today at 16:00`, `yesterday at 10:00`, `on Tuesday at 10:00`."""
    days = (due.date() - now.date()).days
    at = f"at {due:%H:%M}"
    if days in _NEAR:
        return f"{_NEAR[days]} {at}"
    if 1 < days < 7:
        return f"on {due:%A} {at}"
    return f"on {due.day} {due:%B} {at}"


def due_choices(now: datetime) -> tuple[tuple[str, datetime], ...]:
    """Times a follow-up is often promised for, seen from the local time `now` (aware).

    Days are counted by the calendar: 10:00 is 10:00 also after the clocks have changed.
    """
    wall = now.replace(tzinfo=None, second=0, microsecond=0)
    morning = wall.replace(hour=10, minute=0)
    working = morning + timedelta(days={4: 3, 5: 2}.get(wall.weekday(), 1))
    choices = [("In an hour", now.replace(second=0, microsecond=0) + timedelta(hours=1))]
    if wall.hour < 15:
        choices.append(("Today at 16:00", wall.replace(hour=16, minute=0).astimezone()))
    title = "Tomorrow" if (working.date() - wall.date()).days == 1 else f"{working:%A}"
    choices.append((f"{title} at 10:00", working.astimezone()))
    choices.append(("In a week", working_day(wall + timedelta(days=7)).astimezone()))
    return tuple(choices)


def working_day(at: datetime) -> datetime:
    """The same time on that day, or on the Monday after a weekend."""
    return at + timedelta(days=max(0, 7 - at.weekday())) if at.weekday() > 4 else at
