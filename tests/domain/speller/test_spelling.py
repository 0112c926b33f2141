"""Spelling: every character said, and no two said alike."""

from __future__ import annotations

import itertools
import string

import pytest

from companion.content.alphabets import AlphabetLibrary
from companion.content.speller import TextSpeller
from companion.content.unicode_data import emoji_named, emoji_names
from companion.domain.speller.alphabet import Figures
from companion.domain.speller.spelling import Spelling, spell
from tests.content.shipped import NOWHERE, RESOURCES

LIBRARY = AlphabetLibrary(RESOURCES, NOWHERE)
SPELLER = TextSpeller(RESOURCES, LIBRARY)


def spelled(text: str, alphabet: str = "icao") -> Spelling:
    return SPELLER.spell(text, alphabet)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("", ""),
        ("aB1-", "small Alfa, capital Bravo, one, hyphen"),
        ("abc", "Alfa, Bravo, Charlie"),
        ("A", "capital Alfa"),
        ("AB", "capital Alfa, capital Bravo"),
        ("A-9", "capital Alfa, hyphen, nine"),
        ("ABC-9", "all capitals, Alfa, Bravo, Charlie, hyphen, nine"),
        ("0", "zero"),
        ("00", "zero, zero"),
        ("#-_@", "hash sign, hyphen, underscore, at sign"),
        (" \t\n", "space, tab, new line"),
        ("\r\n", "carriage return with line feed"),
        ("\0", "Unicode null"),
        ("é", "Echo with acute"),
        ("e\u0301", "Echo with combining acute accent"),
        ("éa É", "small Echo with acute, small Alfa, space, capital Echo with acute"),
        ("ÉÀÇ", "all capitals, Echo with acute, Alfa with grave, Charlie with cedilla"),
        ("ł", "Lima with stroke"),
        ("\u0430", "Unicode cyrillic small letter a"),
        ("Ａ", "Unicode fullwidth latin capital letter a"),
        ("a\u0410", "small Alfa, Unicode cyrillic capital letter a"),
        ("\u01c5", "Unicode latin capital letter d with small letter z with caron"),
        ("İ", "capital India with dot above"),
        ("\u2010", "Unicode hyphen"),
        ("\xa0", "no-break space"),
        ("\ud800", "code point D800"),
        ("😀", "emoji grinning face"),
        ("👩‍💻", "emoji woman technologist"),
        ("🇬🇧", "emoji flag United Kingdom"),
        ("1️⃣", "emoji keycap 1"),
        ("❤", "Unicode heavy black heart"),
        ("❤️", "emoji red heart"),
        ("\u0301", "Unicode combining acute accent"),
    ],
)
def test_says(text: str, spoken: str) -> None:
    assert spelled(text).spoken == spoken


@pytest.mark.parametrize(
    ("alphabet", "text", "spoken"),
    [
        ("de-DE", "aB@", "klein Aachen, groß Berlin, At-Zeichen"),
        ("de-DE", "äß", "Umlaut Aachen, Eszett"),
        ("fr-FR", "1/", "un, barre oblique"),
        ("tr-TR", "iıİI", "küçük İzmir, küçük Isparta, büyük İzmir, büyük Isparta"),
        ("ru-RU", "аa", "Анна, Alfa"),
        ("ja-JP", "かがカ", "為替のカ, 為替のカに濁点, 片仮名の為替のカ"),
        ("en-western-union", "z0", "Zero, figure zero"),
    ],
)
def test_says_in_another_alphabet(alphabet: str, text: str, spoken: str) -> None:
    assert spelled(text, alphabet).spoken == spoken


@pytest.mark.parametrize(
    ("figures", "spoken"),
    [
        ("plain", "zero, three, four, five, nine"),
        ("radio", "zero, tree, fower, fife, niner"),
        ("itu", "nadazero, terrathree, kartefour, pantafive, novenine"),
    ],
)
def test_says_figures_as_asked(figures: Figures, spoken: str) -> None:
    assert SPELLER.spell("03459", "icao", figures=figures).spoken == spoken


@pytest.mark.parametrize(
    ("alphabet", "spoken"),
    [
        ("icao", "small A as in Alfa, capital B as in Bravo, small E as in Echo with acute, one"),
        ("de-DE", "klein A wie Aachen, groß B wie Berlin, klein E wie Essen with acute, eins"),
    ],
)
def test_says_a_as_in_alfa(alphabet: str, spoken: str) -> None:
    spelling = SPELLER.spell("aBé1", alphabet, as_in=True)

    assert spelling.spoken == spoken
    assert spelling.units[0].word == LIBRARY.alphabet(alphabet).letters["a"][0]


