"""Reads the selection on X11 from the window's own event loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from companion.domain.errors import UserError
from companion.selection.way import ANSWER_WITHIN_S, no_answer
from companion.selection.x11 import connected, reading_primary, unreachable
from companion.services.selection import Selected

if TYPE_CHECKING:
    from Xlib.display import Display

    from companion.selection.x11 import Reading


class X11Reader(QObject):
    """A `SelectionReader` that never waits: while the owner is at its answer, the window goes on.

    A thread would do the same, but take turns with the window at being Python: that cost the
    pop-up three to six milliseconds more.
    """

    needs_focus = False

    def __init__(self, display: str | None, own_text: Callable[[], Selected | None]) -> None:
        super().__init__()
        self._name = display
        self._own_text = own_text
        self._display: Display | None = None
        self._notifier: QSocketNotifier | None = None
        self._reading: Reading | None = None
        self._found: Callable[[Selected], None] = _nobody
        self._failed: Callable[[UserError], None] = _nobody
        self._limit = QTimer(self, singleShot=True, interval=round(ANSWER_WITHIN_S * 1000))
        self._limit.timeout.connect(lambda: self._end(no_answer()))

    def prepare(self) -> None:
        """Connect to the X server; trouble is told when something is to be read."""
        try:
            self._connect()
        except UserError:
            return

    def read(self, found: Callable[[Selected], None], failed: Callable[[UserError], None]) -> None:
        """Read it now; a reading that is still under way is given up."""
        self._stop()
        self._found, self._failed = found, failed
        try:
            own = self._own_text()
            if own is None:
                self._reading = reading_primary(self._connect())
        except UserError as error:
            failed(error)
            return
        if own is not None:
            found(own)
            return
        self._limit.start()
        self._go_on()

    def close(self) -> None:
        """Let go of the X server."""
        self._stop()
        display = self._display
        self._disconnect()
        if display:
            display.close()

    def _go_on(self) -> None:
        """There is news from the X server, of which a part may be the answer."""
        from Xlib.error import ConnectionClosedError

        if self._reading is None:
            return
        try:
            next(self._reading)
        except StopIteration as end:
            self._end(cast("Selected", end.value))
        except UserError as error:
            self._end(error)
        except ConnectionClosedError:
            self._disconnect()
            self._end(unreachable())

    def _end(self, answer: Selected | UserError) -> None:
        self._stop()
        found, failed = self._found, self._failed
        # Nothing of what was read stays here.
        self._found = self._failed = _nobody
        if isinstance(answer, UserError):
            # The frames of a traceback would keep what they had read.
            failed(answer.with_traceback(None))
        else:
            found(answer)

    def _stop(self) -> None:
        self._limit.stop()
        reading, self._reading = self._reading, None
        if reading:
            reading.close()

    def _connect(self) -> Display:
        if self._display is None:
            self._display = connected(self._name)
            kind = QSocketNotifier.Type.Read
            self._notifier = QSocketNotifier(self._display.fileno(), kind, self)
            self._notifier.activated.connect(lambda: self._go_on())
        return self._display

    def _disconnect(self) -> None:
        if self._notifier:
            self._notifier.setEnabled(False)
        self._display = self._notifier = None


def _nobody(_: object) -> None:
    """Nobody waits for an answer."""
