"""One text on its way from a synthesiser through a player, on a thread of its own."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable

from companion.speech.players import Player
from companion.speech.trouble import SpeechTrouble

LATE_S = 4.0
"""A player that is so far behind the sound it was given does not play it."""

TAIL_S = 0.1
"""From giving the last of the sound away until it is heard, where nothing holds it back."""
DRAINS_WITHIN_S = 6.0
"""Then a player that is still not done is ended."""

Synthesise = Callable[[Callable[[bytes], bool]], None]
"""Makes sound and gives it away piece by piece, until it is told that no more is wanted."""


class Utterance:
    """Played by the first of the players that can; the others are tried when it fails.

    `player` is the one that played it, once it `is_over`: that is by the clock, because a player
    may go on for seconds, in silence, before it ends. Until it `is_gone` it may have to be
    stopped. Nothing of the sound is kept.
    """

    def __init__(
        self,
        synthesise: Synthesise,
        players: list[Player],
        rate: int,
        output: str,
        late_s: float = LATE_S,
    ) -> None:
        self._synthesise = synthesise
        self._players = players
        self._rate = rate
        self._output = output
        self._late_s = late_s
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._begun = time.monotonic()
        self._given_bytes = 0
        self.player: Player | None = None
        self.trouble: SpeechTrouble | None = None
        self.is_over = False
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Silence, now: the player is killed with all the sound it holds."""
        with self._lock:
            self._is_stopped = True
            if self._process:
                self._process.kill()

    @property
    def is_gone(self) -> bool:
        """Nothing of it will be heard any more."""
        return not self._thread.is_alive()

    @property
    def was_said(self) -> bool:
        """It was played to its end."""
        return self.player is not None

    def give_up_if_stuck(self) -> None:
        """End it when the player takes no sound: its server hangs, or holds it back."""
        if time.monotonic() - self._begun > self._given_s + self._late_s:
            self.trouble = SpeechTrouble.STUCK
            self.stop()

    @property
    def _given_s(self) -> float:
        """Seconds of sound that the player has been given."""
        return self._given_bytes / 2 / self._rate

    def _run(self) -> None:
        try:
            self.player = next((each for each in self._players if self._plays(each)), None)
            if self.player is None and not self._is_stopped:
                no_sound, no_player = SpeechTrouble.NO_SOUND, SpeechTrouble.NO_PLAYER
                self.trouble = no_sound if self._players else no_player
        finally:
            self.is_over = True
        self._end_player()

    def _plays(self, player: Player) -> bool:
        process = self._start(player)
        if process is None or process.stdin is None:
            return False
        try:
            self._synthesise(self._give)
            process.stdin.close()
        except OSError:  # the player ended, or was ended
            pass
        try:
            heard_by = self._begun + self._given_s + TAIL_S
            status = process.wait(max(heard_by - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            status = 0
        return status == 0 and not self._is_stopped

    def _end_player(self) -> None:
        if self._process is None:
            return
        try:
            self._process.wait(DRAINS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self, player: Player) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._is_stopped:
                return None
            self._given_bytes, self._begun = 0, time.monotonic()
            try:
                self._process = player.start(self._rate, self._output)
            except OSError:
                self._process = None
            return self._process

    def _give(self, sound: bytes) -> bool:
        assert self._process is not None
        assert self._process.stdin is not None
        if self._is_stopped:
            return False
        try:
            self._process.stdin.write(sound)
        except OSError:
            return False
        self._given_bytes += len(sound)
        return True
