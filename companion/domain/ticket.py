"""The ticket a call becomes: what every format and every ticketing system is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from companion.domain.call import Call
from companion.domain.closing import gates
from companion.domain.ending import outcome_sentence
from companion.domain.flow import ConsentKind
from companion.domain.gate import GATE_TITLES, Gate, Passed, PassedOver
from companion.domain.gathered import Access, Consent
from companion.domain.hold import Hold, Permission
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.promise import FollowUp, FollowUpKind
from companion.domain.wording import first_sentence, shortened

TITLE_LENGTH = 80
"""Characters of a ticket's title; the shortest limit among common systems is 100."""

NOT_RECORDED = "Not recorded."


class TicketAudience(StrEnum):
    """For whom a ticket is written."""

    INTERNAL = "internal"
    CALLER = "caller"
    EXECUTIVE = "executive"


_TITLES = {
    TicketAudience.INTERNAL: {
        Section.REPORTED: "Reported",
        Section.OBSERVED: "Observed",
        Section.DONE: "Done",
        Section.OUTCOME: "Outcome",
        Section.FOLLOW_UP: "Follow-up",
    },
    TicketAudience.CALLER: {
        Section.REPORTED: "What you told us",
        Section.DONE: "What we did",
        Section.OUTCOME: "Where it stands",
        Section.FOLLOW_UP: "What happens next",
    },
    TicketAudience.EXECUTIVE: {
        Section.REPORTED: "What happened",
        Section.OUTCOME: "Where it stands",
        Section.DONE: "What was done",
        Section.FOLLOW_UP: "What happens next",
    },
}


READ_BY_CALLER = tuple(_TITLES[TicketAudience.CALLER])
"""The parts of the notes that the caller's copy of a ticket takes in."""


@dataclass(frozen=True, slots=True)
class TicketPart:
    """A headed part of the ticket; `items` is a list below the text."""

    title: str
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """A ticket before any format: title, facts by label, the parts in order."""

    call_id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[TicketPart, ...]
    started: datetime
    caller: str
    agent: str


def draft(call: Call, audience: TicketAudience, now: Moment, zone: tzinfo | None) -> TicketDraft:
    """The ticket of a call for a reader, with times in `zone` (None: this machine's)."""
    titles = _TITLES[audience]
    parts = tuple(_part(call, section, title, audience, zone) for section, title in titles.items())
    facts = _facts(call, now, zone)
    if audience is not TicketAudience.INTERNAL:
        facts = tuple(fact for fact in facts if fact[0] in ("Date", "Agent", "Reference"))
    return TicketDraft(
        call.id, _title(call), facts, parts, call.times(now).started, call.caller.name, call.agent
    )


