"""What the files of call flows say of themselves at the top: enough to offer them by name.

Reading a whole flow takes some milliseconds and modules that the window can do without at first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion.content.faults import FaultyFile
from companion.content.toml_file import parse, read_bytes
from companion.domain.flow import FlowId

FIRST = FlowId("incident")
"""The flow for a caller of whom nothing is known; offered before all others."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a flow's file says of it before its first stage."""

    id: FlowId
    title: str
    is_side: bool
    letter: str


def read_heading(file: Path) -> Heading | None:
    """A flow's title and kind, without the work of reading the flow; None where it has none."""
    try:
        source, _, _ = read_bytes(file).partition(b"\n[")
        values, _ = parse(source, file.name)
    except FaultyFile:
        return None
    title, letter = values.get("title"), values.get("letter", "")
    if not isinstance(title, str) or not title.strip() or not isinstance(letter, str):
        return None
    is_side = values.get("side") is True
    return Heading(FlowId(file.stem), " ".join(title.split()), is_side, letter)
