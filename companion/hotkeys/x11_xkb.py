"""The X Keyboard Extension: held keys that come as presses alone, and news of the layout.

The requests are those of its protocol (version 1.0, sections 4.3, 16.3 and 17), which python-xlib
does not have.
"""

from __future__ import annotations

from Xlib.display import Display
from Xlib.error import XError
from Xlib.protocol import rq

EXTENSION = "XKEYBOARD"
CORE_KEYBOARD = 0x100
DETECTABLE = 1
LAYOUT_EVENTS = 0b11
"""NewKeyboardNotify and MapNotify."""


class UseExtension(rq.ReplyRequest):
    """Says that this client knows the extension; nothing else of it is answered before."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(0),
        rq.RequestLength(),
        rq.Card16("major"),
        rq.Card16("minor"),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("supported"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card16("server_major"),
        rq.Card16("server_minor"),
        rq.Pad(20),
    )


class SelectEvents(rq.Request):
    """Asks for the extension's own events.

    A client that has said that it knows the extension is not told of layouts by the core protocol.
    """

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(1),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card16("affected"),
        rq.Card16("cleared"),
        rq.Card16("selected"),
        rq.Card16("affected_map"),
        rq.Card16("map"),
    )


class PerClientFlags(rq.ReplyRequest):
    """Changes what the server does for this client only."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(21),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Pad(2),
        rq.Card32("change"),
        rq.Card32("value"),
        rq.Card32("controls"),
        rq.Card32("auto_controls"),
        rq.Card32("auto_values"),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("device"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card32("supported"),
        rq.Card32("value"),
        rq.Card32("auto_controls"),
        rq.Card32("auto_values"),
        rq.Pad(8),
    )


def use_extension(server: Display) -> int:
    """Have held keys come as presses alone; the type of the events that tell of a new layout.

    0 when the server lacks the extension: then nothing is changed, and MappingNotify tells.
    """
    found = server.query_extension(EXTENSION)
    if not found:
        return 0
    common = {"display": server.display, "opcode": found.major_opcode}
    try:
        if not UseExtension(**common, major=1, minor=0).supported:
            return 0
        PerClientFlags(
            **common,
            device=CORE_KEYBOARD,
            change=DETECTABLE,
            value=DETECTABLE,
            controls=0,
            auto_controls=0,
            auto_values=0,
        )
    except XError:
        return 0
    SelectEvents(
        **common,
        device=CORE_KEYBOARD,
        affected=LAYOUT_EVENTS,
        cleared=0,
        selected=LAYOUT_EVENTS,
        affected_map=0,
        map=0,
    )
    return int(found.first_event)
