"""A spelling read aloud from the command line, which has no window to keep it going."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.domain.speller.spelling import Spelling

LAST_SOUND_S = 0.3
"""What is in a headset's own buffer is heard to its end, too."""


class Turns:
    """Carries what the voice tells, and what is due, to the one thread there is."""

    def __init__(self) -> None:
        self._deliveries: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._due: Callable[[], None] | None = None
        self._due_at = 0.0

    def on_main(self, receive: Callable[..., None]) -> Callable[..., None]:
        """The same callback, safe to call from any thread."""
        return lambda *news: self._deliveries.put(partial(receive, *news))

    def start(self, seconds: float, due: Callable[[], None]) -> None:
        """Call `due` in so many seconds, instead of what was to be called before."""
        self._due, self._due_at = due, time.monotonic() + seconds

    def cancel(self) -> None:
        """Call nothing."""
        self._due = None

    def run_while(self, goes_on: Callable[[], bool]) -> None:
        """Until it does not go on any more."""
        while goes_on():
            try:
                left_s = max(self._due_at - time.monotonic(), 0) if self._due else None
                deliver = self._deliveries.get(timeout=left_s)
            except queue.Empty:
                due, self._due = self._due, None
                assert due is not None, "only what is due ends the wait"
                due()
            else:
                deliver()


def read_aloud(spelling: Spelling, folder: Path) -> None:
    """Say it as the settings have it, and return when it is said; UserError if it cannot be."""
    from companion.services.read_aloud import ReadAloud
    from companion.services.voice import VoiceListener
    from companion.settings.store import Settings
    from companion.settings.voice_settings import pace, sound
    from companion.speech.voice_process import VoiceProcess

    settings = Settings(folder / "settings.toml")
    turns, troubles = Turns(), [""]
    voice = VoiceProcess(turns.on_main)
    voice.sound_like(sound(settings))
    voice.listen(VoiceListener(trouble=troubles.append))
    reader = ReadAloud(voice, turns, time.monotonic, lambda _: None, lambda: None)
    reader.pace = pace(settings)
    reader.take(spelling.units, spelling.language)
    try:
        reader.read_from(0)
        turns.run_while(lambda: reader.is_reading)
        if troubles[-1]:
            raise UserError(troubles[-1])
        time.sleep(LAST_SOUND_S)
    finally:
        voice.rest()
