"""Decoding: what callers say, typed as heard, and the text they mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from companion.content.alphabets import AlphabetLibrary
from companion.content.unicode_data import emoji_named
from companion.domain.speller import heard_names as known
from companion.domain.speller.decoding import (
    Ambiguous,
    Corrected,
    Decoder,
    Decoding,
    Unknown,
    decode,
)
from tests.content.shipped import NOWHERE, RESOURCES

LIBRARY = AlphabetLibrary(RESOURCES, NOWHERE)
ICAO = Decoder(LIBRARY.alphabet("icao"), emoji_named)


def heard(words: str, alphabet: str = "icao") -> Decoding:
    return decode(words, LIBRARY.alphabet(alphabet))


def names(table: str) -> list[str]:
    return [name.strip() for name in table.split("|")]


def check_is_clear(words: str, text: str) -> None:
    assert ICAO.decode(words) == Decoding(text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("", ""),
        (" ,  . ", ""),
        ("alpha bravo charlie", "abc"),
        ("ALFA Bravo charlie", "abc"),
        ("Alfa, Bravo; Charlie. Delta", "abcd"),
        ("Alfa,Bravo\nCharlie\tDelta", "abcd"),
        ("alfa-bravo-charlie", "abc"),
        ("Juliet juliett Juliette Whisky whiskey", "jjjww"),
        ("X-ray, xray, x ray, X Ray", "xxxx"),
        ("AL-FAH NO-VEM-BER KEH-BECK", "anq"),
        ("papa alpha sierra sierra capital whisky zero romeo delta", "passW0rd"),
    ],
)
def test_words_of_the_alphabet(words: str, text: str) -> None:
    check_is_clear(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("zero one two three four five six seven eight nine", "0123456789"),
        ("tree fower fife niner wun ait", "345918"),
        ("fow-er sev-en nin-er ze-ro", "4790"),
        ("nadazero unaone bissotwo terrathree kartefour", "01234"),
        ("pantafive soxisix setteseven oktoeight novenine", "56789"),
        ("nought eleven nineteen forty", "0111940"),
        ("4711", "4711"),
        ("47 11, 192.168.0.1.", "4711192.168.0.1"),
        ("figures four seven", "47"),
    ],
)
def test_figures(words: str, text: str) -> None:
    check_is_clear(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("capital alfa small bravo charlie", "Abc"),
        ("upper case alfa uppercase bravo upper charlie", "ABC"),
        ("big alfa, cap bravo, large charlie", "ABC"),
        ("upper case alfa bravo", "Ab"),
        ("upper case alfa bravo capital charlie lower case delta", "AbCd"),
        ("upper case alfa bravo, capital charlie, lower case delta", "AbCd"),
        ("upper case alfa bravo all caps charlie lower case delta", "AbCd"),
        ("upper case alfa lower case bravo", "Ab"),
        ("lower case alfa lowercase bravo little charlie", "abc"),
        ("capital, alfa", "A"),
        ("capital letter alfa", "A"),
        ("capital um alfa", "A"),
        ("all caps alfa bravo one lower case charlie delta", "AB1cd"),
        ("all caps alfa small bravo charlie", "AbC"),
        ("all capitals, Alfa, Bravo", "AB"),
        ("caps lock on alfa bravo caps lock off charlie", "ABc"),
        ("all upper case a b end caps c", "ABc"),
        ("all caps alfa all small letters bravo", "Ab"),
        ("all caps alfa all lower bravo capital charlie", "AbC"),
        ("all caps e with acute bravo", "ÉB"),
        ("all caps fox trot x ray double you www", "FXWWWW"),
        ("a B c", "aBc"),
        ("small B capital a all caps c", "bAC"),
        ("capital double alfa double capital bravo", "AABB"),
        ("capital oh", "O"),
        ("capital double u", "W"),
    ],
)
def test_case(words: str, text: str) -> None:
    assert (ICAO.decode(words).text, ICAO.decode(words).unknown) == (text, ())


def test_upper_case_may_last_until_lower_case() -> None:
    """The amateurs' convention (Delco ARES), where it can be told from the other."""
    words = "LOWERCASE papa alpha sierra UPPERCASE sierra whiskey oscar LOWERCASE romeo delta"

    doubt = Ambiguous("UPPERCASE", 4, "SWO", ("Swo",))
    assert ICAO.decode(words) == Decoding("pasSWOrd", ambiguous=(doubt,))
    assert ICAO.decode(words.lower().replace(" ", ", ")).text == "pasSWOrd"
    assert ICAO.decode("uppercase alfa bravo lowercase charlie").text == "ABc"
    assert ICAO.decode("uppercase alfa one lowercase charlie") == Decoding("A1c")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("capital bravo, upper case alfa, delta, capital bravo, lower case charlie", "BAdBc"),
        ("alfa, bravo, capital, bravo, double, bravo", "abBbb"),
        ("alfa, bravo, all caps, alfa, bravo, Unicode snowman, alfa", "abAB☃A"),
        ("all caps, Unicode cyrillic small letter a, alfa", "\u0430A"),
    ],
)
def test_a_phrase_said_again_means_what_it_means_there(words: str, text: str) -> None:
    check_is_clear(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("double alfa triple seven treble x", "aa777xxx"),
        ("three times zero", "000"),
        ("a three times", "aaa"),
        ("alfa three times, bravo", "aaab"),
        ("alfa three times then bravo", "aaab"),
        ("alfa, three times bravo", "abbb"),
        ("3 times zero", "000"),
        ("twice bravo", "bb"),
        ("double, seven", "77"),
        ("triple double u dot alfa dot com", "www.a.com"),
        ("double fives", "55"),
        ("double uniform", "uu"),
        ("double slash", "//"),
        ("double e with acute", "éé"),
    ],
)
def test_repeats(words: str, text: str) -> None:
    check_is_clear(words, text)


