"""The commands for calls, their tickets and what was promised in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

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
def ticket(call_id: str, form: str, audience: str, out: Path | None) -> None:
    """Write a call as a ticket. ID may be the beginning of one, or "last"."""
    from companion.formats import FORMATS

    write([_ticket(call_id, FORMATS[form], audience)], out)


@program.command()
@as_json_option
def followups(as_json: bool) -> None:
    """List what was promised and is still owed, due first."""
    with database() as db:
        owed = _owed(db) if db else []
    if as_json:
        write_json(owed)
    elif owed:
        write_table([_owed_row(promise) for promise in owed], (16, 8, 22, 48))
    else:
        write(["Nothing is owed.\n"])


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
    state = (call.outcome or call.state).value.replace("_", " ")
    who = call.caller or call.number or call.company
    return call.id, local_time(call.started), state, who, call.reported


def _owed(db: Database) -> list[dict[str, object]]:
    """What is still owed, as JSON has it, due first."""
    from companion.formats.json_record import rfc3339
    from companion.storage.rows import instant_of
    from companion.storage.trouble import told_plainly

    with told_plainly(data_folder()):
        rows = db.execute(
            "SELECT follow_up_id, what, due_at, call_id, caller_name, caller_number "
            "FROM follow_ups JOIN calls ON calls.id = call WHERE done_at IS NULL ORDER BY due_at"
        ).fetchall()
    return [
        {
            "id": follow_up,
            "what": what,
            "due_at": rfc3339(instant_of(due)),
            "done_at": None,
            "call": call,
            "caller": {"name": name, "number": number},
        }
        for follow_up, what, due, call, name, number in rows
    ]


def _owed_row(promise: dict[str, Any]) -> tuple[str, ...]:
    due = local_time(datetime.fromisoformat(promise["due_at"]))
    who = promise["caller"]["name"] or promise["caller"]["number"]
    return due, promise["call"], who, promise["what"]
