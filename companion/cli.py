"""The command line: `companion` and what follows it.

What a command needs is imported inside it: a key of the desktop's that runs `companion open
--next` must not wait for Qt, SQLite or TOML. Nothing but `open` and `demo` imports Qt.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from companion import __version__
from companion.domain.errors import UserError

if TYPE_CHECKING:
    from sqlite_utils import Database

    from companion.content.alphabets import AlphabetLibrary
    from companion.content.faults import Fault
    from companion.content.library import FlowLibrary
    from companion.domain.call import Call
    from companion.domain.flow import CallFlow
    from companion.domain.moment import Moment
    from companion.domain.spelling import Spelling
    from companion.domain.wrapup import Outcome
    from companion.formats import Format
    from companion.handover import Command
    from companion.services.ports import CallSummary

_FOLDER = "companion.data_dir"
_ALL = 10**9
"""More calls than anybody has."""


def _remember_folder(context: click.Context, _: click.Parameter, given: str | None) -> None:
    # Named twice, the one nearer to the command's own words counts.
    if given:
        context.meta[_FOLDER] = given


_FOLDER_OPTION = click.Option(
    ["--data-dir"],
    metavar="DIR",
    expose_value=False,
    callback=_remember_folder,
    help="Where calls, settings and the team's own content are.",
)


def main() -> None:
    """What the console script runs."""
    # On Windows click would put the value of %NAME% or what * matches in the place of parts of
    # a text to spell, and of a link that any web page may have made.
    program(prog_name="companion", windows_expand_args=False)


# ---------------------------------------------------------------------- how commands are made


class _Command(click.Command):
    """A command that takes --data-dir, as every one does."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*super().get_params(ctx), _FOLDER_OPTION]


class _Group(click.Group):
    """A command with commands of its own."""

    command_class = _Command
    group_class = type

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*super().get_params(ctx), _FOLDER_OPTION]


class _Program(_Group):
    """All commands; whatever goes wrong in one ends in one line, never in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except UserError as error:
            raise _Failure(str(error)) from error
        except OSError as error:
            raise _Failure(_told(error)) from error
        except Exception as error:
            # The edge of the program. The message stays out: it may quote what was typed.
            from companion.log import describe

            raise _Failure(f"a fault in the program; please report: {describe(error)}") from error


class _Failure(click.ClickException):
    """A failure, told in one line."""

    def show(self, file: object = None) -> None:
        words = " ".join(self.message.split())
        line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)
        click.echo(f"companion: {line}", err=True)


class _OneOf(click.ParamType):  # type: ignore[type-arg] # is generic in later versions of click only
    """One of some names, which are looked up only when they are needed."""

    name = "choice"

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._names = names

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        return click.Choice(tuple(self._names())).convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return f"[{'|'.join(self._names())}]"


class _When(click.ParamType):  # type: ignore[type-arg] # as above
    """A date or a time of this machine's, as an instant in UTC."""

    name = "date or time"

    def __init__(self, *, end_of_day: bool = False) -> None:
        self._end_of_day = end_of_day

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            return self._instant(str(value)).astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            form = "write a date such as 2026-03-02, or a time such as 2026-03-02T14:30"
            self.fail(f"'{value}' is not a date or time; {form}.", param, ctx)

    def _instant(self, text: str) -> datetime:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return datetime.fromisoformat(text)
        midnight = datetime.combine(day, time())
        return midnight + timedelta(days=1) if self._end_of_day else midnight


def _outcomes() -> Iterable[str]:
    from companion.domain.wrapup import Outcome

    return [outcome.value for outcome in Outcome]


def _as_outcome(_: click.Context, __: click.Parameter, value: str | None) -> Outcome | None:
    from companion.domain.wrapup import Outcome

    return Outcome(value) if value else None


def _formats() -> Iterable[str]:
    from companion.formats import FORMATS

    return FORMATS


def _audiences() -> Iterable[str]:
    from companion.domain.ticket import TicketAudience

    return [audience.value for audience in TicketAudience]


_as_json = click.option("--json", "as_json", is_flag=True, help="For programs to read.")
_out = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output.",
)


