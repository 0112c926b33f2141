"""Reading a spelling aloud: unit by unit, at a pace, from any place, and silent at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from companion.domain.speller.unit import Unit
from companion.services.voice import UtteranceId, Voice, VoiceListener


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds from the begin of one unit to the next, and of pause more between groups.

    A unit that takes longer to say is said to its end. One a second is remembered better than
    two (Thorpe and Rowland 1965); a pause tells the chunks apart.
    """

    unit_s: float = 1.0
    group_pause_s: float = 0.5


class Timer(Protocol):
    """Calls back once, after a time, on the same thread."""

    def start(self, seconds: float, due: Callable[[], None]) -> None:
        """Call `due` in so many seconds, instead of what was to be called before."""
        ...

    def cancel(self) -> None:
        """Call nothing."""
        ...


class ReadAloud:
    """Where the voice is in a spelling. It keeps the units until it takes others.

    `begun` is told the index of each unit as the voice begins it; `changed` is called when
    reading begins or ends.
    """

    def __init__(
        self,
        voice: Voice,
        timer: Timer,
        now: Callable[[], float],
        begun: Callable[[int], None],
        changed: Callable[[], None],
    ) -> None:
        self.pace = Pace()
        self.is_reading = False
        self.index = 0
        """The unit that is being said, or was said last."""
        self._voice = voice
        self._timer = timer
        self._now = now
        self._begun = begun
        self._changed = changed
        self._units: Sequence[Unit] = ()
        self._language = ""
        self._utterance: UtteranceId | None = None
        self._begun_at = 0.0
        voice.listen(VoiceListener(started=self._on_started, ended=self._on_ended))

    def take(self, units: Sequence[Unit], language: str) -> None:
        """Another text; nothing of the one before is said any more."""
        self.stop()
        self._units, self._language, self.index = units, language, 0

    def read_from(self, index: int) -> None:
        """Read on from that unit."""
        if not 0 <= index < len(self._units):
            return
        self._be_silent()
        self._set_reading(True)
        self._say(index)

    def say_one(self, index: int) -> None:
        """Say that unit; go on from there if it is being read, and with no other if not."""
        if self.is_reading:
            self.read_from(index)
        elif 0 <= index < len(self._units):
            self._be_silent()
            self._say(index)

    def say_line(self, text: str, language: str = "") -> None:
        """Say something else, such as a prompt, instead."""
        self.stop()
        self._voice.say(text, language)

    def stop(self) -> None:
        """Silence at once. Reading can go on from `index`."""
        self._be_silent()
        self._set_reading(False)

    @property
    def has_more(self) -> bool:
        """There is a unit after the one that was said last."""
        return self.index + 1 < len(self._units)

    # ------------------------------------------------------------------ inside

    def _say(self, index: int) -> None:
        self.index = index
        self._begun_at = self._now()
        self._utterance = self._voice.say(self._units[index].speech, self._language)

    def _be_silent(self) -> None:
        self._timer.cancel()
        self._utterance = None
        self._voice.stop()

    def _set_reading(self, is_reading: bool) -> None:
        if is_reading != self.is_reading:
            self.is_reading = is_reading
            self._changed()

    def _on_started(self, utterance: UtteranceId) -> None:
        if utterance == self._utterance:
            self._begun_at = self._now()
            self._begun(self.index)

    def _on_ended(self, utterance: UtteranceId, was_said: bool) -> None:
        if utterance != self._utterance:
            return
        self._utterance = None
        if not self.is_reading:
            return
        if was_said and self.has_more:
            self._timer.start(self._wait_s(), lambda: self._say(self.index + 1))
        else:
            self._set_reading(False)

    def _wait_s(self) -> float:
        """From the end of a unit to the begin of the next."""
        here, following = self._units[self.index], self._units[self.index + 1]
        pause_s = self.pace.group_pause_s if here.group != following.group else 0.0
        spent_s = self._now() - self._begun_at
        return max(self.pace.unit_s - spent_s, 0.0) + pause_s
