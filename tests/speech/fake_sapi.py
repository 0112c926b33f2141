"""Windows' speech as pyttsx3's real driver sees it: a program that prints what would be heard."""

from __future__ import annotations

import json
import sys
import time
import types
from typing import Any

SPEAKS_S = 0.05
PURGE = 2


class Token:
    """A voice or an output of the system's."""

    def __init__(self, id_: str, title: str, language: str = "809") -> None:
        self.Id = id_
        self._title = title
        self._language = language

    def GetDescription(self) -> str:
        return self._title

    def GetAttribute(self, name: str) -> str:
        return self._language if name == "Language" else ""


VOICES = [Token("hazel", "Hazel"), Token("hedda", "Hedda", "407")]
OUTPUTS = [Token("speakers", "Speakers"), Token("headset", "Headset")]


class SpVoice:
    """SAPI's voice object: says one thing after the other, until it is told to forget them."""

    def __init__(self) -> None:
        self.EventInterests = 0
        self.Voice, self.Rate, self.Volume = VOICES[0], 0, 100
        self.AudioOutput: Token | None = OUTPUTS[0]
        self.AudioOutputStream = None
        self.sink: Any = None
        self._said: list[tuple[str, float]] = []

    def GetVoices(self) -> list[Token]:
        return VOICES

    def GetAudioOutputs(self) -> list[Token]:
        return OUTPUTS

    def Speak(self, text: str, flags: int = 0) -> None:
        if flags & PURGE and self._said:
            self._said.clear()
            self._said.append(("", 0.0))
        if text:
            self._said.append((text, time.monotonic() + SPEAKS_S))

    def pump(self) -> None:
        """What `pythoncom.PumpWaitingMessages` delivers."""
        while self._said and time.monotonic() > self._said[0][1]:
            text, _ = self._said.pop(0)
            if text:
                output = self.AudioOutput.Id if self.AudioOutput else ""
                print(json.dumps([text, self.Voice.Id, output, self.Volume]), flush=True)
            self.sink._ISpeechVoiceEvents_EndStream(1, 0)


def install() -> None:
    """Put it where pyttsx3's driver for Windows looks for the system."""
    voices: list[SpVoice] = []

    def create(name: str) -> SpVoice:
        voices.append(SpVoice())
        return voices[-1]

    def events(voice: SpVoice, sink: object) -> None:
        voice.sink = sink

    def module(name: str, **contents: object) -> types.ModuleType:
        made = types.ModuleType(name)
        made.__dict__.update(contents)
        sys.modules[name] = made
        return made

    client = module("comtypes.client", CreateObject=create, GetEvents=events)
    library = types.SimpleNamespace(SSFMCreateForWrite=3)
    generated = module("comtypes.gen", SpeechLib=library)
    module("comtypes", client=client, gen=generated)

    def pump() -> None:
        for voice in voices:
            voice.pump()

    module("pythoncom", PumpWaitingMessages=pump)
