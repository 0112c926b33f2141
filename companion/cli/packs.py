"""The commands for packs: the desk's own content in one file, to share with the team."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.cli.output import write
from companion.cli.program import program
from companion.cli.sources import data_folder, database

if TYPE_CHECKING:
    from companion.content.shelf import ContentShelf
    from companion.domain.call import CallId
    from companion.domain.flow import FlowId

_FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))


@program.group()
def pack() -> None:
    """Share the desk's own flows, cards and replies as one file."""


@pack.command("export")
@_FILE
def export_pack(file: Path) -> None:
    """Write everything that is the desk's own into FILE, a zip file."""
    count = _shelf().export(file)
    write([f"{count} file{'' if count == 1 else 's'} in {file}.\n"])


@pack.command("import")
@_FILE
@click.option("--replace", is_flag=True, help="Also what would take the place of your own.")
def import_pack(file: Path, replace: bool) -> None:
    """Take in a pack that somebody else has written; nothing at all where one file is faulty."""
    for item in _shelf().take_in(file, replace):
        how = "is the same" if item.is_same else "replaced" if item.replaces else "new"
        write([f"{item}: {how}\n"])


def _shelf() -> ContentShelf:
    from companion.content.shelf import ContentShelf
    from companion.paths import resources

    return ContentShelf(resources(), data_folder(), _flows_in_use)


def _flows_in_use() -> list[tuple[CallId, FlowId]]:
    """What is open in the window goes on with the flows it has."""
    from companion.storage.call_log import open_call_ids, read_call

    with database() as db:
        calls = [read_call(db, call_id) for call_id in open_call_ids(db)] if db else []
    return [(call.id, flow) for call in calls for flow in call.flows]
