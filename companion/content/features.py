"""Parts of the program that carry a practice by themselves: gates, fields, timers, exports."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from companion.content.faults import FaultList
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes

KINDS = ("gate", "field", "timer", "export", "switch", "list", "page", "key")


@dataclass(frozen=True, slots=True)
class Feature:
    """What the user sees it as (`where`), and the module it is in."""

    kind: str
    where: str
    module: str
    practices: tuple[str, ...]

    @property
    def place(self) -> str:
        """As it is named among the places of a practice."""
        return f"{self.kind}: {self.where}"


def features(file: Path, practices: Collection[str] = ()) -> tuple[Feature, ...]:
    """The features in a file; FaultyFile, also for a practice that is not one of these."""
    values, text = parse(read_bytes(file), file.name)
    faults = FaultList(file.name, text)
    table = Table(values, (), "", faults)
    table.expect("feature")
    found = tuple(_feature(part, practices) for part in table.tables("feature", "feature"))
    faults.raise_if_any()
    return found


def _feature(table: Table, practices: Collection[str]) -> Feature:
    table.expect("kind", "where", "module", "practices")
    return Feature(
        table.choice("kind", KINDS),
        table.text("where"),
        table.text("module"),
        table.texts("practices", practices),
    )
