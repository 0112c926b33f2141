"""Whether the program in front is the one that has the selection.

PRIMARY stays with whoever had it last: press the key where nothing is selected, and it is the
text of another program, perhaps of an hour ago.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from Xlib.display import Display

OTHER_PROGRAM = "This was selected in another program than the one in front, perhaps some time ago."
_PROCESS_ID = 1 << 1
"""LocalClientPIDMask of the X-Resource extension."""


def doubt(display: Display, owner: int) -> str:
    """Why the owner's text may not be the one meant; nothing when its program is in front."""
    front = _window_in_front(display)
    if not front or _is_same_program(display, owner, front):
        return ""
    return OTHER_PROGRAM


def _window_in_front(display: Display) -> int:
    """The window that the window manager calls active; without one, that which has the keys."""
    from Xlib import X, Xatom
    from Xlib.error import XError

    root = display.screen().root
    try:
        active = root.get_full_property(display.intern_atom("_NET_ACTIVE_WINDOW"), Xatom.WINDOW)
    except XError:
        active = None
    if active is not None and len(active.value) and active.value[0]:
        return int(active.value[0])
    focus = display.get_input_focus().focus
    # PointerRoot and None are numbers; a window is an object.
    return 0 if focus in (X.NONE, X.PointerRoot) or focus == root else int(focus.id)


def _is_same_program(display: Display, one: int, other: int) -> bool:
    """One connection has made both, or one process both connections.

    The owner of a selection is often a hidden window, which has no name and no process id of its
    own: what counts is who made it.
    """
    mask = ~display.display.info.resource_id_mask
    if one & mask == other & mask:
        return True
    first, second = _process(display, one), _process(display, other)
    return first != 0 and first == second


def _process(display: Display, resource: int) -> int:
    """The process that made it, by the X server's word; 0 when it does not say."""
    from Xlib.error import XError

    if not display.has_extension("X-Resource"):
        return 0
    wanted = [{"client": resource, "mask": _PROCESS_ID}]
    try:
        found = display.res_query_client_ids(wanted).ids
    except XError:
        return 0
    return next((int(each.value[0]) for each in found if len(each.value)), 0)
