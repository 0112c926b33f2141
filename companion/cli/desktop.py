"""The commands that make the program known to the desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.cli.output import write
from companion.cli.program import program
from companion.cli.sources import data_folder

if TYPE_CHECKING:
    from companion.desktop.choice import Desktop


@program.group()
def desktop() -> None:
    """Make the program known to the desktop, so that companion:// links open it."""


@desktop.command()
def install() -> None:
    """Write what the desktop needs to start this installation, also by a link."""
    write(f"{line}\n" for line in _desktop().install())


@desktop.command()
def remove() -> None:
    """Undo that."""
    write(f"{line}\n" for line in _desktop().remove())


@desktop.command()
def show() -> None:
    """Say how it is now; nothing is changed."""
    write(f"{line}\n" for line in _desktop().show())


def _desktop() -> Desktop:
    from companion.desktop.choice import desktop as of_this_machine
    from companion.desktop.installation import opening

    return of_this_machine(opening(data_folder()))
