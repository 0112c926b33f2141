"""What a voice is given for words that it gets wrong."""

from __future__ import annotations

import pytest

from companion.domain.speller.respelling import respeller


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("Lima", "Leema"),
        ("capital Lima", "capital Leema"),
        ("A as in Alfa", "A, as in Alpha"),
        ("Limassol", "Limassol"),
        ("emoji A button", "emoji A, button"),
        ("小さい朝日のア", "ちいさいあさひのア"),
        ("半濁点", "はんだくてん"),
    ],
)
def test_a_word_is_respelled_where_it_stands_as_a_whole(said: str, given: str) -> None:
    respell = respeller(
        {
            "Lima": "Leema",
            "Alfa": "Alpha",
            "A": "A,",
            "小さい": "ちいさい",
            "朝日": "あさひ",
            "濁点": "だくてん",
            "半濁点": "はんだくてん",
        }
    )

    assert respell(said) == given


def test_without_respellings_a_voice_is_given_what_is_said() -> None:
    assert respeller({})("Lima") == "Lima"
