"""Alphabets: every shipped one is complete, and an own one is completed from the default."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from companion.content.alphabet_file import parse_alphabet
from companion.content.alphabets import AlphabetLibrary
from companion.content.faults import FaultyFile
from companion.domain.speller.alphabet import Alphabet
from companion.domain.speller.spelling import UnitKind, spell
from tests.content.shipped import NOWHERE, RESOURCES

LIBRARY = AlphabetLibrary(RESOURCES, NOWHERE)
IDS = (
    *("icao", "de-DE", "de-AT", "de-CH", "fr-FR", "it-IT", "es-ES", "nl-NL", "sv-SE", "nb-NO"),
    *("da-DK", "fi-FI", "pl-PL", "pt-PT", "pt-BR", "ru-RU", "tr-TR", "cs-CZ", "en-lapd"),
    *("en-western-union", "en-jan", "ja-JP"),
)
OWN_LETTERS = {
    "de-DE": ("äöüß", "Umlaut Aachen"),
    "es-ES": ("ñ", "Ñoño"),
    "sv-SE": ("åäö", "Åke"),
    "nb-NO": ("æøå", "Ærlig"),
    "da-DK": ("æøå", "Ægir"),
    "fi-FI": ("åäö", "Åke"),
    "tr-TR": ("çğıöşü", "Çanakkale"),
    "ru-RU": ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "Анна"),
    "ja-JP": (
        "あいうえおかがきくけこさしすせそたちつってとなにはばぱまみむめもやゆよらわをん",
        "朝日のア",
    ),
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "alphabets").mkdir()
    return tmp_path / "alphabets"


def icao() -> Alphabet:
    return LIBRARY.alphabet("icao")


def test_ships_the_alphabets_that_were_promised() -> None:
    assert {alphabet.id for alphabet in LIBRARY.all()} == set(IDS)
    assert LIBRARY.faults == ()


def test_reads_titles_without_reading_the_alphabets() -> None:
    assert dict(LIBRARY.all()) == {name: LIBRARY.alphabet(name).title for name in IDS}


@pytest.mark.parametrize("name", IDS)
def test_every_alphabet_names_every_character_of_a_keyboard(name: str) -> None:
    alphabet = LIBRARY.alphabet(name)

    assert set(alphabet.letters) >= set(string.ascii_lowercase)
    assert set(alphabet.digits) == set(string.digits)
    assert set(alphabet.symbols) >= {*string.punctuation, " "}
    assert alphabet.joiner
    assert alphabet.capital[0] != alphabet.small[0]


@pytest.mark.parametrize(("name", "letters", "first"), [(n, *v) for n, v in OWN_LETTERS.items()])
def test_a_national_alphabet_has_the_letters_of_its_language(
    name: str, letters: str, first: str
) -> None:
    alphabet = LIBRARY.alphabet(name)

    assert set(alphabet.letters) >= set(letters)
    assert alphabet.letters[letters[0]][0] == first


@pytest.mark.parametrize("name", IDS)
def test_no_word_of_an_alphabet_stands_for_two_characters(name: str) -> None:
    alphabet = LIBRARY.alphabet(name)
    meant: dict[str, str] = {}

    for names in (alphabet.letters, alphabet.digits, alphabet.symbols):
        for character, words in names.items():
            for word in words:
                assert meant.setdefault(word.casefold(), character) == character, word


@pytest.mark.parametrize("name", IDS)
def test_a_spelled_alphabet_says_something_else_for_every_character(name: str) -> None:
    alphabet = LIBRARY.alphabet(name)
    text = "".join([*alphabet.letters, *map(alphabet.capital_of, alphabet.letters)])
    text += "".join([*alphabet.digits, *alphabet.symbols])

    says = [unit.say.casefold() for unit in spell(dict.fromkeys(text), alphabet).units]

    assert len(set(says)) == len(set(text)) == len(says)


def test_code_words_begin_with_their_letter_and_are_spelled_as_icao_does() -> None:
    assert all(words[0][0].lower() == letter for letter, words in icao().letters.items())
    assert [icao().letters[letter][0] for letter in "ajx"] == ["Alfa", "Juliett", "X-ray"]

    for letter, word in zip("ajwx", ("Alpha", "Juliet", "Whisky", "Xray"), strict=True):
        assert word in icao().letters[letter]


def test_radio_and_itu_figures_are_understood_in_every_alphabet() -> None:
    for name in IDS:
        digits = LIBRARY.alphabet(name).digits
        assert {"niner", "novenine"} <= set(digits["9"])
        assert {"fower", "kartefour"} <= set(digits["4"])


def test_zero_is_never_oh() -> None:
    assert icao().digits["0"][0] == "zero"
    assert "oh" not in icao().digits["0"]
    assert LIBRARY.alphabet("en-western-union").digits["0"][0] != "zero"


def test_hash_is_never_beside_a_dash() -> None:
    said = [words[0] for words in icao().symbols.values()]

    assert icao().symbols["#"][0] == "hash sign"
    assert icao().symbols["-"][0] == "hyphen"
    assert not any("dash" in name or name.startswith("pound sign") for name in said)


@pytest.mark.parametrize("character", string.printable[:95])
def test_every_key_of_the_keyboard_has_a_name_of_ours(character: str) -> None:
    (unit,) = spell(character, icao()).units

    assert unit.kind not in (UnitKind.OTHER, UnitKind.CONTROL)


def test_a_turkish_capital_keeps_its_dot() -> None:
    turkish = LIBRARY.alphabet("tr-TR")

    assert [turkish.capital_of(letter) for letter in "iı"] == ["İ", "I"]
    assert icao().capital_of("i") == "I"
    assert LIBRARY.alphabet("de-DE").capital_of("ß") == "ẞ"


def test_an_own_alphabet_takes_the_rest_from_the_shipped_one(own: Path) -> None:
    (own / "names.toml").write_text(
        'title = "Names"\n[letters]\na = ["Anna", "Anne"]\n"ä" = "Ärger"\n', "utf-8"
    )
    library = AlphabetLibrary(RESOURCES, own.parent)
    names = library.alphabet("names")

    assert names.letters["a"] == ("Anna", "Anne")
    assert names.letters["ä"] == ("Ärger",)
    assert names.letters["b"] == ("Bravo",)
    assert names.symbols["#"][0] == "hash sign"
    assert ("names", "Names") in library.all()


def test_an_organisation_names_its_symbols_for_every_alphabet(own: Path) -> None:
    (own / "symbols.toml").write_text('[symbols]\n"#" = "gate"\n"→" = "arrow"\n', "utf-8")
    library = AlphabetLibrary(RESOURCES, own.parent)

    assert library.faults == ()
    assert library.alphabet("icao").symbols["#"][:2] == ("gate", "hash sign")
    assert library.alphabet("de-DE").symbols["#"][:2] == ("gate", "Rautezeichen")
    assert library.alphabet("de-DE").symbols["→"] == ("arrow",)
    assert "symbols" not in dict(library.all())


def test_a_name_for_a_symbol_that_means_another_is_refused(own: Path) -> None:
    (own / "symbols.toml").write_text('[symbols]\n"#" = "Hyphen"\n', "utf-8")
    library = AlphabetLibrary(RESOURCES, own.parent)

    assert [str(fault) for fault in library.faults] == [
        "symbols.toml:2: 'hyphen' also stands for '-' in the default; give that another word here"
    ]
    assert library.alphabet("icao").symbols["#"][0] == "hash sign"


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
        (
            'title = "x"\n[letters]\na = "B"\nb = ["C", "b"]',
            "x.toml:4: 'b' also stands for 'a' on line 3",
        ),
        (
            'title = "x"\n[letters]\na = "X ray"\n[symbols]\n"!" = "x-ray"',
            "x.toml:5: 'x-ray' also stands for 'a' on line 3",
        ),
        ('title = "x"\n[letters]\na = "B, c"', "x.toml:3: letters: 'B, c' has a comma"),
        ('title = "x"\n[letters]\na = "Emoji"', "x.toml:3: letters: 'Emoji' has a comma or"),
        ('title = "x"\n[letters]\na = "Small B"', "x.toml:3: 'small b' begins with 'small'"),
        (
            'title = "x"\n[letters]\na = "B"\n[markers]\nsmall = "b"',
            "x.toml:5: 'b' also stands for 'a' on line 3",
        ),
        (
            'title = "x"\n[letters]\na = "B"\n[itu]\nx = "b"',
            "x.toml:5: itu: 'x' is not a digit 0 to 9",
        ),
        ('title = "x"\n[letters]\na = []', "x.toml:3: letters: 'a' is an empty list"),
        ('title = "x"\n[letters]\na = [1]', "x.toml:3: letters: 'a', item 1 must be text"),
        (
            'title = "x"\n[letters]\na = "A"\n[markers]\nbig = "B"',
            "x.toml:5: markers: 'big' is not known",
        ),
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


def test_a_word_that_the_default_has_for_another_letter_is_refused() -> None:
    with pytest.raises(FaultyFile, match="has a fault") as caught:
        parse_alphabet(b'title = "x"\n[letters]\nb = "Alfa"', "x.toml", icao())

    assert "'Alfa' also stands for 'a' in the default" in str(caught.value.faults[0])


def test_the_reference_lists_are_followed() -> None:
    """A few words of each list, so that a slip in a file is noticed."""
    said = {
        "de-DE": "Aachen Berlin Chemnitz Zwickau",
        "de-AT": "Anton Berta Cäsar Zürich",
        "de-CH": "Anna Berta Cäsar Zürich",
        "fr-FR": "Anatole Berthe Célestin Zoé",
        "it-IT": "Ancona Bologna Como Zara",
        "es-ES": "Antonio Burgos Carmen Zaragoza",
        "nl-NL": "Anton Bernard Cornelis Zaandam",
        "sv-SE": "Adam Bertil Cesar Zäta",
        "cs-CZ": "Adam Božena Cyril Zuzana",
        "pl-PL": "Adam Barbara Celina Zygmunt",
        "pt-PT": "Aveiro Braga Coimbra Zulmira",
        "pt-BR": "Amor Bandeira Cobra Zebra",
        "en-lapd": "Adam Boy Charles Zebra",
        "en-western-union": "Adams Boston Chicago Zero",
        "en-jan": "Able Baker Charlie Zebra",
    }

    for name, words in said.items():
        letters = LIBRARY.alphabet(name).letters
        assert " ".join(letters[letter][0] for letter in "abcz") == words
