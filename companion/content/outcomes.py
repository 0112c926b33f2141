"""Reads the desk's own outcomes; `resources/outcomes.toml` shows and explains the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from companion.content.faults import Fault, FaultList, quoted
from companion.content.folders import own_or_shipped
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes
from companion.domain.wrapup import DeskOutcomes, Outcome, OwnOutcome

FILE = "outcomes.toml"
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
LONGEST_TITLE = 60


def read_outcomes(file: Path) -> DeskOutcomes:
    """What a file says; FaultyFile names everything that is wrong with it."""
    return parse_outcomes(read_bytes(file), file.name)


def parse_outcomes(source: bytes, file: str) -> DeskOutcomes:
    """What a file of that name with that content says; FaultyFile as for `read_outcomes`."""
    values, text = parse(source, file)
    faults = FaultList(file, text)
    whole = Table(values, (), "", faults)
    whole.expect("reasons", "outcomes")
    own = tuple(_outcomes(whole))
    reasons = whole.texts("reasons")
    faults.raise_if_any()
    return DeskOutcomes(own, reasons)


def _outcomes(whole: Table) -> Iterator[OwnOutcome]:
    first: dict[str, int] = {}
    for table in whole.tables("outcomes", "outcome"):
        table.expect("id", "title", "counts_as")
        name, title = table.text("id"), table.text("title")
        counts_as = table.choice("counts_as", tuple(Outcome))
        if "counts_as" not in table:
            known = ", ".join(Outcome)
            table.fault((), f"'counts_as' is missing; it can be {known}")
        if name in first:
            table.fault(("id",), f"{quoted(name)} is there twice; first on line {first[name]}")
        elif name in tuple(Outcome):
            table.fault(("id",), f"{quoted(name)} is an outcome already; take another id")
        elif name and not _ID.fullmatch(name):
            table.fault(("id",), "'id' is a short name of small letters, digits, '-' and '_'")
        if len(title) > LONGEST_TITLE:
            table.fault(("title",), f"'title' is longer than {LONGEST_TITLE} characters")
        first.setdefault(name, table.line("id"))
        if counts_as:
            yield OwnOutcome(name, title, Outcome(counts_as))


def desk_outcomes(resources: Path, data: Path) -> tuple[DeskOutcomes, tuple[Fault, ...]]:
    """The outcomes and reasons in force, and what is wrong with the desk's own file.

    A file of the desk's own that lists no reasons goes with the shipped ones.
    """
    found, faults = own_or_shipped(FILE, resources, data, read_outcomes)
    if found.reasons:
        return found, faults
    return replace(found, reasons=read_outcomes(resources / FILE).reasons), faults
