"""How one character is read aloud: the grammar of `spelling.py`, unit by unit."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from companion.domain.speller.alphabet import Alphabet, Figures
from companion.domain.speller.character_names import (
    CODE_POINT,
    WITH,
    character_name,
    decomposed_name,
    sequence_name,
)
from companion.domain.speller.unit import Reading, UnitKind

UNICODE = "Unicode"
EMOJI = "emoji"


class Reader:
    """Reads characters in one alphabet. `emoji` has the names of characters known as emoji."""

    def __init__(
        self,
        alphabet: Alphabet,
        figures: Figures,
        as_in: bool,
        emoji: Mapping[str, str],
    ) -> None:
        self._alphabet = alphabet
        self._figures: Figures = figures
        self._as_in = as_in
        self._emoji = emoji
        self._capitals = {alphabet.capital_of(letter): letter for letter in alphabet.letters}
        self._capitals.pop("", None)

    def read(self, text: str) -> Reading:
        """How one user-perceived character is said; different for each."""
        if name := self._emoji.get(text):
            said = f"{EMOJI} {name}"
            return Reading(UnitKind.OTHER, None, name, said)
        first = self._own(text[0]) or _by_unicode(text[0])
        return first if len(text) == 1 else _marked(first, sequence_name(text[1:]))

    def _own(self, character: str) -> Reading | None:
        alphabet = self._alphabet
        if character in alphabet.letters:
            return self._letter(character, "lower")
        if character in self._capitals:
            return self._letter(self._capitals[character], "upper")
        if character in alphabet.digits:
            return self._named(UnitKind.DIGIT, alphabet.digit(character, self._figures))
        if character in alphabet.symbols:
            return self._named(_kind(character), alphabet.symbols[character][0])
        return None if character.isascii() else self._composed(character)

    def _letter(self, letter: str, case: str, marks: str = "") -> Reading:
        alphabet = self._alphabet
        own = alphabet.letters[letter][0]
        word = f"{own}{WITH}{marks}" if marks else own
        plain = word
        if self._as_in:
            plain = f"{alphabet.capital_of(letter) or letter} {alphabet.joiner[0]} {word}"
        has_case = bool(alphabet.capital_of(letter)) or letter != letter.upper()
        if not has_case:
            return Reading(UnitKind.LETTER, None, word, plain)
        return Reading(UnitKind.LETTER, case, word, plain, is_marked=True)

    def _composed(self, character: str) -> Reading | None:
        composed = decomposed_name(character)
        if composed is None or composed.base not in self._alphabet.letters:
            return None
        case = "upper" if composed.is_capital else "lower"
        return self._letter(composed.base, case, composed.marks)

    def _named(self, kind: UnitKind, word: str) -> Reading:
        return Reading(kind, None, word, word)


def _by_unicode(character: str) -> Reading:
    name = character_name(character)
    said = name if name.startswith(CODE_POINT) else f"{UNICODE} {name}"
    case = {"Lu": "upper", "Ll": "lower"}.get(unicodedata.category(character))
    return Reading(_kind(character), case, name, said)


def _marked(first: Reading, marks: str) -> Reading:
    with_marks = f"{WITH}{marks}"
    return Reading(
        first.kind,
        first.case,
        first.word + with_marks,
        first.plain + with_marks,
        first.is_marked,
    )


_FIRST_PICTURE = 0x1F000
"""From here on, symbols are pictures: tiles, cards, emoji."""
_KINDS = {
    "L": UnitKind.LETTER,
    "Nd": UnitKind.DIGIT,
    "N": UnitKind.SYMBOL,
    "P": UnitKind.SYMBOL,
    "S": UnitKind.SYMBOL,
    "Zs": UnitKind.SPACE,
    "Zl": UnitKind.CONTROL,
    "Zp": UnitKind.CONTROL,
    "Cc": UnitKind.CONTROL,
    "Cf": UnitKind.CONTROL,
}


def _kind(character: str) -> UnitKind:
    category = unicodedata.category(character)
    if category[0] == "S" and ord(character) >= _FIRST_PICTURE:
        return UnitKind.OTHER
    return _KINDS.get(category) or _KINDS.get(category[0]) or UnitKind.OTHER
