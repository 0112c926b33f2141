"""A chime while somebody waits on hold. It ends with the hold, always."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

from companion.domain.call import Call, CallId
from companion.domain.hold_rules import Wait
from companion.domain.moment import Moment
from companion.domain.phase import OnHold

PLAYERS: tuple[tuple[str, ...], ...] = (
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
)
"""Programs that play a file, by system and age; the first that is there is taken."""
ENDS_WITHIN_MS = 500


class HoldSound(QObject):
    """Plays once for each new reason to remember the caller on hold, in a process of its own.

    Where nothing can play, it is silent. A caller who is parked makes no sound.
    """

    def __init__(
        self, file: Path, parent: QObject | None = None, players: Sequence[Sequence[str]] = PLAYERS
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._players = players
        self._of: tuple[CallId, Moment] | None = None
        self._heard = 0
        self._process = QProcess(self)
        # What a player says of itself is of no use to anyone.
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())

    @property
    def is_playing(self) -> bool:
        """A player is at it."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def attend(self, call: Call | None, wait: Wait | None, *, is_on: bool) -> None:
        """The call in hand and how its caller waits; play if there is a new reason to."""
        if call is None or wait is None or not isinstance(call.phase, OnHold) or not is_on:
            self.stop()
            return
        hold = call.running_hold
        assert hold is not None, "somebody waits"
        this = (call.id, hold.asked)
        heard = self._heard if self._of == this else 0
        self._of, self._heard = this, wait.reminders
        if wait.reminders > heard:
            self._play()
        elif wait.reminders < heard:
            self._silence()

    def stop(self) -> None:
        """No more of it."""
        if self._heard:
            self._silence()
        self._of, self._heard = None, 0

    def close(self) -> None:
        """Stop, and wait until it has: the program ends."""
        self.stop()
        if sys.platform != "win32":
            self._process.waitForFinished(ENDS_WITHIN_MS)

    def _play(self) -> None:
        if sys.platform == "win32":
            import winsound

            flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            winsound.PlaySound(str(self._file), flags)
        elif not self.is_playing and (player := self._player()):
            self._process.start(player[0], [*player[1:], str(self._file)])

    def _silence(self) -> None:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(None, 0)
        elif self.is_playing:
            self._process.kill()

    def _player(self) -> Sequence[str] | None:
        return next((player for player in self._players if shutil.which(player[0])), None)