@pytest.mark.parametrize("words", ["double double alfa", "double", "five times", "triple banana"])
def test_a_repeat_of_nothing_is_unknown(words: str) -> None:
    assert ICAO.decode(words).unknown[0].position == 0


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("a as in apple", "a"),
        ("A as in apple, B for Bravo, c like charlie", "abc"),
        ("capital a as in apple", "A"),
        ("small B as in Bravo", "b"),
        ("all caps, a as in apple, b", "AB"),
        ("m for mother n for nellie", "mn"),
        ("a, as in apple, b", "ab"),
        ("Sierra like Sam", "s"),
        ("bee as in boy", "b"),
        ("oh as in oscar", "o"),
        ("x as in x ray y", "xy"),
        ("double u as in whiskey", "w"),
        ("double u as in uncle", "uu"),
        ("double a as in apple", "aa"),
        ("b as in the bus", "b"),
        ("a as in at b", "ab"),
        ("e as in echo with acute", "é"),
    ],
)
def test_a_letter_may_be_explained(words: str, text: str) -> None:
    check_is_clear(words, text)


def test_an_explanation_that_contradicts_is_told() -> None:
    doubt = Ambiguous("as in victor", 1, "b", ("v",))

    assert ICAO.decode("b as in victor") == Decoding("b", ambiguous=(doubt,))


@pytest.mark.parametrize(
    ("alphabet", "words", "text"),
    [
        ("de-DE", "A wie Aachen, ä wie Umlaut Aachen, Koeln, Nurnberg, Nürnberg", "aäknn"),
        ("de-DE", "großes Berlin kleines Chemnitz Eszett", "Bcß"),
        ("de-DE", "Klammeraffe Punkt sieben zwo", "@.72"),
        ("de-DE", "Tango Klammer auf open parenthesis", "t(("),
        ("fr-FR", "A comme Anatole Celestin Francois", "acf"),
        ("tr-TR", "Izmir Isparta Yumusak G", "iığ"),
        ("tr-TR", "İ yani İzmir, büyük I yani Isparta", "iI"),
        ("nb-NO", "Dobbelt-V Enkelt-V dobbelt v", "wvw"),
        ("ru-RU", "Анна Семён Семен Иван краткий", "ассй"),
        ("en-western-union", "New York Zero figure zero", "nz0"),
        ("ja-JP", "朝日のア、切手のキに濁点", "あぎ"),
        ("ja-JP", "は", "は"),
    ],
)
def test_other_alphabets(alphabet: str, words: str, text: str) -> None:
    assert heard(words, alphabet) == Decoding(text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("www dot alfa dot com", "www.a.com"),
        ("https colon slash slash", "https://"),
        ("alfa at bravo dot co dot uk", "a@b.co.uk"),
        ("um alfa then bravo and then charlie, er, delta", "abcd"),
        ("okay the letter alfa followed by the dot", "a."),
        ("alfa (space) bravo", "a b"),
        ("the letter a dot b", "a.b"),
        ("a bee cee dee ee eff gee aitch eye jay kay el em", "abcdefghijklm"),
        ("en pee cue ar ess tee vee double you ex wye zed zee", "npqrstvwxyzz"),
        ("alfa @ bravo - charlie", "a@b-c"),
        ("é ß 日", "éß日"),
    ],
)
def test_what_people_say(words: str, text: str) -> None:
    check_is_clear(words, text)


