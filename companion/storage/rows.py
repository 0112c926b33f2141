"""Calls as rows and rows as calls: one function each way for each kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from companion.domain.call import Call, Caller, CallId
from companion.domain.correction import Correction, Timing
from companion.domain.facts import Facts
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.gathered import Gathered
from companion.domain.hold import Hold, Permission, WaitPromise
from companion.domain.journal import Event, EventKind, PromptSaid, StageVisit
from companion.domain.manner import Audience, Tone
from companion.domain.moment import Moment
from companion.domain.notes import Notes, Section
from companion.domain.phase import (
    Closed,
    OnHold,
    Parked,
    Phase,
    PhaseName,
    Span,
    Talking,
    WrapUp,
    phase_name,
)
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind, Keeping, Withdrawn
from companion.domain.service_level import ServiceTimes
from companion.domain.wrapup import Level, Outcome, Record, RecordType
from companion.storage.ending_rows import (
    gate_row,
    gate_value,
    own_outcome,
    particulars_row,
    particulars_value,
    self_check_value,
)
from companion.storage.gathered_rows import (
    access_row,
    access_value,
    answer_row,
    answer_value,
    aside_row,
    aside_value,
    consent_row,
    consent_value,
    fact_row,
    fact_value,
)
from companion.storage.text import digits
from companion.storage.times import (
    Row,
    instant,
    instant_if_any,
    instant_if_kept,
    instant_of,
    moment_if_any,
    moment_of,
    moment_row,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Something a call has a sequence of, kept in a table of its own."""

    table: str
    # Which values these are differs from part to part; `row` and `value` fit together.
    of: Callable[[Call], Sequence[Any]]
    row: Callable[[Any], Row]
    value: Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class _Extension:
    """A new promise in a hold, with the hold's place among the call's holds."""

    hold: int
    promise: WaitPromise


def call_row(call: Call) -> Row:
    """What the table `calls` holds of a call, but for its key."""
    phase = call.phase
    resumes = phase.resumes if isinstance(phase, Parked) else None
    return {
        "call_id": call.id,
        "revision": call.revision,
        "flow": call.flow,
        "agent": call.agent,
        **moment_row("started", call.started),
        "phase": phase_name(phase),
        **moment_row("phase_since", phase.since),
        "resumes": phase_name(resumes) if resumes else None,
        **moment_row("resumes_since", resumes.since if resumes else None),
        "stage": call.place.stage,
        "prompt": call.place.prompt,
        "variant": call.place.variant,
        "caller_name": call.caller.name,
        "caller_number": call.caller.number,
        "caller_digits": digits(call.caller.number),
        "caller_company": call.caller.company,
        "audience": call.caller.audience,
        "technical": int(call.caller.technical),
        "language": call.caller.language,
        "tone": call.tone,
        "ticket_ref": call.ticket_ref,
        "record_type": call.record.type,
        "impact": call.record.impact,
        "urgency": call.record.urgency,
        "tier": call.record.tier,
        "priority": call.record.priority,
        "respond_by": instant_if_any(call.service.respond_by),
        "resolve_by": instant_if_any(call.service.resolve_by),
        "outcome": call.outcome,
        "keeps_call": call.keeps and call.keeps.call,
        "keeps_promise": call.keeps and call.keeps.promise,
        "keeps_what": call.keeps and call.keeps.what,
        "keeps_due_at": call.keeps and instant(call.keeps.due),
        "own_outcome": call.own_outcome and call.own_outcome.id,
        "own_outcome_title": call.own_outcome and call.own_outcome.title,
        **particulars_row(call.particulars),
        "self_check": None if call.self_check is None else " ".join(call.self_check),
    }


