"""The desk: what the agent does with calls, and the calls that are open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from companion.domain.aside import Aside
from companion.domain.call import Call, Caller, CallId
from companion.domain.desk_rules import DeskRules
from companion.domain.flow import (
    CallFlow,
    ConsentKind,
    Exit,
    FlowId,
    FlowTitle,
    ItemId,
    Place,
    Prompt,
    PromptId,
    Stage,
    StageId,
)
from companion.domain.gathered import Access, AnswerValue, Consent
from companion.domain.hold import Permission
from companion.domain.hold_rules import CallBackReason, HoldRules, Wait
from companion.domain.journal import EventKind
from companion.domain.manner import Manner
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.phase import OnHold, Parked, Talking, WrapUp
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind, Keeping
from companion.domain.visit import with_visit_promised
from companion.domain.wording import Line, Wording
from companion.domain.wrapup import Outcome, OwnOutcome, Record
from companion.services.course import STEP_LINES, Course, moved
from companion.services.drafts import Drafts
from companion.services.lines import WHY_CALL_BACK, Saying, gaps, known_values, with_typed
from companion.services.ports import CallLog, Clock, Flows, Profile

HOLD_FLOW = FlowId("hold")
SILENCE_FLOW = FlowId("silence")
PROMISE_FLOW = FlowId("promise")
CALL_BACK_WITHIN = timedelta(minutes=30)
"""When a caller who will not hold is promised to be called back, until the agent says otherwise."""


class Desk:
    """Every step the agent takes. Used on the main thread only.

    A step that makes no sense just now (resume without a hold, say) does nothing: keys get
    pressed at odd moments, and the window shows what is possible. Each change is handed to
    the call log before anyone is told of it.
    """

    def __init__(
        self,
        clock: Clock,
        flows: Flows,
        call_log: CallLog,
        profile: Callable[[], Profile],
        new_id: Callable[[], str],
        hold_rules: Callable[[], HoldRules] = HoldRules,
        desk_rules: Callable[[], DeskRules] = DeskRules,
    ) -> None:
        self._clock = clock
        self._flows = flows
        self._call_log = call_log
        self._profile = profile
        self._new_id = new_id
        self._hold_rules = hold_rules
        self._desk_rules = desk_rules
        self._course = Course(flows)
        self.drafts = Drafts(call_log)
        self._open: dict[CallId, Call] = {}
        self._current: CallId | None = None
        # Closed calls that were changed since: what is read from disk may not be there yet.
        self._amended: dict[CallId, Call] = {}
        self._listeners: list[Callable[[], None]] = []

    # ------------------------------------------------------------------ what is so

    @property
    def call(self) -> Call | None:
        """The call the agent is on, or has left to finish."""
        return self._open[self._current] if self._current else None

    @property
    def parked(self) -> tuple[Call, ...]:
        """The calls set aside, the one that has waited longest first."""
        parked = [call for call in self._open.values() if isinstance(call.phase, Parked)]
        now = self.now()
        # Not by the time of day: somebody may have changed it meanwhile.
        return tuple(sorted(parked, key=lambda call: now.since(call.phase.since), reverse=True))

    @property
    def flows_in_use(self) -> tuple[tuple[CallId, FlowId], ...]:
        """Each open call with each flow that it is in, side-flows too; from any thread."""
        calls = tuple(self._open.values())
        return tuple((call.id, flow) for call in calls for flow in call.flows)

    @property
    def flow(self) -> CallFlow | None:
        """The flow of the current call."""
        return self._course.flow(self.call) if self.call else None

    @property
    def saying(self) -> Saying | None:
        """What to say now, filled as far as the call allows."""
        if self.call is None:
            return None
        call, (stage, prompt) = self.call, self._shown(self.call)
        line = self._filled(call, prompt, self._variant(call))
        then = self._to_say_after(call, prompt)
        lines = [(p, self._filled(call, p, variant)) for p, variant in then]
        is_own = prompt is self._course.prompt(call)
        shown = gaps([(prompt, line), *lines], call) if is_own else ()
        why = self.why_call_back
        title = f"{stage.title} · {WHY_CALL_BACK[why]}" if why else stage.title
        following = tuple(filled for _, filled in lines)
        return Saying(
            line, prompt.cues, title, prompt.id, shown, following, is_own and not call.asides
        )

    @property
    def stage(self) -> Stage | None:
        """The stage that is shown, a side-flow's while there is one."""
        return self._course.stage(self.call) if self.call else None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the flow of the current call speaks, its own first."""
        return self._course.languages(self.call) if self.call else ()

    def spoken(self, wording: Wording) -> str:
        """A wording as it is said to the caller of the current call."""
        if self.call is None:
            return wording.template
        language = self.call.caller.language
        return wording.fill(known_values(self.call, self._profile(), self.now(), language)).text

    @property
    def shown(self) -> tuple[CallFlow, Place] | None:
        """The flow that is shown, a side-flow's while there is one, and the place in it."""
        return self._course.shown(self.call) if self.call else None

    @property
    def side_flows(self) -> tuple[FlowTitle, ...]:
        """The side-flows that a letter calls up, by their letters."""
        called = (flow for flow in self._flows.sides() if flow.letter)
        return tuple(sorted(called, key=lambda flow: flow.letter))

    @property
    def all_flows(self) -> tuple[CallFlow, ...]:
        """Every flow a call can be started with, whole; reading them may take a while."""
        return tuple(self._flows.all())

    def against_silence(self, number: int) -> Line | None:
        """Something to say when it has gone quiet; another line for each number from 0 on."""
        if self.call is None:
            return None
        prompts = self._course.flow(self.call, SILENCE_FLOW).stages[0].prompts
        variant, index = divmod(number, len(prompts))
        return self._filled(self.call, prompts[index], variant)

    def wait(self, call: Call) -> Wait | None:
        """How the caller of an open call stands who waits now, parked or not; else None."""
        return self._hold_rules().wait(call, self.now())

    @property
    def why_call_back(self) -> CallBackReason | None:
        """Why to offer a call back instead of the hold that is asked for, or that runs."""
        return self._hold_rules().why_call_back(self.call, self.now()) if self.call else None

    def waits_for_answer(self, lines: int = 1) -> bool:
        """With so many lines said, only the caller's answer may lead out of the stage."""
        if self.call is None or not self._is_talking:
            return False
        if self.call.just_back or self.call.opens_with_promise:
            return False
        return self._course.waits_for_answer(self.call, lines)

    @property
    def rules(self) -> DeskRules:
        """What the desk has agreed on."""
        return self._desk_rules()

    def now(self) -> Moment:
        """The present moment."""
        return self._clock.now()

    def new_id(self) -> str:
        """An id that nothing else has."""
        return self._new_id()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every change."""
        self._listeners.append(listener)

    # ------------------------------------------------------------------ calls

    def start_call(
        self,
        flow_id: FlowId | None = None,
        caller: Caller | None = None,
        keeps: Keeping | None = None,
    ) -> None:
        """The phone was answered, or rang where a promise is kept. An open call is parked first."""
        flow = self._flow_to_start(flow_id)
        now = self.now()
        if self.call:
            self._keep(self.call.park(now))
        call_id = CallId(self._new_id())
        self._course.keep(call_id, flow)
        agent = self._profile().agent
        call = Call.begin(call_id, flow.id, flow.start, agent, caller or Caller(), now)
        call = replace(call, keeps=keeps)
        self._current = call_id
        self._change(self._classified(call, call.record))

    def take_back(self, calls: Sequence[Call]) -> None:
        """Calls that were open when the program ended: the one that was not parked goes on.

        When the agent has started another call meanwhile, all of them are parked.
        """
        now = self.now()
        for call in calls:
            self._keep(self._found_again(call, now))
        for call in calls:
            if isinstance(call.phase, Parked):
                continue
            if self._current and self._current != call.id:
                self._keep(self._open[call.id].park(now))
            else:
                self._current = call.id
        if calls:
            self._tell()

    def park(self) -> None:
        """Set the current call aside."""
        if self.call:
            parked = self.call.park(self.now())
            self._current = None
            self._change(parked)

    def take_up(self, call_id: CallId) -> None:
        """Go on with a parked call; the current one is parked."""
        if call_id not in self._open or call_id == self._current:
            return
        now = self.now()
        if self.call:
            self._keep(self.call.park(now))
        self._current = call_id
        self._change(self._open[call_id].take_up(now))

    def close(self) -> Call | None:
        """The record of the current call is finished; the closed call."""
        if self.call is None or not isinstance(self.call.phase, WrapUp):
            return None
        closed = self.call.close(self.now())
        self._current = None
        return self._change(closed)

    def reopen(self, call: Call) -> None:
        """Go on with a closed call's record; the current call is parked."""
        if call.id in self._open:
            self.take_up(call.id)
            return
        call = self._newest(call)
        if call.is_open:
            return
        now = self.now()
        if self.call:
            self._keep(self.call.park(now))
        self._current = call.id
        self._change(self._found_again(call.reopen(now), now))

    def keep_promise(self, call: Call, promise_id: FollowUpId) -> None:
        """What was promised in a call, which may be closed, is done."""
        now = self.now().at

        def keep(newest: Call) -> Call:
            for promise in newest.follow_ups:
                if promise.id == promise_id and promise.is_open:
                    return newest.promise(replace(promise, done=now))
            return newest

        self.amend(call, keep)

    def amend(self, call: Call, change: Callable[[Call], Call]) -> Call:
        """Change a call that may be closed, as it is now; it stays open or closed."""
        newest = self._newest(call)
        changed = change(newest)
        if changed == newest:
            return newest
        kept = self._change(changed)
        if not kept.is_open:
            self._amended[kept.id] = kept
        return kept

    # ------------------------------------------------------------------ the talk

    def next_prompt(self, lines: int = 1) -> None:
        """So many of the lines shown were said: on with the next, or the wrap-up after the last.

        Back from a hold, the line was thanks or an apology, and no other was said with it; the
        call goes on where it was. A call that keeps a promise has said hello with the line
        about that.
        In a stage that needs an answer the last line stays until one is given.
        """
        if self.call is None or not self._is_talking:
            return
        call, now = self.call, self.now()
        if call.just_back or call.opens_with_promise:
            _, prompt = self._shown(call)
            said = self._course.said(call, now, prompt, self._variant(call))
            self._change(self._past_the_greeting(said) if call.opens_with_promise else said)
            return
        if self.waits_for_answer(lines):
            return
        further = self._course.on(call, now, lines)
        if further:
            self._change(further)
        else:
            self._wrap_up(self._course.step_said(call, now, lines))

    def previous_prompt(self) -> None:
        """Back to what was said before; from the wrap-up, back to the caller."""
        if self.call is None:
            return
        if isinstance(self.call.phase, WrapUp):
            self._change(self.call.back_to_the_caller(self.now()))
        elif self._is_talking and (self.call.asides or self._course.can_go_back(self.call)):
            self._change(self._course.back(self.call, self.now()))

    def go_to_stage(self, stage_id: StageId) -> None:
        """Show the first line of a stage, unless the call is in that stage."""
        call = self.call
        if call is None or (call.place.stage == stage_id and not call.asides):
            return
        if isinstance(call.phase, Talking | OnHold):
            self._change(self._course.to_stage(call, stage_id, self.now()))

    def can_go_to(self, flow_id: FlowId) -> bool:
        """The call can be led to a line of that flow: its own, or a side-flow with a letter."""
        sides = (flow.id for flow in self.side_flows)
        call = self.call
        return call is not None and self._is_talking and flow_id in (call.flow, *sides)

    def go_to_line(self, flow_id: FlowId, place: Place) -> None:
        """Show that line of the call's flow or of a side-flow; one that is not there does not."""
        if self.call and self.can_go_to(flow_id):
            with suppress(KeyError):
                self._change(self._course.to_line(self.call, flow_id, place, self.now()))

    def take_exit(self, way: Exit, lines: int = 1) -> None:
        """The caller's answer decides where the call goes on; so many lines shown led to it."""
        if self.call is None or not self._is_talking:
            return
        call, now = self.call, self.now()
        if call.just_back or call.opens_with_promise:
            _, prompt = self._shown(call)
            call = self._course.said(call, now, prompt, self._variant(call))
            lines -= 1
        self._change(self._course.by(call, way, now, lines))

    def interrupt(self, flow_id: FlowId) -> None:
        """A side-flow comes in between, from any place of the call; unknown ones do not."""
        if self.call is None or not self._is_talking:
            return
        try:
            interrupted = self._course.interrupted(self.call, flow_id, self.now())
        except KeyError:
            return
        if interrupted is not self.call:
            self._change(interrupted)

    def return_from_side(self) -> None:
        """Back to the very place that the side-flow interrupted."""
        if self.call and self.call.asides and isinstance(self.call.phase, Talking | OnHold):
            self._change(self.call.return_from_side(self.now()))

    def answer(self, item: ItemId, value: AnswerValue | None) -> None:
        """A question or a check of the stage is answered; None takes the answer back."""
        if self.call and isinstance(self.call.phase, Talking | OnHold):
            self._change(self._course.answered(self.call, item, value, self.now()))

    def other_wording(self) -> None:
        """Say the same in other words."""
        if self.call:
            _, prompt = self._shown(self.call)
            wordings = len(prompt.wordings_for(self.call.manner))
            self._change(self.call.reword((self.call.shown.place.variant + 1) % wordings))

    def change_flow(self, flow_id: FlowId) -> None:
        """It is another kind of call than it seemed: go on in the same stage if there is one."""
        if self.call and self.call.flow != flow_id:
            self._change(moved(self.call, self._course.flow(self.call, flow_id), self.now()))

    # ------------------------------------------------------------------ what is written

    def set_caller(self, caller: Caller) -> None:
        """Who is calling."""
        if self.call:
            changed = replace(self.call, caller=caller)
            is_spoken_to_as_before = (changed.manner, caller.language) == (
                self.call.manner,
                self.call.caller.language,
            )
            self._change(changed if is_spoken_to_as_before else changed.reword(0))

    def speak(self, manner: Manner) -> None:
        """Who is on the line and how to speak to them: every prompt changes at once."""
        if self.call and manner != self.call.manner:
            caller = replace(self.call.caller, audience=manner.audience, technical=manner.technical)
            self._change(replace(self.call, caller=caller, tone=manner.tone).reword(0))

    def speak_language(self, language: str) -> None:
        """The caller's language, by its code."""
        if self.call and language != self.call.caller.language:
            caller = replace(self.call.caller, language=language)
            self._change(replace(self.call, caller=caller).reword(0))

    def fill_in(self, slot: str, text: str) -> None:
        """What stands for a placeholder from now on, wherever the call needs it."""
        if self.call:
            self._change(with_typed(self.call, slot, text))

    def record_consent(self, what: ConsentKind, given: bool) -> None:
        """The caller was asked, and agreed or not."""
        if self.call:
            consent = Consent(what, given, self.now())
            self._change(replace(self.call, gathered=self.call.gathered.with_consent(consent)))

    def record_access(self, what: str, why: str) -> None:
        """Something of the caller's was looked at; `why` the problem needed it."""
        if self.call and what.strip():
            access = Access(what.strip(), why.strip(), self.now())
            self._change(replace(self.call, gathered=self.call.gathered.with_access(access)))

    def set_ticket_ref(self, reference: str) -> None:
        """The ticket the caller is calling about."""
        if self.call:
            self._change(replace(self.call, ticket_ref=reference))

    def note(self, section: Section, text: str) -> None:
        """What stands in a part of the notes."""
        if self.call:
            self._change(self.call.note(section, text))

    def jot(self, text: str, section: Section | None = None, *, instead_of: str = "") -> None:
        """Add a line to a part of the notes, by default the one that the stage is about.

        `instead_of` is what the line was until now, while it is still being typed.
        """
        if self.call is None or self.flow is None:
            return
        stage = self.flow.stage(self.call.place.stage)
        section = section or stage.section or Section.REPORTED
        before = self.call.notes[section]
        if instead_of and before.endswith(instead_of):
            before = before[: -len(instead_of)]
        joint = "\n" if before and not before.endswith("\n") else ""
        self._change(self.call.note(section, f"{before}{joint}{text}"))

    def set_outcome(self, outcome: Outcome | OwnOutcome | None) -> None:
        """What the call came to."""
        if self.call:
            self._change(with_visit_promised(self.call.come_to(outcome), self.now()))

    def set_record(self, record: Record) -> None:
        """How the call is classified; its priority and due times follow from that."""
        if self.call:
            self._change(self._classified(self.call, record))

    def promise_follow_up(self, due: datetime | None) -> None:
        """The follow-up note is promised for `due`; None takes the promise back."""
        if self.call is None:
            return
        now, existing = self.now().at, self.call.follow_up
        if due is None:
            if existing:
                self._change(self.call.withdraw(existing.id, now))
            return
        withdrawn = [w.follow_up for w in self.call.withdrawn]
        note = next((f for f in withdrawn if f.kind is FollowUpKind.NOTE), existing)
        promise_id = note.id if note else FollowUpId(self._new_id())
        what = self.call.notes.follow_up
        if not what.strip() and self.call.outcome is Outcome.CALLBACK:
            what = f"Call {self.call.caller.name or 'the caller'} back"
        promise = FollowUp(promise_id, FollowUpKind.NOTE, what, due.astimezone(UTC), made=now)
        self._change(self.call.promise(promise))

    # ------------------------------------------------------------------ holds

    def ask_to_hold(self, reason: str, promised: timedelta) -> None:
        """Ask the caller to hold; asked again, the question takes the new words."""
        if self.call is None:
            return
        if self.call.hold_question:
            self._change(self.call.change_hold_question(reason, promised))
        elif isinstance(self.call.phase, Talking):
            self._change(self.call.ask_to_hold(reason, promised, self.now()))

    def drop_hold_question(self) -> None:
        """The agent does not need the hold after all."""
        if self.call and self.call.hold_question:
            self._change(self.call.drop_hold_question())

    def caller_agreed(self) -> None:
        """The caller waits from now on."""
        if self.call and self.call.hold_question:
            self._change(self.call.answer_hold(Permission.GRANTED, self.now()))

    def caller_declined(self) -> None:
        """The caller would rather not wait."""
        if self.call and self.call.hold_question:
            self._change(self.call.answer_hold(Permission.DECLINED, self.now()))

    def call_back_instead(self) -> None:
        """The caller would rather be called back: promised at once, with a due time.

        Also while they wait; the hold is over then.
        """
        call = self.call
        if call and (call.hold_question or isinstance(call.phase, OnHold)):
            now = self.now()
            due = now.at.replace(second=0, microsecond=0) + CALL_BACK_WITHIN
            self._change(call.call_back_instead(due, FollowUpId(self._new_id()), now))

    def check_back(self) -> None:
        """The agent has spoken to the waiting caller, in the words that are shown."""
        if self.call and isinstance(self.call.phase, OnHold):
            self._change(self._said_while_waiting(self.call).check_back(self.now()))

    def extend_hold(self, wait: timedelta) -> None:
        """The waiting caller agreed to wait so much longer, one minute to an hour from now."""
        if self.call and isinstance(self.call.phase, OnHold):
            self._change(self._said_while_waiting(self.call).extend_hold(wait, self.now()))

    def resume(self) -> None:
        """Back to the caller."""
        if self.call and isinstance(self.call.phase, OnHold):
            self._change(self.call.resume(self.now()))

    # ------------------------------------------------------------------ the end

    def wrap_up(self) -> None:
        """The caller has gone."""
        if self.call and isinstance(self.call.phase, Talking | OnHold):
            self._wrap_up(self.call)

    def ticket_copied(self) -> None:
        """The ticket is on the clipboard."""
        if self.call:
            self._change(self.call.happened(EventKind.TICKET_COPIED, self.now()))

    # ------------------------------------------------------------------ inside

    @property
    def _is_talking(self) -> bool:
        """The agent is speaking with the caller, and not asking them to hold just now."""
        call = self.call
        return call is not None and isinstance(call.phase, Talking) and not call.hold_question

    def _shown(self, call: Call) -> tuple[Stage, Prompt]:
        """The prompt to show: the flow's, or the hold's while there is one."""
        wanted, side = self._hold_prompt(call), self._course.flow(call, HOLD_FLOW)
        if wanted is None and call.opens_with_promise:
            wanted, side = self._promise_prompt(call), self._course.flow(call, PROMISE_FLOW)
        if wanted is None:
            return self._course.stage(call), self._course.prompt(call)
        return next((s, p) for s in side.stages for p in s.prompts if p.id == wanted)

    def _to_say_after(self, call: Call, prompt: Prompt) -> list[tuple[Prompt, int]]:
        """What comes after the prompt that is shown, each with the number of its wording.

        Nothing does while the caller waits or is asked to, nor after the line about a promise:
        the call then goes on in another stage.
        """
        if not self._is_talking or call.opens_with_promise:
            return []
        ahead = self._course.ahead(call)
        if prompt is ahead[0]:
            return [(following, 0) for following in ahead[1:]]
        variants = (call.shown.place.variant, *[0] * len(ahead))
        return list(zip(ahead, variants, strict=False))[: STEP_LINES - 1]

    def _hold_prompt(self, call: Call) -> PromptId | None:
        now = self.now()
        may_call_back = self._hold_rules().why_call_back(call, now) is not None
        if call.hold_question:
            return PromptId("ask-or-call-back" if may_call_back else "ask-to-hold")
        if call.running_hold:
            if call.running_hold.is_late(now):
                return PromptId("need-longer")
            return PromptId("long-wait" if may_call_back else "check-back")
        if call.just_back:
            is_late = call.just_back.is_late(now)
            return PromptId("sorry-for-the-wait" if is_late else "thanks-for-waiting")
        return None

    def _promise_prompt(self, call: Call) -> PromptId:
        is_late = call.keeps is not None and call.keeps.due < call.started.at
        return PromptId("late-callback" if is_late else "promised-callback")

    def _past_the_greeting(self, call: Call) -> Call:
        """On to the next stage, unless only an answer may lead out of the first."""
        assert self.flow is not None, "a call always has a flow"
        greeting = self.flow.stage(call.place.stage)
        last = Place(greeting.id, greeting.prompts[-1].id)
        following = None if greeting.needs_answer else self.flow.after(last)
        return call.go_to(following, self.now()) if following else call

    def _classified(self, call: Call, record: Record) -> Call:
        level = self.rules.service_level
        record = level.classified(record)
        service = level.times(record.priority, call.started.at, None)
        return replace(call, record=record, service=service)

    def _newest(self, call: Call) -> Call:
        """The copy of the call that was changed last, whichever came from disk."""
        known = self._open.get(call.id) or self._amended.get(call.id)
        return known if known and known.revision >= call.revision else call

    def _said_while_waiting(self, call: Call) -> Call:
        """The call with what is shown for the waiting caller entered as said."""
        _, prompt = self._shown(call)
        return self._course.said(call, self.now(), prompt, self._variant(call))

    def _variant(self, call: Call) -> int:
        """The number of the wording to show; who waits hears other words each time."""
        hold = call.running_hold
        heard = hold.check_backs + len(hold.extensions) if hold else 0
        return call.shown.place.variant + heard

    def _filled(self, call: Call, prompt: Prompt, variant: int) -> Line:
        """The prompt as it is said to this caller, in the language of its words."""
        values = known_values(call, self._profile(), self.now(), prompt.language)
        return prompt.wording(variant, call.manner).fill(values)

    def _wrap_up(self, call: Call) -> None:
        assert self.flow is not None, "a call always has a flow"
        now = self.now()
        wrapping = call.wrap_up(now)
        if wrapping.place.stage != self.flow.wrap_up.id:
            wrapping = wrapping.go_to(self.flow.entry(self.flow.wrap_up.id), now)
        self._change(wrapping)

    def _found_again(self, call: Call, now: Moment) -> Call:
        """A call from disk, put on the first flow if its own has changed under it."""
        try:
            self._course.flow(call).prompt(call.place)
        except KeyError:
            call = moved(call, self._flow_to_start(None), now)
        call = replace(call, asides=tuple(filter(partial(self._is_there, call), call.asides)))
        return call.happened(EventKind.TAKEN_BACK, now)

    def _flow_to_start(self, flow_id: FlowId | None) -> CallFlow:
        """The flow asked for, else the first; a team's own file may have become unsound."""
        for wanted in (flow_id, *(title.id for title in self._flows.titles())):
            if wanted is not None:
                with suppress(KeyError):
                    return self._flows.flow(wanted)
        raise KeyError(flow_id)

    def _is_there(self, call: Call, aside: Aside) -> bool:
        """The side-flow still has the place that the call was in."""
        try:
            self._course.flow(call, aside.flow).prompt(aside.place)
        except KeyError:
            return False
        return True

    def _change(self, call: Call) -> Call:
        kept = self._keep(call)
        self._tell()
        return kept

    def _keep(self, call: Call) -> Call:
        newer = replace(call, revision=call.revision + 1)
        if newer.is_open:
            self._open[newer.id] = newer
        else:
            self._open.pop(newer.id, None)
            self._course.forget(newer.id)
        self._call_log.save(newer)
        return newer

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
