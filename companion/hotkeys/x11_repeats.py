"""Asking an X server to repeat held keys by presses alone, as XkbSetDetectableAutoRepeat does.

The requests are those of the X Keyboard Extension (protocol 1.0, sections 17 and 4.3), which
python-xlib does not have.
"""

from __future__ import annotations

from Xlib.display import Display
from Xlib.error import XError
from Xlib.protocol import rq

EXTENSION = "XKEYBOARD"
CORE_KEYBOARD = 0x100
DETECTABLE = 1


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


def repeat_by_presses(server: Display) -> bool:
    """Whether held keys come as presses alone from now on."""
    found = server.query_extension(EXTENSION)
    if not found:
        return False
    connection, opcode = server.display, found.major_opcode
    try:
        if not UseExtension(display=connection, opcode=opcode, major=1, minor=0).supported:
            return False
        flags = PerClientFlags(
            display=connection,
            opcode=opcode,
            device=CORE_KEYBOARD,
            change=DETECTABLE,
            value=DETECTABLE,
            controls=0,
            auto_controls=0,
            auto_values=0,
        )
    except XError:
        return False
    return bool(flags.value & DETECTABLE)