def call_value(row: Row, notes: Mapping[str, str], rows: Mapping[str, Sequence[Row]]) -> Call:
    """A call from its row, its notes by section, and the rows of its parts by table."""
    parts = {part.table: tuple(map(part.value, rows[part.table])) for part in PARTS}
    return Call(
        id=CallId(row["call_id"]),
        flow=FlowId(row["flow"]),
        agent=row["agent"],
        started=moment_of(row, "started"),
        phase=_phase(row),
        place=Place(StageId(row["stage"]), PromptId(row["prompt"]), row["variant"]),
        caller=Caller(
            name=row["caller_name"],
            number=row["caller_number"],
            company=row["caller_company"],
            audience=Audience(row["audience"]),
            technical=bool(row["technical"]),
            language=row["language"],
        ),
        ticket_ref=row["ticket_ref"],
        record=Record(
            type=RecordType(row["record_type"]),
            impact=Level(row["impact"]),
            urgency=Level(row["urgency"]),
            tier=row["tier"],
            priority=row["priority"],
        ),
        service=ServiceTimes(
            instant_if_kept(row["respond_by"]), instant_if_kept(row["resolve_by"])
        ),
        notes=Notes(**{section.value: notes[section] for section in Section}),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        own_outcome=own_outcome(row),
        particulars=particulars_value(row),
        decided_gates=parts["gates"],
        self_check=self_check_value(row["self_check"]),
        spans=parts["spans"],
        stages=parts["stage_visits"],
        prompts=parts["prompts_said"],
        holds=_extended(parts["holds"], parts["hold_extensions"]),
        follow_ups=parts["follow_ups"],
        withdrawn=parts["withdrawn_follow_ups"],
        keeps=_keeping(row),
        events=parts["events"],
        corrections=parts["corrections"],
        tone=Tone(row["tone"]),
        gathered=Gathered(
            facts=Facts(**dict(parts["spoken_facts"])),
            answers=parts["answers"],
            consents=parts["consents"],
            accesses=parts["accesses"],
        ),
        asides=parts["asides"],
        revision=row["revision"],
    )


def _phase(row: Row) -> Phase:
    since = moment_of(row, "phase_since")
    if row["phase"] == PhaseName.PARKED:
        return Parked(since, _resumable(row["resumes"], moment_of(row, "resumes_since")))
    if row["phase"] == PhaseName.CLOSED:
        return Closed(since)
    return _resumable(row["phase"], since)


def _resumable(name: str, since: Moment) -> Talking | OnHold | WrapUp:
    match PhaseName(name):
        case PhaseName.TALKING:
            return Talking(since)
        case PhaseName.ON_HOLD:
            return OnHold(since)
        case PhaseName.WRAP_UP:
            return WrapUp(since)
    raise ValueError(f"a parked call does not go back to being {name}")


# ---------------------------------------------------------------------- parts of a call


def _span_row(span: Span) -> Row:
    return {
        "phase": span.phase,
        **moment_row("started", span.started),
        **moment_row("ended", span.ended),
    }


def _span(row: Row) -> Span:
    return Span(PhaseName(row["phase"]), moment_of(row, "started"), moment_of(row, "ended"))


def _visit_row(visit: StageVisit) -> Row:
    return {
        "stage": visit.stage,
        **moment_row("entered", visit.entered),
        **moment_row("left", visit.left),
    }


def _visit(row: Row) -> StageVisit:
    return StageVisit(StageId(row["stage"]), moment_of(row, "entered"), moment_if_any(row, "left"))


def _prompt_row(said: PromptSaid) -> Row:
    return {"prompt": said.prompt, "variant": said.variant, **moment_row("said", said.at)}


def _prompt(row: Row) -> PromptSaid:
    return PromptSaid(PromptId(row["prompt"]), row["variant"], moment_of(row, "said"))


def _hold_row(hold: Hold) -> Row:
    return {
        **moment_row("asked", hold.asked),
        "reason": hold.reason,
        "promised_seconds": hold.promised.total_seconds(),
        "permission": hold.permission,
        **moment_row("started", hold.started),
        **moment_row("ended", hold.ended),
        "check_backs": hold.check_backs,
    }


def _hold(row: Row) -> Hold:
    return Hold(
        asked=moment_of(row, "asked"),
        reason=row["reason"],
        promised=timedelta(seconds=row["promised_seconds"]),
        permission=Permission(row["permission"]) if row["permission"] else None,
        started=moment_if_any(row, "started"),
        ended=moment_if_any(row, "ended"),
        check_backs=row["check_backs"],
    )


def _extensions(call: Call) -> tuple[_Extension, ...]:
    return tuple(
        _Extension(index, promise)
        for index, hold in enumerate(call.holds)
        for promise in hold.extensions
    )


def _extension_row(extension: _Extension) -> Row:
    return {
        "hold": extension.hold,
        **moment_row("agreed", extension.promise.at),
        "promised_seconds": extension.promise.wait.total_seconds(),
    }


def _extension(row: Row) -> _Extension:
    wait = timedelta(seconds=row["promised_seconds"])
    return _Extension(row["hold"], WaitPromise(moment_of(row, "agreed"), wait))


