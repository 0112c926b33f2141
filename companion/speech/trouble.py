"""Why nothing is heard, as one sentence each for the agent."""

from __future__ import annotations

import sys
from enum import StrEnum


class SpeechTrouble(StrEnum):
    """What can be in the way of the voice."""

    NO_ENGINE = "no_engine"
    NO_PLAYER = "no_player"
    NO_SOUND = "no_sound"
    STUCK = "stuck"
    """The sound's output or the engine takes nothing more."""
    NO_START = "no_start"
    ENDED = "ended"
    """The process of the voice died."""

    @property
    def sentence(self) -> str:
        """What it is and what to do about it."""
        if self is SpeechTrouble.NO_ENGINE:
            return f"There is no voice on this computer: {_ENGINE[_platform()]}."
        return _SENTENCES[self]


def _platform() -> str:
    return sys.platform if sys.platform in _ENGINE else "linux"


_ENGINE = {
    "linux": "install the package espeak-ng (libespeak-ng1 on Debian and Ubuntu)",
    "win32": "add one in the Windows settings, under Time & language, Speech",
    "darwin": "add one in the System Settings, under Accessibility, Spoken Content",
}
_SENTENCES = {
    SpeechTrouble.NO_PLAYER: "Nothing here can play the voice: "
    "install pulseaudio-utils (pacat), pipewire-bin (pw-cat) or alsa-utils (aplay).",
    SpeechTrouble.NO_SOUND: "No sound came out: check that the sound works and "
    "which output the settings name under Voice.",
    SpeechTrouble.STUCK: "The voice got stuck and was started again; ask for it again.",
    SpeechTrouble.NO_START: "The voice could not be started. Run: companion doctor",
    SpeechTrouble.ENDED: "The voice stopped by itself and was started again; ask for it again.",
}
