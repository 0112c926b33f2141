"""Choosing among the parked calls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from companion.domain.call import CallId
from companion.domain.moment import Moment
from companion.ui.labels import button, text_label, two_line_item
from companion.ui.parked_strip import Waiting
from companion.ui.parked_words import at_length
from companion.ui.theme import with_role

_ID = Qt.ItemDataRole.UserRole


class ParkedPage(QWidget):
    """Every parked call, the one that was parked first on top; Enter takes one up."""

    left = Signal()
    chosen = Signal(object)
    """The id of the call to take up."""

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "page")
        self.calls = QListWidget()
        self.calls.setAccessibleName("Parked callers")
        self.calls.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.calls.setWordWrap(True)
        self.take_up = button("Take up", "", "Enter", "primary")
        self.back = button("Back", "Back", "Esc")
        self.calls.itemDoubleClicked.connect(lambda _: self._choose())
        self.take_up.clicked.connect(self._choose)
        self.back.clicked.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text_label("Parked, longest first", "heading"))
        layout.addWidget(self.calls, 1)
        layout.addWidget(self.take_up)
        layout.addWidget(self.back)

    def enter(self) -> None:
        """The page comes into view."""
        self.calls.setCurrentRow(0)
        self.calls.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_parked(self, waiting: Waiting, now: Moment) -> None:
        """Draw the calls; whichever is chosen stays so."""
        texts = [(call.id, at_length(call, wait, now)) for call, wait in waiting]
        rows = range(self.calls.count())
        if [self._item(row).data(_ID) for row in rows] != [call_id for call_id, _ in texts]:
            self._list_anew(texts)
        for row, (_, text) in enumerate(texts):
            self._show_text(self._item(row), text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.calls.hasFocus():
            self._choose()
        else:
            super().keyPressEvent(event)

    def _list_anew(self, texts: list[tuple[CallId, str]]) -> None:
        current = self.calls.currentItem()
        wanted = current.data(_ID) if current else None
        self.calls.clear()
        for row, (call_id, text) in enumerate(texts):
            item = two_line_item(text)
            item.setData(_ID, call_id)
            self.calls.addItem(item)
            if row == 0 or call_id == wanted:
                self.calls.setCurrentItem(item)

    def _show_text(self, item: QListWidgetItem, text: str) -> None:
        if item.text() != text:
            item.setText(text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text.replace("\n", ", "))

    def _item(self, row: int) -> QListWidgetItem:
        item = self.calls.item(row)
        assert item is not None, row
        return item

    def _choose(self) -> None:
        if item := self.calls.currentItem():
            self.chosen.emit(item.data(_ID))
