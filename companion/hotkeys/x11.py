"""Global keys on X11: the server keeps each key for us (XGrabKey), over a connection of our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from Xlib import X
from Xlib.display import Display
from Xlib.error import (
    BadAccess,
    CatchError,
    ConnectionClosedError,
    DisplayError,
    XauthError,
)
from Xlib.protocol.rq import Event

from companion.domain.chord import Chord
from companion.hotkeys.presses import Presses
from companion.hotkeys.x11_keys import KeyPlaces, Place
from companion.hotkeys.x11_xkb import use_extension
from companion.services.global_keys import GlobalAction
from companion.services.hotkeys import Grab, GrabListener, Grabs, Loop

ASK_AGAIN_S = 5.0

TAKEN = "It is taken by another program."
NO_SUCH_KEY = "This keyboard has no such key."
NO_SERVER = "The X server cannot be reached."
SERVER_GONE = "The X server is gone."

_BROKEN = (ConnectionClosedError, DisplayError, XauthError, OSError)


class X11Keys:
    """Sees the grabbed keys and no others.

    Grabs are by place on the keyboard, so they are made anew when the layout changes. A key that
    another program has is asked for again from time to time: that program may have gone.
    """

    def __init__(self, loop: Loop, display: str | None = None) -> None:
        self._loop = loop
        self._display = display
        self._server: Display | None = None
        self._stop_watching: Callable[[], None] = lambda: None
        self._call_off: Callable[[], None] = lambda: None

    def start(self, wanted: Mapping[GlobalAction, Chord], listener: GrabListener) -> None:
        self._wanted, self._listener = wanted, listener
        self._grabbed: dict[Place, GlobalAction] = {}
        self._told: Grabs = {}
        try:
            self._server = Display(self._display)
            # What the server refuses is looked at grab by grab; printing it helps nobody.
            self._server.set_error_handler(lambda *_: None)
            self._root = self._server.screen().root
            layout_event = use_extension(self._server)
            self._layout_events = {X.MappingNotify, layout_event or X.MappingNotify}
            self._presses = Presses(is_plain=bool(layout_event))
            self._grab(self._server)
        except _BROKEN:
            self._close()
            listener.failed(NO_SERVER)
            return
        self._stop_watching = self._loop.watch(self._server.fileno(), self._read)
        # What came while the server answered is no longer on the wire.
        self._read()

    def stop(self) -> None:
        self._close()

    def _grab(self, server: Display) -> None:
        """Have every key where the layout has it now, and tell how it went."""
        self._places = KeyPlaces(server)
        places = {action: self._places.place(chord) for action, chord in self._wanted.items()}
        refusals = {place: self._ask_for(place) for place in places.values() if place}
        server.sync()
        refused = {place for place, refusal in refusals.items() if refusal.get_error()}
        for stale in (set(self._grabbed) | refused) - (set(refusals) - refused):
            for mask in self._places.variants(stale):
                self._root.ungrab_key(stale.keycode, mask)
        server.flush()
        self._grabbed = {p: a for a, p in places.items() if p and p not in refused}
        self._call_off()
        if refused:
            self._call_off = self._loop.later(ASK_AGAIN_S, self._ask_again)
        self._tell({a: Grab(str(self._wanted[a]), _trouble(p, refused)) for a, p in places.items()})

    def _tell(self, grabs: Grabs) -> None:
        if grabs != self._told:
            self._told = grabs
            self._listener.changed(grabs)

    def _ask_again(self) -> None:
        try:
            if self._server:
                self._grab(self._server)
        except _BROKEN:
            self._lose()
        else:
            self._read()

    def _ask_for(self, place: Place) -> CatchError:
        refusal = CatchError(BadAccess)
        for mask in self._places.variants(place):
            self._root.grab_key(
                place.keycode, mask, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refusal
            )
        return refusal

    def _read(self) -> None:
        try:
            while self._server and self._server.pending_events():
                self._take_all(self._server)
        except _BROKEN:
            self._lose()

    def _lose(self) -> None:
        self._close()
        self._listener.failed(SERVER_GONE)

    def _take_all(self, server: Display) -> None:
        has_new_layout = False
        # Stopping takes the server away, which a press may ask for.
        while self._server and server.pending_events():
            event = server.next_event()
            if event.type in self._layout_events:
                has_new_layout = True
            else:
                self._take(event)
        # News come as well when another keyboard is typed on, mostly one of the same layout.
        if has_new_layout and self._server and not KeyPlaces(server).is_like(self._places):
            self._grab(server)

    def _take(self, event: Event) -> None:
        if event.type == X.KeyRelease:
            self._presses.release(event.detail, event.time)
        elif event.type == X.KeyPress and self._presses.press(event.detail, event.time):
            action = self._grabbed.get(self._places.pressed(event.detail, event.state))
            if action:
                self._listener.pressed(action)

    def _close(self) -> None:
        self._stop_watching()
        self._stop_watching = lambda: None
        self._call_off()
        server, self._server = self._server, None
        if server:
            # The server lets go of what was grabbed when the connection ends.
            with suppress(*_BROKEN):
                server.close()


def _trouble(place: Place | None, refused: set[Place]) -> str:
    if place is None:
        return NO_SUCH_KEY
    return TAKEN if place in refused else ""
