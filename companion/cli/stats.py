"""The command for the agent's own numbers."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.cli.options import as_json_option, out_option, period_options
from companion.cli.output import local_time, write
from companion.cli.program import program
from companion.cli.sources import data_folder, database, flow_library

if TYPE_CHECKING:
    from sqlite_utils import Database

    from companion.domain.stats import Numbers
    from companion.services.reports import NumbersQuery

WIDTHS = (0, 12, 64)
"""Columns of the terminal: the margin, the figure and what it is."""


@program.command()
@period_options
@as_json_option
@click.option("--csv", "as_csv", is_flag=True, help="For a spreadsheet to read.")
@out_option
def stats(
    since: datetime | None, until: datetime | None, as_json: bool, as_csv: bool, out: Path | None
) -> None:
    """Count your own calls: times, holds, promises, outcomes.

    Without --since and --until all of them are counted. Days are this machine's own.
    """
    from companion.services.reports import NumbersQuery

    if as_json and as_csv:
        raise click.UsageError("Give --json or --csv, not both.")
    query = NumbersQuery(since, until)
    numbers = _count(query)
    is_for_people = not (as_json or as_csv)
    write(_told(numbers, query) if is_for_people else _record(numbers, query, as_csv), out)


def _count(query: NumbersQuery) -> Numbers:
    from companion.domain.stats import Numbers
    from companion.storage.counting import is_counted
    from companion.storage.reports import read_numbers
    from companion.storage.trouble import told_plainly

    with database() as db, told_plainly(data_folder()):
        if db is None:
            return Numbers()
        region = _region(db)
        if is_counted(db, region):
            return read_numbers(db, query)
    _count_all(region)
    with database() as db, told_plainly(data_folder()):
        assert db is not None, "it was there a moment ago"
        return read_numbers(db, query)


def _count_all(region: str) -> None:
    """Count what was saved before it was counted; a window may be open on it meanwhile."""
    from companion.storage.counting import count_some
    from companion.storage.database import open_database
    from companion.storage.trouble import told_plainly

    db = open_database(data_folder())
    try:
        with told_plainly(data_folder()):
            while count_some(db, region):
                pass
    finally:
        db.close()


def _region(db: Database) -> str:
    """Where numbers without a country code are dialled.

    As the settings have it, else as the window has counted before, else by the language this
    computer is set to.
    """
    from companion.settings.options import NUMBER_REGION
    from companion.settings.store import Settings
    from companion.storage.facts import rules

    version, region = rules(db)
    chosen = Settings(data_folder() / "settings.toml").get(NUMBER_REGION)
    return chosen or (region if version else _region_of_environment())


def _region_of_environment() -> str:
    for name in ("LC_ALL", "LC_TELEPHONE", "LANG"):
        if found := re.match(r"[a-z]{2,3}_([A-Z]{2})\b", os.environ.get(name, "")):
            return found[1]
    return ""


def _record(numbers: Numbers, query: NumbersQuery, as_csv: bool) -> Iterator[str]:
    from companion.formats import stats_record
    from companion.formats.json_text import json_text
    from companion.ui.figures import never_said

    unused = never_said(numbers, flow_library().all()) if numbers.calls else ()
    record = stats_record.record(numbers, query.since, query.until, unused)
    yield stats_record.table(record) if as_csv else json_text(record, indent=2) + "\n"


def _told(numbers: Numbers, query: NumbersQuery) -> Iterator[str]:
    from companion.formats.columns import table
    from companion.ui.figures import figure_groups

    if not numbers.calls:
        yield "No calls.\n"
        return
    since = f"from {local_time(query.since)}" if query.since else "from the first"
    until = f"until {local_time(query.until)}" if query.until else "to the last"
    yield f"Calls {since} {until}\n"
    for group in figure_groups(numbers, flow_library().all()):
        yield f"\n{group.title}\n"
        yield from table([("", line.shown, line.title) for line in group.lines], WIDTHS)
