"""The commands for call flows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.cli.options import as_json_option
from companion.cli.output import complain, write, write_json, write_table
from companion.cli.program import program
from companion.cli.sources import (
    card_library,
    flow_library,
    known_practices,
    practised_features,
    reply_library,
)
from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.content.library import FlowLibrary
    from companion.domain.flow import CallFlow


@program.group(invoke_without_command=True)
@click.option("--practices", is_flag=True, help="Where each practice of good support is.")
@as_json_option
@click.pass_context
def flows(context: click.Context, practices: bool, as_json: bool) -> None:
    """List the call flows."""
    if context.invoked_subcommand is not None:
        return
    library = flow_library()
    complain(library.faults)
    if practices:
        _show_practices(library, as_json)
    elif as_json:
        write_json([_flow_record(flow) for flow in library.all()])
    else:
        write_table([(flow.id, flow.title) for flow in library.all()], (20, 78))


def _flow_record(flow: CallFlow) -> dict[str, object]:
    stages = [stage.id for stage in flow.stages]
    return {"id": flow.id, "title": flow.title, "language": flow.language, "stages": stages}


def _show_practices(library: FlowLibrary, as_json: bool) -> None:
    places: dict[str, list[str]] = {practice: [] for practice in sorted(known_practices())}
    libraries = (library, card_library(), reply_library())
    covered = (each.practices_covered() for each in libraries)
    for practice, where in (place for part in covered for place in part.items()):
        places.setdefault(practice, []).extend(where)
    for feature in practised_features():
        for practice in feature.practices:
            places[practice].append(feature.place)
    if as_json:
        write_json(places)
        return
    for practice, where in places.items():
        write([f"{practice}\n", *(f"  {place}\n" for place in where or ["nowhere yet"])])


@flows.command("check")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
def check_flows(files: tuple[Path, ...]) -> None:
    """Name every fault in flow files: where it is, and what would be right."""
    from companion.content.flows import check_flow
    from companion.domain.flow import FlowId

    practices, library = known_practices(), flow_library()
    installed = [flow.id for flow in (*library.titles(), *library.sides())]
    installed.extend(FlowId(file.stem) for file in files)
    found = [fault for file in files for fault in check_flow(file, practices, installed)]
    write(f"{fault}\n" for fault in found)
    faults = sum(not fault.is_note for fault in found)
    if faults:
        count = "One fault." if faults == 1 else f"{faults} faults."
        raise UserError(count, "resources/flows/FORMAT.md explains the format.")
