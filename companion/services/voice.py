"""A voice that says things in the agent's ear, as the window needs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NewType, Protocol

UtteranceId = NewType("UtteranceId", int)


@dataclass(frozen=True, slots=True)
class VoiceName:
    """A voice of this machine: `id` is what the engine calls it, `language` as in `en-GB`."""

    id: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class SoundOutput:
    """Where sound can come out; `id` is what the system calls it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Sound:
    """How it shall sound. `rate` is in words a minute, `volume` in per cent.

    An empty `voice` is the one that suits the text; an empty `output` is the system's.
    """

    voice: str = ""
    rate: int = 170
    volume: int = 100
    output: str = ""


@dataclass(frozen=True, slots=True)
class VoiceListener:
    """Who is told of what the voice does.

    `ended` says with True that an utterance was said to its end. `trouble` gets one sentence
    when there is no voice, no engine or no sound; empty once it is over. `known` is called when
    the voices and the outputs of this machine have become known.
    """

    started: Callable[[UtteranceId], None] = lambda _: None
    ended: Callable[[UtteranceId, bool], None] = lambda *_: None
    trouble: Callable[[str], None] = lambda _: None
    known: Callable[[], None] = lambda: None


class Voice(Protocol):
    """Says one thing after the other; nothing that is said is kept anywhere.

    Every call returns at once. News comes on the window's thread, to all who listen.
    """

    def get_ready(self) -> None:
        """Something may have to be said soon: with this, it is heard at once when it comes."""
        ...

    def rest(self) -> None:
        """Be silent and take no memory until something is to be said again."""
        ...

    def say(self, text: str, language: str = "") -> UtteranceId:
        """Say it after what is still to be said, in a voice of the language if there is one."""
        ...

    def stop(self) -> None:
        """Be silent at once and forget what was still to be said."""
        ...

    def sound_like(self, sound: Sound) -> None:
        """From the next utterance on."""
        ...

    def voices(self) -> Sequence[VoiceName]:
        """The voices of this machine; empty until they are known."""
        ...

    def outputs(self) -> Sequence[SoundOutput]:
        """Where sound can come out, besides the system's choice; empty until it is known."""
        ...

    def listen(self, listener: VoiceListener) -> None:
        """Tell this one, too, from now on."""
        ...
