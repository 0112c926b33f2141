"""Edits one value or record of a TOML file, and leaves every other line as it is.

Values are changed by tomlkit, in the few lines they stand in; records with a header of their
own are whole lines, and move with the comment above them. Every edit is read back: one that
would change anything else is refused.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Mapping
from typing import Any

from companion.content.item_forms import decoded, encoded
from companion.content.toml_layout import Layout, split_blank_end, without_blank_start
from companion.domain.errors import UserError
from companion.services.editing import Edit, Insert, Move, Remove, SetValue
from companion.services.shapes import KeyPath, Value

Values = dict[str, Any]
"""What tomllib makes of a file. (Any: there is no narrower type for all that TOML can say.)"""


def edited(text: str, edit: Edit) -> str:
    """The text after the edit; UserError where the file is laid out so that it cannot be made."""
    try:
        match edit:
            case SetValue():
                after = _with_value(text, edit)
            case Insert():
                after = _with_record(text, edit)
            case Remove():
                after = _without_record(text, edit)
            case Move():
                after = _with_moved(text, edit)
        is_right = _pruned(tomllib.loads(after)) == _pruned(_expected(tomllib.loads(text), edit))
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise _too_unusual() from error
    if not is_right:
        raise _too_unusual()
    return after


def table_text(header: str, values: Mapping[str, object]) -> str:
    """A record under its header, the lists of records in it below."""
    plain = {k: v for k, v in values.items() if not _is_records(v)}
    lines = [f"[[{header}]]", *(f"{key} = {_written(value)}" for key, value in plain.items())]
    parts = ["\n".join(lines) + "\n"]
    for key, value in values.items():
        if _is_records(value):
            assert isinstance(value, list), value
            parts += [table_text(f"{header}.{key}", record) for record in value]
    return "\n".join(parts)


def inside(values: Values, path: KeyPath) -> Any:
    """What is at a path; KeyError, IndexError or TypeError where nothing is."""
    found: Any = values
    for key in path:
        found = found[key]
    return found


# ---------------------------------------------------------------------- lines


def _with_record(text: str, edit: Insert) -> str:
    file = Layout(text)
    if edit.inline or _is_in_brackets(text, file, edit.list):
        return _in_body(text, edit.list, lambda record: _insert_item(record, edit))
    assert isinstance(edit.values, Mapping), edit
    header = ".".join(part for part in edit.list if isinstance(part, str))
    new = table_text(header, edit.values).split("\n")
    at = _place_for(file, edit)
    before, after = file.lines[:at], file.lines[at:]
    while before and not before[-1].strip():
        before.pop()
    # One empty line before it and one after, as everywhere.
    before = [*before, ""] if before else []
    rest = without_blank_start(after)
    return "\n".join([*before, *new, *rest] if rest else [*before, *new])


def _place_for(file: Layout, edit: Insert) -> int:
    """The line before which a new record is written."""
    if file.has((*edit.list, edit.index)):
        return file.block((*edit.list, edit.index))[0]
    if edit.index and file.has((*edit.list, edit.index - 1)):
        return file.block((*edit.list, edit.index - 1))[1]
    return file.block(file.owner(edit.list[:-1]))[1]


def _without_record(text: str, edit: Remove) -> str:
    file = Layout(text)
    path = (*edit.list, edit.index)
    if not file.has(path):
        return _in_body(text, edit.list, lambda record: _remove_item(record, edit))
    start, end = file.block(path)
    kept = [*file.lines[:start], *file.lines[end:]]
    after = "\n".join(kept)
    return after if end < len(file.lines) else after.rstrip("\n") + "\n"


def _with_moved(text: str, edit: Move) -> str:
    file = Layout(text)
    one, other = (*edit.list, edit.index), (*edit.list, edit.index + 1)
    if not (file.has(one) and file.has(other)):
        return _in_body(text, edit.list, lambda record: _swap_items(record, edit))
    (start, end), (begin, finish) = file.block(one), file.block(other)
    first, gap = split_blank_end(file.lines[start:end])
    second, last_gap = split_blank_end(file.lines[begin:finish])
    between = file.lines[end:begin]
    moved = [*second, *gap, *between, *first, *last_gap]
    return "\n".join([*file.lines[:start], *moved, *file.lines[finish:]])


def _is_in_brackets(text: str, file: Layout, path: KeyPath) -> bool:
    """The list is there, and not as headers."""
    if file.has((*path, 0)):
        return False
    try:
        return isinstance(inside(tomllib.loads(text), path), list)
    except (KeyError, IndexError, TypeError):
        return False


# ---------------------------------------------------------------------- values


def _with_value(text: str, edit: SetValue) -> str:
    def put(record: Any, holder: Any, place: str | int) -> None:
        _put(record, holder, place, edit)

    return _in_record(text, edit.record, put)


def _in_record(text: str, path: KeyPath, change: Any) -> str:
    """The text with the record at a path changed, by tomlkit, in its own lines alone."""
    import tomlkit

    file = Layout(text)
    owner = file.owner(path)
    start, end = file.body(owner)
    body, gap = split_blank_end(file.lines[start:end])
    document = tomlkit.parse("\n".join([*body, ""]))
    holder: Any = None
    record: Any = document
    place: str | int = ""
    for place in path[len(owner) :]:
        holder, record = record, record[place]
    change(record, holder, place)
    changed = tomlkit.dumps(document).rstrip("\n").split("\n")
    if not body and not gap and end < len(file.lines):
        gap = [""]
    return "\n".join([*file.lines[:start], *changed, *gap, *file.lines[end:]])


def _in_body(text: str, path: KeyPath, change: Any) -> str:
    """As `_in_record`, for a list: `change` is given what the list is in, by keys from there."""
    split = len(path)
    while split and isinstance(path[split - 1], str):
        split -= 1
    keys = path[split:]
    return _in_record(text, path[:split], lambda record, *_: change((record, keys)))


def _put(record: Any, holder: Any, place: str | int, edit: SetValue) -> None:
    if not edit.form:
        _put_key(record, edit.key, edit.value)
        return
    plain = record.unwrap() if hasattr(record, "unwrap") else record
    new = _changed_item(plain, edit)
    if isinstance(plain, dict) and isinstance(new, dict) and set(plain) == set(new):
        for key in new:
            if plain[key] != new[key]:
                record[key] = new[key]
    else:
        holder[place] = _loose(new)


def _changed_item(item: object, edit: SetValue) -> Any:
    """A record in a list in brackets, with the value put in."""
    assert edit.form is not None, edit
    values = decoded(edit.form, item)
    (key,) = edit.key
    values.pop(key, None)
    if edit.value is not None:
        values[key] = _plain(edit.value)
    return encoded(edit.form, values)


def _put_key(record: Any, key: tuple[str, ...], value: Value) -> None:
    import tomlkit

    *outer, last = key
    if value is None:
        _take_out(record, outer, last)
    elif outer and outer[0] not in record:
        record.append(tomlkit.key(list(key)), _loose(_plain(value)))
    else:
        for name in outer:
            record = record[name]
        if isinstance(value, tuple) and isinstance(record.get(last), list):
            _put_list(record[last], value)
        else:
            record[last] = _loose(_plain(value))


def _take_out(record: Any, outer: list[str], last: str) -> None:
    table = record
    for name in outer:
        table = table[name]
    del table[last]
    if outer and not table:
        del record[outer[0]]


def _put_list(array: Any, wanted: tuple[str, ...]) -> None:
    """Change the items that differ, and keep the others with their comments."""
    same = 0
    while same < min(len(array), len(wanted)) and array[same] == wanted[same]:
        same += 1
    end = 0
    while end < min(len(array), len(wanted)) - same and array[-1 - end] == wanted[-1 - end]:
        end += 1
    replaced = min(len(array), len(wanted)) - same - end
    for index in range(same, same + replaced):
        array[index] = wanted[index]
    for _ in range(len(array) - len(wanted)):
        del array[same + replaced]
    if len(array) >= len(wanted):
        return
    for index in range(same + replaced, len(wanted) - end):
        array.insert(index, wanted[index])


def _insert_item(where: tuple[Any, KeyPath], edit: Insert) -> None:
    import tomlkit

    record, keys = where
    table = record
    for index, key in enumerate(keys):
        if key not in table:
            written = f"x = [\n  {_written(edit.values)},\n]\n"
            table.append(tomlkit.key([str(k) for k in keys[index:]]), tomlkit.parse(written)["x"])
            return
        table = table[key]
    table.insert(edit.index, _loose(edit.values))


def _remove_item(where: tuple[Any, KeyPath], edit: Remove) -> None:
    record, keys = where
    array = record
    for key in keys:
        array = array[key]
    del array[edit.index]


def _swap_items(where: tuple[Any, KeyPath], edit: Move) -> None:
    record, keys = where
    array = record
    for key in keys:
        array = array[key]
    one, other = array[edit.index], array[edit.index + 1]
    array[edit.index], array[edit.index + 1] = _loose(other.unwrap()), _loose(one.unwrap())


def _loose(value: object) -> Any:
    """A value as tomlkit takes it, written as by hand; its own remember where they stood."""
    import tomlkit

    return tomlkit.parse(f"x = {_written(value)}\n")["x"]


def _written(value: object) -> str:
    """A value as it is written by hand."""
    import tomlkit

    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {_written(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        items = [_written(item) for item in value]
        flat = f"[{', '.join(items)}]"
        return flat if len(flat) < 80 else "[\n" + "".join(f"  {item},\n" for item in items) + "]"
    if isinstance(value, str) and "\n" in value:
        return str(tomlkit.string(value, multiline=True).as_string())
    return str(tomlkit.item(value).as_string())


def _plain(value: Value) -> str | bool | list[str]:
    assert value is not None, "nothing is taken out, not written"
    return list(value) if isinstance(value, tuple) else value


def _is_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


# ---------------------------------------------------------------------- what is to come of it


def _expected(values: Values, edit: Edit) -> Values:
    """What the file is to say after the edit."""
    values = copy.deepcopy(values)
    match edit:
        case SetValue():
            _expect_value(values, edit)
        case Insert():
            _list_at(values, edit.list).insert(edit.index, copy.deepcopy(edit.values))
        case Remove():
            items = _list_at(values, edit.list)
            del items[edit.index]
        case Move():
            items = _list_at(values, edit.list)
            index = edit.index
            items[index], items[index + 1] = items[index + 1], items[index]
    return values


def _expect_value(values: Values, edit: SetValue) -> None:
    record = inside(values, edit.record)
    if edit.form:
        holder = inside(values, edit.record[:-1])
        holder[edit.record[-1]] = _changed_item(record, edit)
        return
    *outer, last = edit.key
    if edit.value is None:
        _take_out(record, outer, last)
        return
    for name in outer:
        record = record.setdefault(name, {})
    record[last] = _plain(edit.value)


def _pruned(value: Any) -> Any:
    """The same without empty lists: one in brackets may stay, one of headers is gone."""
    if isinstance(value, dict):
        return {key: _pruned(inner) for key, inner in value.items() if inner != []}
    return [_pruned(inner) for inner in value] if isinstance(value, list) else value


def _list_at(values: Values, path: KeyPath) -> list[Any]:
    found: Any = values
    for key in path[:-1]:
        found = found.setdefault(key, {}) if isinstance(key, str) else found[key]
    items: list[Any] = found.setdefault(path[-1], [])
    return items


def _too_unusual() -> UserError:
    return UserError(
        "This cannot be changed here: the file is laid out in an unusual way.",
        "Nothing was changed. Change it in the file itself, in any text editor.",
    )
