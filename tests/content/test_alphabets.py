"""Alphabets: the shipped one is complete, and an own one is completed from it."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from companion.content.alphabets import AlphabetLibrary, parse_alphabet
from companion.content.faults import FaultyFile
from companion.domain.spelling import Alphabet, UnitKind, spell
from tests.content.shipped import NOWHERE, RESOURCES


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "alphabets").mkdir()
    return tmp_path / "alphabets"


def icao() -> Alphabet:
    return AlphabetLibrary(RESOURCES, NOWHERE).alphabet("icao")


def test_names_every_letter_digit_and_symbol_of_a_keyboard() -> None:
    assert "".join(icao().letters) == string.ascii_lowercase
    assert "".join(icao().digits) == string.digits
    assert set(icao().symbols) == {*string.punctuation, " "}


def test_no_word_stands_for_two_characters() -> None:
    words = [*icao().letters.values(), *icao().digits.values(), *icao().symbols.values()]

    assert len({word.casefold() for word in words}) == len(words) == 26 + 10 + 33


def test_code_words_begin_with_their_letter_and_are_spelled_as_icao_does() -> None:
    assert all(word[0].lower() == letter for letter, word in icao().letters.items())
    assert [icao().letters[letter] for letter in "ajx"] == ["Alfa", "Juliett", "X-ray"]


def test_hash_is_never_beside_a_dash() -> None:
    assert icao().symbols["#"] == "hash sign"
    assert icao().symbols["-"] == "hyphen"
    assert not any("dash" in name or "pound" in name for name in icao().symbols.values())


@pytest.mark.parametrize("character", string.printable[:95])
def test_every_key_of_the_keyboard_has_a_name_of_ours(character: str) -> None:
    (unit,) = spell(character, icao()).units

    assert unit.kind not in (UnitKind.OTHER, UnitKind.CONTROL)


def test_an_own_alphabet_takes_the_rest_from_the_shipped_one(own: Path) -> None:
    (own / "names.toml").write_text(
        'title = "Names"\n[letters]\na = "Anna"\n"ä" = "Ärger"\n', "utf-8"
    )
    library = AlphabetLibrary(RESOURCES, own.parent)
    names = library.alphabet("names")

    assert (names.letters["a"], names.letters["ä"], names.letters["b"]) == (
        "Anna",
        "Ärger",
        "Bravo",
    )
    assert names.symbols["#"] == "hash sign"
    assert [alphabet.id for alphabet in library.all()] == ["icao", "names"]


def test_a_broken_own_alphabet_is_reported_and_the_shipped_one_used(own: Path) -> None:
    (own / "icao.toml").write_text('title = "Mine"\n[letters]\nab = "Anna"\n', "utf-8")
    library = AlphabetLibrary(RESOURCES, own.parent)

    assert library.alphabet("icao").title == icao().title
    assert [str(fault) for fault in library.faults] == [
        "icao.toml:3: letters: 'ab' is not one small letter"
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('title = "x"', "x.toml:1: 'letters' is missing; it begins with [letters]"),
        ('[letters]\na = "A"', "x.toml:1: 'title' is missing"),
        ('title = "x"\n[letters]\nA = "Anna"', "x.toml:3: letters: 'A' is not one small letter"),
        ('title = "x"\n[letters]\na = 1', "x.toml:3: letters: 'a' must be text, not a number"),
        ('title = "x"\n[letters]\na = ""', "x.toml:3: letters: 'a' is empty"),
        ('title = "x"\n[letters]\na = "B"\nb = "b"', "x.toml:4: 'b' also stands for 'a'"),
        (
            'title = "x"\n[letters]\na = "A"\n[digits]\nx = "X"',
            "x.toml:5: digits: 'x' is not a digit",
        ),
        (
            'title = "x"\n[letters]\na = "A"\n[symbols]\nx = "X"',
            "x.toml:5: symbols: 'x' is not one s",
        ),
        (
            'title = "x"\n[letter]\na = "A"',
            "x.toml:2: 'letter' is not known here; did you mean 'le",
        ),
    ],
)
def test_says_what_is_wrong_with_an_alphabet(source: str, said: str) -> None:
    with pytest.raises(FaultyFile) as caught:
        parse_alphabet(source.encode(), "x.toml")

    assert any(str(fault).startswith(said) for fault in caught.value.faults), caught.value.faults
