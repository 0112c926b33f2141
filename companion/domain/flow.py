"""A call flow: the stages of a call and what to say in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

from companion.domain.notes import Section
from companion.domain.wording import Wording

FlowId = NewType("FlowId", str)
StageId = NewType("StageId", str)
PromptId = NewType("PromptId", str)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to say, in several wordings, with cue words for saying it freely."""

    id: PromptId
    wordings: tuple[Wording, ...]
    cues: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.wordings:
            raise ValueError(f"prompt '{self.id}' has no wording")

    def wording(self, variant: int) -> Wording:
        """The wording with that number; numbers go round."""
        return self.wordings[variant % len(self.wordings)]


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a stage that depends on the answer: `label` is the answer, `to` a stage."""

    label: str
    to: StageId


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

    def __post_init__(self) -> None:
        if not self.prompts:
            raise ValueError(f"stage '{self.id}' has nothing to say")
        if self.needs_answer and not self.exits:
            raise ValueError(f"stage '{self.id}' needs an answer and offers none")


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
    chosen to start with.
    """

    id: FlowId
    title: str
    stages: tuple[Stage, ...]
    is_side: bool = False
    language: str = "en-GB"

    def __post_init__(self) -> None:
        if not self.stages:
            raise ValueError(f"flow '{self.id}' has no stages")
        _refuse_twice(f"flow '{self.id}' has two stages called", (s.id for s in self.stages))
        prompts = (p.id for s in self.stages for p in s.prompts)
        _refuse_twice(f"flow '{self.id}' has two prompts called", prompts)
        known = {stage.id for stage in self.stages}
        for stage in self.stages:
            for way in stage.exits:
                if way.to not in known:
                    raise ValueError(f"'{stage.id}' leads to '{way.to}', which does not exist")
        if self.stages[0].detour or self.stages[-1].detour:
            raise ValueError(f"flow '{self.id}' begins or ends with a detour")

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
