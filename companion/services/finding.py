"""Everything that can be found by typing: what to say, cards, replies, settings, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Protocol

from companion.domain.call import Call
from companion.domain.cards import Card, CardKind, HowTo, KnownError, Term
from companion.domain.flow import CallFlow, Prompt, Stage
from companion.domain.manner import PLAIN, Manner
from companion.domain.replies import Reply
from companion.domain.wording import Wording
from companion.services.cards import Cards
from companion.services.ports import Flows
from companion.services.replying import Replies

MOST_FOUND = 40
"""What a list shows at most: who has to read further types another letter."""


class FindKind(StrEnum):
    """What a hit is, as the list says it."""

    PROMPT = "Say"
    STAGE = "Stage"
    FLOW = "Flow"
    ASIDE = "In between"
    TERM = "Term"
    HOW_TO = "How-to"
    KNOWN_ERROR = "Known error"
    REPLY = "Reply"
    SETTING = "Setting"
    KEY = "Key"
    CALL = "Call"


@dataclass(frozen=True, slots=True)
class FlowPlace:
    """A flow, one of its stages, or one line to say."""

    flow: CallFlow
    stage: Stage | None = None
    prompt: Prompt | None = None


@dataclass(frozen=True, slots=True)
class Findable:
    """Something to find. `target` is the thing itself: a `FlowPlace`, a card, a reply, a key …

    `names` are what else it goes by, worth as much as its title; `text` is what it says, and
    is found last. `where` stands behind its kind in the list.
    """

    kind: FindKind
    title: str
    where: str
    text: str
    target: object
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found; `is_sure` unless a word had to be taken for another."""

    found: Findable
    is_sure: bool = True


class FindIndex(Protocol):
    """Some findables, ready to be searched at every key."""

    def find(self, text: str, near: str = "", limit: int = MOST_FOUND) -> Sequence[Hit]:
        """What matches, the best first; nothing for a blank text.

        Case and accents do not matter, nor the order of the words, of which the last may be
        unfinished. An exact word comes before one that begins so, a name before what a text
        says, and what is misspelt last; among equals, what is of the flow with the id `near`.
        """
        ...


class Finder:
    """Finds in all that is installed, and in what else there is (`others`).

    `prepare` reads the content and may take a while: it is for a worker. `find` is for every
    key, and finds nothing before.
    """

    def __init__(
        self,
        flows: Flows,
        cards: Callable[[], Cards],
        replies: Callable[[], Replies],
        new_index: Callable[[Sequence[Findable]], FindIndex],
    ) -> None:
        self._flows = flows
        self._cards = cards
        self._replies = replies
        self._new_index = new_index
        self._entries: tuple[Findable, ...] = ()
        self._index: FindIndex | None = None

    @property
    def is_ready(self) -> bool:
        """There is something to search."""
        return self._index is not None

    def prepare(self, others: Sequence[Findable]) -> None:
        """Read what has been edited since; where nothing has, that is quick."""
        flows = (*self._flows.all(), *map(self._flows.flow, (f.id for f in self._flows.sides())))
        entries = (
            *chain.from_iterable(map(_of_flow, flows)),
            *map(_of_card, self._cards().all()),
            *map(_of_reply, self._replies().all()),
            *others,
        )
        if self._index is None or entries != self._entries:
            self._index, self._entries = self._new_index(entries), entries

    def find(self, text: str, call: Call | None) -> Sequence[Hit]:
        """What matches, the best first; among equals, what belongs to the call."""
        return self._index.find(text, call.flow if call else "") if self._index else ()


def prompt_for(place: FlowPlace, call: Call | None) -> Sequence[Wording]:
    """The ways to say the line of a place to the caller of a call, or to anybody."""
    if place.prompt is None:
        return ()
    manner = call.manner if call else PLAIN
    return _in_language(place, call.caller.language if call else "").wordings_for(manner)


def _in_language(place: FlowPlace, language: str) -> Prompt:
    assert place.prompt, "a line to say"
    spoken = place.flow.in_language(language or place.flow.language)
    prompts = (prompt for stage in spoken.stages for prompt in stage.prompts)
    return next((p for p in prompts if p.id == place.prompt.id), place.prompt)


def _of_flow(flow: CallFlow) -> Iterator[Findable]:
    kind = FindKind.ASIDE if flow.is_side else FindKind.FLOW
    stages = ", ".join(stage.title for stage in flow.stages)
    yield Findable(kind, flow.title, stages, "", FlowPlace(flow), (flow.id,))
    for stage in flow.stages:
        if not flow.is_side:
            lines = "\n".join(_line(prompt) for prompt in stage.prompts)
            place = FlowPlace(flow, stage)
            yield Findable(FindKind.STAGE, stage.title, flow.title, lines, place)
        for prompt in stage.prompts:
            where = flow.title if flow.is_side else f"{flow.title} › {stage.title}"
            yield Findable(
                FindKind.PROMPT,
                _line(prompt),
                where,
                " ".join(_said(flow, prompt)),
                FlowPlace(flow, stage, prompt),
                (*prompt.cues, prompt.id.replace("-", " ")),
            )


def _said(flow: CallFlow, prompt: Prompt) -> Iterator[str]:
    """Every wording of a prompt in every language, without what stands in its places."""
    for spoken in (flow, *flow.translations):
        for stage in spoken.stages:
            for same in stage.prompts:
                if same.id == prompt.id and (spoken is flow or same is not prompt):
                    yield from map(_words, same.wordings)


def _line(prompt: Prompt) -> str:
    return prompt.wording(0, Manner()).fill({}).text


def _words(wording: Wording) -> str:
    return "".join(part.text for part in wording.fill({}).parts if part.is_filled)


_KINDS = {
    CardKind.TERM: FindKind.TERM,
    CardKind.HOW_TO: FindKind.HOW_TO,
    CardKind.KNOWN_ERROR: FindKind.KNOWN_ERROR,
}


def _of_card(card: Card) -> Findable:
    return Findable(_KINDS[card.kind], card.title, _says(card), card.body, card, card.names[1:])


def _says(card: Card) -> str:
    match card:
        case Term():
            return card.meaning
        case HowTo():
            return f"{len(card.steps)} steps · {', '.join(card.systems)}"
        case KnownError():
            return card.symptom


def _of_reply(reply: Reply) -> Findable:
    text = "\n\n".join(
        paragraph.wordings[0].fill({}).text for paragraph in reply.text_for(PLAIN).paragraphs
    )
    name = reply.id.replace("-", " ")
    return Findable(FindKind.REPLY, reply.title, reply.channel.value, text, reply, (name,))
