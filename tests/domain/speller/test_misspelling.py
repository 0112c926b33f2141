"""Misspellings: only what can be one word misheard, and only if it can be no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.speller.misspelling import Misspellings, edits

WORDS = ("alfa", "bravo", "golf", "mike", "hotel", "tango", "november", "parenthesis", "six")
KNOWN = Misspellings({word: word for word in WORDS})


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("hotell", "hotel"),
        ("htoel", "hotel"),
        ("bravvo", "bravo"),
        ("dango", "tango"),
        ("myke", "mike"),
        ("novemebr", "november"),
        ("nofenber", "november"),
        ("parentesys", "parenthesis"),
        ("alfah", "alfa"),
    ],
)
def test_finds_the_word_that_was_meant(heard: str, meant: str) -> None:
    assert KNOWN.nearest(heard) == meant


@pytest.mark.parametrize(
    "heard",
    [
        "",
        "mango",
        "motel",
        "gold",
        "mile",
        "fix",
        "sixx",
        "brv",
        "hat",
        "hohtll",
        "alfas",
        "x" * 1000,
    ],
)
def test_leaves_what_is_another_word(heard: str) -> None:
    assert KNOWN.nearest(heard) is None


def test_two_that_are_equally_near_are_no_answer() -> None:
    assert Misspellings({"grave": "`", "brave": "b"}).nearest("gravo") == "grave"
    assert Misspellings({"karel": "k", "karol": "l"}).nearest("karul") is None


def test_two_words_for_the_same_are_no_rivals() -> None:
    assert Misspellings({"juliett": "j", "juliet": "j"}).nearest("juliep") == "juliet"
    assert Misspellings({"juliett": "j", "juliets": "j"}).nearest("julietz") == "juliett"


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "", 3), ("kitten", "sitting", 3)],
)
def test_counts_edits(one: str, other: str, count: int) -> None:
    assert edits(one, other) == edits(other, one) == count


@given(st.sampled_from(WORDS), st.data())
def test_one_edit_is_one(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))

    assert edits(word, word[:at] + word[at + 1 :]) == 1
    assert edits(word, word[:at] + "#" + word[at:]) == 1
    assert edits(word, word[:at] + "#" + word[at + 1 :]) == 1
