"""The kinds of content that can be edited and shared: their shapes, checkers and first texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from companion.content.faults import Fault
from companion.content.flow_shape import FLOWS, NEW_FLOW
from companion.content.flows import check_flow_text, parse_flow
from companion.content.practices import practice_ids
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


def kinds_of_content(resources: Path) -> tuple[KindOfFile, ...]:
    """Every kind, in the order to offer them."""
    practices = practice_ids(resources / "practices.toml")

    def check_flow(source: bytes, file: str) -> tuple[Fault, ...]:
        return check_flow_text(source, file, practices)

    return (KindOfFile(FLOWS, check_flow, parse_flow, NEW_FLOW),)
