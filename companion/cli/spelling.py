"""The commands for spelling."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from companion.cli.options import as_json_option
from companion.cli.output import complain, write, write_json, write_table
from companion.cli.program import program
from companion.cli.sources import alphabet_library
from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.domain.spelling import Spelling


@program.command()
@click.argument("text", required=False)
@click.option("--alphabet", default="icao", show_default=True, metavar="ID")
@click.option(
    "--group",
    type=click.IntRange(1, 4),
    help="Characters read in one breath (3 unless given); then one group is printed a line.",
)
@click.option("--batch", is_flag=True, help="Read a JSON string a line, print an object a line.")
@as_json_option
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
            write_json(spelling_record(spell_one(line)), on_one_line=True)
        return
    spelling = spell_one(_standard_input() if text in (None, "-") else str(text))
    if as_json:
        write_json(spelling_record(spelling))
    else:
        write([_spoken(spelling, by_group=group is not None), "\n"])


def _speller(alphabet_id: str, group: int | None) -> Callable[[str], Spelling]:
    from companion.content.graphemes import clusters
    from companion.domain.spelling import GROUP_SIZE
    from companion.domain.spelling import spell as spelled

    library = alphabet_library()
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
