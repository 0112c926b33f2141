"""What is built from what is known, in the caller's language.

Every phrase is grammatical for any combination of known and unknown; it begins with a small
letter, where the language has one there, and ends without a full stop, so that it stands after
a colon. With nothing known it is empty.
"""

from __future__ import annotations

from companion.domain.manner import primary
from companion.domain.phrases.english import English
from companion.domain.phrases.german import German
from companion.domain.phrases.spanish import Spanish
from companion.domain.phrases.speech import Known, Speech

__all__ = ["SPOKEN", "Known", "Speech", "speech_in"]

_SPEECHES: tuple[Speech, ...] = (English(), German(), Spanish())
SPOKEN = tuple(speech.language for speech in _SPEECHES)
"""The languages in which phrases are built."""


def speech_in(language: str) -> Speech:
    """How phrases are built in a language; in English where nobody has taught it."""
    wanted = primary(language)
    return next((s for s in _SPEECHES if s.language == wanted), _SPEECHES[0])