def test_a_unit_says_its_case_where_the_whole_says_it_once() -> None:
    spelling = spelled("ABC")

    assert [unit.say for unit in spelling.units] == [
        "capital Alfa",
        "capital Bravo",
        "capital Charlie",
    ]


def test_a_unit_has_its_parts() -> None:
    unit = spelled("aB1-").units[1]

    assert (unit.index, unit.text, unit.kind, unit.case) == (1, "B", "letter", "upper")
    assert (unit.word, unit.say, unit.group) == ("Bravo", "capital Bravo", 0)


def test_a_voice_is_given_what_it_says_right() -> None:
    units = SPELLER.spell("lQx9", "icao", figures="itu").units

    assert [unit.speech for unit in units] == [
        "small Leema",
        "capital Keh-beck",
        "small Ex ray",
        "noh-vay-niner",
    ]


@pytest.mark.parametrize(
    ("kind", "characters"),
    [
        ("letter", ["a", "Z", "é", "e\u0301", "日", "а", "ß", "ª"]),
        ("digit", ["0", "9", "５", "٣"]),
        ("symbol", ["-", "#", "€", "–", "²", "½", "✓", "×"]),
        ("space", [" ", "\xa0", "\u2003", "\u3000"]),
        ("control", ["\t", "\n", "\r\n", "\0", "\x7f", "\u200b", "\u202e", "\ufeff", "\u2028"]),
        ("other", ["😀", "👩‍💻", "🇬🇧", "\ue000", "\ud800", "\u0301"]),
    ],
)
def test_tells_kinds_apart(kind: str, characters: list[str]) -> None:
    alphabet = LIBRARY.alphabet("icao")

    assert {unit.text: unit.kind.value for unit in spell(characters, alphabet).units} == (
        dict.fromkeys(characters, kind)
    )


@pytest.mark.parametrize("alphabet", [alphabet.id for alphabet in LIBRARY.all()])
def test_no_two_characters_of_ascii_are_said_alike(alphabet: str) -> None:
    printable = string.printable
    for one, other in itertools.combinations(printable, 2):
        (first, second) = spell((one, other), LIBRARY.alphabet(alphabet)).units
        assert first.say.casefold() != second.say.casefold()


LOOKALIKE_LINES = [
    line.split(" = ")
    for line in (RESOURCES / "unicode" / "lookalikes.txt").read_text("utf-8").splitlines()
    if " = " in line and not line.startswith("#")
]


@pytest.mark.parametrize("alphabet", ["icao", "de-DE", "ru-RU", "tr-TR", "ja-JP", "en-jan"])
def test_nothing_that_looks_like_ascii_is_said_like_it(alphabet: str) -> None:
    """Over the confusables of TR39 whose prototype is ASCII."""
    alike = [chr(int(number, 16)) for _, found in LOOKALIKE_LINES for number in found.split()]
    units = SPELLER.spell("".join(dict.fromkeys([*string.printable, *alike])), alphabet).units

    assert len(alike) > 1700
    assert len({unit.say.casefold() for unit in units}) == len({unit.text for unit in units})


def test_every_emoji_is_said_by_a_name_that_leads_back() -> None:
    names = emoji_names()

    assert len(names) > 3500
    assert all(emoji_named(name.upper()) == text for text, name in names.items())
    assert all(spelled(text).spoken == f"emoji {name}" for text, name in list(names.items())[::97])


def test_a_code_word_is_no_emoji_and_no_character() -> None:
    """HYPHEN is U+2010, CARET is U+2038, X-RAY and HOTEL are emoji."""
    texts = ["-", "\u2010", "^", "\u2038", "x", "🩻", "h", "🏨", "‒", "~", "\u223c"]

    says = {spelled(text).spoken.casefold() for text in texts}

    assert len(says) == len(texts)


def test_units_can_be_asked_for_one_by_one() -> None:
    units = spelled("abcdef").units

    assert len(units) == 6
    assert units[-1].say == "Foxtrot"
    assert [unit.text for unit in units[1:3]] == ["b", "c"]
    assert units[4] == list(units)[4]
    assert units == spelled("abcdef").units
    with pytest.raises(IndexError):
        units[6]


def test_what_is_spelled_does_not_show_in_a_traceback() -> None:
    assert "hunter2" not in repr(spelled("hunter2"))
