"""Spelling aloud: every character of a text as something that cannot be misheard."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

GROUP_SIZE = 3
"""Characters read in one breath; three is what listeners rehearse best (Wickelgren, 1964)."""


class UnitKind(StrEnum):
    """What sort of character a unit is."""

    LETTER = "letter"
    DIGIT = "digit"
    SYMBOL = "symbol"
    SPACE = "space"
    CONTROL = "control"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Code words by lower-case letter, and names by digit and symbol."""

    id: str
    title: str
    letters: Mapping[str, str]
    digits: Mapping[str, str]
    symbols: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """One user-perceived character and how it is said."""

    index: int
    text: str
    kind: UnitKind
    case: str | None
    word: str
    say: str
    group: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text, unit by unit. Joining the units' texts gives the text back."""

    text: str
    alphabet: str
    units: tuple[Unit, ...]

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        return ", ".join(unit.say for unit in self.units)


def spell(clusters: Iterable[str], alphabet: Alphabet, group_size: int = GROUP_SIZE) -> Spelling:
    """Spell a text that was split into user-perceived characters (grapheme clusters).

    Capitals are always said; small letters are said to be small only beside capitals.
    """
    characters = tuple(clusters)
    marker = "small " if any(text != text.lower() for text in characters) else ""
    units = tuple(
        _unit(index, text, index // group_size, alphabet, marker)
        for index, text in enumerate(characters)
    )
    return Spelling("".join(characters), alphabet.id, units)


def _unit(index: int, text: str, group: int, alphabet: Alphabet, small: str) -> Unit:
    lower = text.lower()
    if lower in alphabet.letters:
        case = "lower" if text == lower else "upper"
        word = alphabet.letters[lower]
        marker = small if case == "lower" else "capital "
        return Unit(index, text, UnitKind.LETTER, case, word, f"{marker}{word}", group)
    for kind, names in (
        (UnitKind.DIGIT, alphabet.digits),
        (UnitKind.SPACE if text == " " else UnitKind.SYMBOL, alphabet.symbols),
    ):
        if text in names:
            return Unit(index, text, kind, None, names[text], names[text], group)
    name = ", ".join(_unicode_name(character) for character in text)
    control = any(unicodedata.category(c) in ("Cc", "Cf") for c in text)
    kind = UnitKind.CONTROL if control else UnitKind.OTHER
    return Unit(index, text, kind, None, name, name, group)


def _unicode_name(character: str) -> str:
    code = f"code point {ord(character):X}"
    return unicodedata.name(character, code).lower() if ord(character) > 32 else code
