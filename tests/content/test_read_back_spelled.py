"""Whatever is spelled, in whatever alphabet, is decoded to the same text, without a doubt."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.content.alphabets import AlphabetLibrary
from companion.content.graphemes import clusters
from companion.content.unicode_data import emoji_named, emoji_names
from companion.domain.speller.alphabet import Figures
from companion.domain.speller.decoding import Decoder, Decoding
from companion.domain.speller.spelling import spell
from tests.content.shipped import NOWHERE, RESOURCES

LIBRARY = AlphabetLibrary(RESOURCES, NOWHERE)
IDS = [found.id for found in LIBRARY.all()]
DECODERS = {id_: Decoder(LIBRARY.alphabet(id_), emoji_named) for id_ in IDS}
ASCII = [chr(number) for number in range(128)]
TRICKY = ["\u0301", "\u0308", "\u0327", "\u200d", "\ufe0f", "i", "I", "İ", "ı", "é", "ß", "ẞ"]
TRICKY += ["\r", "\n", " ", "👩", "🏽", "가", "ᄀ", "\ud800", "e", "E", "A", "1", "#", "\u20e3"]
texts = st.text(st.one_of(st.characters(), st.sampled_from(ASCII + TRICKY)))
figures = st.sampled_from(["plain", "radio", "itu"])


def check_comes_back(
    characters: list[str], id_: str, figures: Figures = "plain", *, as_in: bool = False
) -> None:
    alphabet = LIBRARY.alphabet(id_)
    spoken = spell(characters, alphabet, figures=figures, as_in=as_in, emoji=emoji_names()).spoken

    assert DECODERS[id_].decode(spoken) == Decoding("".join(characters)), spoken


@given(texts, st.sampled_from(IDS), figures, st.booleans())
def test_every_text_comes_back(text: str, id_: str, figures: Figures, as_in: bool) -> None:
    check_comes_back(list(clusters(text)), id_, figures, as_in=as_in)


@pytest.mark.parametrize("text", ["İ\u0302", "Ė\u0302", "é\u0302", "ạ\u0302", "ü\u0308\u0302"])
def test_a_composed_letter_with_a_mark_of_its_own_comes_back(text: str) -> None:
    for id_ in IDS:
        check_comes_back([text], id_)


@pytest.mark.parametrize("as_in", [False, True])
@pytest.mark.parametrize("id_", IDS)
def test_every_common_character_comes_back(id_: str, as_in: bool) -> None:
    for number in range(0x250):
        check_comes_back([chr(number)], id_, as_in=as_in)
    for upper in "AÉI":
        check_comes_back([*f"{upper}bC1", *map(chr, range(0x250))], id_, as_in=as_in)
    check_comes_back(list("ALL 4 CAPITALS-É"), id_, as_in=as_in)


def test_every_code_point_comes_back() -> None:
    # Behind these there are only characters without a name, but for the tags of plane 14.
    for start in (*range(0, 0x34000, 0x1000), 0xE0000, 0xF0000, sys.maxunicode - 0xFFF):
        check_comes_back([chr(number) for number in range(start, start + 0x1000)], "icao")


@pytest.mark.parametrize("id_", IDS)
def test_every_emoji_comes_back(id_: str) -> None:
    check_comes_back(list(emoji_names()), id_)


def test_a_letter_under_many_marks_comes_back() -> None:
    check_comes_back(["e" + "\u0301\u0308" * 500], "icao")


@given(texts, st.sampled_from(IDS))
def test_commas_are_not_needed_for_ascii(text: str, id_: str) -> None:
    """Typed without them: all but the names that only together mean something else."""
    ascii_text = "".join(c for c in text if c.isascii() and c.isalnum())
    spoken = spell(list(ascii_text), LIBRARY.alphabet(id_)).spoken

    assert DECODERS[id_].decode(spoken.replace(",", "")).unknown == ()
