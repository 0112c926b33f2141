"""Hands and eyes at the X server: keys as from a keyboard, windows, clipboard, pixels."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from Xlib import XK, X, Xatom, display, protocol
from Xlib.error import BadDrawable, BadMatch, BadWindow
from Xlib.ext import xtest
from Xlib.xobject.drawable import Window

from tests.journeys.waiting import until

UNUSUAL = "éüß€–☎"
"""Characters that the plain American keyboard has not, given to keys that nothing uses."""
BETWEEN_KEYS_S = 0.02
GONE = (BadWindow, BadDrawable, BadMatch)
"""What the server says of a window that has gone or is not shown (yet)."""


@dataclass(frozen=True)
class Typed:
    """A character and when its key went down, by the monotonic clock."""

    character: str
    at: float


class Hands:
    """A keyboard of our own (XTEST) and what can be seen of windows without asking them."""

    def __init__(self, name: str) -> None:
        self._x = display.Display(name)
        self._root = self._x.screen().root
        self.keys_pressed = 0
        self._put_unusual_on_keys()

    def close(self) -> None:
        """Let go of the X server."""
        self._x.close()

    # ------------------------------------------------------------------ keys

    def press(self, *keys: str) -> None:
        """Press keys one after the other: `F10`, `Return`, `ctrl+shift+c`."""
        for key in keys:
            self.tap(key)
            # Two presses of a key in the same instant would count as one that is held down.
            time.sleep(BETWEEN_KEYS_S)

    def tap(self, key: str) -> None:
        """Press one key and return at once."""
        self._strike(self._codes(key))
        self.keys_pressed += 1

    def type(self, text: str, pause_s: float = 0.0) -> list[Typed]:
        """Type a text; each character with the time at which its key went down."""
        return [self._type_one(character, pause_s) for character in text]

    def _type_one(self, character: str, pause_s: float) -> Typed:
        keysym = _NAMED.get(character) or _keysym(character)
        code, shifted = self._place(keysym)
        at = time.monotonic()
        self._strike([self._code(XK.XK_Shift_L), code] if shifted else [code])
        # The pause is how fast somebody types, not a wait for anything.
        time.sleep(pause_s)
        return Typed(character, at)

    def _strike(self, codes: list[int]) -> None:
        for code in codes:
            xtest.fake_input(self._x, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self._x, X.KeyRelease, code)
        self._x.sync()

    def hold_down(self, key: str) -> None:
        """Press a key and keep it down: the server repeats it."""
        for code in self._codes(key):
            xtest.fake_input(self._x, X.KeyPress, code)
        self._x.sync()

    def let_go(self, key: str) -> None:
        """Let go of a key that is held down."""
        for code in reversed(self._codes(key)):
            xtest.fake_input(self._x, X.KeyRelease, code)
        self._x.sync()

    def _codes(self, key: str) -> list[int]:
        *held, last = key.split("+")
        codes = [self._code(_MODIFIERS[each]) for each in held]
        return [*codes, self._code(XK.string_to_keysym(last))]

    def _place(self, keysym: int) -> tuple[int, bool]:
        places = sorted(self._x.keysym_to_keycodes(keysym), key=lambda place: place[1])
        code, level = places[0]
        assert level in (0, 1), f"keysym {keysym:#x} is not on the first two levels"
        return code, level == 1

    def _code(self, keysym: int) -> int:
        code: int = self._x.keysym_to_keycode(keysym)
        assert code, f"no key has the keysym {keysym:#x}"
        return code

    def _put_unusual_on_keys(self) -> None:
        first = self._x.display.info.min_keycode
        last = self._x.display.info.max_keycode
        mapping = self._x.get_keyboard_mapping(first, last - first + 1)
        wanted = [_keysym(c) for c in UNUSUAL if not self._x.keysym_to_keycodes(_keysym(c))]
        free = [first + n for n, keysyms in enumerate(mapping) if not any(keysyms)]
        for code, keysym in zip(free[-len(UNUSUAL) :], wanted, strict=False):
            self._x.change_keyboard_mapping(code, [[keysym] * len(mapping[0])])
        self._x.sync()
        while self._x.pending_events():
            event = self._x.next_event()
            if event.type == X.MappingNotify:
                self._x.refresh_keyboard_mapping(event)

    # ------------------------------------------------------------------ the pointer

    def double_click(self, window: Window, x: int, y: int) -> None:
        """Select the word at a place in a window."""
        self.point_at(window, x, y)
        for _ in range(2):
            for kind in (X.ButtonPress, X.ButtonRelease):
                xtest.fake_input(self._x, kind, 1)
        self._x.sync()

    def point_at(self, window: Window, x: int, y: int) -> None:
        """Move the pointer to a place in a window."""
        at = self._root.translate_coords(window, x, y)
        xtest.fake_input(self._x, X.MotionNotify, x=at.x, y=at.y)
        self._x.sync()

    def beside_the_pointer(self, box: tuple[int, int, int, int]) -> bytes:
        """What is on the screen there (x, y from the pointer, width, height)."""
        pointer = self._root.query_pointer()
        x, y, width, height = box
        place = (pointer.root_x + x, pointer.root_y + y, width, height)
        return self.pixels(self._root, place)

    # ------------------------------------------------------------------ windows

    def windows(self, pid: int) -> list[Window]:
        """The windows that the window manager knows of a process."""
        ids = self._property(self._root, "_NET_CLIENT_LIST", Xatom.WINDOW)
        found = [self._x.create_resource_object("window", number) for number in ids]
        return [w for w in found if pid in self._property(w, "_NET_WM_PID", Xatom.CARDINAL)]

    def title(self, window: Window) -> str:
        """What stands in the window's frame."""
        name = self._property(window, "_NET_WM_NAME", self._x.intern_atom("UTF8_STRING"))
        return bytes(name).decode()

    def has_focus(self, window: Window) -> bool:
        """Whether keys go to the window, or to one inside it."""
        focused = self._x.get_input_focus().focus
        while isinstance(focused, Window) and focused != self._root:
            if focused.id == window.id:
                return True
            try:
                focused = focused.query_tree().parent
            except GONE:
                return False
        return False

    def is_shown(self, window: Window) -> bool:
        """Whether the window is on the screen."""
        try:
            return bool(window.get_attributes().map_state == X.IsViewable)
        except GONE:
            return False

    def is_on_top(self, window: Window) -> bool:
        """Whether no other window is in front of it."""
        order = self._property(self._root, "_NET_CLIENT_LIST_STACKING", Xatom.WINDOW)
        return bool(order) and order[-1] == window.id

    def raise_up(self, window: Window) -> None:
        """Bring a window to the front with the focus, as a click on it would."""
        self._tell_manager(window, "_NET_ACTIVE_WINDOW", [2, X.CurrentTime, 0, 0, 0])

    def ask_to_close(self, window: Window) -> None:
        """What the cross in the window's frame does."""
        self._tell_manager(window, "_NET_CLOSE_WINDOW", [X.CurrentTime, 2, 0, 0, 0])

    def pixels(self, window: Window, box: tuple[int, int, int, int] | None = None) -> bytes:
        """What the window looks like, or a part of it (x, y, width, height); empty if unseen."""
        try:
            size = window.get_geometry()
            x, y, width, height = box or (0, 0, size.width, size.height)
            image = window.get_image(x, y, width, height, X.ZPixmap, 0xFFFFFFFF)
        except GONE:
            return b""
        return bytes(image.data)

    def _tell_manager(self, window: Window, what: str, data: list[int]) -> None:
        message = protocol.event.ClientMessage(
            window=window, client_type=self._x.intern_atom(what), data=(32, data)
        )
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        self._root.send_event(message, event_mask=mask)
        self._x.sync()

    def _property(self, window: Window, name: str, kind: int) -> list[int]:
        try:
            found = window.get_full_property(self._x.intern_atom(name), kind)
        except GONE:
            return []
        return list(found.value) if found else []

    # ------------------------------------------------------------------ clipboard

    def clipboard(self, kind: str = "UTF8_STRING", selection: str = "CLIPBOARD") -> str:
        """What is on the clipboard, or PRIMARY, in one of its forms; empty when it has none."""
        window = self._root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        place, target = self._x.intern_atom("PASTE"), self._x.intern_atom(kind)
        window.convert_selection(self._x.intern_atom(selection), target, place, X.CurrentTime)
        self._x.flush()
        until(self._selection_has_come, "the clipboard's owner answers")
        found = window.get_full_property(place, X.AnyPropertyType)
        window.destroy()
        return bytes(found.value).decode() if found else ""

    def _selection_has_come(self) -> bool:
        while self._x.pending_events():
            if self._x.next_event().type == X.SelectionNotify:
                return True
        return False


