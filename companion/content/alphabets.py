"""Spelling alphabets: the shipped ones and the team's own. `resources/alphabets/icao.toml`
shows the format.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from companion.content.faults import FaultList, quoted
from companion.content.folders import read_both
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes
from companion.domain.spelling import Alphabet

DEFAULT = "icao"


class AlphabetLibrary:
    """Every alphabet found in `resources` and in the data folder.

    What an alphabet does not name (digits and symbols, often) it takes from the shipped
    default. A file with a fault is left out, and all that is wrong with it is in `faults`.
    """

    def __init__(self, resources: Path, data: Path) -> None:
        shipped = resources / "alphabets"
        base = read_alphabet(shipped / f"{DEFAULT}.toml")
        read = partial(read_alphabet, base=base)
        self._alphabets, self.faults = read_both(shipped, data / "alphabets", read)

    def alphabet(self, alphabet_id: str) -> Alphabet:
        """The alphabet with that id; KeyError if there is none."""
        return self._alphabets[alphabet_id]

    def all(self) -> tuple[Alphabet, ...]:
        """Every alphabet, the default first, then by title."""
        return tuple(sorted(self._alphabets.values(), key=_order))


def read_alphabet(file: Path, base: Alphabet | None = None) -> Alphabet:
    """The alphabet in a file, completed from `base`; FaultyFile names all that is wrong."""
    return parse_alphabet(read_bytes(file), file.name, base)


def parse_alphabet(source: bytes, file: str, base: Alphabet | None = None) -> Alphabet:
    """The alphabet in a file of that name with that content, as `read_alphabet`."""
    values, text = parse(source, file)
    faults = FaultList(file, text)
    table = Table(values, (), "", faults)
    table.expect("title", "letters", "digits", "symbols")
    if "letters" not in table:
        table.fault((), "'letters' is missing; it begins with [letters]")
    alphabet = Alphabet(
        Path(file).stem,
        table.text("title"),
        _names(table, "letters", base.letters if base else {}),
        _names(table, "digits", base.digits if base else {}),
        _names(table, "symbols", base.symbols if base else {}),
    )
    _check_words(table, alphabet)
    faults.raise_if_any()
    return alphabet


def _names(table: Table, part: str, base: Mapping[str, str]) -> dict[str, str]:
    names = dict(base)
    own = table.table(part)
    if own is None:
        return names
    for key in own.names():
        character = unicodedata.normalize("NFC", key)
        if _belongs(character, part):
            names[character] = own.text(key)
        else:
            own.fault((key,), f"{quoted(key)} is not {_WANTED[part]}")
    return names


def _check_words(table: Table, alphabet: Alphabet) -> None:
    """No word stands for two characters: what is said could not be written down."""
    first: dict[str, str] = {}
    for part in ("letters", "digits", "symbols"):
        for character, word in getattr(alphabet, part).items():
            other = first.setdefault(word.casefold(), character)
            if word and other != character:
                reason = f"{quoted(word)} also stands for {quoted(other)}"
                table.fault((part, character), reason)


def _belongs(character: str, part: str) -> bool:
    if len(character) != 1:
        return False
    if part == "letters":
        return character.isalpha() and character == character.lower()
    if part == "digits":
        return character in "0123456789"
    return not character.isalnum()


_WANTED = {"letters": "one small letter", "digits": "a digit 0 to 9", "symbols": "one symbol"}


def _order(alphabet: Alphabet) -> tuple[bool, str, str]:
    return alphabet.id != DEFAULT, alphabet.title.casefold(), alphabet.id
