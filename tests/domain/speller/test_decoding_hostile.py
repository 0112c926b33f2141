"""Nothing that is said makes decoding slow, or the text long."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.content.alphabets import AlphabetLibrary
from companion.domain.speller.decoding import Decoder, Decoding
from companion.domain.speller.heard_names import FILLERS
from tests.content.shipped import NOWHERE, RESOURCES

DECODER = Decoder(AlphabetLibrary(RESOURCES, NOWHERE).alphabet("icao"))
SMALL = 8_000
"""Characters; decoding them takes long enough to measure."""
LARGER = 8
SLACK = 2.5
"""Twice the time for each doubling would be a factor of 64 in all, not of 8."""
PHRASES = (
    "double",
    "triple double u",
    "three times",
    "a three times three times",
    "alfa with acute",
    "alfa with",
    "unicode",
    "unicode snowman with",
    "code point",
    "emoji",
    "as in",
    "a as in",
    "upper case alfa bravo lower case",
    "upper case alfa",
    "all caps",
    "capital",
    "open",
    "open square",
    "and",
    "dash,",
    ",",
    ".",
    "x",
    "x-",
    "two fives",
    "exclamtion",
    "abcdefghijkl",
    "char lie",
    "see you",
    "then a capital",
)


def seconds(words: str) -> float:
    times = []
    for _ in range(3):
        gc.collect()
        started = time.process_time()
        DECODER.decode(words)
        times.append(time.process_time() - started)
    return min(times)


def repeated(phrase: str) -> Callable[[int], str]:
    return lambda length: f"{phrase} " * (length // (len(phrase) + 1))


def glued(piece: str) -> Callable[[int], str]:
    return lambda length: piece * (length // len(piece))


def unknown_words(length: int) -> str:
    chance = random.Random(length)
    return " ".join("".join(chance.choices("aeilmnorst", k=9)) for _ in range(length // 10))


@pytest.mark.parametrize(
    "make",
    [*map(repeated, PHRASES), *map(glued, ("x", "x-", "-", ",", "a\u0301", "ü", "４", "ph", "."))],
)
def test_the_time_is_proportional_to_the_length(make: Callable[[int], str]) -> None:
    check_is_linear(make)


def test_unknown_words_take_no_longer() -> None:
    check_is_linear(unknown_words)


def check_is_linear(make: Callable[[int], str]) -> None:
    for _ in range(3):  # other programs run on this machine, too
        one, larger = seconds(make(SMALL)), seconds(make(SMALL * LARGER))
        if larger <= one * LARGER * SLACK + 0.02:
            return
    assert larger <= one * LARGER * SLACK + 0.02, (one, larger)


@pytest.mark.parametrize("phrase", PHRASES)
def test_the_text_stays_within_bounds(phrase: str) -> None:
    words = f"{phrase} " * 200

    assert len(DECODER.decode(words).text) <= 10 * len(words)


@given(st.text())
def test_any_text_can_be_decoded(words: str) -> None:
    assert isinstance(DECODER.decode(words), Decoding)


def names(table: str) -> list[str]:
    return table.split(" | ")


SAYABLE = st.sampled_from(
    names(
        "alfa | B | seven | 47 | capital | small | double | triple | as | in | apple | with | acute"
        " | upper | case | lower | all | caps | three | times | zeros | u | oh | and | number | a"
        " | unicode | snowman | open | bracket | banana | wiskey | , | . | - | x | dot | then"
    )
)


@given(st.lists(SAYABLE, max_size=12))
def test_no_word_is_lost_in_silence(said: list[str]) -> None:
    """Alone, each word is text, is told, or is known to say nothing."""
    silent = {"as", "in", "all", "upper", "caps", "lower", ",", "."} | set(names(FILLERS))
    for word in said:
        decoding = DECODER.decode(word)
        assert decoding.text or decoding.unknown or decoding.ambiguous or word in silent


@given(st.lists(SAYABLE, max_size=12))
def test_places_are_those_of_the_words(said: list[str]) -> None:
    decoding = DECODER.decode(" ".join(said))
    said = [word for word in said if word != ","]

    for unknown in decoding.unknown:
        assert unknown.word.split()[0].rstrip(".") == said[unknown.position].rstrip(".")
    for doubt in decoding.ambiguous:
        assert doubt.words.split()[0] == said[doubt.position]
    assert list(decoding.unknown) == sorted(decoding.unknown, key=lambda found: found.position)
