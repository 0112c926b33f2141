"""Text is split where a person would put the finger between two characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.content.graphemes import clusters


@pytest.mark.parametrize(
    "characters",
    [
        ("a", "B", "1", " ", "-"),
        ("e\u0301", "x"),
        ("👩‍💻", "!"),
        ("🇬🇧", "🇫🇷"),
        ("\r\n", "a"),
        ("각", "é"),
        (),
    ],
)
def test_keeps_together_what_is_one_character(characters: tuple[str, ...]) -> None:
    assert clusters("".join(characters)) == characters


@given(st.text(st.characters()))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(clusters(text)) == text