# ---------------------------------------------------------------------- the program and its window


@click.group(cls=_Program, invoke_without_command=True)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def program(context: click.Context) -> None:
    """What an IT support agent keeps open through every call.

    Without a command, the window opens.
    """
    if context.invoked_subcommand is None:
        context.invoke(open_window)


@program.command("open")
@click.argument("link", required=False)
@click.option("--caller", default="", metavar="NAME", help="Who is calling.")
@click.option("--number", default="", help="Their phone number.")
@click.option("--company", default="", help="Where they work.")
@click.option("--ticket", default="", metavar="REF", help="A ticket they have already.")
@click.option("--flow", default="", metavar="ID", help="The call flow to use.")
@click.option("--start", is_flag=True, help="Start the call.")
@click.option("--hold", is_flag=True, help="Hold, or resume when on hold.")
@click.option("--next", is_flag=True, help="Show the next line to say.")
@click.option("--note", default="", metavar="TEXT", help="Add to the notes of the call.")
def open_window(link: str | None, **fields: Unpack[_Fields]) -> None:
    """Open the window, or bring up the one that is open.

    The options fill in the call and do what the global keys do. LINK, such as
    companion://call?number=%2B442079460018&caller=Sarah, fills in the same.
    """
    from companion.handover import send

    command = _command(link, fields)
    folder = _folder()
    if send(folder, command):
        return
    try:
        from companion.app import run
    except ImportError as error:
        raise _no_window(error) from error
    sys.exit(run(folder, command))


class _Fields(TypedDict):
    caller: str
    number: str
    company: str
    ticket: str
    flow: str
    start: bool
    hold: bool
    next: bool
    note: str


def _command(link: str | None, fields: _Fields) -> Command:
    from companion.handover import Command, from_link

    try:
        command = Command(**fields)
        if link is None:
            return command
        if not command.only_shows:
            raise click.UsageError("Give a link or options, not both.")
        return from_link(link)
    except UserError as error:
        raise click.UsageError(str(error)) from error


def _no_window(error: ImportError) -> UserError:
    return UserError(f"The window cannot open: {error}.", "Run: companion doctor")


@program.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def demo(folder: Path) -> None:
    """Play a whole call in the real window, with nobody at the keyboard.

    Leaves the screenshots, the database and the ticket in DIR. Needs no screen.
    """
    try:
        from companion.demo import play
    except ImportError as error:
        raise _no_window(error) from error
    play(folder)


# ---------------------------------------------------------------------- spelling


@program.command()
@click.argument("text", required=False)
@click.option("--alphabet", default="icao", show_default=True, metavar="ID")
@click.option(
    "--group",
    type=click.IntRange(1, 4),
    help="Characters read in one breath (3 unless given); then one group is printed a line.",
)
@click.option("--batch", is_flag=True, help="Read a JSON string a line, print an object a line.")
@_as_json
def spell(text: str | None, alphabet: str, group: int | None, batch: bool, as_json: bool) -> None:
    """Spell TEXT aloud, in words that cannot be misheard.

    Without TEXT, or with -, standard input is spelled exactly as it is; only one line end at
    its very end is left off, because a shell puts it there. A password is better given that
    way: what stands on a command line can be seen by others. Nothing that is spelled is kept.
    """
    from companion.formats.spelling_record import spelling_record

    spell_one = _speller(alphabet, group)
    if batch:
        if text is not None:
            raise click.UsageError("With --batch the texts come on standard input.")
        for line in _batch_lines():
            _write_json(spelling_record(spell_one(line)), on_one_line=True)
        return
    spelling = spell_one(_standard_input() if text in (None, "-") else str(text))
    if as_json:
        _write_json(spelling_record(spelling))
    else:
        _write([_spoken(spelling, by_group=group is not None), "\n"])


def _speller(alphabet_id: str, group: int | None) -> Callable[[str], Spelling]:
    from companion.content.graphemes import clusters
    from companion.domain.spelling import GROUP_SIZE
    from companion.domain.spelling import spell as spelled

    library = _alphabets()
    try:
        alphabet = library.alphabet(alphabet_id)
    except KeyError:
        known = ", ".join(alphabet.id for alphabet in library.all())
        raise click.BadParameter(
            f"there is no alphabet of that name; there are {known}.", param_hint="--alphabet"
        ) from None
    return lambda text: spelled(clusters(text), alphabet, group or GROUP_SIZE)


