"""Read-back: the first difference, as a person would say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.content.alphabets import AlphabetLibrary
from companion.domain.speller.readback import DifferenceKind, compare, ordinal, say_with_case, told
from tests.content.shipped import NOWHERE, RESOURCES

LIBRARY = AlphabetLibrary(RESOURCES, NOWHERE)


def say(character: str) -> str:
    return {"B": "capital Bravo", "b": "small Bravo", "c": "Charlie", "1": "one"}.get(
        character, character
    )


def difference(spelled: str, heard: str, *, is_finished: bool = True) -> str:
    found = compare(spelled, heard, is_finished=is_finished)
    return told(found, say) if found else ""


@pytest.mark.parametrize(
    ("spelled", "heard", "sentence"),
    [
        ("abc", "abc", ""),
        ("", "", ""),
        ("xyzB", "xyzb", "The fourth is capital Bravo, you said small Bravo."),
        ("1abcd", "cabcd", "The first is one, you said Charlie."),
        ("abc1", "abc", "One is missing after the third: one."),
        ("abc1xx", "abcxx", "One is missing after the third: one."),
        ("1abc", "abc", "One is missing at the beginning: one."),
        ("abc", "abc1", "There is one too many at the end: one."),
        ("abcdef", "abc1def", "There is one too many: one, after the third."),
        ("abc", "abcxyz", "There are 3 too many at the end, from x on."),
        ("abcdef", "abc", "3 are missing after the third; the next is d."),
        ("abc1x", "ab1cx", "The third is Charlie and the fourth is one, not the other way round."),
        ("aaaabbbb", "aaabbbb", "One is missing after the third: a."),
        ("x" * 20 + "1", "x" * 20 + "c", "The 21st is one, you said Charlie."),
    ],
)
def test_says_what_is_different(spelled: str, heard: str, sentence: str) -> None:
    assert difference(spelled, heard) == sentence


def test_says_every_case_in_the_words_of_the_alphabet() -> None:
    found = compare("abcB", "abcb")

    assert found
    german = say_with_case(LIBRARY.alphabet("de-DE"))
    english = say_with_case(LIBRARY.alphabet("icao"))
    assert told(found, english) == "The fourth is capital Bravo, you said small Bravo."
    assert told(found, german) == "The fourth is groß Berlin, you said klein Berlin."


def test_who_is_still_reading_has_left_nothing_out() -> None:
    assert difference("abcdef", "abc", is_finished=False) == ""
    assert difference("abcdef", "abd", is_finished=False) == "The third is Charlie, you said d."


def test_what_was_not_understood_may_be_what_is_missing() -> None:
    found = compare("abc", "ab", is_clear=False)

    assert found
    assert told(found, say) == "What you said after the second was not understood."
    assert compare("abc", "abc", is_clear=False)


def test_counts_what_a_person_calls_characters() -> None:
    found = compare(["e\u0301", "👩‍💻", "b"], ["e\u0301", "👩‍💻", "B"])

    assert found
    assert (found.kind, found.index) == (DifferenceKind.CASE, 2)


def test_the_same_look_is_not_the_same_text() -> None:
    found = compare(["é"], ["e\u0301"])

    assert found
    assert found.kind is DifferenceKind.OTHER


@given(st.text(), st.text())
def test_finds_the_first_difference_if_there_is_one(spelled: str, heard: str) -> None:
    found = compare(spelled, heard)

    assert (found is None) == (spelled == heard)
    if found:
        assert spelled[: found.index] == heard[: found.index]
        assert spelled[found.index : found.index + 1] != heard[found.index : found.index + 1]
        assert told(found, say).endswith(".")


@pytest.mark.parametrize(
    ("number", "said"), [(1, "first"), (12, "twelfth"), (13, "13th"), (21, "21st"), (111, "111th")]
)
def test_ordinals(number: int, said: str) -> None:
    assert ordinal(number) == said
