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


class Voice(Protocol):
    """Says one thing after the other; nothing that is said is kept anywhere.

    Every call returns at once. News comes on the window's thread through `listen`.
    """

    def say(self, text: str, language: str = "") -> UtteranceId:
        """Say it after what is still to be said, in a voice of the language if there is one."""
        ...

    def stop(self) -> None:
        """Be silent at once and forget what was still to be said."""
        ...

    def voices(self) -> Sequence[VoiceName]:
        """The voices of this machine; empty until they are known."""
        ...

    def listen(
        self,
        started: Callable[[UtteranceId], None],
        ended: Callable[[UtteranceId, bool], None],
        trouble: Callable[[str], None],
    ) -> None:
        """Tell when an utterance begins and ends (True: it was said to its end).

        `trouble` gets one sentence when there is no voice, no engine or no sound; empty once it
        is over.
        """
        ...
