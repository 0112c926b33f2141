"""The way of a call through its flow, and through the side-flows that interrupt it."""

from __future__ import annotations

from dataclasses import replace

from companion.domain.call import Call, CallId
from companion.domain.closing import settle, settled_by
from companion.domain.flow import (
    CallFlow,
    Check,
    Exit,
    FlowId,
    ItemId,
    Place,
    Prompt,
    Question,
    Stage,
    StageId,
)
from companion.domain.gathered import Answer, AnswerValue, Consent
from companion.domain.journal import EventKind
from companion.domain.moment import Moment
from companion.domain.notes import Section, with_line, without_line
from companion.domain.phase import Parked
from companion.services.ports import Flows

STEP_LINES = 4
"""Lines of a stage that are shown together at most: the one to say now, and what comes after it."""


class Course:
    """Says where a call is and leads it on. A call keeps the flows it began with.

    What it is asked for must be possible just now: that is for the desk to see to.
    """

    def __init__(self, flows: Flows) -> None:
        self._flows = flows
        self._kept: dict[CallId, dict[FlowId, CallFlow]] = {}

    # ------------------------------------------------------------------ where a call is

    def flow(self, call: Call, flow_id: FlowId | None = None) -> CallFlow:
        """The call's own flow, or another, in the caller's language; KeyError if it is gone."""
        wanted = flow_id or call.flow
        kept = self._kept.setdefault(call.id, {})
        if wanted not in kept:
            kept[wanted] = self._flows.kept(call.id, wanted) or self._flows.flow(wanted)
        return kept[wanted].in_language(call.caller.language)

    def languages(self, call: Call) -> tuple[str, ...]:
        """The languages of the call's own flow."""
        self.flow(call)
        return self._kept[call.id][call.flow].languages

    def shown(self, call: Call) -> tuple[CallFlow, Place]:
        """The flow that is shown, and where in it: a side-flow's while there is one."""
        return self.flow(call, call.shown.flow), call.shown.place

    def stage(self, call: Call) -> Stage:
        """The stage that is shown."""
        flow, place = self.shown(call)
        return flow.stage(place.stage)

    def prompt(self, call: Call) -> Prompt:
        """The prompt that is shown."""
        flow, place = self.shown(call)
        return flow.prompt(place)

    def ahead(self, call: Call) -> tuple[Prompt, ...]:
        """The line that is shown and those that follow in its stage, as far as they are shown."""
        prompts = self.stage(call).prompts
        here = prompts.index(self.prompt(call))
        return prompts[here : here + STEP_LINES]

    def step(self, call: Call) -> tuple[Prompt, ...]:
        """The lines that one press may say.

        In a side-flow it is one: there the caller has a say after each.
        """
        return self.ahead(call)[:1] if call.asides else self.ahead(call)

    def waits_for_answer(self, call: Call, lines: int) -> bool:
        """With so many lines said, only an answer may lead out of the stage that is shown."""
        stage = self.stage(call)
        return stage.needs_answer and stage.prompts[-1] in self.step(call)[:lines]

    def can_go_back(self, call: Call) -> bool:
        """There is a line before the one that is shown, in the same flow."""
        flow, place = self.shown(call)
        return flow.before(place) is not None

    def keep(self, call_id: CallId, flow: CallFlow) -> None:
        """The call begins with this flow and stays with it."""
        self._kept.setdefault(call_id, {})[flow.id] = flow

    def forget(self, call_id: CallId) -> None:
        """The call is closed; its flows need not be kept."""
        self._kept.pop(call_id, None)

    # ------------------------------------------------------------------ where it goes

    def said(self, call: Call, now: Moment, prompt: Prompt, number: int) -> Call:
        """The prompt has been said, in the wording of that number among those for the caller."""
        wording = prompt.wording(number, call.manner)
        said = call.said(now, prompt.id, prompt.wordings.index(wording))
        return settle(said, settled_by(prompt), now)

    def step_said(self, call: Call, now: Moment, lines: int) -> Call:
        """So many lines have been said, from the one shown on; the first as it was worded."""
        variant = call.shown.place.variant
        for prompt in self.step(call)[:lines]:
            call = self.said(call, now, prompt, variant)
            variant = 0
        return call

    def on(self, call: Call, now: Moment, lines: int) -> Call | None:
        """So many lines were said (one at least): on to the next.

        Out of a side-flow after its last; None at the end.
        """
        said = self.step_said(call, now, lines)
        flow, place = self.shown(call)
        last = self.step(call)[:lines][-1]
        following = flow.after(Place(place.stage, last.id))
        if following is not None:
            return _at(said, following, now)
        return said.return_from_side(now) if call.asides else None

    def back(self, call: Call, now: Moment) -> Call:
        """One step back: what was said together comes back together.

        Out of a side-flow from its first line.
        """
        flow, place = self.shown(call)
        before = flow.before(place)
        if before is not None:
            return _at(call, _beginning_of_step(call, flow, before), now)
        return call.return_from_side(now) if call.asides else call

    def to_stage(self, call: Call, stage_id: StageId, now: Moment) -> Call:
        """To a stage of the call's own flow, out of any side-flow."""
        while call.asides:
            call = call.return_from_side(now)
        return call.go_to(self.flow(call).entry(stage_id), now)

    def to_line(self, call: Call, flow_id: FlowId, place: Place, now: Moment) -> Call:
        """To a line of the call's own flow, out of any side-flow, or into a side-flow at a line.

        KeyError where there is no such line.
        """
        self.flow(call, flow_id).prompt(place)
        if flow_id == call.flow:
            while call.asides:
                call = call.return_from_side(now)
            return call.go_to(place, now)
        return self.interrupted(call, flow_id, now).go_aside(place)

    def interrupted(self, call: Call, flow_id: FlowId, now: Moment) -> Call:
        """Into a side-flow, at its beginning; as it was left where it is open already."""
        if call.asides and call.shown.flow == flow_id:
            return call
        return call.interrupt(flow_id, self.flow(call, flow_id).start, now)

    def by(self, call: Call, way: Exit, now: Moment, lines: int) -> Call:
        """The answer is given to so many lines, which are said with that.

        What it writes is written, and the call goes where it leads.

        An answer that leads to a flow that is not installed leaves the call where it is.
        """
        section = way.section or self.stage(call).section or Section.OBSERVED
        said = self.step_said(call, now, lines)
        answered = settle(said.happened(EventKind.ANSWERED, now, way.label), way.passes, now)
        if way.consent:
            consent = Consent(way.consent, way.given, now)
            answered = replace(answered, gathered=answered.gathered.with_consent(consent))
        if way.line:
            answered = answered.note(section, with_line(answered.notes[section], way.line))
        try:
            return self._led(answered, way, now)
        except KeyError:
            return answered

    def _led(self, call: Call, way: Exit, now: Moment) -> Call:
        if way.to is not None:
            flow, _ = self.shown(call)
            return _at(call, flow.entry(way.to), now)
        if way.side is not None:
            return self.interrupted(call, way.side, now)
        if way.flow is not None:
            other = self.flow(call, way.flow)
            while call.asides:
                call = call.return_from_side(now)
            return moved(call, other, now)
        return call.return_from_side(now) if call.asides else call

    def answered(self, call: Call, item_id: ItemId, value: AnswerValue | None, now: Moment) -> Call:
        """A question or check of the stage shown is answered; None takes the answer back.

        The note line that the former answer wrote gives way to the new one's, unless the
        agent has changed it since.
        """
        stage = self.stage(call)
        items: tuple[Question | Check, ...] = (*stage.questions, *stage.checks)
        item = next(item for item in items if item.id == item_id)
        section = item.section or stage.section or Section.OBSERVED
        former, gathered = call.gathered.answer(item_id), call.gathered.without_answer(item_id)
        line = _line(item, value)
        if value is not None:
            gathered = gathered.with_answer(Answer(item_id, value, now, line))
        text = call.notes[section]
        if former:
            text = without_line(text, former.line)
        text = with_line(text, line)
        changed = call if text == call.notes[section] else call.note(section, text)
        return replace(changed, gathered=gathered)


