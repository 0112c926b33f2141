"""The commands that open the window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from companion.cli.program import program
from companion.cli.sources import data_folder
from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.handover import Command


def _known_action(_context: click.Context, _option: click.Parameter, name: str) -> str:
    from companion.services.global_keys import GlobalAction

    known = [action.value for action in GlobalAction]
    if name and name not in known:
        raise click.BadParameter(f"“{name}” is none of {', '.join(known)}.")
    return name


@program.command("open")
@click.argument("link", required=False)
@click.option("--caller", default="", metavar="NAME", help="Who is calling.")
@click.option("--number", default="", help="Their phone number.")
@click.option("--company", default="", help="Where they work.")
@click.option("--ticket", default="", metavar="REF", help="A ticket they have already.")
@click.option("--flow", default="", metavar="ID", help="The call flow to use.")
@click.option("--start", is_flag=True, help="Start the call.")
@click.option("--spell-selection", is_flag=True, help="Spell the text that is selected.")
@click.option("--hold", is_flag=True, help="Hold, or resume when on hold.")
@click.option("--next", is_flag=True, help="Show the next line to say.")
@click.option("--note", default="", metavar="TEXT", help="Add to the notes of the call.")
@click.option(
    "--press",
    default="",
    metavar="ACTION",
    callback=_known_action,
    help="Do what a global key does, such as mini_bar, quick_note or silence.",
)
def open_window(link: str | None, **fields: Unpack[_Fields]) -> None:
    """Open the window, or bring up the one that is open.

    The options fill in the call and do what the global keys do. LINK, such as
    companion://call?number=%2B442079460018&caller=Sarah, fills in the same.
    """
    from companion.handover import send

    command = _command(link, fields)
    folder = data_folder()
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
    spell_selection: bool
    hold: bool
    next: bool
    note: str
    press: str


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
