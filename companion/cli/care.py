"""The commands that look after the data and the machine."""

from __future__ import annotations

from pathlib import Path

import click

from companion.cli.options import as_json_option
from companion.cli.output import write, write_json
from companion.cli.program import program
from companion.cli.sources import data_folder, database
from companion.domain.errors import UserError


@program.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write a consistent copy of the calls to FILE, also while the window is open."""
    from companion.storage.backup import back_up

    with database() as db:
        if db is None:
            raise UserError("There are no calls yet.", "Nothing was written.")
        back_up(db, file)


@program.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Also over calls that are newer than the backup.")
def restore(file: Path, force: bool) -> None:
    """Go back to a backup. What was there before is kept beside it."""
    from companion.storage.backup import restore as restored

    kept = restored(data_folder(), file, force)
    if kept:
        write([f"What was there before is kept: {kept}\n"])


@program.command()
@as_json_option
def doctor(as_json: bool) -> None:
    """Find out what works on this machine and what does not, with the remedy."""
    from companion.diagnosis import as_record, diagnose
    from companion.paths import resources

    findings = diagnose(data_folder(), resources())
    if as_json:
        write_json(as_record(findings))
    else:
        write(f"{finding}\n" for finding in findings)
    if any(finding.matters for finding in findings):
        raise UserError("Something that matters does not work.")
