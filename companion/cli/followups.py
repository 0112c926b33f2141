"""The command for what was promised."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.cli.options import as_json_option
from companion.cli.output import local_time, write, write_json, write_table
from companion.cli.program import program
from companion.cli.sources import data_folder, database, now

if TYPE_CHECKING:
    from companion.services.ports import LedgerEntry

LATELY = timedelta(days=31)
"""For how long what was kept or withdrawn is still told of."""


@program.command()
@as_json_option
@click.option("--done", is_flag=True, help="Also what was kept or withdrawn in the last 31 days.")
@click.option(
    "--ics",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a calendar; taking in a later one updates what an earlier one brought.",
)
@click.option(
    "--only",
    type=click.Choice(("tasks", "events")),
    help="What the calendar has; otherwise each promise is there as both.",
)
def followups(as_json: bool, done: bool, ics: Path | None, only: str | None) -> None:
    """List what was promised and is still owed, due first."""
    if only and not ics:
        raise click.UsageError("--only goes with --ics FILE.")
    entries = _ledger()
    if ics:
        _write_calendar(entries, ics, only)
    shown = [entry for entry in entries if done or _is_owed(entry)]
    if as_json:
        write_json([_record(entry) for entry in shown])
    elif ics:
        return
    elif shown:
        write_table([_row(entry) for entry in shown], (16, 8, 22, 48))
    else:
        write(["Nothing is owed.\n"])


def _ledger() -> list[LedgerEntry]:
    from companion.storage.promises import ledger
    from companion.storage.trouble import told_plainly

    with database() as db, told_plainly(data_folder()):
        return ledger(db, since=now().at - LATELY) if db else []


def _write_calendar(entries: list[LedgerEntry], file: Path, only: str | None) -> None:
    from companion.formats.icalendar_file import PARTS, render
    from companion.settings.options import REMIND_MINUTES
    from companion.settings.store import Settings

    minutes = Settings(data_folder() / "settings.toml").get(REMIND_MINUTES)
    parts = (only,) if only else PARTS
    write([render(entries, now().at, timedelta(minutes=minutes), parts)], file)


def _is_owed(entry: LedgerEntry) -> bool:
    return entry.follow_up.is_open and entry.withdrawn is None


def _record(entry: LedgerEntry) -> dict[str, object]:
    from companion.formats.json_record import follow_up_record, rfc3339

    return {
        **follow_up_record(entry.follow_up),
        "withdrawn_at": rfc3339(entry.withdrawn) if entry.withdrawn else None,
        "call": entry.call,
        "caller": {"name": entry.caller, "number": entry.number, "company": entry.company},
    }


def _row(entry: LedgerEntry) -> tuple[str, ...]:
    promise = entry.follow_up
    who = promise.to or entry.caller or entry.number
    ended = "withdrawn: " if entry.withdrawn else "done: " if promise.done else ""
    return local_time(promise.due), entry.call, who, ended + promise.what
