"""Finds out how the global keys would be grabbed on this machine, without keeping any of them.

For `doctor`: no Qt, no question to the agent, and no key is read.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from companion.domain.chord import Chord
from companion.domain.errors import UserError
from companion.hotkeys.choosing import order
from companion.hotkeys.desktop import NOT_GRABBED
from companion.hotkeys.session import Session
from companion.hotkeys.wanted import sort_out
from companion.services.global_keys import GlobalAction, Way
from companion.services.hotkeys import Grab, GrabListener, Grabs, KeyReport, WayNotTaken

DESKTOP_DECIDES = "The desktop decides when the window opens."

Chords = Mapping[GlobalAction, Chord]


def survey(wanted: Mapping[GlobalAction, str], way: str, session: Session) -> KeyReport:
    """What the window would report here, were it open."""
    chords, without = sort_out(wanted)
    to_try, not_taken = order(session, way)
    for place, candidate in enumerate(to_try, start=1):
        try:
            grabs = {**_PROBES[candidate](chords), **without}
        except (UserError, ImportError) as error:
            not_taken.append(WayNotTaken(candidate, _words(error)))
            continue
        rest = [WayNotTaken(later, f"{candidate.label} comes first.") for later in to_try[place:]]
        in_order = {action: grabs[action] for action in GlobalAction if action in grabs}
        return KeyReport(candidate, in_order, (*not_taken, *rest))
    raise AssertionError("the desktop's own settings are always left")


def _words(error: UserError | ImportError) -> str:
    if isinstance(error, ImportError):
        return f"The library “{error.name}” is not installed."
    return str(error)


def _x11(chords: Chords) -> Grabs:
    from companion.hotkeys.x11 import X11Keys

    told: list[Grabs] = []
    failures: list[str] = []
    keys = X11Keys(_StillLoop())
    keys.start(chords, GrabListener(lambda _: None, told.append, failures.append))
    keys.stop()
    if failures:
        raise UserError(failures[-1])
    return told[-1]


def _portal(chords: Chords) -> Grabs:
    from companion.hotkeys.portal import why_not_here

    reason = why_not_here()
    if reason:
        raise UserError(reason)
    return {action: Grab(str(chord), DESKTOP_DECIDES) for action, chord in chords.items()}


def _windows(chords: Chords) -> Grabs:
    from companion.hotkeys.windows import HotKeys, User32

    try:
        keys = HotKeys(User32())
    except OSError as error:
        raise UserError(f"Windows cannot be asked for keys: {error}.") from error
    grabs = keys.register(chords)
    keys.unregister()
    return grabs


def _macos(chords: Chords) -> Grabs:
    if find_spec("quickmachotkey") is None:
        raise ImportError(name="quickmachotkey")
    return _as_wished(chords)


def _keyboard(chords: Chords) -> Grabs:
    if find_spec("keyboard") is None:
        raise ImportError(name="keyboard")
    if sys.platform == "linux":
        from companion.hotkeys.library import NO_DUMPKEYS, NO_KEYBOARD

        if not any(Path("/dev/input").glob("event*")):
            raise UserError(NO_KEYBOARD)
        if not shutil.which("dumpkeys"):
            raise UserError(NO_DUMPKEYS)
    return _as_wished(chords)


def _desktop(chords: Chords) -> Grabs:
    return {action: Grab(str(chord), NOT_GRABBED) for action, chord in chords.items()}


def _as_wished(chords: Chords) -> Grabs:
    return {action: Grab(str(chord)) for action, chord in chords.items()}


_PROBES: Mapping[Way, Callable[[Chords], Grabs]] = {
    Way.X11: _x11,
    Way.PORTAL: _portal,
    Way.WINDOWS: _windows,
    Way.MACOS: _macos,
    Way.KEYBOARD: _keyboard,
    Way.DESKTOP: _desktop,
}


class _StillLoop:
    """Nothing comes out of it: keys are let go again before anything could."""

    def watch(self, descriptor: int, ready: Callable[[], None]) -> Callable[[], None]:
        return lambda: None

    def later(self, seconds: float, due: Callable[[], None]) -> Callable[[], None]:
        return lambda: None

    def on_main(self, receive: Callable[..., None]) -> Callable[..., None]:
        return receive
