"""A program that owns PRIMARY: python -m tests.selection.owner [MANNER...] < text

The text comes on standard input; `owned` on standard output says that it is offered. Manners:

front       has a window in front as well; `apart`: made over a connection of its own
latin-1     knows only the form STRING, as very old programs do
no-text     knows no form that is text
pieces      hands it over piece by piece (INCR); `stops`: only the first of them, `endless`: again
            and again

Each request is told on standard output by the number of the window that asked.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from Xlib import X, Xatom, display
from Xlib.protocol import event

if TYPE_CHECKING:
    from Xlib.protocol.rq import Event
    from Xlib.xobject.drawable import Window

PIECE = 4000


class Owner:
    """Answers every request for the selection until it is ended."""

    def __init__(self, text: bytes, manners: set[str]) -> None:
        self._text = text
        self._manners = manners
        self._x = display.Display()
        self._window = self._x.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self._pieces: list[bytes] = []
        self._form = self._x.intern_atom("STRING" if "latin-1" in manners else "UTF8_STRING")
        if "front" in manners:
            self._front = display.Display() if "apart" in manners else self._x
            self._come_to_the_front()

    def _come_to_the_front(self) -> None:
        window = self._front.screen().root.create_window(
            10, 10, 100, 100, 0, X.CopyFromParent, event_mask=X.FocusChangeMask
        )
        window.set_wm_hints(flags=1, input=1)
        window.map()
        while self._front.next_event().type != X.FocusIn:
            pass
        active = self._front.intern_atom("_NET_ACTIVE_WINDOW")
        root = self._front.screen().root
        while list(root.get_full_property(active, X.AnyPropertyType).value) != [window.id]:
            time.sleep(0.01)

    def run(self) -> None:
        """Own it, and answer."""
        self._window.set_selection_owner(Xatom.PRIMARY, X.CurrentTime)
        self._x.sync()
        print("owned", flush=True)
        while True:
            self._answer(self._x.next_event())

    def _answer(self, asked: Event) -> None:
        if asked.type == X.SelectionRequest:
            print(asked.requestor.id, flush=True)
            knows = asked.target == self._form and "no-text" not in self._manners
            if knows:
                self._put_down(asked.requestor, asked.property)
            self._tell(asked, asked.property if knows else X.NONE)
        elif asked.type == X.PropertyNotify and asked.state == X.PropertyDelete and self._pieces:
            piece = self._pieces.pop(0)
            if "endless" in self._manners:
                self._pieces = [piece]
            asked.window.change_property(asked.atom, self._form, 8, piece)
            self._x.flush()

    def _put_down(self, requestor: Window, place: int) -> None:
        if "pieces" not in self._manners:
            requestor.change_property(place, self._form, 8, self._text)
            return
        parts = [self._text[n : n + PIECE] for n in range(0, len(self._text), PIECE)]
        self._pieces = parts[:1] if "stops" in self._manners else [*parts, b""]
        requestor.change_attributes(event_mask=X.PropertyChangeMask)
        kind = self._x.intern_atom("INCR")
        requestor.change_property(place, kind, 32, [len(self._text)])

    def _tell(self, asked: Event, place: int) -> None:
        notice = event.SelectionNotify(
            time=asked.time,
            requestor=asked.requestor,
            selection=asked.selection,
            target=asked.target,
            property=place,
        )
        asked.requestor.send_event(notice)
        self._x.flush()


if __name__ == "__main__":
    Owner(sys.stdin.buffer.read(), set(sys.argv[1:])).run()