class OtherProgram:
    """A window of another program's: it takes the focus and remembers the keys it is given."""

    def __init__(self, name: str) -> None:
        self._x = display.Display(name)
        root = self._x.screen().root
        events = X.KeyPressMask | X.FocusChangeMask
        self.window = root.create_window(
            600, 100, 300, 200, 0, X.CopyFromParent, background_pixel=0xFFFFFF, event_mask=events
        )
        self.window.set_wm_name("Remote session")
        self.window.set_wm_hints(flags=1, input=1)
        self.window.map()
        self._x.sync()
        self.losses = 0
        self._text = ""

    @property
    def text(self) -> str:
        """What has been typed into it so far."""
        while self._x.pending_events():
            event = self._x.next_event()
            # A key pressed anywhere with a grab makes a loss as well; only real ones count.
            if event.type == X.FocusOut and event.mode == X.NotifyNormal:
                self.losses += 1
            if event.type == X.KeyPress:
                self._text += self._character(event)
        return self._text

    def close(self) -> None:
        """Take the window away."""
        self._x.close()

    def _character(self, event: protocol.rq.Event) -> str:
        keysym = self._x.keycode_to_keysym(event.detail, 1 if event.state & X.ShiftMask else 0)
        return chr(keysym) if 0x20 <= keysym < 0x7F else ""


@contextmanager
def hands_on(name: str) -> Iterator[Hands]:
    """Hands at a display."""
    hands = Hands(name)
    try:
        yield hands
    finally:
        hands.close()


_MODIFIERS = {"ctrl": XK.XK_Control_L, "shift": XK.XK_Shift_L, "alt": XK.XK_Alt_L}
_NAMED = {"\n": XK.XK_Return, "\t": XK.XK_Tab}


def _keysym(character: str) -> int:
    """The keysym of a character: Latin-1 is itself, the rest of Unicode lies above 2^24."""
    code = ord(character)
    return code if code < 0x100 else 0x1000000 + code
