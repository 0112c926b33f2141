"""The kinds of content that can be edited and shared: their shapes, checkers and first texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.content.card_file import check_card_text, how_to_ids, parse_cards
from companion.content.card_shape import (
    HOW_TOS,
    KNOWN_ERRORS,
    NEW_ERROR,
    NEW_HOW_TO,
    NEW_TERM,
    TERMS,
)
from companion.content.cards import CardLibrary
from companion.content.faults import Fault
from companion.content.flow_shape import FLOWS, NEW_FLOW
from companion.content.flows import check_flow_text, parse_flow
from companion.content.folders import toml_files
from companion.content.practices import practice_ids
from companion.content.replies import check_reply_text, parse_replies
from companion.content.reply_shape import NEW_REPLIES, REPLIES
from companion.services.shapes import ContentKind

Check = Callable[[bytes, str], tuple[Fault, ...]]


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """How files of a kind are judged: `check` names all there is to say of a file of that name
    with that content; `refuse` raises FaultyFile where the program could not use it.

    `new` is the text of a new entry, with `{title}` (as TOML) and `{id}` in it.
    """

    kind: ContentKind
    check: Check
    refuse: Callable[[bytes, str], object]
    new: str


def kinds_of_content(resources: Path, data: Path) -> tuple[KindOfFile, ...]:
    """Every kind, in the order to offer them."""
    practices = practice_ids(resources / "practices.toml")

    def check_flow(source: bytes, file: str) -> tuple[Fault, ...]:
        folders = (resources / "flows", data / "flows")
        installed = {path.stem for folder in folders for path in toml_files(folder, [])}
        return check_flow_text(source, file, practices, installed)

    @cache
    def how_tos() -> frozenset[str]:
        return frozenset(how_to_ids(CardLibrary(resources, data).all()))

    def check_card(source: bytes, file: str) -> tuple[Fault, ...]:
        return check_card_text(source, file, practices, how_tos())

    def check_replies(source: bytes, file: str) -> tuple[Fault, ...]:
        return check_reply_text(source, file, practices)

    cards = ((TERMS, NEW_TERM), (HOW_TOS, NEW_HOW_TO), (KNOWN_ERRORS, NEW_ERROR))
    return (
        KindOfFile(FLOWS, check_flow, parse_flow, NEW_FLOW),
        *(KindOfFile(kind, check_card, parse_cards, new) for kind, new in cards),
        KindOfFile(REPLIES, check_replies, parse_replies, NEW_REPLIES),
    )
