"""Names for characters that no alphabet names, and the way back from such a name.

Names are those of the Unicode Character Database in small letters. The control characters,
which have none there, go by their aliases in the standard (NameAliases.txt); what has no name
at all (private use, unassigned, half of a surrogate pair) by its number: “code point E000”.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

CODE_POINT = "code point"
WITH = " with "
"""Stands between the names of the code points of one character. It is also within Unicode
names (“latin small letter e with acute”), so the way back tries the longest name first."""

_CONTROLS = (
    *("null", "start of heading", "start of text", "end of text", "end of transmission"),
    *("enquiry", "acknowledge", "alert", "backspace", "character tabulation", "line feed"),
    *("line tabulation", "form feed", "carriage return", "shift out", "shift in"),
    *("data link escape", "device control one", "device control two", "device control three"),
    *("device control four", "negative acknowledge", "synchronous idle"),
    *("end of transmission block", "cancel", "end of medium", "substitute", "escape"),
    *("information separator four", "information separator three"),
    *("information separator two", "information separator one"),
)
_COMPOSED = re.compile(r"(\w+) (SMALL|CAPITAL) LETTER (.+?) WITH (.+)")
_MOST_PARTS = 4
"""No Unicode name has “with” more often than three times; see the tests."""


def character_name(character: str) -> str:
    """The name of one code point, different for each."""
    name = unicodedata.name(character, "")
    if name:
        return name.lower()
    number = ord(character)
    if number < len(_CONTROLS):
        return _CONTROLS[number]
    return "delete" if number == 0x7F else f"{CODE_POINT} {number:04X}"


def sequence_name(characters: str) -> str:
    """The names of code points in a row."""
    return WITH.join(map(character_name, characters))


def named_character(name: str) -> str | None:
    """The code point with that name, in any case; None where there is none."""
    if name[: len(CODE_POINT)].lower() == CODE_POINT:
        return _numbered(name[len(CODE_POINT) :].strip())
    try:
        # In capitals: CPython finds “CJK UNIFIED IDEOGRAPH-4E00” in no other case.
        found = unicodedata.lookup(name.upper())
    except (KeyError, ValueError):
        return None
    # lookup also knows named sequences of several code points, which character_name never says.
    return found if len(found) == 1 else None


def named_sequence(name: str) -> str | None:
    """The code points that `sequence_name` calls that; None when one of them is unknown."""
    found: list[str] = []
    for piece in _pieces(name.split(WITH)):
        if piece is None:
            return None
        found.append(piece)
    return "".join(found)


class Composed(NamedTuple):
    """A letter whose name says what it is composed of."""

    base: str
    """The small letter without marks."""
    is_capital: bool
    marks: str


def decomposed_name(character: str) -> Composed | None:
    """What the name of a letter says it is composed of: é is e “with” “acute”."""
    name = unicodedata.name(character, "")
    match = _COMPOSED.fullmatch(name)
    # Not the letters that are both: “D with small letter z with caron” is neither D nor DŽ.
    if match is None or unicodedata.category(character) == "Lt":
        return None
    script, case, base, marks = match.groups()
    found = named_character(f"{script} SMALL LETTER {base}")
    return Composed(found, case == "CAPITAL", marks.lower()) if found else None


def composed_letter(base: str, marks: str, is_capital: bool) -> str | None:
    """The letter that `decomposed_name` takes apart like that; None if there is none."""
    name = unicodedata.name(base, "")
    if is_capital:
        name = name.replace(" SMALL LETTER ", " CAPITAL LETTER ")
    return named_character(f"{name}{WITH}{marks}") if name else None


def _pieces(parts: list[str]) -> Iterator[str | None]:
    start = 0
    while start < len(parts):
        for end in range(min(start + _MOST_PARTS, len(parts)), start, -1):
            character = named_character(WITH.join(parts[start:end]))
            if character is not None:
                break
        yield character
        start = end


def _numbered(digits: str) -> str | None:
    try:
        number = int(digits, 16)
    except ValueError:
        return None
    # int() also takes signs, underscores and other scripts' digits.
    is_plain = digits.isascii() and digits.isalnum() and len(digits) <= 6
    return chr(number) if is_plain and number <= sys.maxunicode else None
