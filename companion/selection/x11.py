"""The selected text on X11, read from PRIMARY over a connection of our own.

Qt would wait five seconds, on the window's thread, for an owner that hangs (measured). The rules
are those of the ICCCM, section 2.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, cast

from companion.domain.errors import UserError
from companion.selection.way import (
    ANSWER_WITHIN_S,
    MOST_BYTES,
    decoded,
    no_answer,
    nothing,
    selected,
    too_long,
)
from companion.services.selection import Selected

if TYPE_CHECKING:
    from Xlib.display import Display
    from Xlib.protocol.rq import Event
    from Xlib.xobject.drawable import Window

_ENCODINGS = {"UTF8_STRING": "utf-8", "STRING": "latin-1"}
"""In the order in which they are asked for; STRING is what very old programs offer."""


class X11Selection:
    """PRIMARY, to the byte. A hung owner costs 0.3 s of the worker that calls, nobody else's."""

    def __init__(self, display: str | None = None) -> None:
        self._name = display
        self._connection: Display | None = None
        self._only_one = Lock()

    def prepare(self) -> None:
        """Load python-xlib and connect."""
        with self._only_one:
            self._display()

    def read(self) -> Selected:
        """What is selected, with a doubt when another program than the one in front has it."""
        from Xlib.error import ConnectionClosedError

        with self._only_one:
            try:
                return self._read(self._display())
            except ConnectionClosedError as error:
                self._connection = None
                raise _unreachable() from error

    def close(self) -> None:
        """Let go of the X server."""
        with self._only_one:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _display(self) -> Display:
        from Xlib.display import Display
        from Xlib.error import DisplayError, XauthError

        if self._connection is None:
            try:
                self._connection = Display(self._name)
            except (DisplayError, XauthError, OSError) as error:
                raise _unreachable() from error
            # An owner or a window may go at any moment; python-xlib would print that.
            self._connection.set_error_handler(lambda *_: None)
        return self._connection

    def _read(self, display: Display) -> Selected:
        from Xlib import Xatom

        from companion.selection.x11_owner import doubt

        # Typed as a number; it is one only when there is no owner (X.NONE).
        owner = cast("Window | int", display.get_selection_owner(Xatom.PRIMARY))
        if isinstance(owner, int):
            raise nothing()
        give_up_at = time.monotonic() + ANSWER_WITHIN_S
        with _requestor(display) as window:
            for target, encoding in _ENCODINGS.items():
                data = _Transfer(display, window, target, give_up_at).run()
                if data is not None:
                    return selected(decoded(data, encoding), doubt(display, owner.id))
        raise UserError(
            "What is selected is not text.", "Select the text, then press the key again."
        )


def _unreachable() -> UserError:
    return UserError(
        "The selected text cannot be read: the X server is not reachable.",
        "Type or paste the text into the speller.",
    )


@contextmanager
def _requestor(display: Display) -> Iterator[Window]:
    """A window of this one reading, whose number is never given to another.

    An owner that wakes up later answers into a window that has gone, not into the next reading.
    """
    from Xlib import X
    from Xlib.protocol.request import DestroyWindow

    root = display.screen().root
    window = root.create_window(0, 0, 1, 1, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask)
    try:
        yield window
    finally:
        # Not window.destroy(): the next window would get the same number.
        DestroyWindow(display=display.display, window=window.id)
        display.flush()


class _Transfer:
    """One request for the selection in one form, in pieces if the owner wants it so (INCR)."""

    def __init__(self, display: Display, window: Window, target: str, give_up_at: float) -> None:
        self._display = display
        self._window = window
        self._target = display.intern_atom(target)
        self._place = display.intern_atom("COMPANION_SELECTION")
        self._incremental = display.intern_atom("INCR")
        self._give_up_at = give_up_at

    def run(self) -> bytes | None:
        """The bytes, or None when the owner has none in this form."""
        from Xlib import X, Xatom

        self._window.convert_selection(Xatom.PRIMARY, self._target, self._place, X.CurrentTime)
        notice = self._wait_for(X.SelectionNotify)
        if notice.property == X.NONE:
            return None
        kind, data = self._take()
        if kind == self._incremental:
            return self._pieces()
        return data if kind == self._target else None

    def _pieces(self) -> bytes:
        data = bytearray()
        while piece := self._next_piece():
            data += piece
            if len(data) > MOST_BYTES:
                raise too_long()
        return bytes(data)

    def _next_piece(self) -> bytes:
        from Xlib import X

        while True:
            event = self._wait_for(X.PropertyNotify)
            if event.atom == self._place and event.state == X.PropertyNewValue:
                return self._take()[1]

    def _take(self) -> tuple[int, bytes]:
        """The kind and the bytes of what the owner has put down; taking it asks for more."""
        from Xlib import X

        found = self._window.get_property(
            self._place, X.AnyPropertyType, 0, MOST_BYTES // 4 + 1, delete=True
        )
        if found is None:
            return X.NONE, b""
        if found.bytes_after:
            raise too_long()
        return found.property_type, bytes(found.value) if found.format == 8 else b""

    def _wait_for(self, kind: int) -> Event:
        while True:
            while self._display.pending_events():
                event = self._display.next_event()
                if event.type == kind and self._is_ours(event):
                    return event
            left = self._give_up_at - time.monotonic()
            if left <= 0 or not select.select([self._display.fileno()], [], [], left)[0]:
                raise no_answer()

    def _is_ours(self, event: Event) -> bool:
        from Xlib import X

        whose = event.requestor if event.type == X.SelectionNotify else event.window
        return bool(whose == self._window)
