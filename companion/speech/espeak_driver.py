"""A driver for pyttsx3 that keeps speech in memory: espeak-ng, piece by piece, into a player.

pyttsx3's own (2.99) writes a WAV of everything that is said into the folder for temporary files,
plays it with a shell command that `stop()` does not end, and cannot be iterated. The names and
manners of this class (`buildDriver`, `startLoop` …) are what pyttsx3 asks of a driver.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator
from typing import Any

from companion.services.voice import SoundOutput
from companion.speech.players import installed_players
from companion.speech.trouble import SpeechTrouble
from companion.speech.utterance import Utterance

NAME = "companion_espeak"
"""What pyttsx3 is asked for; it looks for a module of that name among its drivers."""
PIECE_MS = 60
DO_NOT_EXIT = 0x8000
"""Of `speak_lib.h`: without its data espeak-ng would end the process."""
NORMAL_RATE = 175
"""Words a minute."""


class SoundFailed(Exception):
    """Nothing was heard."""

    def __init__(self, trouble: SpeechTrouble) -> None:
        super().__init__(trouble.sentence)
        self.trouble = trouble


class EspeakDriver:
    """Says one text at a time. All its methods are called on one thread."""

    _rate_hz = 0
    """Of the sound; espeak-ng can be initialised once in a process only."""

    def __init__(self, proxy: Any) -> None:
        from pyttsx3.drivers import _espeak

        self._espeak = _espeak
        self._proxy = proxy
        self._players = installed_players()
        self._output = ""
        self._utterance: Utterance | None = None
        self._fading: list[Utterance] = []
        self._take: Callable[[bytes], bool] | None = None
        if not EspeakDriver._rate_hz:
            synchronous = _espeak.AUDIO_OUTPUT_SYNCHRONOUS
            rate = _espeak.Initialize(synchronous, PIECE_MS, None, DO_NOT_EXIT)
            if rate <= 0:
                raise RuntimeError("espeak-ng has no data")
            EspeakDriver._rate_hz = rate
            _espeak.SetVoiceByName(b"en")
        _espeak.SetSynthCallback(self._on_sound)
        self.setProperty("rate", NORMAL_RATE)

    def outputs(self) -> list[SoundOutput]:
        """Where sound can come out. Asks another program, so it may take a while."""
        return self._players[0].outputs() if self._players else []

    # ------------------------------------------------------------------ what pyttsx3 calls

    def destroy(self) -> None:
        self.stop()

    def say(self, text: str) -> None:
        self._proxy.setBusy(True)
        self._proxy.notify("started-utterance")
        rate = EspeakDriver._rate_hz
        self._utterance = Utterance(
            lambda take: self._synthesise(text, take), [*self._players], rate, self._output
        )
        self._utterance.start()

    def stop(self) -> None:
        for utterance in (self._utterance, *self._fading):
            if utterance:
                utterance.stop()

    def startLoop(self) -> None:
        raise NotImplementedError("this driver is iterated: startLoop(False)")

    def endLoop(self) -> None:
        self.stop()

    def iterate(self) -> Iterator[None]:
        self._proxy.setBusy(False)
        while True:
            self._look()
            yield

    def getProperty(self, name: str) -> object:
        match name:
            case "voices":
                return [self._voice(each) for each in self._espeak.ListVoices()]
            case "voice":
                return self._espeak.GetCurrentVoice().contents.identifier.decode()
            case "rate":
                return self._espeak.GetParameter(self._espeak.RATE)
            case "volume":
                return self._espeak.GetParameter(self._espeak.VOLUME) / 100
        raise KeyError(name)

    def setProperty(self, name: str, value: Any) -> None:
        match name:
            case "voice":
                self._espeak.SetVoiceByName(str(value).encode())
            case "rate":
                self._espeak.SetParameter(self._espeak.RATE, int(value))
            case "volume":
                self._espeak.SetParameter(self._espeak.VOLUME, round(value * 100))
            case "output":
                self._output = str(value)
            case _:
                raise KeyError(name)

    # ------------------------------------------------------------------ inside

    def _look(self) -> None:
        """Tell of an utterance that is over. It may end on its own thread at any time."""
        utterance = self._utterance
        if utterance is None:
            return
        if not utterance.is_over:
            utterance.give_up_if_stuck()
            return
        self._utterance = None
        self._fading = [each for each in (*self._fading, utterance) if not each.is_gone]
        if utterance.player:
            # What played this will play the next.
            self._players.sort(key=lambda player: player is not utterance.player)
        if utterance.trouble:
            self._proxy.notify("error", exception=SoundFailed(utterance.trouble))
        self._proxy.notify("finished-utterance", completed=utterance.was_said)
        self._proxy.setBusy(False)

    def _synthesise(self, text: str, take: Callable[[bytes], bool]) -> None:
        self._take = take
        self._espeak.Synth(text.encode(errors="replace"), flags=self._espeak.CHARS_UTF8)

    def _on_sound(self, samples: Any, count: int, events: Any) -> int:
        """espeak-ng has made a piece, on the thread that asked it to; 1 = make no more."""
        assert self._take is not None
        if not samples or count <= 0:
            return 0
        return 0 if self._take(ctypes.string_at(samples, count * 2)) else 1

    @staticmethod
    def _voice(found: Any) -> object:
        from pyttsx3.voice import Voice

        # A byte of priority stands before the language.
        language = (found.languages or b" ")[1:].decode("utf-8", "replace")
        return Voice(found.identifier.decode(), found.name.decode(), [language])


def install() -> None:
    """Put it where pyttsx3 looks for drivers."""
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]


def buildDriver(proxy: Any) -> EspeakDriver:
    return EspeakDriver(proxy)