def _standard_input() -> str:
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise UserError("Standard input is not UTF-8.") from None
    ends = ("\r\n", "\n") if sys.platform == "win32" else ("\n",)
    end = next((end for end in ends if text.endswith(end)), "")
    return text.removesuffix(end)


def _batch_lines() -> Iterator[str]:
    import json

    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = json.loads(line)
        except (ValueError, RecursionError):
            text = None
        if not isinstance(text, str):
            raise UserError(f"Line {number} of standard input is not a JSON string.")
        yield text


def _spoken(spelling: Spelling, *, by_group: bool) -> str:
    if not by_group:
        return spelling.spoken
    groups: dict[int, list[str]] = {}
    for unit in spelling.units:
        groups.setdefault(unit.group, []).append(unit.say)
    return ",\n".join(", ".join(said) for said in groups.values())


@program.command()
@_as_json
def alphabets(as_json: bool) -> None:
    """List the spelling alphabets."""
    library = _alphabets()
    _complain(library.faults)
    found = library.all()
    if as_json:
        _write_json([{"id": alphabet.id, "title": alphabet.title} for alphabet in found])
    else:
        _write_table([(alphabet.id, alphabet.title) for alphabet in found], (20, 78))


def _alphabets() -> AlphabetLibrary:
    from companion.content.alphabets import AlphabetLibrary
    from companion.paths import resources

    return AlphabetLibrary(resources(), _folder())


# ---------------------------------------------------------------------- call flows


@program.group(invoke_without_command=True)
@click.option("--practices", is_flag=True, help="Where each practice of good support is.")
@_as_json
@click.pass_context
def flows(context: click.Context, practices: bool, as_json: bool) -> None:
    """List the call flows."""
    if context.invoked_subcommand is not None:
        return
    library = _flows()
    _complain(library.faults)
    if practices:
        _show_practices(library, as_json)
    elif as_json:
        _write_json([_flow_record(flow) for flow in library.all()])
    else:
        _write_table([(flow.id, flow.title) for flow in library.all()], (20, 78))


def _flow_record(flow: CallFlow) -> dict[str, object]:
    stages = [stage.id for stage in flow.stages]
    return {"id": flow.id, "title": flow.title, "language": flow.language, "stages": stages}


def _show_practices(library: FlowLibrary, as_json: bool) -> None:
    places: dict[str, list[str]] = {practice: [] for practice in sorted(_practices())}
    places |= library.practices_covered()
    if as_json:
        _write_json(places)
        return
    for practice, where in places.items():
        _write([f"{practice}\n", *(f"  {place}\n" for place in where or ["nowhere yet"])])


@flows.command("check")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
def check_flows(files: tuple[Path, ...]) -> None:
    """Name every fault in flow files: where it is, and what would be right."""
    faults = [fault for file in files for fault in _faults(file)]
    _write(f"{fault}\n" for fault in faults)
    if faults:
        raise UserError("One fault." if len(faults) == 1 else f"{len(faults)} faults.")


def _faults(file: Path) -> Sequence[Fault]:
    from companion.content.faults import FaultyFile
    from companion.content.flows import read_flow

    try:
        read_flow(file, _practices())
    except FaultyFile as error:
        return error.faults
    return ()


def _practices() -> frozenset[str]:
    from companion.content.practices import practice_ids
    from companion.paths import resources

    return practice_ids(resources() / "practices.toml")


def _flows() -> FlowLibrary:
    from companion.content.library import FlowLibrary
    from companion.paths import resources

    return FlowLibrary(resources(), _folder())


# ---------------------------------------------------------------------- calls


class _Filters(TypedDict):
    since: datetime | None
    until: datetime | None
    caller: str
    number: str
    outcome: Outcome | None
    open_only: bool
    search: str
    limit: int


