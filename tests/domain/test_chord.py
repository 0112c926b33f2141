"""Chords: written in one way, and none that another program would miss."""

from __future__ import annotations

import pytest

from companion.domain.chord import Chord, complaint
from companion.domain.errors import UserError
from companion.services.global_keys import SHIPPED_KEYS


@pytest.mark.parametrize(
    "text", ["Ctrl+Shift+F9", "shift+CTRL+f9", " control + shift + F9 ", "cmd+shift+f9"]
)
def test_is_written_in_one_way(text: str) -> None:
    assert str(Chord.from_text(text)) == "Ctrl+Shift+F9"


@pytest.mark.parametrize("text", ["", "Ctrl+", "+", "Hyper+F9", "Ctrl+Shift", "Ctrl+Shift+F99"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="is not a key"):
        Chord.from_text(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("F9", "Every other program would lose it"),
        ("Shift+F9", "Every other program would lose it"),
        ("Shift+A", "Every other program would lose it"),
        ("Ctrl+C", "Other programs need it"),
        ("Meta+1", "Other programs need it"),
        ("Ctrl+Left", "Other programs need it"),
        ("Ctrl+Alt+E", "AltGr"),
        ("Ctrl+Alt+Shift+2", "AltGr"),
        ("Alt+F4", "closes windows"),
        ("Ctrl+Alt+F2", "text console"),
    ],
)
def test_a_key_that_would_be_missed_is_refused_with_the_reason(text: str, why: str) -> None:
    assert why in (complaint(text) or "")


@pytest.mark.parametrize("text", ["", "Ctrl+Shift+N", "Meta+Shift+1", "Ctrl+F7", "Ctrl+Shift+PgUp"])
def test_others_are_welcome(text: str) -> None:
    assert complaint(text) is None


def test_the_shipped_keys_are_welcome_and_differ() -> None:
    assert [complaint(text) for text in SHIPPED_KEYS.values()] == [None] * len(SHIPPED_KEYS)
    assert len(set(SHIPPED_KEYS.values())) == len(SHIPPED_KEYS)
