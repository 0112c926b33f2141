"""What is edited, as it will be said: to the caller of the call in hand, else to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, Prompt, PromptId, StageId
from companion.domain.manner import ENGLISH, Audience, Manner, Tone
from companion.domain.moment import Moment
from companion.domain.wording import Line, Part, Wording
from companion.services.lines import Saying, known_values
from companion.services.outline import Node
from companion.services.ports import Profile
from companion.services.shapes import Record, Value

EXAMPLE = Caller("Sarah Okafor", "+44 20 7946 0018", "Harbour Mill")
"""Who is spoken to while nobody is on the line. (The number is one of those for drama.)"""


@dataclass(frozen=True, slots=True)
class Previewing:
    """Whom it is said to: the call in hand if there is one, and in what manner."""

    call: Call | None
    profile: Profile
    now: Moment
    manner: Manner
    language: str = ENGLISH

    def saying(self, node: Node) -> Saying | None:
        """What an agent would see of a record, or of the first thing to say in it."""
        found = self._said(node.record)
        if found is None:
            return None
        wording, record = found
        owners = (record, *(around.record for around in reversed(node.chain)))
        cued = next((owner for owner in owners if owner.shape.beside), record)
        titled = next((owner for owner in owners if owner.shape.named_by[0] == "title"), record)
        prompt = PromptId(str(record.path))
        return Saying(self._line(wording), tuple(_cues(cued)), titled.name, prompt)

    def _said(self, record: Record) -> tuple[Wording | str, Record] | None:
        """The line of a record and the record that it is of."""
        if record.shape.said:
            return _wording(record), record
        for inner in record.lists:
            if inner.part.shape.said and inner.records:
                return self._chosen(inner.records), record
        for inner in record.lists:
            for one in inner.records:
                if found := self._said(one):
                    return found
        return None

    def _chosen(self, records: tuple[Record, ...]) -> Wording | str:
        """Of several wordings, the one that such a caller hears first."""
        wordings = [wording for r in records if isinstance(wording := _wording(r), Wording)]
        try:
            return Prompt(PromptId("preview"), tuple(wordings)).wording(0, self.manner)
        except ValueError:
            return _wording(records[0])

    def _line(self, said: Wording | str) -> Line:
        if isinstance(said, str):
            return Line((Part(said),))
        call = self.call or _example(self.profile, self.now)
        return said.fill(known_values(call, self.profile, self.now, self.language))


def _wording(record: Record) -> Wording | str:
    """What a record says; a text that is no wording is shown as it is."""
    values = record.values
    text = _text(values.get(record.shape.said)) or record.instead.get(record.shape.said, "")
    tone, callers, technical = (values.get(key) for key in ("tone", "for", "technical"))
    named = callers if isinstance(callers, tuple) else ()
    try:
        return Wording(
            text,
            Tone(tone) if isinstance(tone, str) else Tone.NEUTRAL,
            frozenset(Audience(name) for name in named),
            technical if isinstance(technical, bool) else None,
        )
    except ValueError:
        return text


def _cues(record: Record) -> Iterator[str]:
    for key in record.shape.beside:
        found = record.values.get(key)
        if isinstance(found, tuple):
            yield from found
        elif isinstance(found, str):
            yield found


def _text(value: Value) -> str:
    if isinstance(value, tuple):
        return value[0] if value else ""
    return value if isinstance(value, str) else ""


def _example(profile: Profile, now: Moment) -> Call:
    place = Place(StageId("example"), PromptId("example"))
    return Call.begin(CallId("example"), FlowId("example"), place, profile.agent, EXAMPLE, now)
