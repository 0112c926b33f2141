"""Two small fields in place of the cues, asked for by key and gone with Enter or Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget


class PairForm(QWidget):
    """Enter in the second field gives both texts; Esc gives nothing."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, first: str, second: str, longest: int = 200) -> None:
        super().__init__()
        self.fields = (self._field(first, longest), self._field(second, longest))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for field in self.fields:
            layout.addWidget(field, 1)
        self.fields[0].returnPressed.connect(lambda: self.fields[1].setFocus())
        self.fields[1].returnPressed.connect(self._give)

    def enter(self, first: str = "", second: str = "") -> None:
        """Show the texts and put the keyboard into the first field."""
        for field, text in zip(self.fields, (first, second), strict=True):
            field.setText(text)
        self.fields[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        self.given.emit(self.fields[0].text(), self.fields[1].text())

    def _field(self, name: str, longest: int) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.setToolTip(name)
        field.setMaxLength(longest)
        return field
