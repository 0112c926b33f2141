"""Keyboard layouts; `resources/keyboards/gb.toml` shows the format."""

from __future__ import annotations

from pathlib import Path

from companion.content.faults import FaultList
from companion.content.folders import read_both
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes
from companion.domain.speller.keyboard import Keyboard


class KeyboardLibrary:
    """Every layout found in `resources` and in the data folder, by title."""

    def __init__(self, resources: Path, data: Path) -> None:
        found, self.faults = read_both(resources / "keyboards", data / "keyboards", read_keyboard)
        self._keyboards = dict(sorted(found.items(), key=lambda entry: entry[1].title))

    def all(self) -> tuple[Keyboard, ...]:
        """Every layout, by title."""
        return tuple(self._keyboards.values())

    def keyboard(self, keyboard_id: str) -> Keyboard:
        """The layout with that id; KeyError if there is none."""
        return self._keyboards[keyboard_id]


def read_keyboard(file: Path) -> Keyboard:
    """The layout in a file; FaultyFile names all that is wrong with it."""
    values, text = parse(read_bytes(file), file.name)
    faults = FaultList(file.name, text)
    table = Table(values, (), "", faults)
    table.expect("title", "keys")
    title = table.text("title")
    keys_table = table.table("keys")
    keys = {key: keys_table.text(key) for key in keys_table.names()} if keys_table else {}
    faults.raise_if_any()
    return Keyboard(file.stem, title, keys)
