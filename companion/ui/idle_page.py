"""Between calls: start the next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from companion.ui.keys import Keys
from companion.ui.labels import button, text_label
from companion.ui.theme import with_role


class IdlePage(QWidget):
    """One large button, what to do first, and the keys worth knowing."""

    start_requested = Signal()
    settings_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "page")
        self.start = button("Start call", "Start call", Keys.START.sequence, "primary")
        self.start.setMinimumHeight(48)
        self.start.clicked.connect(self.start_requested)
        self.welcome = text_label(
            "Callers hear your name in the greeting: tell the program what it is.",
            "muted",
            wraps=True,
        )
        self.settings = button("Settings", "Your name and other settings", Keys.SETTINGS.sequence)
        self.settings.clicked.connect(self.settings_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.start)
        layout.addWidget(self.welcome)
        layout.addWidget(self.settings)
        layout.addStretch()
        layout.addLayout(_keys_at_a_glance())

    def show_profile(self, *, is_named: bool) -> None:
        """Ask for the agent's name until there is one."""
        self.welcome.setVisible(not is_named)
        self.settings.setVisible(not is_named)


def _keys_at_a_glance() -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(4)
    grid.setHorizontalSpacing(12)
    shown = (Keys.NEXT, Keys.REWORD, Keys.HOLD, Keys.SPELL, Keys.WRAP_UP, Keys.HISTORY, Keys.HELP)
    for row, key in enumerate(shown):
        grid.addWidget(text_label(key.sequence, "heading"), row, 0)
        grid.addWidget(text_label(key.value.title, "muted", wraps=True), row, 1)
    grid.setColumnStretch(1, 1)
    return grid
