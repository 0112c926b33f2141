"""When it has gone quiet: a line to say, without sound, and gone with the next key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject

from companion.domain.phase import Talking
from companion.domain.wording import Line
from companion.services.desk import Desk


class SilenceNudge(QObject):
    """Watches a window's keys and the desk's steps while agent and caller talk.

    `after` is how long nothing may happen before there is something to suggest; zero is for ever.
    Keys that are pressed in other programs are none of its business.
    """

    def __init__(self, desk: Desk, after: Callable[[], timedelta], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._after = after
        self._broken_at = desk.now()
        self._number = 0
        self._is_shown = False
        desk.subscribe(self.broken)

    def broken(self) -> None:
        """Something was done."""
        self._broken_at = self._desk.now()
        if self._is_shown:
            self._is_shown = False
            self._number += 1

    @property
    def line(self) -> Line | None:
        """What to say against the silence, None while there is none; another line each time."""
        call, after = self._desk.call, self._after()
        is_talk = call and isinstance(call.phase, Talking) and not call.hold_question
        lasted = self._desk.now().since(self._broken_at)
        self._is_shown = bool(is_talk) and timedelta() < after <= lasted
        return self._desk.against_silence(self._number) if self._is_shown else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key of the window passes here, before whatever has the focus gets it."""
        if event.type() == QEvent.Type.KeyPress:
            self.broken()
        return False
