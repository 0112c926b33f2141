"""Whatever the page can ask for in any shipped entry is done, and nothing else is changed."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from companion.content.shelf import ContentShelf
from companion.services.editing import Edit, Entry, Move, Remove, SetValue, Sheet
from companion.services.outline import additions, insertion, nodes_of
from companion.services.shapes import FieldKind, FieldShape, Value
from tests.content.shipped import RESOURCES

T = TypeVar("T")
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
LANGUAGES = st.sampled_from(["", "de", "es", "it"])


@cache
def entries() -> list[Entry]:
    shelf = ContentShelf(RESOURCES, Path("no-such-folder"))
    # The longest flows make the test slow and show nothing that others do not.
    return [e for e in shelf.entries() if len(shelf.open(e.kind, e.id).text) < 8_000]


def values(field: FieldShape) -> st.SearchStrategy[Value]:
    """What can come to stand in a field."""
    match field.kind:
        case FieldKind.SWITCH:
            return st.sampled_from([True, None])
        case FieldKind.EITHER:
            return st.sampled_from([True, False, None])
        case FieldKind.WORDS | FieldKind.LINKS:
            return st.none() | st.lists(TEXT, min_size=1, max_size=4).map(tuple)
    return TEXT if field.is_needed else st.none() | TEXT


def one_of(data: st.DataObject, things: Sequence[T]) -> T:
    """One of them; not `sampled_from`, which would write out all of a flow when it fails."""
    assume(things)
    return things[data.draw(st.integers(0, len(things) - 1))]


def some_edit(data: st.DataObject, sheet: Sheet) -> Edit:
    """Some edit that the page asks for."""
    nodes = nodes_of(sheet.record)
    node = one_of(data, nodes)
    match data.draw(st.sampled_from(("set", "set", "add", "remove", "move"))):
        case "add":
            return insertion(one_of(data, additions(node)), nodes)
        case "remove":
            assume(node.home)
            assert node.home is not None
            return Remove(node.home.path, node.index)
        case "move":
            assume(node.home and node.index + 1 < len(node.home.records))
            assert node.home is not None
            return Move(node.home.path, node.index)
    field = one_of(data, node.record.shape.fields)
    form = node.home.part.form if node.home else None
    language = sheet.spoken_in
    key = (language, field.key) if language and field.spoken and not form else (field.key,)
    value = data.draw(values(field))
    assume(value is not None or node.record.values.get(field.key) is not None)
    return SetValue(node.path, key, value, form)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_it_is_done(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    shelf = ContentShelf(RESOURCES, tmp_path_factory.getbasetemp() / "nobody")
    entry = one_of(data, entries())
    sheet = shelf.in_language(shelf.open(entry.kind, entry.id), data.draw(LANGUAGES))
    try:
        for _ in range(data.draw(st.integers(1, 3))):
            edit = some_edit(data, sheet)
            note(f"{entry.kind} {entry.id}: {edit}")
            comments = {line for line in sheet.text.splitlines() if line.startswith("#")}
            sheet = shelf.edited(sheet, [edit])
            if isinstance(edit, SetValue):
                assert comments <= set(sheet.text.splitlines())
        tomllib.loads(sheet.text)
    finally:
        shelf.discard(entry.kind, entry.id)
