"""Spelling alphabets: the shipped ones and the team's own. `resources/alphabets/icao.toml`
shows the format.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from companion.content.faults import Fault, FaultyFile
from companion.content.folders import toml_files
from companion.content.toml_file import read_bytes
from companion.domain.speller.alphabet import Alphabet, AlphabetName, Words

DEFAULT = "icao"
SYMBOLS = "symbols"
"""The file with the names that an organisation gives to symbols, whatever the alphabet."""

_TITLE = re.compile(rb'^title = "([^"\\]+)"\r?$', re.MULTILINE)


class AlphabetLibrary:
    """Every alphabet found in `resources` and in the data folder.

    What an alphabet does not name (digits and symbols, often) it takes from the shipped
    default. A file of the team's with a fault is left out, and all that is wrong with it is in
    `faults`. The shipped ones are read when first asked for: a start needs their titles only.
    """

    def __init__(self, resources: Path, data: Path) -> None:
        self._shipped = {file.stem: file for file in toml_files(resources / "alphabets", [])}
        self._alphabets: dict[str, Alphabet] = {}
        self._symbols: Mapping[str, Words] = {}
        faults: list[Fault] = []
        for file in sorted(toml_files(data / "alphabets", faults), key=lambda f: f.stem != SYMBOLS):
            try:
                self._take(file)
            except FaultyFile as error:
                faults.extend(error.faults)
        self.faults = tuple(faults)

    def alphabet(self, alphabet_id: str) -> Alphabet:
        """The alphabet with that id; KeyError if there is none."""
        if alphabet_id not in self._alphabets:
            self._alphabets[alphabet_id] = self._read(self._shipped[alphabet_id])
        return self._alphabets[alphabet_id]

    def all(self) -> tuple[AlphabetName, ...]:
        """Every alphabet, the default first, then by title."""
        titles = {name: _title(file) for name, file in self._shipped.items()}
        titles.update((name, alphabet.title) for name, alphabet in self._alphabets.items())
        return tuple(sorted((AlphabetName(*item) for item in titles.items()), key=_order))

    def _take(self, file: Path) -> None:
        from companion.content.alphabet_file import parse_symbols

        if file.stem == SYMBOLS:
            self._symbols = parse_symbols(read_bytes(file), file.name, self._default)
        else:
            self._alphabets[file.stem] = self._read(file)

    def _read(self, file: Path) -> Alphabet:
        # Not at start-up.
        from companion.content.alphabet_file import parse_alphabet

        base = None if file == self._shipped[DEFAULT] else self._default
        return parse_alphabet(read_bytes(file), file.name, base, self._symbols)

    @cached_property
    def _default(self) -> Alphabet:
        """The shipped default as it is in the file, without the organisation's own words."""
        from companion.content.alphabet_file import parse_alphabet

        file = self._shipped[DEFAULT]
        return parse_alphabet(read_bytes(file), file.name)


def _title(file: Path) -> str:
    found = _TITLE.search(read_bytes(file))
    return found[1].decode() if found else file.stem


def _order(alphabet: AlphabetName) -> tuple[bool, str, str]:
    return alphabet.id != DEFAULT, alphabet.title.casefold(), alphabet.id
