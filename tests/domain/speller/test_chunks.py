"""A text is divided where people divide it, into threes, at most fours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.speller.chunks import Limits, chunk_sizes, even_sizes, limits


def chunks(text: str, size: int | None = None) -> str:
    """The chunks of a text with a bar between them."""
    found, start = [], 0
    for length in chunk_sizes(text, limits(size)):
        found.append(text[start : start + length])
        start += length
    return "|".join(found)


@pytest.mark.parametrize(
    ("what", "divided"),
    [
        ("licence key", "ABC|DE-|123|45-|FGH|IJ"),
        ("licence key of fours", "ABCD|-|1234|-|WXYZ"),
        ("telephone number", "+44 |20 |7946| |0018"),
        ("telephone number with brackets", "(020|) |7946| |0018"),
        ("telephone number in one piece", "+44|207|946|0018"),
        ("American number", "+1|202|555|0123"),
        ("Irish number", "+353|123|4567"),
        (
            "address of a page",
            "http|s://|www.|exa|mple|.co|.uk:|8080|/|path|/|to?|x=|1&|y=|22#|top",
        ),
        ("plain address", "http|://|a.|b"),
        ("e-mail", "jane|.|doe+|test|@|exa|mple|.com"),
        ("path", "C:\\|Use|rs\\|jane|\\|My |Docs|\\|a|.txt"),
        ("shared folder", "\\\\|ser|ver|01\\|sha|re$\\|x"),
        ("IPv4", "192.|168.|10.|1"),
        ("IPv6", "2001|:|db8:|85a3|::|8a2e|:|370:|7334"),
        ("MAC", "00:|1A:|2B:|3C:|4D:|5E"),
        ("GUID", "550|e84|00-|e29b|-|41d4|-|a716|-|446|655|440|000"),
        ("serial", "SN|4839|ABX|77"),
        ("words", "hel|lo |wor|ld"),
        ("password", "!@#|$%^|&*|()"),
        ("short", "aB1-"),
        ("JSON", '{"|a": |[1, |22]}'),
        ("nothing", ""),
    ],
    ids=lambda value: value if "|" not in value else "",
)
def test_follows_the_structure_of_a(what: str, divided: str) -> None:
    assert chunks(divided.replace("|", "")) == divided


@pytest.mark.parametrize("size", [1, 2, 3, 4])
@given(text=st.text(st.characters()))
def test_a_cap_is_kept_and_nothing_is_lost(size: int, text: str) -> None:
    sizes = list(chunk_sizes(text, limits(size)))

    assert sum(sizes) == len(text)
    assert all(1 <= length <= size for length in sizes)


@given(st.text(st.characters()))
def test_no_chunk_has_more_than_four(text: str) -> None:
    sizes = list(chunk_sizes(text, limits(None)))

    assert sum(sizes) == len(text)
    assert all(1 <= length <= 4 for length in sizes)


@pytest.mark.parametrize("limit", [Limits(3, 4), Limits(3, 3), Limits(4, 4)])
@given(length=st.integers(2, 200))
def test_no_character_of_a_word_is_left_alone(limit: Limits, length: int) -> None:
    sizes = list(even_sizes(length, limit))

    assert sum(sizes) == length
    assert min(sizes) > 1


@pytest.mark.parametrize("text", ["a" * 300_000, "a1" * 150_000, ".a" * 150_000, "+1" * 150_000])
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    assert sum(chunk_sizes(text, limits(None))) == len(text)
