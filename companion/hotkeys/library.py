"""Global keys by the library `keyboard`: it reads every key of every program, and we pick ours.

Its hook or its readers run in threads of their own. It keeps a device for good once it has one, so
a keyboard that is unplugged is lost until the program starts again.
"""

from __future__ import annotations

import sys
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from functools import partial
from subprocess import CalledProcessError
from types import ModuleType
from typing import TYPE_CHECKING

from companion.domain.chord import LETTERS, Chord, Modifier
from companion.hotkeys.chord_watcher import ChordWatcher
from companion.services.global_keys import GlobalAction
from companion.services.hotkeys import Grab, GrabListener, Grabs, Loop

if TYPE_CHECKING:
    import keyboard

LOOK_EVERY_S = 5.0
"""How often the library's threads are looked after; it tells nobody when one ends."""

NOT_INSTALLED = "The library “keyboard” is not installed."
NOT_ROOT = "On Linux only root may read the keyboard."
NO_KEYBOARD = "There is no keyboard that can be read."
NO_DUMPKEYS = "The names of the keys cannot be read: install the system's package kbd."
NO_SUCH_KEY = "This keyboard has no such key."
GONE = "The keyboard can no longer be read. Start the program again once it is back."
STARTING = "It is being set up."

_MODIFIERS = {
    Modifier.CTRL: "ctrl",
    Modifier.SHIFT: "shift",
    Modifier.ALT: "alt",
    Modifier.META: "windows",
}
_KEYS = {
    "Space": "space",
    "Ins": "insert",
    "Del": "delete",
    "PgUp": "page up",
    "PgDown": "page down",
    **{letter: letter.lower() for letter in LETTERS},
}
# The functions that its threads run, which is how Python names these threads.
_THREADS = ("(listen)", "(process)")
_LINUX_THREADS = (*_THREADS, "(start_reading)")


class LibraryKeys:
    """Sets the library up in a thread, for reading the layout takes it up to a second."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._run: _Run | None = None
        self._call_off: Callable[[], None] = lambda: None

    def start(self, wanted: Mapping[GlobalAction, Chord], listener: GrabListener) -> None:
        run = self._run = _Run(wanted)
        on_main = self._loop.on_main
        run.pressed = on_main(partial(self._if_current, run, listener.pressed))
        started = on_main(partial(self._if_current, run, partial(self._show, listener)))
        failed = on_main(partial(self._if_current, run, partial(self._fail, listener)))
        listener.changed({a: Grab(str(chord), STARTING) for a, chord in wanted.items()})
        threading.Thread(target=run.begin, args=(started, failed), daemon=True).start()

    def stop(self) -> None:
        self._call_off()
        run, self._run = self._run, None
        if run:
            run.end()

    def _if_current(self, run: _Run, receive: Callable[..., None], *news: object) -> None:
        """What a thread has sent may arrive after the stop."""
        if run is self._run:
            receive(*news)

    def _show(self, listener: GrabListener, grabs: Grabs) -> None:
        listener.changed(grabs)
        self._look_after(listener)

    def _look_after(self, listener: GrabListener) -> None:
        if not is_reading():
            self._fail(listener, GONE)
        else:
            self._call_off = self._loop.later(LOOK_EVERY_S, partial(self._look_after, listener))

    def _fail(self, listener: GrabListener, why: str) -> None:
        self.stop()
        listener.failed(why)


class _Run:
    """The library at work for one set of keys."""

    pressed: Callable[[GlobalAction], None]

    def __init__(self, wanted: Mapping[GlobalAction, Chord]) -> None:
        self._wanted = wanted
        self._watcher = ChordWatcher({}, {})
        self._unhook: Callable[[], None] = lambda: None
        self._is_over = False

    def begin(self, started: Callable[[Grabs], None], failed: Callable[[str], None]) -> None:
        """Hook in, and tell how it went. Runs in a thread of its own."""
        try:
            grabs = self._hook_in()
        except (ImportError, AssertionError, OSError, CalledProcessError) as error:
            failed(_reason(error))
            return
        if self._is_over:
            self._unhook()
        elif is_reading():
            started(grabs)
        else:
            failed(GONE)

    def end(self) -> None:
        """Hear of no key any more. The library's threads stay; they cannot be ended."""
        self._is_over = True
        self._unhook()
        self._unhook = lambda: None

    def _hook_in(self) -> Grabs:
        with warnings.catch_warnings():
            # It warns of devices that it cannot write to, and uses what Python deprecates.
            warnings.simplefilter("ignore")
            import keyboard

            self._unhook = keyboard.hook(self._take)
        modifiers = {m: _codes(keyboard, name) for m, name in _MODIFIERS.items()}
        codes = {a: _codes(keyboard, _name(chord)) for a, chord in self._wanted.items()}
        keys = {a: (chord.modifiers, codes[a]) for a, chord in self._wanted.items()}
        self._watcher = ChordWatcher(modifiers, keys)
        return {
            a: Grab(str(chord), "" if codes[a] else NO_SUCH_KEY)
            for a, chord in self._wanted.items()
        }

    def _take(self, event: keyboard.KeyboardEvent) -> None:
        """A key of any program. Runs in a thread of the library's, and must be quick."""
        if event.event_type == "up":
            self._watcher.release(event.scan_code)
            return
        action = self._watcher.press(event.scan_code, time.monotonic())
        if action and not self._is_over:
            self.pressed(action)


def is_reading() -> bool:
    """Whether the library's threads run; it tells nobody when one has ended."""
    names = [thread.name for thread in threading.enumerate()]
    needed = _LINUX_THREADS if sys.platform == "linux" else _THREADS
    return all(any(name.endswith(part) for name in names) for part in needed)


def _name(chord: Chord) -> str:
    return _KEYS.get(chord.key, chord.key.lower())


def _codes(library: ModuleType, name: str) -> tuple[int, ...]:
    """The scan codes of a key; none when this keyboard has no key of that name."""
    codes: tuple[int, ...] = library.key_to_scan_codes(name, False)
    return codes


def _reason(error: Exception) -> str:
    """What keeps the library from working, in the agent's words."""
    match error:
        case ImportError(name="keyboard"):
            return NOT_INSTALLED
        case ImportError():
            return NOT_ROOT
        case FileNotFoundError(filename="dumpkeys"):
            return NO_DUMPKEYS
        case AssertionError():
            return NO_KEYBOARD
    return f"{NO_KEYBOARD} ({error})"
