"""Which of the machine's voices says a text of a language."""

from __future__ import annotations

from collections.abc import Sequence

from companion.services.voice import VoiceName

_ALIASES = {"zh": "cmn", "no": "nb"}
"""Languages that espeak-ng knows under another name."""


def voice_for(language: str, voices: Sequence[VoiceName], preferred: str = "") -> str:
    """The id of the voice to take; empty for the engine's own choice.

    The preferred one, unless it speaks another language and there is one that speaks this.
    `language` is a tag such as `de-AT`; empty stands for any.
    """
    own = next((voice for voice in voices if voice.id == preferred), None)
    if own and (not language or _primary(own.language) == _primary(language)):
        return own.id
    wanted = [voice for voice in voices if _primary(voice.language) == _primary(language)]
    exact = [voice for voice in wanted if _tag(voice.language) == _tag(language)]
    # The shorter the tag, the more general the voice: es before es-419.
    best = exact or sorted(wanted, key=lambda voice: len(voice.language))
    if language and best:
        return best[0].id
    return own.id if own else ""


def _tag(language: str) -> str:
    return language.replace("_", "-").casefold()


def _primary(language: str) -> str:
    first = _tag(language).split("-")[0]
    return _ALIASES.get(first, first)
