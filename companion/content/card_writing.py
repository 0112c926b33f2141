"""Writes a known error into a file of cards; whatever else is in the file stays as it is."""

from __future__ import annotations

import tomlkit
from tomlkit.items import AoT, InlineTable, Table

from companion.domain.cards import KnownError

_LIST = "known_errors"


def with_error(text: str, card: KnownError) -> str:
    """The text of a file with that card in it, in the place of the one with its id."""
    document = tomlkit.parse(text)
    if _LIST not in document:
        document.append(_LIST, tomlkit.aot())
    listed = document[_LIST]
    # Written by hand, the list may stand between square brackets.
    new = tomlkit.table if isinstance(listed, AoT) else tomlkit.inline_table
    table = next((t for t in listed if t.get("id") == card.id), None)
    if table is not None:
        _fill(table, card)
    else:
        table = new()
        _fill(table, card)
        listed.append(table)
    return tomlkit.dumps(document)


def _fill(table: Table | InlineTable, card: KnownError) -> None:
    values: dict[str, object] = {
        "id": card.id,
        "title": card.title,
        "symptom": card.symptom,
        "cause": card.cause,
        "workaround": card.workaround,
        "fix": card.fix,
        "since": card.since.isoformat() if card.since else "",
        "until": card.until.isoformat() if card.until else "",
        "how_tos": list(card.how_tos),
        "also": list(card.also),
        "practices": list(card.practices),
    }
    for key, value in values.items():
        if value and table.get(key) != value:
            table[key] = value
        elif not value:
            table.pop(key, None)