def _filters(limit: int | None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that say which calls are meant. (Commands differ in what else they take.)"""
    options = (
        click.option("--since", type=_When(), metavar="WHEN", help="Started then or later."),
        click.option(
            "--until",
            type=_When(end_of_day=True),
            metavar="WHEN",
            help="Started before that time, or on that day at the latest.",
        ),
        click.option("--caller", default="", metavar="NAME"),
        click.option("--number", default=""),
        click.option("--outcome", type=_OneOf(_outcomes), callback=_as_outcome),
        click.option("--open", "open_only", is_flag=True, help="Not closed yet."),
        click.option("--search", default="", metavar="QUERY", help="Words, anywhere in a call."),
        click.option(
            "--limit",
            type=click.IntRange(1, _ALL),
            default=limit or _ALL,
            show_default=str(limit or "all of them"),
            metavar="N",
        ),
    )

    def add_to(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            command = option(command)
        return command

    return add_to


@program.group()
def calls() -> None:
    """Find calls again, show them, write them to a file."""


@calls.command("list")
@_filters(limit=50)
@_as_json
def list_calls(as_json: bool, **filters: Unpack[_Filters]) -> None:
    """List the calls that match, newest first."""
    from companion.formats.json_record import summary

    with _database() as db:
        found = _find(db, filters)
    if as_json:
        _write_json([summary(call) for call in found])
    elif found:
        _write_table([_summary_row(call) for call in found], (8, 16, 18, 22, 28))
    else:
        _write(["No calls.\n"])


@calls.command()
@click.argument("call_id", metavar="ID")
@_as_json
def show(call_id: str, as_json: bool) -> None:
    """Show one call. ID may be the beginning of one, or "last"."""
    from companion.formats import FORMATS

    _write([_ticket(call_id, FORMATS["json" if as_json else "text"], "internal")])


@calls.command()
@_filters(limit=None)
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "ndjson", "csv")),
    default="json",
    show_default=True,
)
@_out
def export(form: str, out: Path | None, **filters: Unpack[_Filters]) -> None:
    """Write out the calls that match, newest first."""
    unread: list[UserError] = []
    with _database() as db:
        found = _find(db, filters)
        _write(_exported(_read_all(db, found, unread), form), out)
    for error in unread:
        click.echo(f"companion: {error}", err=True)
    if unread:
        raise UserError(f"{len(unread)} of {len(found)} calls could not be read.")


def _exported(found: Iterable[Call], form: str) -> Iterator[str]:
    from companion.formats import csv_table
    from companion.formats.json_record import record
    from companion.formats.json_text import json_text

    now = _now()
    if form == "csv":
        yield csv_table.render(found, now)
        return
    records = (json_text(record(call, now)) for call in found)
    if form == "ndjson":
        yield from (f"{line}\n" for line in records)
        return
    yield "["
    for number, line in enumerate(records):
        yield f"{',' if number else ''}\n{line}"
    yield "\n]\n"


@program.command()
@click.argument("call_id", metavar="ID")
@click.option("--format", "form", type=_OneOf(_formats), default="text", show_default=True)
@click.option("--audience", type=_OneOf(_audiences), default="internal", show_default=True)
@_out
def ticket(call_id: str, form: str, audience: str, out: Path | None) -> None:
    """Write a call as a ticket. ID may be the beginning of one, or "last"."""
    from companion.formats import FORMATS

    _write([_ticket(call_id, FORMATS[form], audience)], out)


@program.command()
@_as_json
def followups(as_json: bool) -> None:
    """List what was promised and is still owed, due first."""
    with _database() as db:
        owed = _owed(db) if db else []
    if as_json:
        _write_json(owed)
    elif owed:
        _write_table([_owed_row(promise) for promise in owed], (16, 8, 22, 48))
    else:
        _write(["Nothing is owed.\n"])


def _find(db: Database | None, filters: _Filters) -> list[CallSummary]:
    from companion.services.ports import CallQuery
    from companion.storage.search import find_calls
    from companion.storage.trouble import told_plainly

    if db is None:
        return []
    with told_plainly(_folder()):
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
            with told_plainly(_folder()):
                call = read_call(db, summary.id)
        except Unreadable as error:
            unread.append(error)
        else:
            yield call


def _ticket(given_id: str, write: Format, audience: str) -> str:
    from companion.domain.ticket import TicketAudience
    from companion.storage.call_log import read_call, resolve_id
    from companion.storage.trouble import told_plainly

    with _database() as db, told_plainly(_folder()):
        if db is None:
            raise UserError("There are no calls yet.")
        call = read_call(db, resolve_id(db, given_id))
    return write(call, TicketAudience(audience), _now(), None)


def _summary_row(call: CallSummary) -> tuple[str, ...]:
    state = (call.outcome or call.state).value.replace("_", " ")
    who = call.caller or call.number or call.company
    return call.id, _local(call.started), state, who, call.reported


def _owed(db: Database) -> list[dict[str, object]]:
    """What is still owed, as JSON has it, due first."""
    from companion.formats.json_record import rfc3339
    from companion.storage.rows import instant_of
    from companion.storage.trouble import told_plainly

    with told_plainly(_folder()):
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
    due = _local(datetime.fromisoformat(promise["due_at"]))
    who = promise["caller"]["name"] or promise["caller"]["number"]
    return due, promise["call"], who, promise["what"]


# ---------------------------------------------------------------------- care


@program.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write a consistent copy of the calls to FILE, also while the window is open."""
    from companion.storage.backup import back_up

    with _database() as db:
        if db is None:
            raise UserError("There are no calls yet.", "Nothing was written.")
        back_up(db, file)


@program.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Also over calls that are newer than the backup.")
def restore(file: Path, force: bool) -> None:
    """Go back to a backup. What was there before is kept beside it."""
    from companion.storage.backup import restore as restored

    kept = restored(_folder(), file, force)
    if kept:
        _write([f"What was there before is kept: {kept}\n"])


@program.command()
@_as_json
def doctor(as_json: bool) -> None:
    """Find out what works on this machine and what does not, with the remedy."""
    from companion.diagnosis import as_record, diagnose
    from companion.paths import resources

    findings = diagnose(_folder(), resources())
    if as_json:
        _write_json(as_record(findings))
    else:
        _write(f"{finding}\n" for finding in findings)
    if any(finding.matters for finding in findings):
        raise UserError("Something that matters does not work.")


# ---------------------------------------------------------------------- in and out


def _folder() -> Path:
    from companion.paths import data_folder

    return data_folder(click.get_current_context().meta.get(_FOLDER))


def _now() -> Moment:
    from companion.clock import SystemClock

    return SystemClock().now()


@contextmanager
def _database() -> Iterator[Database | None]:
    """The calls, for reading; None where there are none yet."""
    from companion.storage.database import open_for_reading

    db = open_for_reading(_folder())
    try:
        yield db
    finally:
        if db is not None:
            db.close()


def _write(pieces: Iterable[str], out: Path | None = None) -> None:
    """Write text as UTF-8 and without changing a line end, whatever the terminal is set to."""
    data = (piece.encode("utf-8", "replace") for piece in pieces)
    if out is not None:
        _save(data, out)
        return
    sys.stdout.buffer.writelines(data)
    # Now, while a reader that has gone is still told from other trouble.
    sys.stdout.buffer.flush()


def _save(data: Iterable[bytes], out: Path) -> None:
    """Write a file that only its owner reads; it appears when it is whole."""
    if out.exists() and not out.is_file():
        # A device or a pipe must not be replaced by a file.
        with out.open("wb") as stream:
            stream.writelines(data)
        return
    import tempfile

    target = out.resolve()
    try:
        handle, name = tempfile.mkstemp(prefix=".companion-", dir=target.parent)
    except OSError as error:
        raise UserError(f"{out} cannot be written: {error.strerror}.") from error
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(data)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _write_json(value: object, *, on_one_line: bool = False) -> None:
    from companion.formats.json_text import json_text

    _write([json_text(value, indent=None if on_one_line else 2), "\n"])


def _write_table(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
    from companion.formats.columns import table

    _write(table(rows, widths))


def _local(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _complain(faults: Iterable[Fault]) -> None:
    for fault in faults:
        click.echo(f"companion: {fault}", err=True)


def _told(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."