def spoken_symbols() -> list[tuple[str, str]]:
    own = [(name, symbol) for symbol, table in known.SYMBOLS.items() for name in names(table)]
    nouns = [(f"{name} {noun}", symbol) for name, symbol in own for noun in known.NOUNS]
    brackets = [
        (f"{side} {kind}", bracket)
        for kinds, pair in known.BRACKETS
        for kind in names(kinds)
        for sides, bracket in zip(known.SIDES, pair, strict=True)
        for side in sides
    ]
    return own + nouns + brackets


@pytest.mark.parametrize(("name", "symbol"), spoken_symbols())
def test_every_name_of_every_symbol(name: str, symbol: str) -> None:
    for words in (name, name.title(), name.upper()):
        check_is_clear(f"alfa {words} bravo", f"a{symbol}b")
    check_is_clear(f"{name}, {name}", symbol * 2)


@pytest.mark.parametrize(
    ("words", "chosen", "also"),
    [
        ("open bracket", "(", "["),
        ("close bracket", ")", "]"),
        ("left bracket", "[", "("),
        ("pound", "£", "#"),
        ("pound sign", "£", "#"),
        ("dash", "-", "–—"),
        ("minus", "-", "−"),
        ("minus sign", "-", "−"),
        ("quote", '"', "'"),
        ("tick", "'", "`✓"),
        ("line", "_", "|"),
        ("brace", "{", "}"),
        ("oh", "0", "o"),
        ("and", "&", ("",)),
        ("number", "#", ("",)),
        ("double u", "w", ("uu",)),
        ("two fives", "55", ("25",)),
        ("forty seven", "47", ("407",)),
        ("double dash", "--", ("––", "——")),
    ],
)
def test_ambiguous_names_are_told(words: str, chosen: str, also: tuple[str, ...]) -> None:
    doubt = Ambiguous(words, 0, chosen, tuple(also))

    assert ICAO.decode(words) == Decoding(chosen, ambiguous=(doubt,))


def test_what_a_team_calls_a_symbol_counts_more() -> None:
    icao = LIBRARY.alphabet("icao")
    own = replace(icao, symbols={**icao.symbols, "-": ("dash",), "#": ("hash sign", "pound")})

    assert decode("dash", own) == Decoding("-")
    doubt = Ambiguous("pound", 0, "#", ("£",))
    assert decode("pound", own) == Decoding("#", ambiguous=(doubt,))


def test_words_that_differ_in_their_accents_are_told_apart_by_them() -> None:
    icao = LIBRARY.alphabet("icao")
    own = replace(icao, letters={**icao.letters, "c": ("Père",), "d": ("Pêre",)})

    assert decode("Père PÊRE", own) == Decoding("cd")
    assert decode("pere", own) == Decoding("", (Unknown("pere", 0),))


def test_and_between_words_means_nothing_but_is_told() -> None:
    doubt = Ambiguous("and", 1, "", ("&",))

    assert ICAO.decode("alfa and bravo") == Decoding("ab", ambiguous=(doubt,))


@pytest.mark.parametrize(
    ("words", "text", "doubt"),
    [
        ("alfa followed by a dot", "a.", Ambiguous("a", 3, "", ("a",))),
        ("alfa then a capital bravo", "aB", Ambiguous("a", 2, "", ("a",))),
        ("alfa a capital bravo", "aaB", Ambiguous("a", 1, "a", ("",))),
        ("number seven", "7", Ambiguous("number", 0, "", ("#",))),
        ("tee you vee", "tuv", Ambiguous("you", 1, "u", ("",))),
    ],
)
def test_everyday_words_that_may_be_letters_are_told(
    words: str, text: str, doubt: Ambiguous
) -> None:
    assert ICAO.decode(words) == Decoding(text, ambiguous=(doubt,))


def test_a_repeat_between_two_is_told() -> None:
    doubt = Ambiguous("three times", 1, "abbb", ("aaab",))

    assert ICAO.decode("alfa three times bravo") == Decoding("abbb", ambiguous=(doubt,))


