"""Fills what to say with what is known: the caller's name, the wait, the time of day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from companion.domain.call import Call
from companion.domain.facts import FACT_NAMES
from companion.domain.flow import Prompt, PromptId
from companion.domain.hold import Hold
from companion.domain.hold_rules import CallBackReason
from companion.domain.manner import ENGLISH
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.wording import (
    ASKED,
    BUILT_FROM,
    SLOTS,
    Line,
    first_sentence,
    short_name,
    shortened,
)
from companion.domain.wrapup import Outcome
from companion.services.ports import Profile

if TYPE_CHECKING:
    from companion.domain.phrases import Speech

SPEAKABLE = 140
"""Characters of the agent's own words that a line takes in: what two breaths can say."""
MOST_GAPS = 2
"""Fields beside a prompt at one time; the next is asked for when one of them is filled."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact to be typed beside the prompt: its placeholder, what it is, what is known of it."""

    slot: str
    title: str
    text: str


WHY_CALL_BACK = {
    CallBackReason.SECOND_HOLD: "second hold: offer a call back",
    CallBackReason.LONG_WAIT: "long wait: offer a call back",
}
"""What the agent is told beside the line that offers it."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What to say now: the line, cue words for saying it freely, and what it is about.

    `then` are the lines that follow: those of the same step, which one press says with it
    (`is_step`), or where the call goes on once this one is said. `gaps` are what the caller's
    answers fill, and what the lines lack and can be typed.
    """

    line: Line
    cues: tuple[str, ...]
    title: str
    prompt: PromptId
    gaps: tuple[Gap, ...] = ()
    then: tuple[Line, ...] = ()
    is_step: bool = True


def gaps(lines: Sequence[tuple[Prompt, Line]], call: Call) -> tuple[Gap, ...]:
    """What to ask for beside the prompts of a step: what each fills, then what its line lacks.

    Where that is more than there is room for, what has been typed gives way.
    """
    wanted = dict.fromkeys(slot for prompt, line in lines for slot in _asked_by(prompt, line))
    found = [Gap(slot, SLOTS[slot], typed(call, slot)) for slot in wanted]
    if len(found) > MOST_GAPS:
        found.sort(key=lambda gap: bool(gap.text))
    return tuple(found[:MOST_GAPS])


def _asked_by(prompt: Prompt, line: Line) -> tuple[str, ...]:
    lacking = (part for slot in line.missing for part in BUILT_FROM.get(slot, (slot,)))
    return (*prompt.fills, *(slot for slot in lacking if slot in ASKED))


def typed(call: Call, slot: str) -> str:
    """What was typed for a placeholder so far."""
    match slot:
        case "caller":
            return call.caller.name
        case "number":
            return call.caller.number
        case "company":
            return call.caller.company
        case "ticket":
            return call.ticket_ref
    return call.gathered.facts[slot]


def with_typed(call: Call, slot: str, text: str) -> Call:
    """The call with that text for a placeholder; KeyError if it is not for typing."""
    match slot:
        case "caller":
            return replace(call, caller=replace(call.caller, name=text))
        case "number":
            return replace(call, caller=replace(call.caller, number=text))
        case "company":
            return replace(call, caller=replace(call.caller, company=text))
        case "ticket":
            return replace(call, ticket_ref=text)
    return replace(call, gathered=call.gathered.with_fact(slot, text))


def known_values(
    call: Call, profile: Profile, now: Moment, language: str = ENGLISH
) -> dict[str, str]:
    """What stands in each placeholder, in a language; an unknown one is left blank."""
    # Here, not above: the window is up before anything is said.
    from companion.domain.phrases import Known, speech_in
    from companion.domain.phrases.speech import tidy

    speech, local, facts = speech_in(language), now.at.astimezone(), call.gathered.facts
    hold = call.hold_question or call.running_hold or call.just_back
    due = call.follow_up.due.astimezone() if call.follow_up else None
    notes = {part: first_sentence(call.notes[part], SPEAKABLE) for part in Section}
    known = Known(facts, notes[Section.REPORTED], notes[Section.DONE], profile.agent, due, local)
    return {
        "caller": short_name(speech.name(call.caller.name), 40),
        "agent": profile.agent,
        "team": profile.team,
        "our_number": profile.number,
        "greeting": speech.greeting(local.time()),
        "daypart": speech.daypart(local.time()),
        "company": call.caller.company,
        "number": call.caller.number,
        "ticket": call.ticket_ref,
        "minutes": speech.minutes(_minutes(hold)) if hold else "",
        "reason": shortened(hold.reason.strip().rstrip("."), SPEAKABLE) if hold else "",
        **{part.value: note for part, note in notes.items()},
        "outcome": _outcome(call, speech),
        "due": speech.due(due, local) if due else "",
        "promised": _spoken_promise(call),
        "promised_for": speech.due(call.keeps.due.astimezone(), local) if call.keeps else "",
        **{name: shortened(tidy(facts[name]), SPEAKABLE) for name in FACT_NAMES},
        "restated": speech.restated(known),
        "plan": speech.plan(known),
        "apology": speech.apology(known),
        "summary": speech.summary(known),
    }


def _spoken_promise(call: Call) -> str:
    """What the call keeps, in the agent's words; blank for a call back and no more."""
    what = call.keeps.what.strip() if call.keeps else ""
    is_bare = what.startswith("Call ") and what.endswith(" back")
    return "" if is_bare else first_sentence(what, SPEAKABLE)


def _outcome(call: Call, speech: Speech) -> str:
    """What the call came to; in the desk's own words where it has its own outcome.

    A call ended as abusive is told in ours: the caller hears or reads it.
    """
    if call.outcome is Outcome.ABUSIVE:
        return speech.outcome(call.outcome)
    if call.own_outcome or call.outcome is None or speech.language == ENGLISH:
        return _as_said(call.outcome_title)
    return speech.outcome(call.outcome)


def _as_said(title: str) -> str:
    """A title inside a sentence; what is spelled in capitals stays so."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _minutes(hold: Hold) -> int:
    """The wait promised last."""
    return round(hold.standing.total_seconds() / 60)


def spoken_time(due: datetime, now: datetime) -> str:
    """A time as it is said: `today at 16:00`, `tomorrow at 10:00`, `on Tuesday at 10:00`."""
    from companion.domain.phrases import speech_in

    return speech_in(ENGLISH).due(due, now)


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
