"""Between calls: what is owed comes first, then the next call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from companion.services.lines import spoken_time
from companion.services.ports import OwedPromise
from companion.ui.keys import Keys
from companion.ui.labels import ValueLabel, button, text_label, two_line_item
from companion.ui.theme import with_role


class IdlePage(QWidget):
    """Start a call, keep a promise, and the keys worth knowing."""

    start_requested = Signal()
    settings_requested = Signal()
    call_back_requested = Signal(object)
    promise_kept = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "page")
        self._promises: Sequence[OwedPromise] = ()
        self.start = button("Start call", "Start call", Keys.START.sequence, "start")
        self.start.clicked.connect(self.start_requested)
        self.welcome = text_label(
            "Callers hear your name in the greeting: tell the program what it is.",
            "muted",
            wraps=True,
        )
        self.settings = button("Settings", "Name and settings", Keys.SETTINGS.sequence)
        self.settings.clicked.connect(self.settings_requested)
        self.owed = ValueLabel("Promised", "section")
        self.promises = QListWidget()
        self.promises.setAccessibleName("Promises")
        self.promises.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.promises.itemActivated.connect(lambda _: self._pass_on(self.call_back_requested))
        self.call_back = button("Call back now", "Call now")
        self.call_back.clicked.connect(lambda: self._pass_on(self.call_back_requested))
        self.done = button("Promise kept", "Done")
        self.done.clicked.connect(lambda: self._pass_on(self.promise_kept))
        self._lay_out()
        self.show_promises((), datetime.now().astimezone())

    def show_profile(self, *, is_named: bool) -> None:
        """Ask for the agent's name until there is one."""
        self.welcome.setVisible(not is_named)
        self.settings.setVisible(not is_named)

    def show_promises(self, promises: Sequence[OwedPromise], now: datetime) -> None:
        """Draw what is owed, seen from the local time `now`."""
        chosen = self._chosen()
        self._promises, self._shown_at = promises, now.replace(second=0, microsecond=0)
        self.promises.clear()
        for promise in promises:
            self.promises.addItem(two_line_item(_two_lines(promise, now)))
        rows = [row for row, promise in enumerate(promises) if chosen and promise.id == chosen.id]
        self.promises.setCurrentRow(rows[0] if rows else min(0, len(promises) - 1))
        late = sum(promise.due < now for promise in promises)
        self.owed.show_value(f"{len(promises)}, {late} overdue" if late else f"{len(promises)}")
        self.owed.setText("You promised" + (f" – {late} overdue" if late else ""))
        self._owed_part.setVisible(bool(promises))
        self._glance.setVisible(not promises)

    def show_time(self, now: datetime) -> None:
        """What was due tomorrow is due today, and then overdue, without anyone doing anything."""
        if now.replace(second=0, microsecond=0) != self._shown_at:
            self.show_promises(self._promises, now)

    def _chosen(self) -> OwedPromise | None:
        row = self.promises.currentRow()
        return self._promises[row] if 0 <= row < len(self._promises) else None

    def _pass_on(self, signal: SignalInstance) -> None:
        if chosen := self._chosen():
            signal.emit(chosen)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.done, 1)
        buttons.addWidget(self.call_back, 1)
        self._owed_part = QWidget()
        owed = QVBoxLayout(self._owed_part)
        owed.setContentsMargins(0, 0, 0, 0)
        owed.addWidget(self.owed)
        owed.addWidget(self.promises, 1)
        owed.addLayout(buttons)
        self._glance = _keys_at_a_glance()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.start)
        layout.addWidget(self.welcome)
        layout.addWidget(self.settings)
        layout.addWidget(self._owed_part, 1)
        layout.addStretch()
        layout.addWidget(self._glance)


def _two_lines(promise: OwedPromise, now: datetime) -> str:
    when = spoken_time(promise.due.astimezone(), now)
    late = "⚠ Overdue, " if promise.due < now else ""
    who = promise.caller or promise.number or "No name"
    return f"{late}{when if late else when[0].upper() + when[1:]} · {who}\n{promise.what}"


def _keys_at_a_glance() -> QWidget:
    glance = QWidget()
    grid = QGridLayout(glance)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(4)
    grid.setHorizontalSpacing(12)
    shown = (Keys.NEXT, Keys.REWORD, Keys.HOLD, Keys.SPELL, Keys.WRAP_UP, Keys.HISTORY, Keys.HELP)
    for row, key in enumerate(shown):
        grid.addWidget(text_label(key.sequence, "heading"), row, 0)
        grid.addWidget(text_label(key.value.title, "muted", wraps=True), row, 1)
    grid.setColumnStretch(1, 1)
    return glance
