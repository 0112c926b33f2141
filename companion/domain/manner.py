"""How to speak to a caller: for whom, how technical, in what tone and language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ENGLISH = "en"
LANGUAGES = {
    ENGLISH: "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
    "da": "Dansk",
    "nb": "Norsk bokmål",
    "fi": "Suomi",
    "cs": "Čeština",
    "tr": "Türkçe",
}
"""The languages a flow may speak, by their ISO 639-1 codes, each in its own name."""


class Audience(StrEnum):
    """Who is on the line, for choosing the wording."""

    END_USER = "end_user"
    CLIENT = "business_client"
    EXECUTIVE = "executive"


class Tone(StrEnum):
    """How a line sounds; the other tones are one key away."""

    NEUTRAL = "neutral"
    WARM = "warm"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Manner:
    """What the agent has set for this call; it chooses the wording of every prompt."""

    audience: Audience = Audience.END_USER
    technical: bool = False
    tone: Tone = Tone.NEUTRAL


PLAIN = Manner()
"""How a caller is spoken to of whom nothing is known."""


def primary(language: str) -> str:
    """The language itself, without region or script: `en` for `en-GB`."""
    return language.partition("-")[0].lower()
