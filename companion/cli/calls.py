"""The commands for calls and their tickets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from companion.cli.options import (
    Filters,
    OneOf,
    as_json_option,
    audience_names,
    filters,
    format_names,
    out_option,
)
from companion.cli.output import local_time, write, write_json, write_table
from companion.cli.program import program
from companion.cli.sources import data_folder, database, now
from companion.domain.errors import UserError

if TYPE_CHECKING:
    from sqlite_utils import Database

    from companion.domain.call import Call
    from companion.formats import Format
    from companion.services.ports import CallSummary


@program.group()
def calls() -> None:
    """Find calls again, show them, write them to a file."""


@calls.command("list")
@filters(limit=50)
@as_json_option
def list_calls(as_json: bool, **filters: Unpack[Filters]) -> None:
    """List the calls that match, newest first."""
    from companion.formats.json_record import summary

    with database() as db:
        found = _find(db, filters)
    if as_json:
        write_json([summary(call) for call in found])
    elif found:
        write_table([_summary_row(call) for call in found], (8, 16, 18, 22, 28))
    else:
        write(["No calls.\n"])


@calls.command()
@click.argument("call_id", metavar="ID")
@as_json_option
def show(call_id: str, as_json: bool) -> None:
    """Show one call. ID may be the beginning of one, or "last"."""
    from companion.formats import FORMATS

    write([_ticket(call_id, FORMATS["json" if as_json else "text"], "internal")])


@calls.command()
@filters(limit=None)
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "ndjson", "csv")),
    default="json",
    show_default=True,
)
@out_option
def export(form: str, out: Path | None, **filters: Unpack[Filters]) -> None:
    """Write out the calls that match, newest first."""
    unread: list[UserError] = []
    with database() as db:
        found = _find(db, filters)
        write(_exported(_read_all(db, found, unread), form), out)
    for error in unread:
        click.echo(f"companion: {error}", err=True)
    if unread:
        raise UserError(f"{len(unread)} of {len(found)} calls could not be read.")


def _exported(found: Iterable[Call], form: str) -> Iterator[str]:
    from companion.formats import csv_table
    from companion.formats.json_record import record
    from companion.formats.json_text import json_text

    moment = now()
    if form == "csv":
        yield csv_table.render(found, moment)
        return
    records = (json_text(record(call, moment)) for call in found)
    if form == "ndjson":
        yield from (f"{line}\n" for line in records)
        return
    yield "["
    for number, line in enumerate(records):
        yield f"{',' if number else ''}\n{line}"
    yield "\n]\n"


@program.command()
@click.argument("call_id", metavar="ID")
@click.option("--format", "form", type=OneOf(format_names), default="text", show_default=True)
@click.option("--audience", type=OneOf(audience_names), default="internal", show_default=True)
@out_option
@click.option("--copy", is_flag=True, help="Put it on the clipboard instead.")
def ticket(call_id: str, form: str, audience: str, out: Path | None, copy: bool) -> None:
    """Write a call as a ticket. ID may be the beginning of one, or "last".

    What --copy puts on the clipboard is plain text alone: no command can ask clipboard histories
    and the cloud to leave it out, as the window does when it copies. Where such a history must not
    have it, copy in the window.
    """
    from companion.formats import FORMATS

    if copy and out:
        raise click.UsageError("Give --copy or --out, not both.")
    text = _ticket(call_id, FORMATS[form], audience)
    if copy:
        _copy(text)
    else:
        write([text], out)


def _copy(text: str) -> None:
    import pyperclip

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException as error:
        raise UserError(
            "There is no clipboard that a command can write to.",
            "On Linux install xclip or wl-clipboard, or use --out FILE.",
        ) from error


def _find(db: Database | None, filters: Filters) -> list[CallSummary]:
    from companion.services.ports import CallQuery
    from companion.storage.search import find_calls
    from companion.storage.trouble import told_plainly

    if db is None:
        return []
    with told_plainly(data_folder()):
        return find_calls(db, CallQuery(**filters))


def _read_all(
    db: Database | None, found: Iterable[CallSummary], unread: list[UserError]
) -> Iterator[Call]:
    """The calls, one at a time; one that cannot be read does not keep back the others."""
    from companion.storage.call_log import read_call
    from companion.storage.errors import Unreadable
    from companion.storage.trouble import told_plainly

    for summary in found:
        assert db is not None, "where there is no database nothing is found"
        try:
            with told_plainly(data_folder()):
                call = read_call(db, summary.id)
        except Unreadable as error:
            unread.append(error)
        else:
            yield call


def _ticket(given_id: str, write: Format, audience: str) -> str:
    from companion.domain.ticket import TicketAudience
    from companion.storage.call_log import read_call, resolve_id
    from companion.storage.trouble import told_plainly

    with database() as db, told_plainly(data_folder()):
        if db is None:
            raise UserError("There are no calls yet.")
        call = read_call(db, resolve_id(db, given_id))
    return write(call, TicketAudience(audience), now(), None)


def _summary_row(call: CallSummary) -> tuple[str, ...]:
    state = (call.own_outcome.id if call.own_outcome else call.outcome or call.state).replace(
        "_", " "
    )
    who = call.caller or call.number or call.company
    return call.id, local_time(call.started), state, who, call.reported
