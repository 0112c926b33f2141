"""How a character is typed depends on the keyboard the caller has."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from companion import paths
from companion.content.keyboards import KeyboardLibrary
from companion.domain.speller.keyboard import Keyboard


@pytest.fixture(scope="module")
def keyboards() -> dict[str, Keyboard]:
    library = KeyboardLibrary(paths.resources(), Path("/nowhere"))
    assert library.faults == ()
    return {keyboard.id: keyboard for keyboard in library.all()}


@pytest.mark.parametrize(
    ("keyboard", "character", "hint"),
    [
        ("us", "#", "Shift+3"),
        ("gb", "#", "own key, left of Enter"),
        ("us", "@", "Shift+2"),
        ("gb", "@", "Shift+'"),
        ("us", '"', "Shift+'"),
        ("gb", '"', "Shift+2"),
        ("gb", "£", "Shift+3"),
        ("us", "£", ""),
        ("gb", "B", "Shift+B"),
        ("gb", "b", ""),
        ("gb", "7", ""),
        ("us", "é", ""),
    ],
)
def test_hints(keyboards: dict[str, Keyboard], keyboard: str, character: str, hint: str) -> None:
    assert keyboards[keyboard].hint(character) == hint


@pytest.mark.parametrize("keyboard", ["us", "gb"])
def test_every_symbol_of_ascii_is_known(keyboards: dict[str, Keyboard], keyboard: str) -> None:
    assert all(keyboards[keyboard].hint(symbol) for symbol in string.punctuation + " ")


def test_no_two_symbols_share_a_key(keyboards: dict[str, Keyboard]) -> None:
    for keyboard in keyboards.values():
        assert len(set(keyboard.keys.values())) == len(keyboard.keys)
