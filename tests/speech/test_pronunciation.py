"""How espeak-ng says what it is given: no recogniser listens here, but its sounds can be read."""

from __future__ import annotations

import string
import subprocess
import sys
from pathlib import Path

import pytest

from companion.content.alphabets import AlphabetLibrary
from companion.content.speller import TextSpeller
from companion.paths import resources

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="espeak-ng is the engine of Linux"
)


def sounds_of(voice: str, words: list[str]) -> list[str]:
    """What espeak-ng makes of the words, in IPA, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", IPA, voice], input="\n".join(words), capture_output=True, text=True
    )
    return done.stdout.splitlines()


IPA = """
import ctypes, sys
from pyttsx3.drivers import _espeak as espeak
espeak.Initialize(espeak.AUDIO_OUTPUT_SYNCHRONOUS, 60)
espeak.SetVoiceByName(sys.argv[1].encode())
said_as = espeak.dll.espeak_TextToPhonemes
said_as.restype = ctypes.c_char_p
said_as.argtypes = (ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int)
for word in sys.stdin.read().splitlines():
    text = ctypes.create_string_buffer(word.encode())
    clauses, rest = [], ctypes.c_void_p(ctypes.addressof(text))
    while rest.value:
        clauses.append(said_as(ctypes.byref(rest), espeak.CHARS_UTF8, 2).decode())
    print(" ".join(clauses))
"""
ICAO = """
Alfa ˈalfə|Bravo bɹˈɑːvəʊ|Charlie tʃˈɑːli|Delta dˈɛltə|Echo ˈɛkəʊ|Foxtrot fˈɒkstɹɒt|Golf ɡˈɒlf
Hotel həʊtˈɛl|India ˈɪndiə|Juliett dʒˌuːlɪˈɛt|Kilo kˈiːləʊ|Lima lˈiːmə|Mike mˈaɪk
November nəʊvˈɛmbə|Oscar ˈɒskə|Papa pɐpˈɑː|Quebec kˈeɪbˈɛk|Romeo ɹˈəʊmɪˌəʊ|Sierra siːˈeəɹə
Tango tˈaŋɡəʊ|Uniform jˈuːnɪfˌɔːm|Victor vˈɪktə|Whiskey wˈɪski|X-ray ˈɛks ɹˈeɪ|Yankee jˈaŋkiː
Zulu zˈuːluː
"""
"""As ICAO Annex 10 has them said, in the sounds of espeak-ng's British English."""


def test_the_international_words_sound_as_they_should() -> None:
    wanted = dict(pair.split(" ", 1) for pair in ICAO.strip().replace("\n", "|").split("|"))
    speller = TextSpeller(resources(), AlphabetLibrary(resources(), Path("nobody's own")))
    units = speller.spell("abcdefghijklmnopqrstuvwxyz", "icao").units
    heard = sounds_of("en", [unit.speech for unit in units])

    assert dict(zip((unit.word for unit in units), heard, strict=True)) == wanted


def test_japanese_words_are_read_and_neither_called_chinese_nor_spelled_out() -> None:
    library = AlphabetLibrary(resources(), Path("nobody's own"))
    kana = [letter for letter in library.alphabet("ja-JP").letters if not letter.isascii()]
    text = "".join(kana) + string.printable[: -len(string.whitespace)]
    units = TextSpeller(resources(), library).spell(text, "ja-JP").units
    heard = sounds_of("ja", [unit.speech for unit in units])

    # Both come in English: what sort of writing it is, and the names of Latin letters.
    assert [sound for sound in heard if "(en)" in sound] == []
