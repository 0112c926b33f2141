"""pyttsx3 as the worker drives it: `startLoop(False)` and `iterate()`, never `runAndWait`.

Its `runAndWait` is silent from the second call on under Windows and hangs after `stop()`
elsewhere (pyttsx3 issues 402, 419, 440, 193).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from companion.services.voice import Sound, SoundOutput, VoiceName
from companion.speech.trouble import SpeechTrouble
from companion.speech.voice_choice import voice_for

_PLATFORM: str = sys.platform


class Engine:
    """The engine of this platform. All on one thread; it needs `turn` often while it speaks."""

    def __init__(
        self,
        started: Callable[[int], None],
        ended: Callable[[int, bool], None],
        failed: Callable[[SpeechTrouble], None],
    ) -> None:
        """Start it; any exception means that there is no engine or no voice."""
        import pyttsx3

        self._engine = pyttsx3.init(_driver_name())
        self._engine.connect("started-utterance", lambda name=None: started(name))
        self._engine.connect(
            "finished-utterance", lambda name=None, completed=None: ended(name, bool(completed))
        )
        self._engine.connect("error", lambda exception=None, **_: failed(_trouble(exception)))
        self._sound = Sound()
        self._output = ""
        self.voices = [_voice_name(voice) for voice in self._engine.getProperty("voices")]
        if not self.voices:
            raise RuntimeError("the engine has no voice")
        self._own_voice = str(self._engine.getProperty("voice") or "")
        self._engine.startLoop(False)
        self.turn()

    def say(self, text: str, language: str, number: int) -> None:
        """Say it after what is still to be said.

        How it is to sound goes with it: in pyttsx3's queue it would be forgotten at a stop.
        """
        voice = voice_for(language, self.voices, self._sound.voice) or self._own_voice
        self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", self._sound.rate)
        self._engine.setProperty("volume", self._sound.volume / 100)
        self._set_output(self._sound.output)
        self._engine.say(text, number)

    def stop(self) -> None:
        """Silence, and nothing left to say."""
        self._engine.stop()

    def sound_like(self, sound: Sound) -> None:
        """From the next utterance on."""
        self._sound = sound

    def turn(self) -> None:
        """Let the engine get on; returns at once."""
        _take_messages()
        self._engine.iterate()

    def outputs(self) -> list[SoundOutput]:
        """Where sound can come out, as far as the engine lets one choose. It may take a while."""
        driver = self._driver
        match _PLATFORM:
            case "linux":
                return [*driver.outputs()]
            case "win32":
                tokens = driver._tts.GetAudioOutputs()
                return [SoundOutput(token.Id, token.GetDescription()) for token in tokens]
        return []

    def _set_output(self, output: str) -> None:
        if _PLATFORM == "linux":
            self._engine.setProperty("output", output)
        elif _PLATFORM == "win32" and output != self._output:
            self._output = output
            tts = self._driver._tts
            chosen = [token for token in tts.GetAudioOutputs() if token.Id == output]
            # None is the system's own choice.
            tts.AudioOutput = chosen[0] if chosen else None

    @property
    def _driver(self) -> Any:
        # pyttsx3 itself knows nothing of outputs; what is below it does.
        return self._engine.proxy._driver


def _take_messages() -> None:
    """On a Mac, what the system has for the engine comes through a run loop of this thread."""
    if _PLATFORM != "darwin":
        return
    from importlib import import_module

    foundation = import_module("Foundation")
    at_once = foundation.NSDate.date()
    loop = foundation.NSRunLoop.currentRunLoop()
    loop.runMode_beforeDate_(foundation.NSDefaultRunLoopMode, at_once)


def _driver_name() -> str | None:
    if _PLATFORM != "linux":
        return None
    from companion.speech import espeak_driver

    espeak_driver.install()
    return espeak_driver.NAME


def _trouble(error: object) -> SpeechTrouble:
    known = getattr(error, "trouble", None)
    return known if isinstance(known, SpeechTrouble) else SpeechTrouble.NO_SOUND


def _voice_name(voice: Any) -> VoiceName:
    language = next(iter(voice.languages or ()), "")
    if isinstance(language, bytes):
        language = language.decode("utf-8", "replace")
    return VoiceName(str(voice.id), str(voice.name), str(language).strip().replace("_", "-"))
