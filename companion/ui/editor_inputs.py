"""What a field of the editor is filled in with: a line, several, a choice, a tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
)

from companion.services.shapes import FieldKind, FieldShape, Value
from companion.ui.keys import EDITOR_KEYS
from companion.ui.labels import Choice, choose, set_quietly

LINES, MOST_ROWS = 3, 4
"""The height of a text, and of a list of choices at the most, in lines."""
_ANY = 1_000_000
_SIDES = 14
"""Pixels of a field's edge, above and below together."""
_WORD = Qt.ItemDataRole.UserRole

Options = Sequence[tuple[str, str]]
"""Words, each with what to call it."""


class LineInput(QLineEdit):
    """One line of text."""

    def __init__(self, shape: FieldShape, changed: Callable[[], None]) -> None:
        super().__init__()
        self._shape = shape
        # What a file holds is never cut: the checker says what is too long.
        self.setMaxLength(_ANY)
        self.textChanged.connect(lambda _: changed())

    @property
    def value(self) -> Value:
        """What stands in it; None where nothing does and nothing need."""
        return self.text() if self.text() or self._shape.is_needed else None

    def show_value(self, value: Value, instead: str) -> None:
        """Show what is known already; `instead` is what is said while nothing stands here."""
        set_quietly(self, value if isinstance(value, str) else "")
        if not self.hasFocus():
            self.setCursorPosition(0)
        self.setPlaceholderText(instead)

    def set_locked(self, is_locked: bool) -> None:
        """Let it be read only."""
        self.setReadOnly(is_locked)

    def event(self, event: QEvent) -> bool:
        return _leave_to_page(event) or super().event(event)


class TextInput(QPlainTextEdit):
    """Several lines: one text that is wrapped, or several texts, one a line."""

    def __init__(self, shape: FieldShape, changed: Callable[[], None]) -> None:
        super().__init__()
        self._shape = shape
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.textChanged.connect(changed)

    @property
    def value(self) -> Value:
        """The text or texts; None where there is none and none is needed."""
        # Not toPlainText, which makes a plain space of one that does not break.
        text = self.document().toRawText().replace("\u2028", "\u2029")
        if self._shape.kind is FieldKind.WORDS:
            lines = tuple(line.strip() for line in text.split("\u2029") if line.strip())
            return lines or None
        text = text.replace("\u2029", " ")
        return text if text or self._shape.is_needed else None

    def show_value(self, value: Value, instead: str) -> None:
        """Show what is known already."""
        text = "\n".join(value) if isinstance(value, tuple) else value
        self.blockSignals(True)
        self.setPlainText(text if isinstance(text, str) else "")
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.blockSignals(False)
        self.setPlaceholderText(instead)

    def set_locked(self, is_locked: bool) -> None:
        """Let it be read only."""
        self.setReadOnly(is_locked)

    def sizeHint(self) -> QSize:
        return QSize(100, LINES * self.fontMetrics().lineSpacing() + _SIDES)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        return _leave_to_page(event) or super().event(event)


