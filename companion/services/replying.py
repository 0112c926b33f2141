"""Writes a reply from a call: which to offer, what stands in its places, what it still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from companion.domain.call import Call
from companion.domain.flow import FlowId
from companion.domain.manner import Manner
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.replies import (
    Channel,
    Frame,
    Letter,
    Reply,
    fill_reply,
    in_chunks,
)
from companion.domain.wording import SLOTS, shortened
from companion.domain.wording_rules import WordingRules
from companion.services.lines import known_values
from companion.services.ports import Profile

WRITABLE = 600
"""Characters of a part of the notes that a message takes in."""


class Replies(Protocol):
    """The replies that are installed."""

    @property
    def frames(self) -> Mapping[Channel, Frame]:
        """How the messages of each channel begin and end."""
        ...

    def all(self) -> Sequence[Reply]:
        """Every reply."""
        ...


class Wordings(Protocol):
    """What the wording check looks for."""

    def rules(self, language: str) -> WordingRules:
        """The rules of a language; none where there are none."""
        ...


class Orthography(Protocol):
    """Knows how words are spelled. Asked on a worker: the first question reads a dictionary."""

    def misspelled(self, words: Iterable[str], language: str) -> Mapping[str, tuple[str, ...]]:
        """The words that are in no dictionary, each with what is probably meant."""
        ...


@dataclass(frozen=True, slots=True)
class Writing:
    """All that a reply is written with."""

    replies: Replies
    wordings: Wordings
    orthography: Orthography


def write_reply(
    reply: Reply,
    frames: Mapping[Channel, Frame],
    call: Call,
    profile: Profile,
    now: Moment,
    typed: Mapping[str, str] | None = None,
) -> Letter:
    """The reply filled from the call; `typed` is what the agent has put into empty places."""
    values = reply_values(call, profile, now) | {
        k: v for k, v in (typed or {}).items() if v.strip()
    }
    if reply.channel is Channel.VOICEMAIL:
        values["our_number"] = in_chunks(values["our_number"])
    manner = Manner(call.caller.audience, call.caller.technical, call.tone)
    return fill_reply(reply, frames.get(reply.channel, Frame()), manner, values)


def reply_values(call: Call, profile: Profile, now: Moment) -> dict[str, str]:
    """What stands in each placeholder of a reply; more of the notes than can be said aloud."""
    values = known_values(call, profile, now)
    written = (Section.REPORTED, Section.OBSERVED, Section.DONE, Section.FOLLOW_UP)
    return values | {part.value: _as_sentences(call.notes[part]) for part in written}


def offered(replies: Iterable[Reply], flow: FlowId, typed: str) -> list[Reply]:
    """The replies to choose from: those of the flow first, and of them what the words are in."""
    words = typed.casefold().split()

    def has_all(reply: Reply) -> bool:
        title = f"{reply.title} {reply.channel} {reply.id}".casefold()
        return all(word in title for word in words)

    found = [reply for reply in replies if has_all(reply)]
    return sorted(found, key=lambda reply: (reply.flow != flow, bool(reply.flow)))


def called(slot: str) -> str:
    """What a placeholder is called where it is asked for."""
    title = SLOTS[slot]
    return title[:1].upper() + title[1:]


def _as_sentences(note: str) -> str:
    """A part of the notes as running text, without its last full stop."""
    lines = [" ".join(line.split()) for line in note.splitlines()]
    text = " ".join(
        line if line.endswith((".", "!", "?", ":", ";", ",")) else f"{line}."
        for line in lines
        if line
    )
    return shortened(text.rstrip("."), WRITABLE)