def _beginning_of_step(call: Call, flow: CallFlow, last: Place) -> Place:
    """The first of the lines that were said with one press, of which that one was the last."""
    entry = next((said for said in reversed(call.prompts) if said.prompt == last.prompt), None)
    if entry is None:
        return last
    together = {said.prompt for said in call.prompts if said.at == entry.at}
    ids = [prompt.id for prompt in flow.stage(last.stage).prompts]
    first = ids.index(last.prompt)
    while first and ids[first - 1] in together:
        first -= 1
    return Place(last.stage, ids[first])


def _line(item: Question | Check, value: AnswerValue | None) -> str:
    """The note line that an answer writes."""
    match item, value:
        case Question(), AnswerValue.YES:
            return item.yes
        case Question(), AnswerValue.NO:
            return item.no
        case Check(), AnswerValue.DONE:
            return item.done
    return ""


def _at(call: Call, place: Place, now: Moment) -> Call:
    """The call at another place of the flow that is shown."""
    return call.go_aside(place) if call.asides else call.go_to(place, now)


def moved(call: Call, flow: CallFlow, now: Moment) -> Call:
    """The call in another flow: in the same stage if there is one, else at the start."""
    if isinstance(call.phase, Parked):
        return moved(call.take_up(now), flow, now).park(now)
    known = call.place.stage in {stage.id for stage in flow.stages}
    place = flow.entry(call.place.stage) if known else flow.start
    return replace(call.go_to(place, now), flow=flow.id)
