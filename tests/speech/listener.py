"""A voice and everything it tells, for tests to look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from companion.services.voice import UtteranceId, VoiceListener
from companion.speech.voice_process import VoiceProcess
from tests.journeys.waiting import until


class Spoken:
    """A voice, and what it told in order."""

    def __init__(self, answer_within_s: float = 20.0) -> None:
        self.voice = VoiceProcess(answer_within_s=answer_within_s)
        self.started: list[UtteranceId] = []
        self.ended: dict[UtteranceId, bool] = {}
        self.troubles: list[str] = []
        self.voice.listen(VoiceListener(self.started.append, self._on_ended, self.troubles.append))

    @classmethod
    @contextmanager
    def ready(cls, answer_within_s: float = 20.0) -> Iterator[Self]:
        """One whose worker is running; it rests at the end."""
        spoken = cls(answer_within_s)
        try:
            spoken.voice.get_ready()
            until(spoken.voice.voices, "the voices are known")
            yield spoken
        finally:
            spoken.voice.rest()

    def say(self, text: str, language: str = "en") -> bool:
        """Say it and wait until it is over: whether it was said to its end."""
        number = self.voice.say(text, language)
        until(lambda: number in self.ended, f"{text} is over")
        return self.ended[number]

    @property
    def worker(self) -> int:
        """The process id of the worker, which must be there."""
        assert self.voice.pid is not None
        return self.voice.pid

    def _on_ended(self, number: UtteranceId, was_said: bool) -> None:
        self.ended[number] = was_said
