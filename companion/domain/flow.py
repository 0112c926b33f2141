"""A call flow: the stages of a call and what to say in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NewType, Protocol

from companion.domain.gate import GateId
from companion.domain.manner import ENGLISH, PLAIN, Manner, Tone, primary
from companion.domain.notes import Section
from companion.domain.wording import Wording

FlowId = NewType("FlowId", str)
StageId = NewType("StageId", str)
PromptId = NewType("PromptId", str)
ItemId = NewType("ItemId", str)
"""A question or a check of a flow."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to say, in several wordings, with cue words for saying it freely.

    One wording at least is for everybody. A `locked` prompt is said as its first wording has
    it, whoever calls. `fills` names the placeholders that the caller's answer fills.
    `language` is what the wordings are in.
    """

    id: PromptId
    wordings: tuple[Wording, ...]
    cues: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    locked: bool = False
    language: str = ENGLISH

    def __post_init__(self) -> None:
        if not any(wording.is_for_everybody for wording in self.wordings):
            raise ValueError(f"prompt '{self.id}' has no wording that is for everybody")

    def wordings_for(self, manner: Manner) -> tuple[Wording, ...]:
        """What may be said to such a caller: the chosen tone first, then the others.

        In each tone the wordings cut closest to the caller stand in for the general ones.
        """
        if self.locked:
            return (next(w for w in self.wordings if w.is_for_everybody),)
        suiting = [w for w in self.wordings if w.suits(manner)]
        tones = (manner.tone, *(tone for tone in Tone if tone is not manner.tone))
        return tuple(w for tone in tones for w in _closest(suiting, tone))

    def wording(self, variant: int, manner: Manner = PLAIN) -> Wording:
        """The wording with that number for such a caller; numbers go round."""
        wordings = self.wordings_for(manner)
        return wordings[variant % len(wordings)]


def _closest(wordings: Iterable[Wording], tone: Tone) -> list[Wording]:
    toned = [wording for wording in wordings if wording.tone is tone]
    closest = max((wording.closeness for wording in toned), default=0)
    return [wording for wording in toned if wording.closeness == closest]


@dataclass(frozen=True, slots=True)
class Question:
    """A rung of the question ladder. `yes` and `no` are the note lines its answers write.

    A question without them is an open one: the answer is typed. `section` is where the line
    goes; without one, into the part of the notes its stage is about.
    """

    id: ItemId
    ask: Wording
    yes: str = ""
    no: str = ""
    section: Section | None = None
    practices: tuple[str, ...] = ()

    @property
    def is_closed(self) -> bool:
        """It is answered with yes or no."""
        return bool(self.yes)

    def __post_init__(self) -> None:
        if bool(self.yes) != bool(self.no):
            raise ValueError(f"question '{self.id}' has a line for one answer and not the other")


@dataclass(frozen=True, slots=True)
class Check:
    """Something to tick off; `done` is the note line that the tick writes, if any."""

    id: ItemId
    text: str
    done: str = ""
    section: Section | None = None
    practices: tuple[str, ...] = ()


class ConsentKind(StrEnum):
    """What a caller is asked to consent to."""

    REMOTE_CONTROL = "remote_control"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Exit:
    """An answer, and what follows from it.

    `label` is the answer. It leads to a stage (`to`), to another flow, into a side-flow that
    comes back, or out of a side-flow (`back`); it may write a note line and record a consent.
    `passes` are the gates that it settles: who says that it works has confirmed the fix.
    """

    label: str
    to: StageId | None = None
    flow: FlowId | None = None
    side: FlowId | None = None
    back: bool = False
    line: str = ""
    section: Section | None = None
    consent: ConsentKind | None = None
    given: bool = True
    practices: tuple[str, ...] = ()
    passes: tuple[GateId, ...] = ()

    def __post_init__(self) -> None:
        ways = [self.to is not None, self.flow is not None, self.side is not None, self.back]
        if sum(ways) != 1:
            raise ValueError(f"the answer '{self.label}' leads one way, not {sum(ways)}")


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the call: its prompts, the note it is about and the ways out.

    A `detour` is a stage that only an exit leads to; Next passes it by and leaves it for the
    stage that follows. `needs_answer` keeps Next from leaving a stage that only an answer may
    lead out of. `offers_speller` marks a stage in which something will be spelled.
    """

    id: StageId
    title: str
    prompts: tuple[Prompt, ...]
    section: Section | None = None
    exits: tuple[Exit, ...] = ()
    detour: bool = False
    needs_answer: bool = False
    offers_speller: bool = False
    practices: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def items(self) -> tuple[ItemId, ...]:
        """What can be answered or ticked off in it."""
        return (*(q.id for q in self.questions), *(check.id for check in self.checks))

    def __post_init__(self) -> None:
        if not self.prompts:
            raise ValueError(f"stage '{self.id}' has nothing to say")
        if self.needs_answer and not self.exits:
            raise ValueError(f"stage '{self.id}' needs an answer and offers none")


