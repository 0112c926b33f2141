"""The commands for cards: terms, how-tos and known errors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.cli.options import OneOf, as_json_option
from companion.cli.output import complain, write, write_json, write_table
from companion.cli.program import program
from companion.cli.sources import card_library, known_practices
from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.domain.cards import Card


def _kinds() -> Iterator[str]:
    from companion.domain.cards import CardKind

    return (kind.value for kind in CardKind)


@program.group(invoke_without_command=True)
@click.option("--kind", type=OneOf(_kinds), help="Only the cards of that kind.")
@click.option("--search", metavar="TEXT", default="", help="Only what is like TEXT, best first.")
@as_json_option
@click.pass_context
def cards(context: click.Context, kind: str | None, search: str, as_json: bool) -> None:
    """List the cards: terms, how-tos and known errors."""
    from companion.domain.cards import CardKind

    if context.invoked_subcommand is not None:
        return
    library = card_library()
    complain(library.faults)
    found = library.find(search, CardKind(kind) if kind else None)
    if as_json:
        write_json([_record(card) for card in found])
    else:
        # An id is never cut: `cards show` wants it whole.
        longest = max((len(card.id) for card in found), default=0)
        write_table([(card.id, card.kind.value, card.title) for card in found], (longest, 11, 60))


@cards.command("show")
@click.argument("card_id", metavar="ID")
@as_json_option
def show_card(card_id: str, as_json: bool) -> None:
    """Show one card."""
    from companion.domain.cards import CardId

    library = card_library()
    complain(library.faults)
    try:
        card = library.card(CardId(card_id))
    except KeyError:
        like = ", ".join(found.id for found in library.find(card_id)[:3])
        hint = f"Did you mean {like}?" if like else "`companion cards` lists them."
        raise UserError(f"No card is called '{card_id}'.", hint) from None
    if as_json:
        write_json(_record(card))
    else:
        write(f"{line}\n" for line in _lines(card))


@cards.command("check")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
def check(files: tuple[Path, ...]) -> None:
    """Name every fault in files of cards: where it is, and what would be right."""
    from companion.content.card_file import check_cards, how_to_ids

    practices, how_tos = known_practices(), tuple(how_to_ids(card_library().all()))
    found = [fault for file in files for fault in check_cards(file, practices, how_tos)]
    write(f"{fault}\n" for fault in found)
    if found:
        count = "One fault." if len(found) == 1 else f"{len(found)} faults."
        raise UserError(count, "resources/cards/FORMAT.md explains the format.")


def _record(card: Card) -> dict[str, object]:
    """A card under the names that its file has for it; what is not known is left out."""
    from dataclasses import asdict
    from datetime import date

    values = {"kind": card.kind.value, **asdict(card)}
    values["id"] = values.pop("id")
    as_text = {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}
    return {"id": card.id, **{key: value for key, value in as_text.items() if value}}


def _lines(card: Card) -> Iterator[str]:
    from companion.domain.cards import HowTo, KnownError, Term

    match card:
        case Term():
            yield f"{card.title} ({card.stands_for})" if card.stands_for else card.title
            yield card.meaning
            yield card.analogy
            if card.instead:
                yield f"Say instead: {card.instead}"
        case HowTo():
            yield f"{card.title} ({', '.join(card.systems)})"
            for number, step in enumerate(card.steps, 1):
                yield from (f"{number}. {step.say}", f"   Why: {step.why}", f"   {step.see}")
        case KnownError():
            yield card.title
            yield f"Symptom: {card.symptom}"
            for name, text in (
                ("Cause", card.cause),
                ("Workaround", card.workaround),
                ("Fix", card.fix),
                ("Since", card.since.isoformat() if card.since else ""),
                ("Until", card.until.isoformat() if card.until else ""),
                ("How-tos", ", ".join(card.how_tos)),
            ):
                if text:
                    yield f"{name}: {text}"