@pytest.mark.parametrize(
    ("words", "text", "unknown"),
    [
        ("alfa banana charlie", "ac", [("banana", 1)]),
        ("apple, bravo. Elephant!", "b", [("apple", 0), ("Elephant!", 2)]),
        ("alfa, , bravo foo-bar", "ab", [("foo-bar", 2)]),
        ("capital seven", "7", [("capital", 0)]),
        ("alfa, bravo, bravo, pear", "abb", [("pear", 3)]),
        ("a three times, three times", "aaa", [("three times", 3)]),
        ("alfa pear as in apple", "a", [("pear", 1), ("as in", 2), ("apple", 4)]),
        ("a, as in apple b, one, as in apple b", "ab1b", [("as in", 6), ("apple", 8)]),
        ("alfa x. ray", "ax", [("ray", 2)]),
        ("x, ray", "x", [("ray", 1)]),
        ("open. bracket", "", [("open", 0), ("bracket", 1)]),
        ("double. u", "uu", []),
        ("alfa capital", "a", [("capital", 1)]),
        ("zeros", "", [("zeros", 0)]),
        ("novembers", "", [("novembers", 0)]),
        ("U+110000", "", [("U+110000", 0)]),
        ("finaly plese", "", [("finaly", 0), ("plese", 1)]),
        ("one fives, three. fives", "13", [("fives", 1), ("fives", 3)]),
        ("as in apple", "", [("as in", 0), ("apple", 2)]),
        ("with acute", "", [("with", 0), ("acute", 1)]),
        ("are you there", "", [("are", 0), ("you", 1), ("there", 2)]),
        ("golden mango motel", "", [("golden", 0), ("mango", 1), ("motel", 2)]),
        ("gold, like, fix", "", [("gold", 0), ("like", 1), ("fix", 2)]),
        ("abc", "", [("abc", 0)]),
        ("b12", "", [("b12", 0)]),
        ("A-9 a-b-c", "", [("A-9", 0), ("a-b-c", 1)]),
        ("Unicode nonsense", "", [("Unicode", 0), ("nonsense", 1)]),
        ("code point 110000", "110000", [("code point", 0)]),
    ],
)
def test_unknown_words_are_told_with_their_places(
    words: str, text: str, unknown: list[tuple[str, int]]
) -> None:
    decoding = ICAO.decode(words)

    assert decoding == Decoding(text, tuple(Unknown(*found) for found in unknown))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("wiskey tengo golph hotell siera", "wtghs"),
        ("unifrom novemeber julliet foxtrott", "unjf"),
        ("forx trot, char lie, under scor", "fc_"),
        ("capitl bravo duoble seven", "B77"),
        ("exclamtion mark ampasand open squre bracket", "!&["),
    ],
)
def test_misspelt_words(words: str, text: str) -> None:
    decoding = ICAO.decode(words)

    assert (decoding.text, decoding.unknown) == (text, ())
    assert decoding.corrected


def test_a_doubt_is_told_as_often_as_it_is_said() -> None:
    assert [doubt.position for doubt in ICAO.decode("dash, dash, dash").ambiguous] == [0, 1, 2]
    assert [word.position for word in ICAO.decode("wiskey, wiskey").corrected] == [0, 1]
    assert [word.position for word in ICAO.decode("a pear, a pear").unknown] == [1, 3]


def test_tells_what_a_misspelt_word_was_taken_for() -> None:
    corrected = ICAO.decode("alfa wiskey").corrected

    assert corrected == (Corrected("wiskey", 1, "whiskey"),)


@pytest.mark.parametrize("alphabet", [found.id for found in LIBRARY.all()])
def test_no_word_of_an_alphabet_is_taken_for_another(alphabet: str) -> None:
    words = LIBRARY.alphabet(alphabet)
    decoder = Decoder(words)
    for table in (words.letters, words.digits, words.symbols):
        for character, (said, *_) in table.items():
            assert decoder.decode(said) == Decoding(character)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Unicode snowman alfa", "☃a"),
        ("Unicode snowman. Alfa", "☃a"),
        ("less-than Unicode snowman alfa", "<☃a"),
        ("code point 65 with acute", "é"),
        ("code point 1F600 bravo", "😀b"),
        ("U+1F600", "😀"),
        ("capital echo with acute", "É"),
        ("echo with acute bravo with cedilla", "éb\u0327"),
        ("a umlaut, o with umlaut", "äö"),
        ("emoji thumbs up", "👍"),
        ("capital Unicode snowman", "☃"),
    ],
)
def test_characters_by_name(words: str, text: str) -> None:
    assert ICAO.decode(words).text == text


def test_keeps_nothing_of_an_utterance() -> None:
    decoder = Decoder(LIBRARY.alphabet("icao"))
    before = decoder.decode("alfa hyphen")
    decoder.decode("all caps")
    decoder.decode("double")

    assert decoder.decode("alfa hyphen") == before == Decoding("a-")