class FlowTitle(Protocol):
    """As much of a flow as a list of flows shows."""

    @property
    def id(self) -> FlowId:
        """What it is known by."""
        ...

    @property
    def title(self) -> str:
        """Its name."""
        ...

    @property
    def is_side(self) -> bool:
        """It interrupts a call, and no call begins with it."""
        ...

    @property
    def letter(self) -> str:
        """The letter that calls up a side-flow; empty where none does."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a flow a call is: the stage, the prompt shown and its wording."""

    stage: StageId
    prompt: PromptId
    variant: int = 0


@dataclass(frozen=True, slots=True)
class CallFlow:
    """The whole way of one kind of call. The last stage is the wrap-up.

    A side-flow (`is_side`) interrupts a call and returns to the very place; it is never
    chosen to start with, and `letter` calls it up. `language` is what its texts are in;
    `translations` are the same flow, place for place, in other languages. `wrap_up_target` is
    how long the wrap-up usually takes, None for what the settings say.
    """

    id: FlowId
    title: str
    stages: tuple[Stage, ...]
    is_side: bool = False
    language: str = "en-GB"
    letter: str = ""
    practices: tuple[str, ...] = ()
    translations: tuple[CallFlow, ...] = ()
    wrap_up_target: timedelta | None = None

    def __post_init__(self) -> None:
        if not self.stages:
            raise ValueError(f"flow '{self.id}' has no stages")
        _refuse_twice(f"flow '{self.id}' has two stages called", (s.id for s in self.stages))
        prompts = (p.id for s in self.stages for p in s.prompts)
        _refuse_twice(f"flow '{self.id}' has two prompts called", prompts)
        items = (item for s in self.stages for item in s.items)
        _refuse_twice(f"flow '{self.id}' has two questions or checks called", items)
        known = {stage.id for stage in self.stages}
        for stage in self.stages:
            for way in stage.exits:
                if way.to is not None and way.to not in known:
                    raise ValueError(f"'{stage.id}' leads to '{way.to}', which does not exist")
        if self.stages[0].detour or self.stages[-1].detour:
            raise ValueError(f"flow '{self.id}' begins or ends with a detour")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it speaks, its own first."""
        return tuple(primary(flow.language) for flow in (self, *self.translations))

    def in_language(self, language: str) -> CallFlow:
        """The same flow in a language; in its own where there is no translation.

        What a translation lacks it says in the flow's own language, prompt by prompt.
        """
        for flow in (self, *self.translations):
            if primary(flow.language) == primary(language):
                return flow
        return self

    @property
    def start(self) -> Place:
        """Where a call begins."""
        return self.entry(self.stages[0].id)

    @property
    def wrap_up(self) -> Stage:
        """The stage in which a call is finished."""
        return self.stages[-1]

    def stage(self, stage_id: StageId) -> Stage:
        """The stage with that id; KeyError if there is none."""
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise KeyError(stage_id)

    def prompt(self, place: Place) -> Prompt:
        """The prompt shown at a place; KeyError if the flow has no such place."""
        for prompt in self.stage(place.stage).prompts:
            if prompt.id == place.prompt:
                return prompt
        raise KeyError(place.prompt)

    def entry(self, stage_id: StageId) -> Place:
        """The first prompt of a stage."""
        return Place(stage_id, self.stage(stage_id).prompts[0].id)

    def after(self, place: Place) -> Place | None:
        """The next prompt, in the next stage when this was the last; None at the end."""
        prompts = self.stage(place.stage).prompts
        index = prompts.index(self.prompt(place)) + 1
        if index < len(prompts):
            return Place(place.stage, prompts[index].id)
        following = self.stages[self._index(place.stage) + 1 :]
        return next((self.entry(s.id) for s in following if not s.detour), None)

    def before(self, place: Place) -> Place | None:
        """The previous prompt, the last of the stage before when this was the first."""
        prompts = self.stage(place.stage).prompts
        index = prompts.index(self.prompt(place)) - 1
        if index >= 0:
            return Place(place.stage, prompts[index].id)
        earlier = [s for s in self.stages[: self._index(place.stage)] if not s.detour]
        return Place(earlier[-1].id, earlier[-1].prompts[-1].id) if earlier else None

    def _index(self, stage_id: StageId) -> int:
        return self.stages.index(self.stage(stage_id))


def _refuse_twice(complaint: str, ids: Iterable[str]) -> None:
    twice = [name for name, count in Counter(ids).items() if count > 1]
    if twice:
        raise ValueError(f"{complaint} '{twice[0]}'")
