"""Any text is spelled: all of it, in any alphabet, of any size."""

from __future__ import annotations

import itertools
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.content.alphabets import AlphabetLibrary
from companion.content.speller import TextSpeller
from companion.domain.speller.spelling import Spelling
from tests.content.shipped import NOWHERE, RESOURCES

LIBRARY = AlphabetLibrary(RESOURCES, NOWHERE)
SPELLER = TextSpeller(RESOURCES, LIBRARY)
IDS = [alphabet.id for alphabet in LIBRARY.all()]
ANY_TEXT = st.text(st.characters())
"""Lone surrogates and unassigned code points too."""
MARKED = st.lists(st.tuples(st.sampled_from("eEiIßaа1- "), st.characters(categories=["M", "Cf"])))


def check(spelling: Spelling, text: str) -> None:
    """All that is promised of every spelling."""
    units = list(spelling.units)
    said: dict[str, str] = {}

    assert "".join(unit.text for unit in units) == text == spelling.text
    assert [unit.index for unit in units] == list(range(len(units)))
    for unit in units:
        assert said.setdefault(unit.say.casefold(), unit.text) == unit.text
        assert unit.word
        assert "," not in unit.say
    groups = [unit.group for unit in units]
    assert all(after - before in (0, 1) for before, after in itertools.pairwise(groups))
    assert all(groups.count(group) <= 4 for group in set(groups))
    assert all(0 <= warning.index < len(units) for warning in spelling.warnings)


@settings(deadline=None)
@given(ANY_TEXT, st.sampled_from(IDS))
def test_any_text_is_spelled_to_the_code_point(text: str, alphabet: str) -> None:
    check(SPELLER.spell(text, alphabet), text)


@settings(deadline=None)
@given(MARKED, st.sampled_from(IDS), st.booleans())
def test_so_are_marks_upon_marks(pieces: list[tuple[str, str]], alphabet: str, as_in: bool) -> None:
    text = "".join(map("".join, pieces))

    check(SPELLER.spell(text, alphabet, as_in=as_in), text)


def test_all_of_unicode_is_spelled() -> None:
    text = "".join(map(chr, range(sys.maxunicode + 1)))
    spelling = SPELLER.spell(text, "icao")

    assert spelling.text == text
    assert len(set(spelling.spoken.split(", "))) == len(spelling.readings)


def test_precomposed_and_decomposed_letters_are_said_differently() -> None:
    for number in range(0xC0, 0x2000):
        character = chr(number)
        apart = unicodedata.normalize("NFD", character)
        if apart != character:
            one, other = (SPELLER.spell(text, "icao").spoken for text in (character, apart))
            assert one.casefold() != other.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0301" * 1_000_000,
        "\u0301\u0316" * 500_000,
        "e\u0301" * 200_000,
        "\ud800" * 200_000,
        "\u200d" * 200_000,
        "😀" * 200_000,
        "\r\n" * 200_000,
        "Ａ" * 200_000,
        "\u202e" * 200_000,
        "xn--" * 200_000,
        "rn.l1" * 100_000,
        "O" * 500_000,
        "5." * 250_000,
        "I" + "a" * 500_000,
        "0:" * 250_000,
        " " * 500_000,
    ],
    ids=lambda text: ascii(text[:4]),
)
def test_a_hostile_text_is_spelled_in_seconds(text: str) -> None:
    spelling = SPELLER.spell(text, "icao")

    assert spelling.text == text
    assert spelling.spoken
    assert spelling.warnings is not None
    assert len(spelling.groups) == len(spelling.units)


def test_ten_million_characters_are_spelled() -> None:
    spelling = SPELLER.spell("hunter-2 X" * 1_000_000, "icao")

    assert len(spelling.units) == 10_000_000
    assert spelling.units[-1].say == "capital X-ray"
    assert spelling.spoken.endswith("space, capital X-ray")
