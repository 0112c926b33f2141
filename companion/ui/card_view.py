"""One card, large enough to be read at a glance."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.card_words import Face
from companion.ui.labels import ValueLabel, text_label
from companion.ui.tall_area import TallArea
from companion.ui.theme import restyle, with_role

LONG = 120
"""Characters from which what is large is a little less so."""


class CardView(QWidget):
    """Shows a face of a card. With the keyboard in it, it passes on what its keys ask for."""

    on_requested = Signal()
    back_requested = Signal()
    said = Signal()
    checked = Signal()
    how_to_requested = Signal(int)
    """The how-to of that number, from 0, that helps against a known error."""

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.kind = ValueLabel("Card kind", "section", wraps=True)
        self.title = ValueLabel("Card title", "heading", wraps=True)
        self.text = ValueLabel("Card", "prompt", wraps=True)
        self._parts: list[_Part] = []
        self._layout = QVBoxLayout()
        self._layout.setContentsMargins(12, 10, 12, 10)
        self._layout.setSpacing(4)
        for label in (self.kind, self.title, self.text):
            self._layout.addWidget(label)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._layout)
        column.addStretch(1)
        with_role(inside, "sheet")
        self.area = TallArea(inside)
        with_role(self.area, "sheet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(self.area)

    def show_face(self, face: Face | None) -> None:
        """Draw a face; nothing where there is none."""
        shown = face or Face("", "", "")
        self.kind.show_value(shown.kind)
        self.title.show_value(shown.title)
        self.text.show_value(shown.said)
        self.text.setVisible(bool(shown.said))
        length = "long" if len(shown.said) > LONG else "usual"
        if self.text.property("length") != length:
            self.text.setProperty("length", length)
            restyle(self.text)
        for row in range(max(len(shown.parts), len(self._parts))):
            self._show_part(row, *(shown.parts[row] if row < len(shown.parts) else ("", "")))
        self.setAccessibleName(shown.read_out if face else "No card")
        self.area.verticalScrollBar().setValue(0)

    def _show_part(self, row: int, title: str, text: str) -> None:
        if row == len(self._parts):
            self._parts.append(_Part())
            self._layout.addWidget(self._parts[row])
        self._parts[row].show_part(title, text)

    def set_open(self, is_open: bool) -> None:
        """Use the room of the whole page for larger type."""
        if self.text.property("wide") != is_open:
            self.text.setProperty("wide", is_open)
            restyle(self.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Right | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.on_requested.emit()
            case Qt.Key.Key_Backspace | Qt.Key.Key_Left:
                self.back_requested.emit()
            case Qt.Key.Key_S:
                self.said.emit()
            case Qt.Key.Key_C:
                self.checked.emit()
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + bar.singleStep())
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - bar.singleStep())
            case key if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
                self.how_to_requested.emit(key - Qt.Key.Key_1)
            case _:
                super().keyPressEvent(event)


class _Part(QWidget):
    """A text with its title above it, set off from what stands before."""

    def __init__(self) -> None:
        super().__init__()
        self._title = text_label("", "section", wraps=True)
        self._text = text_label("", "message", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self._text)

    def show_part(self, title: str, text: str) -> None:
        """Draw it; gone where there is no text."""
        self._title.setText(title)
        self._text.setText(text)
        self.setVisible(bool(text))