def spoken_duration(duration: timedelta) -> str:
    """A duration for reading: `1 h 05 min`, `4 min 12 s`, `35 s`."""
    seconds = round(duration.total_seconds())
    minutes, rest = divmod(seconds, 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _title(call: Call) -> str:
    title = first_sentence(call.notes.reported, TITLE_LENGTH)
    return title or f"Call from {shortened(call.caller.name or 'a caller', TITLE_LENGTH - 10)}"


def _part(
    call: Call, section: Section, title: str, audience: TicketAudience, zone: tzinfo | None
) -> TicketPart:
    text = call.notes[section].strip()
    items: tuple[str, ...] = ()
    if section is Section.OUTCOME and call.outcome:
        to_caller = audience is TicketAudience.CALLER
        ended = outcome_sentence(call, zone, to_caller=to_caller)
        text = "\n".join(filter(None, (ended, text)))
    if section is Section.FOLLOW_UP:
        items = tuple(_promise(follow_up, zone) for follow_up in call.follow_ups)
    return TicketPart(title, text or ("" if items else NOT_RECORDED), items)


def _promise(follow_up: FollowUp, zone: tzinfo | None) -> str:
    # The words of the call's own follow-up stand above the list already.
    what = "Promised" if follow_up.kind is FollowUpKind.NOTE else follow_up.what
    to = f", to {follow_up.to}" if follow_up.to else ""
    done = ", done" if follow_up.done else ""
    return f"{what} by {_local(follow_up.due, zone)}{to}{done}"


def _facts(call: Call, now: Moment, zone: tzinfo | None) -> tuple[tuple[str, str], ...]:
    spent, times = call.handle_time(now), call.times(now)
    asked = [(h, wait) for h, wait in zip(call.holds, times.holds, strict=True) if h.permission]
    facts = [
        ("Caller", call.caller.name),
        ("Number", call.caller.number),
        ("Company", call.caller.company),
        ("Ticket", call.ticket_ref),
        ("Date", _local(times.started, zone)),
        ("Ended", _local(times.ended, zone) if call.ended else ""),
        ("Priority", f"{call.record.priority} ({_classification(call)})"),
        ("Respond by", _time(call.service.respond_by, zone)),
        ("Resolve by", _time(call.service.resolve_by, zone)),
        ("Tier", str(call.tier) if call.tier > 1 else ""),
        *_checks(call),
        ("Talk", spoken_duration(spent.talk)),
        *((f"Hold {n}", _hold(hold, wait)) for n, (hold, wait) in enumerate(asked, 1)),
        *((f"Consent {n}", _consent(c, zone)) for n, c in enumerate(call.gathered.consents, 1)),
        *((f"Access {n}", _access(a, zone)) for n, a in enumerate(call.gathered.accesses, 1)),
        ("Wrap-up", spoken_duration(spent.wrap_up) if spent.wrap_up else ""),
        ("Times", "Corrected by hand." if call.corrections else ""),
        ("Agent", call.agent),
        ("Reference", call.id),
    ]
    return tuple((label, value) for label, value in facts if value)


def _classification(call: Call) -> str:
    record = call.record
    return f"{record.type}, impact {record.impact}, urgency {record.urgency}"


def _hold(hold: Hold, wait: timedelta) -> str:
    why = f", {hold.reason.strip()}" if hold.reason.strip() else ""
    promised = " and then ".join(spoken_duration(wait) for wait in _waits(hold))
    match hold.permission:
        case Permission.GRANTED:
            return f"{spoken_duration(wait)} of {promised} promised, with permission{why}"
        case Permission.DECLINED:
            return f"declined{why}"
        case _:
            return f"the caller asked to be called back instead{why}"


_CONSENTS = {
    ConsentKind.REMOTE_CONTROL: "remote control",
    ConsentKind.RECORDING: "recording",
}


def _consent(consent: Consent, zone: tzinfo | None) -> str:
    answer = "given" if consent.given else "refused"
    return f"{_CONSENTS[consent.what]}, {answer}, {_local(consent.at.at, zone)}"


def _access(access: Access, zone: tzinfo | None) -> str:
    why = f", because: {access.why}" if access.why else ""
    return f"{access.what}{why}, {_local(access.at.at, zone)}"


def _waits(hold: Hold) -> tuple[timedelta, ...]:
    return (hold.promised, *(promise.wait for promise in hold.extensions))


def _checks(call: Call) -> Iterator[tuple[str, str]]:
    """What was made sure of before closing, and what was not; nothing during the talk."""
    if call.ended is None:
        return
    found = gates(call)
    passed = [_passed(gate) for gate in found if gate.is_passed]
    left = [_left(gate) for gate in found if not gate.is_passed]
    yield "Made sure", ", ".join(passed)
    yield "Left open", ", ".join(left)


def _passed(gate: Gate) -> str:
    how = gate.state.how if isinstance(gate.state, Passed) else ""
    return _titled(gate) + (f" ({how})" if how else "")


def _left(gate: Gate) -> str:
    match gate.state:
        case PassedOver(_, reason):
            return f"{_titled(gate)} ({reason[:1].lower()}{reason[1:]})"
    return _titled(gate)


def _titled(gate: Gate) -> str:
    return GATE_TITLES[gate.id].lower()


def _time(at: datetime | None, zone: tzinfo | None) -> str:
    return _local(at, zone) if at else ""


def _local(at: datetime, zone: tzinfo | None) -> str:
    return f"{at.astimezone(zone):%d %b %Y, %H:%M}"
