"""Warnings: what is wrong is told at its place, and nothing else is."""

from __future__ import annotations

import sys
import unicodedata

import pytest
import regex

from companion.content.alphabets import AlphabetLibrary
from companion.content.speller import TextSpeller
from companion.domain.speller.scripts import odd_letter, script_of
from companion.domain.speller.spelling_warnings import MOST_OF_A_KIND
from tests.content.shipped import NOWHERE, RESOURCES

SPELLER = TextSpeller(RESOURCES, AlphabetLibrary(RESOURCES, NOWHERE))


def warnings(text: str) -> list[tuple[str, int]]:
    return [(w.kind.value, w.index) for w in SPELLER.spell(text, "icao").warnings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" a", [("leading_space", 0)]),
        ("a ", [("trailing_space", 1)]),
        (" ", [("leading_space", 0), ("trailing_space", 0)]),
        ("a  b", [("double_space", 1)]),
        ("a\u200bb", [("invisible", 1)]),
        ("\ufeffx", [("invisible", 0)]),
        ("x\u00adx", [("invisible", 1)]),
        ("a\u200db", [("invisible", 0)]),
        ("\u200db", [("invisible", 0)]),
        ("a\u200d\u0301", [("invisible", 0)]),
        ("👩\u200d", [("invisible", 0)]),
        ("a\ufe0f", [("invisible", 0)]),
        ("\u3164", [("invisible", 0)]),
        ("a\u202eb", [("bidi_control", 1)]),
        ("ab\u200f", [("bidi_control", 2)]),
        ("a\tb", [("control", 1)]),
        ("a\r\nb\0", [("control", 1), ("control", 3)]),
        ("\u2028", [("control", 0)]),
        ("\ud800", [("control", 0)]),
        ("p\u0430ypal", [("mixed_script", 1), ("non_ascii_lookalike", 1)]),
        ("\u0430pple.com", [("mixed_script", 0), ("non_ascii_lookalike", 0)]),
        ("Wor\u0434", [("mixed_script", 3)]),
        ("Ａb", [("full_width", 0)]),
        ("a\u3000b", [("full_width", 1)]),
        ("a\xa0b", [("non_ascii_lookalike", 1)]),
        ("5\u20136", [("non_ascii_lookalike", 1)]),
        ("p\u0251ss", [("non_ascii_lookalike", 1)]),
        ("\U0001d41abc", [("non_ascii_lookalike", 0)]),
        ("ﬁ", [("non_ascii_lookalike", 0)]),
        ("\u0430", [("non_ascii_lookalike", 0)]),
        ("\u0410\u0412-12", [("non_ascii_lookalike", 0), ("non_ascii_lookalike", 1)]),
        ("m\u0131crosoft.com", [("non_ascii_lookalike", 1)]),
        ("l1", [("confusable", 0), ("confusable", 1)]),
        ("O0", [("confusable", 0), ("confusable", 1)]),
        ("B0ok", [("confusable", 1)]),
        ("AB5X", [("confusable", 2)]),
        ("Il|", [("confusable", 0), ("confusable", 1), ("confusable", 2)]),
        ("SN-5-S", [("confusable", 3), ("confusable", 5)]),
        ("googIe", [("confusable", 4)]),
        ("rnicrosoft", [("confusable", 0)]),
        ("x@arnazon.com", [("confusable", 3)]),
        ("e\u0301", [("not_normalised", 0)]),
        ("a\u212b", [("not_normalised", 1)]),
        ("\u1112\u1161\u11ab", [("not_normalised", 0)]),
        ("a.xn--mnchen-3ya.de", [("punycode", 2)]),
    ],
)
def test_warns_of_what_is_there_at_its_place(text: str, found: list[tuple[str, int]]) -> None:
    assert warnings(text) == found


@pytest.mark.parametrize("word", ["ѕсоре", "аррӏе"])
def test_warns_of_a_whole_word_that_only_looks_latin(word: str) -> None:
    assert warnings(word) == [("non_ascii_lookalike", index) for index in range(5)]


@pytest.mark.parametrize(
    "text",
    [
        *("", "hello", "Hello World", "don't", "Jane O'Neill", "hunter", "aB-", "192.168.0.10"),
        *("modern", "Bernard", "internet", "Illinois", "BIOS", "McIntosh", "MacInnes", "Room 5"),
        *("café", "naïve", "Łódź", "Ærø", "encyclopædia", "Größe", "STRASSE", "Ångström", "ısı"),
        *("Kaʻiulani", "Iñárritu", "Dvořák", "Çağrı", "Nguyễn Văn A", "Þórr", "cœur"),
        *("Москва", "Иван Сара", "Ольга, Анна", "Ελένη", "Αθήνα", "Київ", "Հայաստան"),
        *("שלום", "صباح الخير", "مرحبا", "می\u200cخواهم", "١٢٣", "नमस्ते", "क्\u200dष", "क्\u200cष"),
        "ภาษาไทย",
        *("日本語", "東京タワー", "ひらがな", "ノート", "한국어", "中文", "東京Tower", "ㄅㄆ"),
        *("👩‍💻", "👨‍👩‍👧", "🏳️‍🌈", "❤️", "1️⃣", "🇬🇧", "✌🏽", "☎️", "↔️"),
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # England
        *("00:1A:2B:3C:4D:5E", "550e8400-e29b-41d4-a716-446655440000", "2001:db8::5a01", "0x1F"),
        *("€", "£5", "20 °C", "½ ² ±", "https://www.example.com/path?q=a#b", "C:\\Users\\jane"),
    ],
)  # fmt: skip
def test_is_silent_about_what_is_ordinary(text: str) -> None:
    assert warnings(text) == []


def test_a_warning_is_a_sentence_with_the_place() -> None:
    (mixed, alike) = SPELLER.spell("p\u0430y", "icao").warnings

    assert mixed.text == "The letter at position 2 is Cyrillic, unlike others beside it."
    assert (
        alike.text == "The character at position 2 looks like “a” but is cyrillic small letter a."
    )


def test_tells_what_punycode_stands_for() -> None:
    (warning,) = SPELLER.spell("xn--mnchen-3ya.de", "icao").warnings

    assert "münchen" in warning.text


def test_a_long_text_has_a_limited_number_of_warnings() -> None:
    found = SPELLER.spell("Ａ\t" * 5000, "icao").warnings

    assert len(found) == 2 * MOST_OF_A_KIND
    assert found[1].index == 1


def test_the_name_of_a_letter_tells_its_script() -> None:
    """Python has no script property; `regex` has, and agrees."""
    scripts = "Latin Cyrillic Greek Armenian Hebrew Arabic Thai Devanagari Hangul Cherokee"
    wrong = []
    for script in scripts.split():
        pattern = regex.compile(rf"\p{{Script={script}}}")
        for number in range(sys.maxunicode + 1):
            character = chr(number)
            is_letter = unicodedata.category(character) in ("Lu", "Ll", "Lo")
            found = script_of(character) if is_letter and pattern.match(character) else ""
            if found not in ("", script.lower()):
                wrong.append((script, character, found))

    assert wrong == []


@pytest.mark.parametrize(
    ("word", "odd"),
    [("abc", None), ("аbc", 0), ("abд", 2), ("абвx", 0), ("東京a", None), ("한a", None), ("аα", 1)],
)
def test_finds_the_odd_letter(word: str, odd: int | None) -> None:
    assert odd_letter(word) == odd
