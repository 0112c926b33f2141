"""The selected text on X11, read from PRIMARY over a connection of our own.

Qt would wait five seconds, on the window's thread, for an owner that hangs (measured). The rules
are those of the ICCCM, section 2.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from companion.domain.errors import UserError
from companion.selection.way import MOST_BYTES, decoded, nothing, selected, too_long
from companion.services.selection import Selected

if TYPE_CHECKING:
    from Xlib.display import Display
    from Xlib.protocol.rq import Event
    from Xlib.xobject.drawable import Window

_ENCODINGS = {"UTF8_STRING": "utf-8", "STRING": "latin-1"}
"""In the order in which they are asked for; STRING is what very old programs offer."""


def connected(name: str | None) -> Display:
    """A connection to the X server; UserError when it cannot be reached."""
    from Xlib.display import Display
    from Xlib.error import DisplayError, XauthError

    try:
        display = Display(name)
    except (DisplayError, XauthError, OSError) as error:
        raise unreachable() from error
    # An owner or a window may go at any moment; python-xlib would print that.
    display.set_error_handler(lambda *_: None)
    return display


Reading = Generator[None, None, Selected]
"""A reading of the selection in steps: it yields while it waits for news from the X server."""


def reading_primary(display: Display) -> Reading:
    """Read PRIMARY; UserError when there is no text. It never waits for another program itself.

    Whoever drives it goes on with it when there is something to read at the display, and closes
    it when the owner takes too long.
    """
    from Xlib import Xatom

    from companion.selection.x11_owner import doubt

    # Typed as a number; it is one only when there is no owner (X.NONE).
    owner = cast("Window | int", display.get_selection_owner(Xatom.PRIMARY))
    if isinstance(owner, int):
        raise nothing()
    with _requestor(display) as window:
        data, encoding = yield from _first_form(display, window)
    if data is None:
        raise UserError(
            "What is selected is not text.", "Select the text, then press the key again."
        )
    return selected(decoded(data, encoding), doubt(display, owner.id))


def _first_form(
    display: Display, window: Window
) -> Generator[None, None, tuple[bytes | None, str]]:
    """The text in the best form that the owner has, and its encoding."""
    for target, encoding in _ENCODINGS.items():
        data = yield from _Transfer(display, window, target).run()
        if data is not None:
            return data, encoding
    return None, ""


def unreachable() -> UserError:
    """There is no X server to ask, or no longer."""
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

    def __init__(self, display: Display, window: Window, target: str) -> None:
        self._display = display
        self._window = window
        self._target = display.intern_atom(target)
        self._place = display.intern_atom("COMPANION_SELECTION")
        self._incremental = display.intern_atom("INCR")

    def run(self) -> Generator[None, None, bytes | None]:
        """The bytes, or None when the owner has none in this form."""
        from Xlib import X, Xatom

        self._window.convert_selection(Xatom.PRIMARY, self._target, self._place, X.CurrentTime)
        self._display.flush()
        notice = yield from self._event(X.SelectionNotify)
        if notice.property == X.NONE:
            return None
        kind, data = self._take()
        if kind == self._incremental:
            return (yield from self._pieces())
        return data if kind == self._target else None

    def _pieces(self) -> Generator[None, None, bytes]:
        data = bytearray()
        while piece := (yield from self._next_piece()):
            data += piece
            if len(data) > MOST_BYTES:
                raise too_long()
        return bytes(data)

    def _next_piece(self) -> Generator[None, None, bytes]:
        from Xlib import X

        while True:
            event = yield from self._event(X.PropertyNotify)
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

    def _event(self, kind: int) -> Generator[None, None, Event]:
        while True:
            while self._display.pending_events():
                event = self._display.next_event()
                if event.type == kind and self._is_ours(event):
                    return event
            yield

    def _is_ours(self, event: Event) -> bool:
        from Xlib import X

        whose = event.requestor if event.type == X.SelectionNotify else event.window
        return bool(whose == self._window)
