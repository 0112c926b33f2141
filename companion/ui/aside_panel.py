"""The side-flows to choose from: a letter each, or the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from companion.domain.flow import FlowTitle
from companion.ui.labels import text_label
from companion.ui.theme import with_role


class AsideList(QListWidget):
    """One key chooses: the letter before the title, or Enter."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Side-flows")
        self.itemActivated.connect(self._on_activated)
        self.itemClicked.connect(self._on_activated)

    def show_flows(self, flows: Sequence[FlowTitle]) -> None:
        """List the side-flows by their letters."""
        self.clear()
        for flow in flows:
            item = QListWidgetItem(f"{flow.letter.upper()}   {flow.title}")
            item.setData(Qt.ItemDataRole.UserRole, flow.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{flow.letter}, {flow.title}")
            self.addItem(item)
        self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        for row in range(self.count()):
            if letter and self.item(row).text().startswith(f"{letter} "):
                self._on_activated(self.item(row))
                return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class AsidePanel(QWidget):
    """In place of the line to say, while the agent chooses what comes in between."""

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "card")
        self.list = AsideList()
        self.chosen, self.left = self.list.chosen, self.list.left
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(4)
        layout.addWidget(text_label("What comes in between? Esc: nothing.", "section", wraps=True))
        layout.addWidget(self.list, 1)
