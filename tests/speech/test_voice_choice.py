"""Which voice says a text of a language."""

from __future__ import annotations

import pytest

from companion.services.voice import VoiceName
from companion.speech.voice_choice import voice_for

VOICES = [
    VoiceName(tag, tag, tag)
    for tag in ("en-029", "en-gb", "en-us", "es-419", "es", "de", "pt", "pt-br", "nb", "cmn")
]


@pytest.mark.parametrize(
    ("language", "preferred", "chosen"),
    [
        ("de-AT", "", "de"),
        ("pt-BR", "", "pt-br"),
        ("pt-PT", "", "pt"),
        ("es-ES", "", "es"),
        ("en", "", "en-gb"),
        ("no-NO", "", "nb"),
        ("zh-CN", "", "cmn"),
        ("en_US", "", "en-us"),
        ("en", "en-us", "en-us"),
        ("en-GB", "en-us", "en-us"),
        ("de-DE", "en-us", "de"),
        ("xx", "en-us", "en-us"),
        ("xx", "", ""),
        ("", "de", "de"),
        ("", "", ""),
        ("de", "a voice of another machine", "de"),
    ],
)
def test_the_language_comes_first_then_what_is_preferred(
    language: str, preferred: str, chosen: str
) -> None:
    assert voice_for(language, VOICES, preferred) == chosen
