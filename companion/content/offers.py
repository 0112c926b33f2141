"""What a field of an entry can lead to: the ids that there are, with their titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from companion.content.cards import CardLibrary
from companion.content.library import FlowLibrary
from companion.content.practices import practice_ids
from companion.domain.cards import HowTo
from companion.services.shapes import RecordShape

Offers = Mapping[str, Sequence[tuple[str, str]]]


def offers_for(shape: RecordShape, resources: Path, data: Path) -> Offers:
    """By what they are of; only what some field of the shape can lead to is read."""
    wanted = set(_led_to(shape))
    offers: dict[str, Sequence[tuple[str, str]]] = {}
    if wanted & {"flow", "side-flow"}:
        flows = FlowLibrary(resources, data)
        offers["flow"] = [(flow.id, flow.title) for flow in flows.titles()]
        offers["side-flow"] = [(flow.id, flow.title) for flow in flows.sides()]
    if "how-to" in wanted:
        cards = CardLibrary(resources, data).all()
        offers["how-to"] = [(card.id, card.title) for card in cards if isinstance(card, HowTo)]
    if "practice" in wanted:
        ids = sorted(practice_ids(resources / "practices.toml"))
        offers["practice"] = [(name, name.replace("-", " ").capitalize()) for name in ids]
    return offers


def _led_to(shape: RecordShape) -> list[str]:
    own = [field.to for field in shape.fields if field.to]
    return [*own, *(to for part in shape.parts for to in _led_to(part.shape))]
