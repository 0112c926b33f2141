"""What a team has locked in a file of its own: nobody changes it in the editor."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from companion.domain.errors import UserError

LOCKED = "locked"
"""The key that keeps an editor from what it stands in, and from all inside that."""


def locked_records(values: object, inside: bool = False, key: str = "") -> dict[str, object]:
    """What is locked, by the list it is in and its id: nothing of it may change."""
    found: dict[str, object] = {}
    if isinstance(values, Mapping):
        locked = inside or values.get(LOCKED) is True
        if locked and (name := lock_name(key, values)):
            found[name] = _without_parts(values)
        for inner_key, inner in values.items():
            found |= locked_records(inner, locked, str(inner_key))
    elif isinstance(values, list):
        for inner in values:
            found |= locked_records(inner, inside, key)
    return found


def lock_name(key: str, values: Mapping[str, Any]) -> str:
    """What a record is known by among the locked ones; empty where it has no id."""
    name = values.get("id")
    return f"{key} {name}" if isinstance(name, str) else ""


def _without_parts(values: Mapping[str, Any]) -> dict[str, Any]:
    """A record without the records in it that have ids: those are locked by themselves."""
    return {key: value for key, value in values.items() if not _has_ids(value)}


def _has_ids(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(v, Mapping) and "id" in v for v in value)


def refuse_unlocking(saved: str, text: str) -> None:
    """What is locked stays as it is saved, word for word; of a whole flow that is, everything."""
    if loaded(saved).get(LOCKED) is True and loaded(saved) != loaded(text):
        raise _locked(str(loaded(saved).get("title")))
    before, after = locked_records(loaded(saved)), locked_records(loaded(text))
    for name, values in before.items():
        if after.get(name) != values:
            raise _locked(name.partition(" ")[2])


def _locked(name: str) -> UserError:
    return UserError(
        f"“{name}” is locked by your team. Nothing was changed.",
        "Whoever looks after the file takes 'locked = true' out of it.",
    )


@lru_cache(maxsize=4)
def loaded(text: str) -> dict[str, Any]:
    """What a text says, nothing where it is no TOML; to be read only, it is remembered."""
    try:
        return tomllib.loads(text)
    except ValueError:
        return {}
