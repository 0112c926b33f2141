"""What is owed, as a list whose keys deal with what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget

from companion.services.lines import spoken_time
from companion.services.ports import OwedPromise
from companion.ui.labels import two_line_item

Snoozed = Callable[[OwedPromise], datetime | None]
"""Until when nothing is to be heard of a promise; None if that has gone by."""

SNOOZES = ("15 min", "1 h", "Tomorrow 9:00")
"""What the keys 1 to 3 put a reminder off by."""


def snooze_until(choice: int, now: datetime) -> datetime:
    """The time of that choice of `SNOOZES`, seen from the local time `now` (aware)."""
    if choice < 2:
        return now + (timedelta(minutes=15), timedelta(hours=1))[choice]
    morning = now.replace(tzinfo=None, hour=9, minute=0, second=0, microsecond=0)
    return (morning + timedelta(days=1)).astimezone()


class PromiseList(QListWidget):
    """Overdue first. Enter calls, L writes that it will be late, D is done, 1 to 3 snooze.

    O, C and W open, change, withdraw.
    """

    call_requested = Signal(object)
    done_requested = Signal(object)
    late_requested = Signal(object)
    """Somebody is to hear that it will take longer."""
    open_requested = Signal(object)
    change_requested = Signal(object)
    withdraw_requested = Signal(object)
    snooze_requested = Signal(object, int)
    """A promise, and which of `SNOOZES`."""

    def __init__(self, snoozed: Snoozed = lambda _: None) -> None:
        super().__init__()
        self._snoozed = snoozed
        self._promises: Sequence[OwedPromise] = ()
        self._shown_at: datetime | None = None
        self.setAccessibleName("Promises")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(lambda _: self.ask(self.call_requested.emit))

    def show_promises(self, promises: Sequence[OwedPromise], now: datetime) -> None:
        """Draw what is owed, seen from the local time `now`; what was chosen stays chosen."""
        chosen = self.chosen
        self._promises, self._shown_at = tuple(promises), _minute(now)
        self.clear()
        for promise in promises:
            self.addItem(two_line_item(two_lines(promise, now, self._snoozed(promise))))
        self.setCurrentRow(min(0, len(promises) - 1))
        if chosen:
            self.choose(chosen)

    def show_time(self, now: datetime) -> None:
        """What was due tomorrow is due today, and then overdue, without anyone doing anything."""
        if _minute(now) != self._shown_at:
            self.show_promises(self._promises, now)

    @property
    def chosen(self) -> OwedPromise | None:
        """The promise the list stands on."""
        row = self.currentRow()
        return self._promises[row] if 0 <= row < len(self._promises) else None

    def choose(self, wanted: OwedPromise) -> None:
        """Stand on that promise, if it is still there."""
        for row, promise in enumerate(self._promises):
            if promise.id == wanted.id:
                self.setCurrentRow(row)

    def ask(self, emit: Callable[[OwedPromise], None]) -> None:
        """Ask something of the window for the promise that is chosen."""
        if chosen := self.chosen:
            emit(chosen)

    def snooze(self, choice: int) -> None:
        """Ask to hear nothing of it for a while."""
        self.ask(lambda promise: self.snooze_requested.emit(promise, choice))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[str, Callable[[], None]] = {
            "d": partial(self.ask, self.done_requested.emit),
            "l": partial(self.ask, self.late_requested.emit),
            "o": partial(self.ask, self.open_requested.emit),
            "c": partial(self.ask, self.change_requested.emit),
            "w": partial(self.ask, self.withdraw_requested.emit),
            **{str(n + 1): partial(self.snooze, n) for n in range(len(SNOOZES))},
        }
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = acts.get(event.text().lower()) if not plain else None
        if act and not event.isAutoRepeat():
            act()
        else:
            super().keyPressEvent(event)


def two_lines(promise: OwedPromise, now: datetime, snoozed: datetime | None = None) -> str:
    """When and to whom, then what; overdue and snoozed are said in words."""
    when = spoken_time(promise.due.astimezone(), now)
    late = "⚠ Overdue, " if promise.due < now else ""
    quiet = f"Quiet until {spoken_time(snoozed.astimezone(), now)}: " if snoozed else ""
    shown = late + when if late else when[0].upper() + when[1:]
    return f"{shown} · {owed_to(promise)}\n{quiet}{promise.what}"


def owed_to(promise: OwedPromise) -> str:
    """Whom it was promised to, as far as anybody knows."""
    return promise.to or promise.caller or promise.number or "No name"


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