class TicksInput(QListWidget):
    """Some of a few words, or of all that there is of a kind, each ticked with Space."""

    def __init__(self, shape: FieldShape, changed: Callable[[], None]) -> None:
        super().__init__()
        self._options: Options = ()
        self._ticked: Value = None
        self.setTabKeyNavigation(False)
        self.offer([(str(choice), in_words(choice)) for choice in shape.choices])
        self.itemChanged.connect(lambda _: changed())

    @property
    def value(self) -> Value:
        """The words that are ticked; None for none."""
        items = [self.item(row) for row in range(self.count())]
        ticked = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return tuple(item.data(_WORD) for item in ticked) or None

    def offer(self, options: Options) -> None:
        """The words and what to call them."""
        if options == self._options:
            return
        self._options = options
        self.blockSignals(True)
        self.clear()
        for word, title in options:
            self._add(word, title)
        self.blockSignals(False)
        self.show_value(self._ticked, "")
        self.updateGeometry()

    def show_value(self, value: Value, _: str) -> None:
        """Show what is known already; a word that is not offered stands at the end."""
        self._ticked = value
        wanted = value if isinstance(value, tuple) else ()
        self.blockSignals(True)
        there = {self.item(row).data(_WORD) for row in range(self.count())}
        for word in dict.fromkeys(wanted):
            if word not in there:
                self._add(word, word)
        for row in reversed(range(self.count())):
            is_there = self.item(row).data(_WORD) in wanted
            state = Qt.CheckState.Checked if is_there else Qt.CheckState.Unchecked
            self.item(row).setCheckState(state)
            if is_there:
                self.scrollToItem(self.item(row))
        self.blockSignals(False)
        self.viewport().update()

    def _add(self, word: str, title: str) -> None:
        item = QListWidgetItem(title)
        item.setData(_WORD, word)
        item.setCheckState(Qt.CheckState.Unchecked)
        self.addItem(item)

    def set_locked(self, is_locked: bool) -> None:
        """Let it be read only."""
        self.setEnabled(not is_locked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setCurrentRow(max(0, self.currentRow()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # What is marked is where the keyboard is, not what is ticked.
        super().focusOutEvent(event)
        self.setCurrentRow(-1)

    def sizeHint(self) -> QSize:
        row = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing())
        return QSize(100, max(1, min(len(self._options), MOST_ROWS)) * row + _SIDES // 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ChoiceInput(Choice):
    """One of some words, or of all that there is of a kind; yes and no; or nothing said."""

    def __init__(self, shape: FieldShape, changed: Callable[[], None]) -> None:
        super().__init__(shape.title)
        self._options: Options = ()
        self._chosen: Value = None
        self.addItem("–", None)
        if shape.kind is FieldKind.EITHER:
            self.addItem("Yes", True)
            self.addItem("No", False)
        self._always = self.count()
        self.offer([(str(choice), in_words(choice)) for choice in shape.choices])
        self.activated.connect(lambda _: changed())

    @property
    def value(self) -> Value:
        """What is chosen."""
        chosen: Value = self.currentData()
        return chosen

    def offer(self, options: Options) -> None:
        """The words and what to call them, after what is always there."""
        if options == self._options:
            return
        self._options = options
        while self.count() > self._always:
            self.removeItem(self.count() - 1)
        for word, title in options:
            self.addItem(title, word)
        self.show_value(self._chosen, "")

    def show_value(self, value: Value, _: str) -> None:
        """Show what is known already; a word that is not offered stands at the end."""
        self._chosen = value
        if isinstance(value, str) and self.findData(value) < 0:
            self.addItem(value, value)
        choose(self, value)

    def set_locked(self, is_locked: bool) -> None:
        """Let it be read only."""
        self.setEnabled(not is_locked)


class SwitchInput(QCheckBox):
    """Set or not; the title stands beside the box."""

    def __init__(self, shape: FieldShape, changed: Callable[[], None]) -> None:
        super().__init__(shape.title)
        self.clicked.connect(lambda _: changed())

    @property
    def value(self) -> Value:
        """True, or None: what is not set is not said."""
        return True if self.isChecked() else None

    def show_value(self, value: Value, _: str) -> None:
        """Show what is known already."""
        self.setChecked(value is True)

    def set_locked(self, is_locked: bool) -> None:
        """Let it be read only."""
        self.setEnabled(not is_locked)


def new_input(
    shape: FieldShape, changed: Callable[[], None]
) -> LineInput | TextInput | TicksInput | ChoiceInput | SwitchInput:
    """What such a field is filled in with."""
    kinds: dict[FieldKind, type[LineInput | TextInput | TicksInput | ChoiceInput | SwitchInput]] = {
        FieldKind.LINE: LineInput,
        FieldKind.PARAGRAPH: TextInput,
        FieldKind.WORDS: TicksInput if shape.choices else TextInput,
        FieldKind.CHOICE: ChoiceInput,
        FieldKind.EITHER: ChoiceInput,
        FieldKind.LINK: ChoiceInput,
        FieldKind.LINKS: TicksInput,
        FieldKind.SWITCH: SwitchInput,
    }
    made = kinds[shape.kind](shape, changed)
    made.setAccessibleName(shape.title)
    return made


def in_words(choice: str) -> str:
    """A word of the file as it is shown."""
    return choice.replace("_", " ").replace("-", " ").capitalize()


def _leave_to_page(event: QEvent) -> bool:
    """Keys of the page are not the field's: it would take them for its own undo and such."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    is_page_key = QKeySequence(event.keyCombination()).toString() in EDITOR_KEYS
    if is_page_key:
        event.ignore()
    return is_page_key
