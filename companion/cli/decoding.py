"""The command that makes text of what a caller says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from companion.cli.options import as_json_option
from companion.cli.output import write, write_json
from companion.cli.program import program
from companion.cli.sources import alphabet_library
from companion.cli.standard_input import lines_of_json, whole_text

if TYPE_CHECKING:
    from companion.domain.speller.decoding import Decoder, Decoding


@program.command()
@click.argument("words", nargs=-1)
@click.option("--alphabet", default="icao", show_default=True, metavar="ID")
@click.option("--batch", is_flag=True, help="Read a JSON string a line, print an object a line.")
@as_json_option
@click.pass_context
def decode(
    context: click.Context, words: tuple[str, ...], alphabet: str, batch: bool, as_json: bool
) -> None:
    """Write down the text that WORDS spell, as a caller says or types them.

    Without WORDS, or with -, they are read from standard input; a password is better given that
    way. Words that stand for nothing, and words with several meanings, are told on standard
    error, and with an unknown one the exit status is 1. With --json they are in the object,
    with their places: the first word's is 0.
    """
    from companion.formats.decoding_record import decoding_record

    decoder = _decoder(alphabet)
    if batch:
        if words:
            raise click.UsageError("With --batch the words come on standard input.")
        for line in lines_of_json():
            write_json(decoding_record(decoder.decode(line)), on_one_line=True)
        return
    decoding = decoder.decode(whole_text() if words in ((), ("-",)) else " ".join(words))
    if as_json:
        write_json(decoding_record(decoding))
        return
    write([decoding.text, "\n"])
    _tell_doubts(decoding)
    if decoding.unknown:
        context.exit(1)


def _decoder(alphabet_id: str) -> Decoder:
    from companion.content.unicode_data import emoji_named
    from companion.domain.speller.decoding import Decoder

    library = alphabet_library()
    known = [alphabet.id for alphabet in library.all()]
    if alphabet_id not in known:
        raise click.BadParameter(
            f"there is no alphabet of that name; there are {', '.join(known)}.",
            param_hint="--alphabet",
        )
    return Decoder(library.alphabet(alphabet_id), emoji_named)


def _tell_doubts(decoding: Decoding) -> None:
    for unknown in decoding.unknown:
        _tell(unknown.position, unknown.word, "is unknown")
    for doubt in decoding.ambiguous:
        others = " or ".join(_shown(text) for text in doubt.also)
        taken = f"was taken for {_shown(doubt.chosen)}; it may be {others}"
        _tell(doubt.position, doubt.words, taken)
    for corrected in decoding.corrected:
        _tell(corrected.position, corrected.word, f"was taken for “{corrected.taken_for}”")


def _tell(position: int, words: str, what: str) -> None:
    line = f"companion: word {position + 1}: “{words}” {what}."
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    click.echo(printable.encode("utf-8", "replace"), err=True)


def _shown(text: str) -> str:
    return text or "nothing"
