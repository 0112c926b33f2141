"""Labels that a screen reader reads with their name, and fields with a label of their own."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from companion.ui.theme import with_role

LISTS_AFTER_MS = 500
"""When the lists of the boxes are made, after the start."""


class ValueLabel(QLabel):
    """Shows a value; its accessible name is its name, a colon and the value."""

    def __init__(self, name: str, role: str, *, wraps: bool = False) -> None:
        super().__init__()
        self._name = name
        with_role(self, role)
        self.setWordWrap(wraps)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.show_value("")

    def show_value(self, value: str, shown: str | None = None) -> None:
        """Show a value, on screen as `shown` where that differs from what is read out."""
        self.setText(value if shown is None else shown)
        name = f"{self._name}: {value}"
        if self.accessibleName() != name:
            self.setAccessibleName(name)


class ElidedLabel(ValueLabel):
    """Shows as much of its value as there is room for; it is read out whole."""

    def __init__(self, name: str, role: str) -> None:
        self._whole = ""
        super().__init__(name, role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_value(self, value: str, shown: str | None = None) -> None:
        self._whole = value if shown is None else shown
        super().show_value(value, self._elided())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self._elided())

    def _elided(self) -> str:
        return self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())


class SteadyLabel(QLabel):
    """A wrapping label with the room of so many lines, whatever it shows: nothing below moves."""

    def __init__(self, role: str, lines: int) -> None:
        super().__init__()
        self._lines = lines
        with_role(self, role)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, self._lines * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        # Asking for height by width would make everything around it do so, scroll area included.
        return False


def text_label(text: str, role: str, *, wraps: bool = False) -> QLabel:
    """A label with a role; its text is always plain."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    with_role(label, role)
    return label


def two_line_item(text: str) -> QListWidgetItem:
    """An entry of a list in two lines, which a screen reader reads as one."""
    item = QListWidgetItem()
    show_two_lines(item, text)
    return item


def show_two_lines(item: QListWidgetItem, text: str) -> None:
    """Another text for such an entry."""
    item.setText(text)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, text.replace("\n", ", "))


def field_label(text: str, field: QWidget, role: str = "section", *, wraps: bool = False) -> QLabel:
    """The label of a field; its underlined letter with Alt goes to the field."""
    label = QLabel(text)
    label.setWordWrap(wraps)
    label.setBuddy(field)
    with_role(label, role)
    # Or its width is reckoned in the type it has before the style sheet is read.
    label.ensurePolished()
    return label


def labelled(text: str, field: QWidget) -> QWidget:
    """A field with its label before it."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(field_label(text, field))
    row.addWidget(field, 1)
    return pair


def button(name: str, text: str = "", key: str = "", role: str = "") -> QPushButton:
    """A button by its accessible name; `text` is what it shows, `key` the key beside it.

    An ampersand in `text` makes the letter after it a key, with Alt.
    """
    shown = text or name
    pressable = QPushButton(f"{shown}  {key}" if key else shown)
    pressable.setAccessibleName(name)
    if key:
        pressable.setToolTip(f"{name} ({key})")
    if role:
        with_role(pressable, role)
    # A button that has the focus answers to Enter as well as to Space.
    pressable.setAutoDefault(True)
    return pressable


def set_quietly(field: QLineEdit, text: str) -> None:
    """Show a text that is known already. (A screen reader's typing is a change like any other.)"""
    field.blockSignals(True)
    field.setText(text)
    field.blockSignals(False)


def set_number_quietly(field: QSpinBox, number: int) -> None:
    """Show a number that is known already."""
    field.blockSignals(True)
    field.setValue(number)
    field.blockSignals(False)


def choose(box: QComboBox, value: object) -> None:
    """Show the choice that stands for a value; the first where there is none."""
    index = next((i for i in range(box.count()) if box.itemData(i) == value), 0)
    if box.currentIndex() != index:
        box.setCurrentIndex(index)


class Choice(QComboBox):
    """A box of choices that is as wide as its place, not as its longest choice.

    A screen reader chooses by selecting in the box's list, which Qt takes for browsing: here
    that counts as the choice, unless the list is open for somebody to look through.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(5)
        # The list is made when it is first asked for; making it here would slow the start.
        QTimer.singleShot(LISTS_AFTER_MS, self, self._watch_list)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The wheel is for scrolling past: it must not change a call on its way.
        event.ignore()

    def _watch_list(self) -> None:
        self.view().selectionModel().selectionChanged.connect(self._on_selected)

    def _on_selected(self, selected: QItemSelection) -> None:
        rows = [index.row() for index in selected.indexes()]
        if rows and rows[0] != self.currentIndex() and not self.view().isVisible():
            self.setCurrentIndex(rows[0])
            self.activated.emit(rows[0])
