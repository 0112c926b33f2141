"""Between calls: what is owed comes first, then the next call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.services.ports import OwedPromise
from companion.ui.keys import Keys
from companion.ui.labels import ValueLabel, button, text_label
from companion.ui.promise_list import PromiseList, Snoozed
from companion.ui.theme import with_role


class IdlePage(QWidget):
    """Start a call, keep a promise, and the keys worth knowing."""

    start_requested = Signal()
    settings_requested = Signal()
    promises_requested = Signal()

    def __init__(self, snoozed: Snoozed = lambda _: None) -> None:
        super().__init__()
        with_role(self, "page")
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
        self.promises = PromiseList(snoozed)
        self.call_back = button("Call back now", "Call now")
        self.call_back.clicked.connect(self._on_call_back)
        self.done = button("Promise kept", "Done")
        self.done.clicked.connect(self._on_done)
        self.more = button("More about promises", "More", Keys.PROMISES.sequence)
        self.more.clicked.connect(self.promises_requested)
        self._lay_out()
        self.show_promises((), datetime.now().astimezone())

    def show_profile(self, *, is_named: bool) -> None:
        """Ask for the agent's name until there is one."""
        self.welcome.setVisible(not is_named)
        self.settings.setVisible(not is_named)

    def show_promises(self, promises: Sequence[OwedPromise], now: datetime) -> None:
        """Draw what is owed, seen from the local time `now`."""
        self.promises.show_promises(promises, now)
        late = sum(promise.due < now for promise in promises)
        self.owed.show_value(f"{len(promises)}, {late} overdue" if late else f"{len(promises)}")
        self.owed.setText("You promised" + (f" – {late} overdue" if late else ""))
        self._owed_part.setVisible(bool(promises))
        self._glance.setVisible(not promises)

    def show_time(self, now: datetime) -> None:
        """Time goes on."""
        self.promises.show_time(now)

    def _on_call_back(self) -> None:
        self.promises.ask(self.promises.call_requested.emit)

    def _on_done(self) -> None:
        self.promises.ask(self.promises.done_requested.emit)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.more, 1)
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
