"""Brings what the ways of grabbing keys wait for into Qt's event loop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal


class QtLoop(QObject):
    """File descriptors, times and other threads; all callbacks run on this object's thread."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(lambda delivery: delivery())

    def watch(self, descriptor: int, ready: Callable[[], None]) -> Callable[[], None]:
        """Call `ready` whenever there is something to read; returns what ends that."""
        notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
        notifier.activated.connect(lambda: ready())
        # Off at once, for the number may soon be another file's; deleted with this object only:
        # a deletion in its own signal, or later, is what crashes.
        return lambda: notifier.setEnabled(False)

    def later(self, seconds: float, due: Callable[[], None]) -> Callable[[], None]:
        """Call `due` once, after that time; returns what calls it off."""
        waiting = [due]
        QTimer.singleShot(round(seconds * 1000), self, lambda: [call() for call in waiting])
        return waiting.clear

    def on_main(self, receive: Callable[..., None]) -> Callable[..., None]:
        """The same callback, safe to call from any thread."""
        return lambda *news: self._arrived.emit(partial(receive, *news))
