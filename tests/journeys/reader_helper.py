"""Reads and works a window as a screen reader does. Run by the system's Python, which has AT-SPI.

A JSON object a line on standard input (`do` and its arguments), its answer a line on standard
output: `{"answer": …}` or `{"error": "…"}`. Widgets are named by role and accessible name, or
by the name of the label that belongs to them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import gi  # type: ignore[import-not-found,unused-ignore] # comes with the system's Python only

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found,unused-ignore] # noqa: E402

STATES = ("showing", "focused", "enabled", "focusable", "editable", "selected")
Widget = Any  # gi makes its classes at run time


def application(pid: int) -> Widget | None:
    """The program with that process id, if it has told of itself yet."""
    desktop = Atspi.get_desktop(0)
    # What is remembered would be what was there a moment ago.
    desktop.set_cache_mask(Atspi.Cache.NONE)
    for program in children(desktop):
        if program.get_process_id() == pid:
            program.set_cache_mask(Atspi.Cache.NONE)
            return program
    return None


def children(widget: Widget) -> list[Widget]:
    """What is inside a widget; a part that goes away meanwhile is left out."""
    found = [widget.get_child_at_index(n) for n in range(widget.get_child_count())]
    return [child for child in found if child is not None]


def everything(widget: Widget) -> Iterator[Widget]:
    """All widgets inside one."""
    for child in children(widget):
        yield child
        yield from everything(child)


def in_sight(widget: Widget) -> Iterator[Widget]:
    """All that is showing inside a widget; nothing is asked of what a hidden one holds."""
    for child in children(widget):
        if has_state(child, "showing"):
            yield child
            yield from in_sight(child)


def has_state(widget: Widget, name: str) -> bool:
    """Whether a widget is showing, focused and the like."""
    return bool(widget.get_state_set().contains(getattr(Atspi.StateType, name.upper())))


def label(widget: Widget) -> str:
    """The name of the label that belongs to a widget."""
    for relation in widget.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return str(relation.get_target(0).get_name())
    return ""


def value(widget: Widget) -> object:
    """A text's text, a number's number, else nothing."""
    offers = widget.get_interfaces()
    if "Text" in offers:
        return str(Atspi.Text.get_text(widget, 0, Atspi.Text.get_character_count(widget)))
    return float(Atspi.Value.get_current_value(widget)) if "Value" in offers else None


def picture(widget: Widget) -> dict[str, object]:
    """What a screen reader knows of a widget."""
    box = Atspi.Component.get_extents(widget, Atspi.CoordType.SCREEN)
    return {
        "role": widget.get_role_name(),
        "name": widget.get_name() or "",
        "label": label(widget),
        "value": value(widget),
        "states": [name for name in STATES if has_state(widget, name)],
        "box": [box.x, box.y, box.width, box.height],
    }


def find(pid: int, role: str, name: str) -> Widget:
    """The widget of a role and name that is showing."""
    program = application(pid)
    for widget in in_sight(program) if program else ():
        # Each question goes over a bus: the role alone rules most of them out.
        if widget.get_role_name() == role and any(is_called(name, n) for n in names(widget)):
            return widget
    raise LookupError(f"no {role} named {name!r} is showing")


def names(widget: Widget) -> Iterator[str]:
    """A widget's own name, then its label's."""
    yield widget.get_name() or ""
    yield label(widget)


def is_called(wanted: str, name: str) -> bool:
    """The name is meant; one that ends in `: ` is a beginning."""
    return name.startswith(wanted) if wanted.endswith(": ") else name == wanted


def showing(pid: int) -> list[dict[str, object]]:
    """All widgets that are showing."""
    program = application(pid)
    if program is None:
        raise LookupError("the program has not told of itself")
    return [picture(widget) for widget in in_sight(program)]


def look_at(pid: int, role: str, name: str) -> dict[str, object]:
    """One widget."""
    return picture(find(pid, role, name))


def press(pid: int, role: str, name: str) -> bool:
    """Press a button by its action."""
    widget = find(pid, role, name)
    if not has_state(widget, "enabled"):
        raise LookupError(f"{name!r} cannot be pressed just now")
    count = Atspi.Action.get_n_actions(widget)
    actions = [Atspi.Action.get_action_name(widget, n) for n in range(count)]
    return bool(Atspi.Action.do_action(widget, actions.index("Press")))


def set_text(pid: int, role: str, name: str, text: str) -> bool:
    """Fill a field by its editable text."""
    return bool(Atspi.EditableText.set_text_contents(find(pid, role, name), text))


def set_value(pid: int, role: str, name: str, number: float) -> bool:
    """Turn a number."""
    return bool(Atspi.Value.set_current_value(find(pid, role, name), number))


def choices(pid: int, role: str, name: str) -> list[str]:
    """What can be chosen in a combo box or a list."""
    return [entry.get_name() or "" for entry in entries(find(pid, role, name))]


def entries(box: Widget) -> list[Widget]:
    """The entries of a list, or of the list inside a combo box."""
    return [w for w in everything(box) if w.get_role_name() == "list item"]


WAYS = (showing, look_at, press, set_text, set_value, choices)
COMMANDS: dict[str, Callable[..., object]] = {way.__name__: way for way in WAYS}


def answer(line: str) -> dict[str, object]:
    """Do what a line asks for."""
    wish = json.loads(line)
    try:
        return {"answer": COMMANDS[wish.pop("do")](**wish)}
    except Exception as error:  # whatever it is, the one who asked must hear of it
        return {"error": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    for asked in sys.stdin:
        print(json.dumps(answer(asked)), flush=True)
