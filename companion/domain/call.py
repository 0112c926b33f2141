"""A support call: one immutable value, from the greeting to the closed record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NewType

from companion.domain.aside import Aside, entered, moved
from companion.domain.correction import (
    CallTimes,
    Correction,
    Timing,
    refuse_what_cannot_be,
    with_corrections,
)
from companion.domain.errors import WrongPhase
from companion.domain.flow import FlowId, Place, PromptId
from companion.domain.gate import Gate
from companion.domain.gathered import Gathered
from companion.domain.hold import Hold, Permission
from companion.domain.journal import Event, EventKind, PromptSaid, StageVisit
from companion.domain.manner import ENGLISH, Audience, Manner, Tone
from companion.domain.moment import Moment
from companion.domain.notes import Notes, Section
from companion.domain.particulars import Particulars
from companion.domain.phase import (
    Closed,
    HandleTime,
    OnHold,
    Parked,
    Phase,
    PhaseName,
    Span,
    Talking,
    WrapUp,
    phase_name,
)
from companion.domain.pillars import Pillar
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind, Keeping, Withdrawn
from companion.domain.service_level import ServiceTimes
from companion.domain.wrapup import OUTCOME_TITLES, Outcome, OwnOutcome, Record

CallId = NewType("CallId", str)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling, as typed."""

    name: str = ""
    number: str = ""
    company: str = ""
    audience: Audience = Audience.END_USER
    technical: bool = False
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Call:
    """One call. Each step returns a new call; a step out of turn raises WrongPhase.

    `revision` grows by one with every change, so that an older copy never overwrites a
    newer one on disk. `outcome` is what the call came to, or what the desk's own outcome
    (`own_outcome`) counts as. `self_check` is what the agent found to have gone well, None
    until they have looked.
    """

    id: CallId
    flow: FlowId
    agent: str
    started: Moment
    phase: Phase
    place: Place
    stages: tuple[StageVisit, ...]
    caller: Caller = field(default_factory=Caller)
    ticket_ref: str = ""
    record: Record = field(default_factory=Record)
    notes: Notes = field(default_factory=Notes)
    service: ServiceTimes = field(default_factory=ServiceTimes)
    outcome: Outcome | None = None
    own_outcome: OwnOutcome | None = None
    particulars: Particulars = field(default_factory=Particulars)
    decided_gates: tuple[Gate, ...] = ()
    self_check: tuple[Pillar, ...] | None = None
    prompts: tuple[PromptSaid, ...] = ()
    holds: tuple[Hold, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    keeps: Keeping | None = None
    events: tuple[Event, ...] = ()
    spans: tuple[Span, ...] = ()
    corrections: tuple[Correction, ...] = ()
    revision: int = 0
    tone: Tone = Tone.NEUTRAL
    gathered: Gathered = field(default_factory=Gathered)
    asides: tuple[Aside, ...] = ()

    def __post_init__(self) -> None:
        _check_holds(self)
        _check_stages(self)
        if self.own_outcome and self.own_outcome.counts_as is not self.outcome:
            raise ValueError(f"{self.own_outcome} does not count as {self.outcome}")

    @classmethod
    def begin(
        cls, call_id: CallId, flow: FlowId, place: Place, agent: str, caller: Caller, now: Moment
    ) -> Call:
        """The phone was answered."""
        return cls(
            id=call_id,
            flow=flow,
            agent=agent,
            started=now,
            phase=Talking(now),
            place=place,
            stages=(StageVisit(place.stage, now),),
            caller=caller,
        )

    # ------------------------------------------------------------------ what it is

    @property
    def is_open(self) -> bool:
        """There is still something to do on it."""
        return not isinstance(self.phase, Closed)

    @property
    def active(self) -> Talking | OnHold | WrapUp | Closed:
        """The phase the call is in, or goes back to when it is taken up again."""
        return self.phase.resumes if isinstance(self.phase, Parked) else self.phase

    @property
    def manner(self) -> Manner:
        """How this caller is spoken to."""
        return Manner(self.caller.audience, self.caller.technical, self.tone)

    @property
    def shown(self) -> Aside:
        """The place that is shown and its flow: the newest side-flow's, else the call's own."""
        return self.asides[-1] if self.asides else Aside(self.flow, self.place)

    @property
    def flows(self) -> tuple[FlowId, ...]:
        """The flows that it is in: its own, and each side-flow that interrupts it."""
        return (self.flow, *(aside.flow for aside in self.asides))

    @property
    def hold_question(self) -> Hold | None:
        """The hold that the caller has been asked for and has not answered yet."""
        return self.holds[-1] if self.holds and self.holds[-1].is_question else None

    @property
    def running_hold(self) -> Hold | None:
        """The hold in which the caller waits now."""
        return self.holds[-1] if self.holds and self.holds[-1].is_running else None

    @property
    def last_contact(self) -> Moment | None:
        """When the caller who waits now was last spoken to; None while nobody waits."""
        hold = self.running_hold
        if hold is None:
            return None
        agreed = hold.promises[-1].at
        if not hold.check_backs:
            return agreed
        checks = (e.at for e in reversed(self.events) if e.kind is EventKind.CHECKED_BACK)
        checked = next(checks, agreed)
        return agreed if checked.is_before(agreed) else checked

    @property
    def checked_back(self) -> tuple[tuple[Moment, ...], ...]:
        """For each hold, when the agent spoke to the caller who waited."""
        moments = [e.at for e in self.events if e.kind is EventKind.CHECKED_BACK]
        starts = accumulate((hold.check_backs for hold in self.holds), initial=0)
        return tuple(
            tuple(moments[start : start + hold.check_backs])
            for start, hold in zip(starts, self.holds, strict=False)
        )

    @property
    def just_back(self) -> Hold | None:
        """The hold the agent came back from, while nothing has been said or left since."""
        if not isinstance(self.phase, Talking) or not self.holds or self.hold_question:
            return None
        hold = self.holds[-1]
        if hold.ended is None or hold.ended != self.phase.since:
            return None
        steps = [self.stages[-1].entered, *(said.at for said in self.prompts[-1:])]
        return hold if all(step.is_before(hold.ended) for step in steps) else None

    @property
    def opens_with_promise(self) -> bool:
        """It was made to keep a promise, and nothing has been said yet."""
        return self.keeps is not None and not self.prompts and len(self.stages) == 1

    @property
    def outcome_id(self) -> str | None:
        """The id of the outcome, the desk's own if it is one."""
        return self.own_outcome.id if self.own_outcome else self.outcome

    @property
    def outcome_title(self) -> str:
        """The outcome in words, such as `Resolved`; empty while there is none."""
        if self.own_outcome:
            return self.own_outcome.title
        return OUTCOME_TITLES[self.outcome] if self.outcome else ""

    @property
    def tier(self) -> int:
        """The tier of support the call is in, or was escalated to."""
        escalated = self.particulars.escalation.tier
        return (self.outcome is Outcome.ESCALATED and escalated) or self.record.tier

    @property
    def follow_up(self) -> FollowUp | None:
        """The follow-up whose words are the follow-up note."""
        return next((f for f in self.follow_ups if f.kind is FollowUpKind.NOTE), None)

    @property
    def ended(self) -> Moment | None:
        """When the caller was gone; None while they are still there."""
        if not isinstance(self.active, WrapUp | Closed):
            return None
        gone = self.phase.since
        for span in reversed(self.spans):
            if span.phase in (PhaseName.TALKING, PhaseName.ON_HOLD):
                break
            gone = span.started
        return gone

    @property
    def closed(self) -> Moment | None:
        """When the record was closed."""
        return self.phase.since if isinstance(self.phase, Closed) else None

    def handle_time(self, now: Moment) -> HandleTime:
        """Where the time went, corrected by hand or as measured, up to `now` while it is open."""
        measured = self.measured_time(now)
        if not self.corrections:
            return measured
        times = self.times(now)
        nothing = timedelta()
        return HandleTime(
            talk=max(times.talk, nothing),
            hold=max(sum(times.holds, nothing), nothing),
            wrap_up=max(times.wrap_up, nothing),
            parked=measured.parked,
        )

    def measured_time(self, now: Moment) -> HandleTime:
        """Where the time went by the clock, up to `now` for a call that is still open.

        A caller who was put on hold before the call was parked goes on waiting: that time is
        hold, not parked.
        """
        spent = dict.fromkeys(PhaseName, timedelta())
        for span in (*self.spans, Span(phase_name(self.phase), self.phase.since, now)):
            spent[span.phase] += span.ended.since(span.started)
        hold = sum((h.waited(now) for h in self.holds), timedelta())
        parked_on_hold = hold - spent[PhaseName.ON_HOLD]
        return HandleTime(
            talk=spent[PhaseName.TALKING],
            hold=hold,
            wrap_up=spent[PhaseName.WRAP_UP],
            parked=max(spent[PhaseName.PARKED] - parked_on_hold, timedelta()),
        )

    def times(self, now: Moment) -> CallTimes:
        """When the call was and each duration of it, as corrected."""
        spent = self.measured_time(now)
        measured = CallTimes(
            started=self.started.at,
            ended=(self.ended or now).at,
            talk=spent.talk,
            holds=tuple(hold.waited(now) for hold in self.holds),
            wrap_up=spent.wrap_up,
        )
        return with_corrections(measured, self.corrections)

    # ------------------------------------------------------------------ the talk

    def go_to(self, place: Place, now: Moment) -> Call:
        """Show another prompt; a new stage is entered and the old one left."""
        self._must_be(Talking, OnHold, WrapUp)
        if place.stage == self.place.stage:
            return replace(self, place=place)
        left = replace(self.stages[-1], left=now)
        stages = (*self.stages[:-1], left, StageVisit(place.stage, now))
        return replace(self, place=place, stages=stages)

    def interrupt(self, flow: FlowId, place: Place, now: Moment) -> Call:
        """A side-flow comes in between; the call's own place waits for its end."""
        self._must_be(Talking)
        asides = entered(self.asides, Aside(flow, place))
        return replace(self, asides=asides).happened(EventKind.SIDE_ENTERED, now, flow)

    def go_aside(self, place: Place) -> Call:
        """Show another prompt of the side-flow."""
        return replace(self, asides=moved(self.asides, place))

    def return_from_side(self, now: Moment) -> Call:
        """Out of the newest side-flow, back to the very place that it interrupted."""
        if not self.asides:
            raise WrongPhase("no side-flow has interrupted the call")
        left = self.asides[-1].flow
        return replace(self, asides=self.asides[:-1]).happened(EventKind.SIDE_LEFT, now, left)

    def reword(self, variant: int) -> Call:
        """Show the same prompt in another wording."""
        if self.asides:
            return self.go_aside(replace(self.asides[-1].place, variant=variant))
        return replace(self, place=replace(self.place, variant=variant))

    def said(self, now: Moment, prompt: PromptId | None = None, variant: int | None = None) -> Call:
        """The prompt that is shown, or another by name and wording, has been said."""
        self._must_be(Talking, OnHold)
        wording = self.place.variant if variant is None else variant
        said = PromptSaid(prompt or self.place.prompt, wording, now)
        return replace(self, prompts=(*self.prompts, said))

    def happened(self, kind: EventKind, now: Moment, detail: str = "") -> Call:
        """Enter something in the call's journal."""
        return replace(self, events=(*self.events, Event(now, kind, detail)))

    # ------------------------------------------------------------------ what is written

    def note(self, section: Section, text: str) -> Call:
        """The text of one part of the notes is now `text`."""
        changed = replace(self, notes=self.notes.with_text(section, text))
        if section is Section.FOLLOW_UP and self.follow_up:
            return changed.promise(replace(self.follow_up, what=text))
        return changed

    def come_to(self, outcome: Outcome | OwnOutcome | None) -> Call:
        """What the call came to; None takes that back."""
        if isinstance(outcome, OwnOutcome):
            return replace(self, outcome=outcome.counts_as, own_outcome=outcome)
        return replace(self, outcome=outcome, own_outcome=None)

    def decide(self, gate: Gate) -> Call:
        """How a gate stands now; an open one is as good as never decided."""
        others = tuple(g for g in self.decided_gates if g.id is not gate.id)
        return replace(self, decided_gates=others if gate.is_open else (*others, gate))

    def promise(self, follow_up: FollowUp) -> Call:
        """Add a follow-up, or replace the one with the same id, withdrawn or not."""
        follow_up = self._counted(follow_up)
        others = [f for f in self.follow_ups if f.id != follow_up.id]
        position = next(
            (i for i, f in enumerate(self.follow_ups) if f.id == follow_up.id), len(others)
        )
        follow_ups = (*others[:position], follow_up, *others[position:])
        withdrawn = tuple(w for w in self.withdrawn if w.follow_up.id != follow_up.id)
        return replace(self, follow_ups=follow_ups, withdrawn=withdrawn)

    def withdraw(self, follow_up_id: FollowUpId, at: datetime) -> Call:
        """Nothing is promised under that id any more; that it was is remembered."""
        gone = next((f for f in self.follow_ups if f.id == follow_up_id), None)
        if gone is None:
            return self
        kept = tuple(f for f in self.follow_ups if f.id != follow_up_id)
        withdrawn = Withdrawn(replace(gone, sequence=gone.sequence + 1), at)
        return replace(self, follow_ups=kept, withdrawn=(*self.withdrawn, withdrawn))

    def correct(
        self, what: Timing, after: datetime | timedelta, now: Moment, hold: int = 0
    ) -> Call:
        """A time was really another; what was measured is kept.

        For a call whose caller has gone. Raises UserError for what cannot be.
        """
        if not isinstance(self.active, WrapUp | Closed):
            raise WrongPhase("times are put right when the caller has gone")
        times = self.times(now)
        correction = Correction(what, times.value(what, hold), after, now.at, hold)
        if not correction.change:
            return self
        refuse_what_cannot_be(times.corrected(correction), (self.closed or now).at)
        return replace(self, corrections=(*self.corrections, correction))

    # ------------------------------------------------------------------ holds

    def ask_to_hold(self, reason: str, promised: timedelta, now: Moment) -> Call:
        """The caller is being asked to hold."""
        self._must_be(Talking)
        if self.hold_question:
            raise WrongPhase("the caller has already been asked to hold")
        return replace(self, holds=(*self.holds, Hold(now, reason, promised)))

    def change_hold_question(self, reason: str, promised: timedelta) -> Call:
        """The question that is open now has another reason or wait."""
        question = self._open_question()
        changed = replace(question, reason=reason, promised=promised)
        return replace(self, holds=(*self.holds[:-1], changed))

    def drop_hold_question(self) -> Call:
        """The agent thought better of it; the caller was not asked."""
        self._open_question()
        return replace(self, holds=self.holds[:-1])

    def answer_hold(self, permission: Permission, now: Moment) -> Call:
        """The caller's answer; with permission the hold begins at once."""
        answered = self._open_question().answered(permission, now)
        holds = (*self.holds[:-1], answered)
        if answered.is_running:
            return self._enter(OnHold(now), now, holds=holds)
        return replace(self, holds=holds)

    def call_back_instead(self, due: datetime, promise_id: FollowUpId, now: Moment) -> Call:
        """The caller would rather be called back: a promise with a due time.

        Asked to hold, that is the answer; a caller who has waited already stops waiting.
        """
        what = f"Call {self.caller.name or 'the caller'} back"
        promise = FollowUp(promise_id, FollowUpKind.CALLBACK, what, due, made=now.at)
        if isinstance(self.phase, OnHold):
            return self.resume(now).promise(promise)
        return self.answer_hold(Permission.CALLBACK, now).promise(promise)

    def check_back(self, now: Moment) -> Call:
        """The agent spoke to the waiting caller, who goes on waiting."""
        self._must_be(OnHold)
        checked = (*self.holds[:-1], self.holds[-1].checked_back())
        return replace(self, holds=checked).happened(EventKind.CHECKED_BACK, now)

    def extend_hold(self, wait: timedelta, now: Moment) -> Call:
        """The waiting caller agreed to a new wait, counted from now."""
        self._must_be(OnHold)
        extended = (*self.holds[:-1], self.holds[-1].extended(wait, now))
        return replace(self, holds=extended)

    def resume(self, now: Moment) -> Call:
        """The agent is back with the caller."""
        self._must_be(OnHold)
        return self._enter(Talking(now), now, holds=self._holds_over(now))

    # ------------------------------------------------------------------ the end

    def wrap_up(self, now: Moment) -> Call:
        """The caller has gone: by leave, or by hanging up while on hold."""
        self._must_be(Talking, OnHold)
        call = self.drop_hold_question() if self.hold_question else self
        call = replace(call, asides=())
        return call._enter(WrapUp(now), now, holds=call._holds_over(now))

    def back_to_the_caller(self, now: Moment) -> Call:
        """The caller was still there after all."""
        self._must_be(WrapUp)
        # What was put right about an end that was none is void.
        of_the_end = (Timing.ENDED, Timing.TALK, Timing.WRAP_UP)
        corrections = tuple(c for c in self.corrections if c.what not in of_the_end)
        return replace(self, corrections=corrections)._enter(Talking(now), now)

    def close(self, now: Moment) -> Call:
        """The record is finished."""
        self._must_be(WrapUp)
        left = replace(self.stages[-1], left=now)
        return self._enter(Closed(now), now, stages=(*self.stages[:-1], left))

    def reopen(self, now: Moment) -> Call:
        """The record is not finished after all: back to the wrap-up."""
        self._must_be(Closed)
        again = (*self.stages[:-1], replace(self.stages[-1], left=None))
        return self._enter(WrapUp(now), now, stages=again)

    def park(self, now: Moment) -> Call:
        """Set aside for another call; a caller on hold goes on waiting."""
        match self.phase:
            case Talking() | OnHold() | WrapUp() as phase:
                return self._enter(Parked(now, phase), now)
        raise WrongPhase(f"a call that is {phase_name(self.phase)} cannot be parked")

    def take_up(self, now: Moment) -> Call:
        """Go on with a parked call where it was."""
        match self.phase:
            case Parked(_, phase):
                return self._enter(replace(phase, since=now), now)
        raise WrongPhase(f"a call that is {phase_name(self.phase)} is not parked")

    # ------------------------------------------------------------------ inside

    def _enter(
        self,
        phase: Phase,
        now: Moment,
        *,
        holds: tuple[Hold, ...] | None = None,
        stages: tuple[StageVisit, ...] | None = None,
    ) -> Call:
        over = Span(phase_name(self.phase), self.phase.since, now)
        return replace(
            self,
            phase=phase,
            spans=(*self.spans, over),
            holds=self.holds if holds is None else holds,
            stages=self.stages if stages is None else stages,
        )

    def _holds_over(self, now: Moment) -> tuple[Hold, ...]:
        running = self.running_hold
        return (*self.holds[:-1], running.over(now)) if running else self.holds

    def _counted(self, follow_up: FollowUp) -> FollowUp:
        """The promise with the number of changes it has had, this one included."""
        for before in (*self.follow_ups, *(w.follow_up for w in self.withdrawn)):
            if before.id == follow_up.id:
                same = replace(follow_up, sequence=before.sequence)
                is_same = same == before and before in self.follow_ups
                return same if is_same else replace(same, sequence=before.sequence + 1)
        return follow_up

    def _open_question(self) -> Hold:
        if self.hold_question is None:
            raise WrongPhase("nobody has been asked to hold")
        return self.hold_question

    def _must_be(self, *phases: type[Phase]) -> None:
        if not isinstance(self.phase, phases):
            raise WrongPhase(f"this cannot be done while a call is {phase_name(self.phase)}")


def _check_holds(call: Call) -> None:
    for hold in call.holds[:-1]:
        if hold.is_question or hold.is_running:
            raise ValueError(f"only the last hold can be open: {hold}")
    waiting = call.running_hold is not None
    if waiting != isinstance(call.active, OnHold):
        raise ValueError(f"on hold without a running hold, or the reverse: {call.phase}")
    if call.hold_question and not isinstance(call.active, Talking):
        raise ValueError(f"a hold is asked for while talking, not while {call.phase}")


def _check_stages(call: Call) -> None:
    if not call.stages or call.stages[-1].stage != call.place.stage:
        raise ValueError("the stage shown is the last one entered")
    if any(visit.left is None for visit in call.stages[:-1]):
        raise ValueError("only the last stage entered can be the current one")
    if (call.stages[-1].left is None) != call.is_open:
        raise ValueError("a closed call has left its last stage, an open one has not")
