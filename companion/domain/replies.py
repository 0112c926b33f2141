"""Written replies: templates for e-mail, chat and voicemail, filled from a call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from companion.domain.manner import Audience, Manner
from companion.domain.secrets_in_text import secrets_in
from companion.domain.wording import Line, Part, Wording

ReplyId = NewType("ReplyId", str)

WORDS_PER_MINUTE = 150
"""How fast English is spoken on average in conversation (National Center for Voice and Speech)."""
DIGITS_PER_SECOND = 1.5
"""How fast a number can be written down by who hears it; slower than words are understood."""

_NUMBER = re.compile(r"\+?\d[\d ,]{4,}\d")


class Channel(StrEnum):
    """How a reply reaches its reader."""

    EMAIL = "email"
    CHAT = "chat"
    VOICEMAIL = "voicemail"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a reply: the first wording that the call fills wholly, else the last.

    An optional one is left out when the call fills none of its wordings.
    """

    wordings: tuple[Wording, ...]
    is_optional: bool = False

    def fill(self, values: Mapping[str, str]) -> Line | None:
        """The paragraph with `values` by placeholder, or None where it is left out."""
        lines = [wording.fill(values) for wording in self.wordings]
        whole = next((line for line in lines if not line.missing), None)
        return whole or (None if self.is_optional else lines[-1])


@dataclass(frozen=True, slots=True)
class ReplyText:
    """What a reply says to some callers, or to everybody."""

    paragraphs: tuple[Paragraph, ...]
    subject: Wording | None = None
    audiences: frozenset[Audience] = frozenset()
    technical: bool | None = None

    def suits(self, manner: Manner) -> bool:
        """Whether it may be written to such a caller."""
        return (not self.audiences or manner.audience in self.audiences) and (
            self.technical in (None, manner.technical)
        )

    @property
    def closeness(self) -> int:
        """How closely it is cut to its readers; the closest that suits is written."""
        return 2 * bool(self.audiences) + (self.technical is not None)


@dataclass(frozen=True, slots=True)
class Reply:
    """A template by its id. `flow` is the flow whose calls it is for, empty for all of them.

    One text at least is for everybody, or ValueError.
    """

    id: ReplyId
    title: str
    channel: Channel
    texts: tuple[ReplyText, ...]
    flow: str = ""
    practices: tuple[str, ...] = ()
    is_framed: bool = True

    def __post_init__(self) -> None:
        if not any(text.closeness == 0 for text in self.texts):
            raise ValueError(f"{self.id} has no text for everybody")

    def text_for(self, manner: Manner) -> ReplyText:
        """What it says to such a caller."""
        suitable = [text for text in self.texts if text.suits(manner)]
        return max(suitable, key=lambda text: text.closeness)


@dataclass(frozen=True, slots=True)
class Frame:
    """How messages of one channel begin and end; each wording is a line."""

    greeting: tuple[Wording, ...] = ()
    closing: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A reply filled from a call. `held_back` names the placeholders that held something secret."""

    channel: Channel
    subject: Line | None
    lines: tuple[Line, ...]
    held_back: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it; an empty place is named between angle quotes."""
        joint = "\n\n" if self.channel is Channel.EMAIL else " "
        return joint.join(line.text for line in self.lines)

    @property
    def missing(self) -> tuple[str, ...]:
        """The placeholders that nothing stands in yet, in the order of the text."""
        lines = (*self.lines, *((self.subject,) if self.subject else ()))
        return tuple(dict.fromkeys(slot for line in lines for slot in line.missing))


def fill_reply(reply: Reply, frame: Frame, manner: Manner, values: Mapping[str, str]) -> Letter:
    """A reply to such a caller, with `values` by placeholder.

    What holds something that looks secret counts as unknown, and is told.
    """
    harmless = {slot: text for slot, text in values.items() if not secrets_in(text)}
    text = reply.text_for(manner)
    body = [line for p in text.paragraphs if (line := p.fill(harmless))]
    if reply.is_framed:
        body = [*_joined(frame.greeting, harmless), *body, *_joined(frame.closing, harmless)]
    subject = text.subject.fill(harmless) if text.subject else None
    held = tuple(slot for slot in _slots(text) if slot in values and slot not in harmless)
    return Letter(reply.channel, subject, tuple(body), held)


def _slots(text: ReplyText) -> tuple[str, ...]:
    """The placeholders that a text may show, in its order."""
    subject = (text.subject,) if text.subject else ()
    wordings = [*subject, *(w for p in text.paragraphs for w in p.wordings)]
    lines = [wording.fill({}) for wording in wordings]
    return tuple(dict.fromkeys(part.slot for line in lines for part in line.parts if part.slot))


def _joined(wordings: Iterable[Wording], values: Mapping[str, str]) -> list[Line]:
    """The lines of a greeting or a closing as one paragraph."""
    lines = [wording.fill(values) for wording in wordings]
    if not lines:
        return []
    parts = list(lines[0].parts)
    for line in lines[1:]:
        parts += [Part("\n"), *line.parts]
    return [Line(tuple(parts))]


def seconds_to_say(text: str) -> int:
    """How long it takes to say aloud: words at a talking pace, numbers for writing along."""
    digits = sum(map(str.isdigit, "".join(_NUMBER.findall(text))))
    words = len(_NUMBER.sub(" ", text).split())
    return round(words * 60 / WORDS_PER_MINUTE + digits / DIGITS_PER_SECOND)


def in_chunks(number: str) -> str:
    """A phone number for saying: `020 79 46 00 18` is said chunk by chunk, with a pause between.

    The chunks are as typed, else three digits at a time and none alone.
    """
    number = number.strip()
    if not number or not re.fullmatch(r"\+?[\d\s()./-]+", number):
        return number
    typed = re.findall(r"\+?\d+", number)
    if len(typed) == 1:
        typed = _threes(typed[0])
    return ", ".join(typed)


def _threes(digits: str) -> list[str]:
    chunks = [digits[n : n + 3] for n in range(0, len(digits), 3)]
    if len(chunks) > 1 and len(chunks[-1]) == 1:
        last = chunks.pop()
        chunks[-1:] = [chunks[-1][:2], chunks[-1][2:] + last]
    return chunks
