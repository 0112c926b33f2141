"""Reading a spelling aloud, as a page or a pop-up drives it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from companion.domain.speller.spelling import Spelling
from companion.services.read_aloud import ReadAloud
from companion.services.voice import Voice, VoiceListener
from companion.settings.options import READING_PACE
from companion.settings.store import Settings
from companion.settings.voice_settings import may_read_aloud, pace, reads_at_once

IS_OFF = "Reading aloud is switched off: Settings, Voice (Ctrl+,)."
PACE_STEP = 10
"""Characters a minute."""


class ReadingAloud(QObject):
    """One for each place that shows a spelling; they share the voice.

    `unit_begun` follows the voice; `told` gives a sentence when something is in the way, and
    an empty one when it is over. Nothing is said unless the settings allow it.
    """

    unit_begun = Signal(int)
    changed = Signal()
    """Reading began or ended, or its pace is another one."""
    pace_chosen = Signal()
    told = Signal(str)

    def __init__(self, voice: Voice, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._settings = settings
        self._spelling: Spelling | None = None
        self._reader = ReadAloud(
            voice, _QtTimer(self), time.monotonic, self.unit_begun.emit, self.changed.emit
        )
        voice.listen(VoiceListener(trouble=self.told.emit))

    # ------------------------------------------------------------------ how it is

    @property
    def is_reading(self) -> bool:
        """The voice goes from unit to unit."""
        return self._reader.is_reading

    @property
    def is_allowed(self) -> bool:
        """The settings have it that spellings may be read aloud."""
        return may_read_aloud(self._settings)

    @property
    def pace(self) -> int:
        """Characters a minute."""
        return self._settings.get(READING_PACE)

    # ------------------------------------------------------------------ what is asked for

    def get_ready(self) -> None:
        """Something may have to be said soon."""
        if self.is_allowed:
            self._voice.get_ready()

    def take(self, spelling: Spelling | None) -> None:
        """Another spelling, or none: nothing of the one before is said or known any more."""
        if spelling is not None and self._spelling is not None and spelling == self._spelling:
            return
        self._spelling = spelling
        self._reader.take(spelling.units if spelling else (), spelling.language if spelling else "")

    def read_if_wanted(self) -> None:
        """Read it all, where the settings want that without being asked."""
        if reads_at_once(self._settings):
            self.read_from(0)

    def read_from(self, index: int) -> None:
        """Read on from that unit."""
        if self._may():
            self._reader.read_from(index)

    def read_or_pause(self, index: int) -> None:
        """Silence where it reads; otherwise it reads on from that unit, from the last anew."""
        if self.is_reading:
            self._reader.stop()
            return
        count = len(self._spelling.units) if self._spelling else 0
        self.read_from(0 if index + 1 >= count else index)

    def repeat(self, index: int) -> None:
        """Say that unit again, then read on where it was reading."""
        if self._may():
            self._reader.say_one(index)

    def back(self, index: int) -> None:
        """Say the unit before that one, then read on where it was reading."""
        self.repeat(max(index - 1, 0))

    def follow(self, index: int) -> None:
        """The agent has gone to a unit: where it is being read, it is read from there."""
        if self.is_reading and index != self._reader.index:
            self._reader.read_from(index)

    def again(self) -> None:
        """All of it, from the beginning."""
        self.read_from(0)

    def slower(self) -> None:
        self._choose_pace(self.pace - PACE_STEP)

    def faster(self) -> None:
        self._choose_pace(self.pace + PACE_STEP)

    def stop(self) -> None:
        """Silence at once."""
        self._reader.stop()

    def say_line(self, text: str) -> None:
        """Say a prompt or a reminder: no secret, so it needs no permission."""
        self._reader.say_line(text)

    # ------------------------------------------------------------------ inside

    def _may(self) -> bool:
        if not self.is_allowed:
            self.told.emit(IS_OFF)
            return False
        self._reader.pace = pace(self._settings)
        return True

    def _choose_pace(self, wanted: int) -> None:
        assert READING_PACE.limits is not None
        low, high = READING_PACE.limits
        self._settings.change(READING_PACE.key, max(low, min(wanted, high)))
        self._reader.pace = pace(self._settings)
        self.changed.emit()
        self.pace_chosen.emit()


class _QtTimer:
    """`services.read_aloud.Timer` on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        self._timer = QTimer(parent, singleShot=True)
        self._timer.timeout.connect(self._on_time)
        self._due: Callable[[], None] | None = None

    def start(self, seconds: float, due: Callable[[], None]) -> None:
        """Call `due` in so many seconds, instead of what was to be called before."""
        self._due = due
        self._timer.start(round(seconds * 1000))

    def cancel(self) -> None:
        """Call nothing."""
        self._due = None
        self._timer.stop()

    def _on_time(self) -> None:
        due, self._due = self._due, None
        if due:
            due()
