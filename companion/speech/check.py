"""Whether the voice works on this machine, found out by letting it say a word in silence."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass

from companion.services.voice import Sound, VoiceListener
from companion.speech.players import installed_players
from companion.speech.trouble import SpeechTrouble
from companion.speech.voice_process import VoiceProcess

WORD = "one"
FOUND_OUT_WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class VoiceCheck:
    """What was found: how many voices, through what they are played and where to, and trouble."""

    voices: int
    player: str
    outputs: tuple[str, ...]
    trouble: SpeechTrouble | None


def check_voice(output: str = "") -> VoiceCheck:
    """Try the whole way, from the engine to that output (empty: the system's)."""
    voice = VoiceProcess()
    is_over = threading.Event()
    troubles = [""]
    voice.listen(
        VoiceListener(ended=lambda *_: is_over.set(), trouble=troubles.append),
    )
    voice.sound_like(Sound(volume=0, output=output))
    voice.say(WORD)
    came_back = is_over.wait(FOUND_OUT_WITHIN_S)
    voice.rest()
    sentence = troubles[-1] if came_back else SpeechTrouble.STUCK.sentence
    trouble = next((one for one in SpeechTrouble if one.sentence == sentence), None)
    titles = tuple(output.title for output in voice.outputs())
    return VoiceCheck(len(voice.voices()), _player(), titles, trouble)


def _player() -> str:
    if sys.platform != "linux":
        return "the system"
    return next((player.name for player in installed_players()), "")
