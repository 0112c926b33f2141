"""How the voice sounds and how fast it spells, from the settings."""

from __future__ import annotations

from companion.services.read_aloud import Pace
from companion.services.voice import Sound
from companion.settings.options import (
    READING_ALOUD,
    READING_PACE,
    READING_PAUSE,
    VOICE,
    VOICE_OUTPUT,
    VOICE_RATE,
    VOICE_VOLUME,
)
from companion.settings.store import Settings


def sound(settings: Settings) -> Sound:
    """The sound that was chosen."""
    return Sound(
        voice=settings.get(VOICE),
        rate=settings.get(VOICE_RATE),
        volume=settings.get(VOICE_VOLUME),
        output=settings.get(VOICE_OUTPUT),
    )


def pace(settings: Settings) -> Pace:
    """The pace that was chosen."""
    return Pace(60 / settings.get(READING_PACE), settings.get(READING_PAUSE) / 1000)


def may_read_aloud(settings: Settings) -> bool:
    """The agent has switched it on: a secret that is spoken can be overheard."""
    return settings.get(READING_ALOUD) != "off"


def reads_at_once(settings: Settings) -> bool:
    """What is selected and spelled is read without being asked for."""
    return settings.get(READING_ALOUD) == "at_once"
