"""What to say: wordings with places for the caller's name and the like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from companion.domain.manner import Audience, Manner, Tone

SLOTS = {
    "caller": "caller's name",
    "agent": "your name",
    "team": "your team",
    "greeting": "greeting",
    "daypart": "time of day",
    "company": "company",
    "number": "phone number",
    "ticket": "ticket number",
    "minutes": "how many minutes",
    "reason": "why",
    "reported": "what was reported",
    "observed": "what was seen",
    "done": "what was done",
    "outcome": "the outcome",
    "follow_up": "what happens next",
    "due": "when",
    "promised": "what was promised",
    "promised_for": "when it was promised for",
    "since": "since when",
    "stops": "what it stops",
    "deadline": "by when it is needed",
    "step": "what you do first",
    "estimate": "how long it takes",
    "cause": "what caused it",
    "prevention": "how to prevent it",
    "term": "the term",
    "meaning": "what it means",
    "mistake": "what went wrong",
    "remedy": "what puts it right",
    "known": "what is known",
    "unknown": "what is not known",
    "update": "when there is news",
    "handed_to": "who takes over",
    "our_number": "your phone number",
    "good_time": "a good time to ring back",
    "restated": "what you heard",
    "plan": "your plan",
    "apology": "what you are sorry for",
    "summary": "the short version",
}
"""Every placeholder a wording may use, with what to call it while it is empty."""

ASKED = (
    *("caller", "number", "company", "ticket", "since", "stops", "deadline", "step", "estimate"),
    *("cause", "prevention", "term", "meaning", "mistake", "remedy"),
    *("known", "unknown", "update", "handed_to"),
)
"""The placeholders that the agent can fill in beside the prompt, once, for the whole call."""

BUILT_FROM = {
    "restated": ("since", "stops"),
    "plan": ("step", "estimate"),
    "apology": ("mistake", "remedy"),
    "summary": ("stops", "handed_to"),
}
"""The placeholders that are built, and what to ask for while they are empty."""

_PLACEHOLDER = re.compile(r"\{(?P<slot>[^{}|]*)(?:\|(?P<fallback>[^{}|]*))?\}")
_HONORIFICS = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "lord", "lady"}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line: plain words, or a placeholder and what stands in it."""

    text: str
    slot: str | None = None
    is_filled: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A wording with its placeholders filled as far as the call allows."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The line as read aloud; an empty place is named between angle quotes."""
        return "".join(p.text if p.is_filled else f"‹{p.text}›" for p in self.parts)

    @property
    def missing(self) -> tuple[str, ...]:
        """The placeholders that nothing stands in yet."""
        return tuple(p.slot for p in self.parts if p.slot and not p.is_filled)


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a prompt, such as `Hello {caller|there}, …`.

    `{caller}` is filled from the call; `{caller|there}` falls back to "there". A placeholder
    outside `SLOTS` or a stray brace raises ValueError. A wording that names `audiences`, or
    whether the caller is `technical`, is for those callers alone.
    """

    template: str
    tone: Tone = Tone.NEUTRAL
    audiences: frozenset[Audience] = frozenset()
    technical: bool | None = None

    def __post_init__(self) -> None:
        if not self.template.strip():
            raise ValueError("a wording cannot be empty")
        for match in _PLACEHOLDER.finditer(self.template):
            if match["slot"] not in SLOTS:
                raise ValueError(f"{match[0]} is not a placeholder")
        if set(_PLACEHOLDER.sub("", self.template)) & {"{", "}"}:
            raise ValueError(f"a brace without its partner in “{self.template}”")

    @property
    def is_for_everybody(self) -> bool:
        """Nobody in particular is meant."""
        return not self.audiences and self.technical is None

    def suits(self, manner: Manner) -> bool:
        """Whether it may be said to such a caller."""
        return (not self.audiences or manner.audience in self.audiences) and (
            self.technical in (None, manner.technical)
        )

    @property
    def closeness(self) -> int:
        """How closely it is cut to its callers; the closest that suits is said."""
        return 2 * bool(self.audiences) + (self.technical is not None)

    def fill(self, values: Mapping[str, str]) -> Line:
        """The line to say, with `values` by placeholder; blank values count as missing."""
        parts: list[Part] = []
        end = 0
        for match in _PLACEHOLDER.finditer(self.template):
            _say(self.template[end : match.start()], parts)
            parts.append(_filled(match["slot"], match["fallback"], values))
            end = match.end()
        _say(self.template[end:], parts)
        return Line(tuple(parts))


def _say(words: str, parts: list[Part]) -> None:
    """Add plain words; after “Acme Ltd.” no second full stop ends the sentence."""
    if words.startswith(".") and parts and parts[-1].text.endswith((".", "…")):
        words = words[1:]
    if words:
        parts.append(Part(words))


def _filled(slot: str, fallback: str | None, values: Mapping[str, str]) -> Part:
    value = values.get(slot, "").strip()
    if value:
        return Part(value, slot)
    if fallback is not None:
        return Part(fallback, slot)
    return Part(SLOTS[slot], slot, is_filled=False)


def spoken_name(name: str) -> str:
    """What to call somebody on the phone: the first name, or title and name together."""
    words = name.split()
    if not words:
        return ""
    if words[0].rstrip(".").lower() in _HONORIFICS:
        return " ".join(words)
    return words[0]


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut after a word where there is one."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def short_name(name: str, limit: int) -> str:
    """A name of at most `limit` characters: whole, or its first and its last word."""
    words = name.split()
    if len(name) > limit and len(words) > 2:
        name = f"{words[0]} {words[-1]}"
    return shortened(name, limit)


def first_sentence(note: str, limit: int) -> str:
    """The first sentence of a note, on one line, without its full stop, at most that long."""
    return shortened(" ".join(note.split()).split(". ")[0].rstrip("."), limit)


def daypart(local: time) -> str:
    """The part of the day, as in “good …”."""
    if local.hour < 5 or local.hour >= 17:
        return "evening"
    return "morning" if local.hour < 12 else "afternoon"
