"""Records that stand in a list in square brackets, written as shortly as they can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from companion.services.shapes import ItemForm


def decoded(form: ItemForm, item: object) -> dict[str, Any]:
    """The fields of a record, as it is written in the list. (Any: a file may hold anything.)"""
    match form:
        case ItemForm.WORDING:
            return dict(item) if isinstance(item, Mapping) else {"text": item}
        case ItemForm.PARAGRAPH:
            is_optional = isinstance(item, Mapping)
            said = item.get("optional") if isinstance(item, Mapping) else item
            texts = said if isinstance(said, list) else [said]
            return {"text": texts} | ({"optional": True} if is_optional else {})


def encoded(form: ItemForm, values: Mapping[str, Any]) -> object:
    """The record as it is written in the list: the shortest way, the text last."""
    match form:
        case ItemForm.WORDING:
            text = values.get("text", "")
            others = {key: value for key, value in values.items() if key != "text"}
            return {**others, "text": text} if others else text
        case ItemForm.PARAGRAPH:
            texts = values.get("text") or [""]
            said = texts[0] if len(texts) == 1 else list(texts)
            return {"optional": said} if values.get("optional") else said
