"""The commands for spelling."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from companion.cli.options import as_json_option
from companion.cli.output import complain, write, write_json, write_table
from companion.cli.program import program
from companion.cli.sources import alphabet_library, data_folder
from companion.cli.standard_input import lines_of_json, whole_text
from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.domain.speller.alphabet import Figures
    from companion.domain.speller.spelling import Spelling


@program.command()
@click.argument("text", required=False)
@click.option("--alphabet", default="icao", show_default=True, metavar="ID")
@click.option(
    "--group",
    type=click.IntRange(1, 4),
    help="The most characters read in one breath (otherwise 3 or 4, along the text's own parts); "
    "then one group is printed a line.",
)
@click.option(
    "--figures",
    type=click.Choice(["plain", "radio", "itu"]),
    default="plain",
    show_default=True,
    help="Nine, niner or novenine.",
)
@click.option("--as-in", is_flag=True, help="“A as in Alfa”, for who does not know the alphabet.")
@click.option("--show", is_flag=True, help="Put it in the speller of the open window instead.")
@click.option("--aloud", is_flag=True, help="Say it as well, in the voice of the settings.")
@click.option("--batch", is_flag=True, help="Read a JSON string a line, print an object a line.")
@as_json_option
def spell(
    text: str | None,
    alphabet: str,
    group: int | None,
    figures: Figures,
    as_in: bool,
    show: bool,
    aloud: bool,
    batch: bool,
    as_json: bool,
) -> None:
    """Spell TEXT aloud, in words that cannot be misheard.

    Without TEXT, or with -, standard input is spelled exactly as it is; only one line end at
    its very end is left off, because a shell puts it there. A password is better given that
    way: what stands on a command line can be seen by others. Nothing that is spelled is kept.
    """
    from companion.formats.spelling_record import spelling_record

    spell_one = partial(_speller(alphabet), group_size=group, figures=figures, as_in=as_in)
    if aloud and (show or batch):
        raise click.UsageError("--aloud goes neither with --show nor with --batch.")
    if batch:
        if text is not None:
            raise click.UsageError("With --batch the texts come on standard input.")
        for line in lines_of_json():
            write_json(spelling_record(spell_one(line)), on_one_line=True)
        return
    wanted = whole_text() if text in (None, "-") else str(text)
    if show:
        _show(wanted)
        return
    spelling = spell_one(wanted)
    if as_json:
        write_json(spelling_record(spelling))
    else:
        write([_spoken(spelling, by_group=group is not None), "\n"])
    if aloud:
        from companion.cli.aloud import read_aloud

        read_aloud(spelling, data_folder())


def _show(text: str) -> None:
    from companion.handover import Command, send

    if not send(data_folder(), Command(spell=text)):
        raise UserError("No window is open to show it in.", "Run: companion open")


def _speller(alphabet_id: str) -> Callable[..., Spelling]:
    from companion.content.speller import TextSpeller
    from companion.paths import resources

    library = alphabet_library()
    known = [alphabet.id for alphabet in library.all()]
    if alphabet_id not in known:
        raise click.BadParameter(
            f"there is no alphabet of that name; there are {', '.join(known)}.",
            param_hint="--alphabet",
        )
    return partial(TextSpeller(resources(), library).spell, alphabet=alphabet_id)


def _spoken(spelling: Spelling, *, by_group: bool) -> str:
    if not by_group:
        return spelling.spoken
    groups: dict[int, list[str]] = {}
    for unit in spelling.units:
        groups.setdefault(unit.group, []).append(unit.say)
    return ",\n".join(", ".join(said) for said in groups.values())


@program.command()
@as_json_option
def alphabets(as_json: bool) -> None:
    """List the spelling alphabets."""
    library = alphabet_library()
    complain(library.faults)
    found = library.all()
    if as_json:
        write_json([{"id": alphabet.id, "title": alphabet.title} for alphabet in found])
    else:
        write_table([(alphabet.id, alphabet.title) for alphabet in found], (20, 78))
