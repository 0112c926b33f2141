"""Every code point has a name, and every name leads back to it."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.speller.character_names import (
    CODE_POINT,
    character_name,
    composed_letter,
    decomposed_name,
    named_character,
    named_sequence,
    sequence_name,
)


def test_every_code_point_has_a_name_of_its_own_that_leads_back() -> None:
    names = set()
    for number in range(sys.maxunicode + 1):
        name = character_name(chr(number))
        names.add(name)
        assert named_character(name) == chr(number)

    assert len(names) == sys.maxunicode + 1


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "null"),
        ("\x1b", "escape"),
        ("\x07", "alert"),
        ("\x7f", "delete"),
        ("\x80", "code point 0080"),
        ("\ud800", "code point D800"),
        ("\U0010ffff", "code point 10FFFF"),
        ("日", "cjk unified ideograph-65e5"),
        ("\N{BELL}", "bell"),
    ],
)
def test_says(character: str, name: str) -> None:
    assert character_name(character) == name


@given(st.text(st.characters(), min_size=1, max_size=6))
def test_a_sequence_that_is_one_character_is_found_again(text: str) -> None:
    # Marks after a character; what stands for itself is never named as a sequence.
    marks = "".join(c for c in text if unicodedata.category(c) in ("Mn", "Me", "Mc", "Cf"))

    assert named_sequence(sequence_name(text[0] + marks)) == text[0] + marks


def test_no_name_has_with_more_often_than_the_way_back_expects() -> None:
    names = (unicodedata.name(chr(number), "") for number in range(sys.maxunicode + 1))

    assert max(name.count(" WITH ") for name in names) < 4


@pytest.mark.parametrize(
    "name", ["", "code point", "code point -1", "code point 1_0", "code point 110000", "nobody"]
)
def test_what_is_no_name_is_none(name: str) -> None:
    assert named_character(name) is None


@pytest.mark.parametrize(
    "name", ["code point \N{ARABIC-INDIC DIGIT FIVE}", "keycap digit one", "ß"]
)
def test_names_of_other_things_are_none(name: str) -> None:
    assert named_character(name) is None
    assert CODE_POINT == "code point"


@pytest.mark.parametrize(
    ("letter", "parts"),
    [
        ("é", ("e", False, "acute")),
        ("Ł", ("l", True, "stroke")),
        ("ǖ", ("u", False, "diaeresis and macron")),
    ],
)
def test_takes_composed_letters_apart(letter: str, parts: tuple[str, bool, str]) -> None:
    found = decomposed_name(letter)

    assert found is not None
    assert (found.base, found.is_capital, found.marks) == parts
    assert composed_letter(found.base, found.marks, found.is_capital) == letter


def test_what_can_be_taken_apart_can_be_put_together() -> None:
    for number in range(sys.maxunicode + 1):
        if found := decomposed_name(chr(number)):
            put_together = composed_letter(found.base, found.marks, found.is_capital)
            assert put_together == chr(number)
