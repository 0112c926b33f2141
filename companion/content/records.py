"""Makes records of what a file says, by the shape of its kind; what does not fit is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from companion.content.item_forms import decoded
from companion.content.locks import lock_name
from companion.domain.manner import LANGUAGES, primary
from companion.services.shapes import (
    FieldKind,
    FieldShape,
    KeyPath,
    PartShape,
    Record,
    RecordList,
    RecordShape,
    Value,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """In which language a file is read; empty for the one it is written in itself.

    `locked` are the names of the records that are locked, as `locked_records` has them.
    """

    language: str = ""
    locked: frozenset[str] = frozenset()

    def record(
        self,
        shape: RecordShape,
        values: Mapping[str, Any],
        path: KeyPath,
        is_locked: bool = False,
        key: str = "",
    ) -> Record:
        """The record that stands at a path, in the list that is called `key`."""
        is_locked = is_locked or lock_name(key, values) in self.locked
        spoken = values.get(self.language) if self.language else values
        spoken = spoken if isinstance(spoken, Mapping) else {}
        found = {
            field.key: _value(field, (spoken if field.spoken else values).get(field.key))
            for field in shape.fields
        }
        lists = tuple(self._list(part, values, spoken, path, is_locked) for part in shape.parts)
        instead = {
            field.key: values[field.key]
            for field in shape.fields
            if field.spoken and self.language and isinstance(values.get(field.key), str)
        }
        return Record(path, shape, found, lists, is_locked, instead)

    def _list(
        self,
        part: PartShape,
        values: Mapping[str, Any],
        spoken: Mapping[str, Any],
        path: KeyPath,
        is_locked: bool,
    ) -> RecordList:
        in_language = bool(self.language) and part.spoken
        where = (*path, self.language, part.key) if in_language else (*path, part.key)
        items = (spoken if in_language else values).get(part.key)
        records = (
            self.record(part.shape, item, (*where, index), is_locked, part.key)
            for index, item in _records(items, part)
        )
        return RecordList(where, part, tuple(records))


def languages_in(values: object) -> tuple[str, ...]:
    """The languages that a file speaks beside its own, in the order they come up."""
    return tuple(dict.fromkeys(_languages(values)))


def own_language(values: Mapping[str, Any]) -> str:
    """The language that a file is written in."""
    language = values.get("language")
    return primary(language) if isinstance(language, str) and language else "en"


def _languages(values: object) -> Iterator[str]:
    if isinstance(values, Mapping):
        for key, inner in values.items():
            if key in LANGUAGES and isinstance(inner, Mapping):
                yield key
            yield from _languages(inner)
    elif isinstance(values, list):
        for inner in values:
            yield from _languages(inner)


def _records(items: object, part: PartShape) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if part.form:
            yield index, decoded(part.form, item)
        elif isinstance(item, Mapping):
            yield index, item


def _value(field: FieldShape, found: object) -> Value:
    match field.kind, found:
        case ((FieldKind.SWITCH | FieldKind.EITHER), bool()):
            return found
        case ((FieldKind.WORDS | FieldKind.LINKS), list()):
            return tuple(item for item in found if isinstance(item, str)) or None
        case ((FieldKind.SWITCH | FieldKind.EITHER | FieldKind.WORDS | FieldKind.LINKS), _):
            return None
        case _, str():
            return found
    return None
