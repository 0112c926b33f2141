"""The global keys of the running program: the best way that works here, and the keys it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from companion.hotkeys.choosing import order
from companion.hotkeys.qt_loop import QtLoop
from companion.hotkeys.session import Session, this_session
from companion.hotkeys.wanted import sort_out
from companion.services.global_keys import AUTOMATIC, GlobalAction, Way
from companion.services.hotkeys import (
    Grab,
    GrabListener,
    Grabs,
    KeyGrabber,
    KeyReport,
    Loop,
    WayNotTaken,
)

Make = Callable[[Way, Loop], KeyGrabber]


def make_grabber(way: Way, loop: Loop) -> KeyGrabber:
    """One way of grabbing keys, imported now that it is needed; ImportError without its library."""
    match way:
        case Way.X11:
            from companion.hotkeys.x11 import X11Keys

            return X11Keys(loop)
        case Way.PORTAL:
            from companion.hotkeys.portal import PortalKeys

            return PortalKeys(loop)
        case Way.WINDOWS:
            from companion.hotkeys.qt_windows import WindowsKeys

            return WindowsKeys()
        case Way.MACOS:
            from companion.hotkeys.macos import MacKeys

            return MacKeys()
        case Way.KEYBOARD:
            from companion.hotkeys.library import LibraryKeys

            return LibraryKeys(loop)
        case Way.DESKTOP:
            from companion.hotkeys.desktop import DesktopKeys

            return DesktopKeys()


class GlobalKeys(QObject):
    """Tells of keys that are pressed in other programs.

    To be started once the window is up, and stopped before it goes.
    """

    pressed = Signal(object)
    """A GlobalAction, once for each press."""
    tried = Signal(object)
    """The same, instead of `pressed`, while keys are tried out."""
    changed = Signal(object)
    """The KeyReport, whenever something in it is new."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        make: Make = make_grabber,
        session: Session | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._session = session or this_session()
        self._loop = QtLoop(self)
        self._grabber: KeyGrabber | None = None
        self._to_try: list[Way] = []
        self._without: Grabs = {}
        self._is_trying_out = False
        self._report = KeyReport()

    def start(self, wanted: Mapping[GlobalAction, str], way: str = AUTOMATIC) -> None:
        """Grab these keys, in one way by name or the best that works; again with others later."""
        self.stop()
        self._chords, self._without = sort_out(wanted)
        self._to_try, not_taken = order(self._session, way)
        self._report = KeyReport(not_taken=tuple(not_taken))
        self._try_next()

    def stop(self) -> None:
        """Let go of every key."""
        grabber, self._grabber = self._grabber, None
        if grabber:
            grabber.stop()
        self._report = KeyReport()

    def report(self) -> KeyReport:
        """How the keys are grabbed, and how each fares."""
        return self._report

    def try_out(self, is_on: bool) -> None:
        """Tell of presses by `tried`, so that they do nothing else, or by `pressed` again."""
        self._is_trying_out = is_on

    def _try_next(self) -> None:
        way = self._to_try.pop(0)
        rest = [WayNotTaken(other, f"{way.label} comes first.") for other in self._to_try]
        tried = [n for n in self._report.not_taken if n.way not in (way, *self._to_try)]
        self._report = KeyReport(way, self._without, (*tried, *rest))
        try:
            self._grabber = self._make(way, self._loop)
        except ImportError as error:
            self._on_failed(way, f"The library “{error.name}” is not installed.")
            return
        listener = GrabListener(self._on_pressed, self._on_changed, partial(self._on_failed, way))
        self._grabber.start(self._chords, listener)

    def _on_pressed(self, action: GlobalAction) -> None:
        (self.tried if self._is_trying_out else self.pressed).emit(action)

    def _on_changed(self, grabs: Mapping[GlobalAction, Grab]) -> None:
        grabs = {**grabs, **self._without}
        in_order = {action: grabs[action] for action in GlobalAction if action in grabs}
        self._report = KeyReport(self._report.way, in_order, self._report.not_taken)
        self.changed.emit(self._report)

    def _on_failed(self, way: Way, why: str) -> None:
        not_taken = (*self._report.not_taken, WayNotTaken(way, why))
        self._report = KeyReport(way, self._without, not_taken)
        self._try_next()
