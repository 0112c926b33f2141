"""Finds what can be edited: in which file an entry is, the desk's own and the shipped one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.content.faults import Fault, FaultyFile
from companion.content.folders import toml_files
from companion.content.plain_file import Style, plain
from companion.content.toml_file import parse, read_bytes
from companion.content.toml_layout import own_lines
from companion.services.shapes import ContentKind, KeyPath

_HEAD = re.compile(rb"^\s*\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry is: a whole file, or a record in one."""

    file: Path
    title: str
    path: KeyPath = ()

    def text(self) -> tuple[str, Style]:
        """The entry's own lines, and how its file is written; FaultyFile if it has none."""
        text, style = plain(read_bytes(self.file), self.file.name)
        if not self.path:
            return text, style
        try:
            return own_lines(text, self.path), style
        except KeyError as error:
            reason = "is not under a [[header]] of its own; edit the file itself"
            raise FaultyFile([Fault(self.file.name, 0, "", reason)]) from error


@dataclass(frozen=True, slots=True)
class Found:
    """An entry in the desk's own folder, among what ships, or in both."""

    own: Place | None = None
    shipped: Place | None = None

    @property
    def in_force(self) -> Place:
        """The one that is used; a desk's own comes first."""
        place = self.own or self.shipped
        assert place is not None, "what was found is somewhere"
        return place


def find_entries(kind: ContentKind, resources: Path, data: Path) -> dict[str, Found]:
    """Every entry of a kind, by id."""
    shipped = dict(_places(kind, resources / kind.folder))
    own = dict(_places(kind, data / kind.folder))
    return {name: Found(own.get(name), shipped.get(name)) for name in {**shipped, **own}}


def _places(kind: ContentKind, folder: Path) -> Iterator[tuple[str, Place]]:
    for file in toml_files(folder, []):
        if kind.listed:
            yield from _listed(kind, file)
        else:
            yield file.stem, Place(file, _title(file) or file.stem)


def _listed(kind: ContentKind, file: Path) -> Iterator[tuple[str, Place]]:
    records = _values(file).get(kind.listed)
    for index, record in enumerate(records if isinstance(records, list) else ()):
        name = record.get("id") if isinstance(record, dict) else None
        if isinstance(name, str):
            title = record.get("title")
            shown = title if isinstance(title, str) else name
            yield name, Place(file, shown, (kind.listed, index))


def _title(file: Path) -> str:
    """What a file says it is called, without the work of reading all of it."""
    try:
        source = read_bytes(file)
        head = _HEAD.split(source, maxsplit=1)[0]
        title = parse(head, file.name)[0].get("title")
    except FaultyFile:
        return ""
    return title if isinstance(title, str) else ""


def _values(file: Path) -> dict[str, Any]:
    """What a file says; nothing where it cannot be read, which its library tells."""
    try:
        return parse(read_bytes(file), file.name)[0]
    except FaultyFile:
        return {}