def _extended(holds: Sequence[Hold], extensions: Sequence[_Extension]) -> tuple[Hold, ...]:
    """The holds, each with the promises that were made in it after the first."""
    return tuple(
        replace(hold, extensions=tuple(e.promise for e in extensions if e.hold == index))
        for index, hold in enumerate(holds)
    )


def _follow_up_row(follow_up: FollowUp) -> Row:
    return {
        "follow_up_id": follow_up.id,
        "kind": follow_up.kind,
        "what": follow_up.what,
        "due_at": instant(follow_up.due),
        "done_at": follow_up.done and instant(follow_up.done),
        "to_whom": follow_up.to,
        "made_at": follow_up.made and instant(follow_up.made),
        "sequence": follow_up.sequence,
    }


def follow_up_of(row: Row) -> FollowUp:
    """The promise in a row of `follow_ups`, or of `withdrawn_follow_ups`."""
    return FollowUp(
        id=FollowUpId(row["follow_up_id"]),
        kind=FollowUpKind(row["kind"]),
        what=row["what"],
        due=instant_of(row["due_at"]),
        done=instant_of(row["done_at"]) if row["done_at"] else None,
        to=row["to_whom"],
        made=instant_of(row["made_at"]) if row["made_at"] else None,
        sequence=row["sequence"],
    )


def _withdrawn_row(withdrawn: Withdrawn) -> Row:
    return {**_follow_up_row(withdrawn.follow_up), "withdrawn_at": instant(withdrawn.at)}


def withdrawn_of(row: Row) -> Withdrawn:
    """The promise in a row of `withdrawn_follow_ups`, as taken back."""
    return Withdrawn(follow_up_of(row), instant_of(row["withdrawn_at"]))


def _keeping(row: Row) -> Keeping | None:
    if row["keeps_promise"] is None:
        return None
    promise = FollowUpId(row["keeps_promise"])
    due = instant_of(row["keeps_due_at"])
    return Keeping(row["keeps_call"], promise, row["keeps_what"], due)


def _correction_row(correction: Correction) -> Row:
    return {
        "what": correction.what,
        "hold": correction.hold,
        "before": _corrected(correction.before),
        "after": _corrected(correction.after),
        "corrected_at": instant(correction.at),
    }


def _correction(row: Row) -> Correction:
    what = Timing(row["what"])
    is_instant = what in (Timing.STARTED, Timing.ENDED)
    value: Callable[[str], datetime | timedelta] = instant_of if is_instant else _duration_of
    before, after = value(row["before"]), value(row["after"])
    return Correction(what, before, after, instant_of(row["corrected_at"]), row["hold"])


def _corrected(value: datetime | timedelta) -> str:
    """An instant, or a duration in whole microseconds."""
    if isinstance(value, datetime):
        return instant(value)
    return str(value // timedelta(microseconds=1))


def _duration_of(text: str) -> timedelta:
    return timedelta(microseconds=int(text))


def _event_row(event: Event) -> Row:
    return {**moment_row("happened", event.at), "kind": event.kind, "detail": event.detail}


def _event(row: Row) -> Event:
    return Event(moment_of(row, "happened"), EventKind(row["kind"]), row["detail"])


PARTS = (
    Part("spans", lambda call: call.spans, _span_row, _span),
    Part("stage_visits", lambda call: call.stages, _visit_row, _visit),
    Part("prompts_said", lambda call: call.prompts, _prompt_row, _prompt),
    Part("holds", lambda call: call.holds, _hold_row, _hold),
    Part("hold_extensions", _extensions, _extension_row, _extension),
    Part("follow_ups", lambda call: call.follow_ups, _follow_up_row, follow_up_of),
    Part("withdrawn_follow_ups", lambda call: call.withdrawn, _withdrawn_row, withdrawn_of),
    Part("events", lambda call: call.events, _event_row, _event),
    Part("corrections", lambda call: call.corrections, _correction_row, _correction),
    Part("gates", lambda call: call.decided_gates, gate_row, gate_value),
    Part("spoken_facts", lambda call: call.gathered.facts.written, fact_row, fact_value),
    Part("answers", lambda call: call.gathered.answers, answer_row, answer_value),
    Part("consents", lambda call: call.gathered.consents, consent_row, consent_value),
    Part("accesses", lambda call: call.gathered.accesses, access_row, access_value),
    Part("asides", lambda call: call.asides, aside_row, aside_value),
)
