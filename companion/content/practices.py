"""The practices of good phone support, by the ids that flows and cards name."""

from __future__ import annotations

from pathlib import Path

from companion.content.faults import FaultList
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes


def practice_ids(file: Path) -> frozenset[str]:
    """Every practice id in the file; FaultyFile when it is not a list of practices."""
    values, text = parse(read_bytes(file), file.name)
    faults = FaultList(file.name, text)
    table = Table(values, (), "", faults)
    ids = [practice.text("id") for practice in table.tables("practice", "practice")]
    faults.raise_if_any()
    return frozenset(ids)
