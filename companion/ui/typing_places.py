"""Where the agent was typing in each call, so as to go on there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from companion.domain.call import CallId


class TypingPlaces:
    """Remembers the field and the cursor in it, a call at a time."""

    def __init__(self) -> None:
        self._places: dict[CallId, tuple[QWidget, int]] = {}

    def remember(self, call_id: CallId, focused: QWidget | None) -> None:
        """The agent leaves the call, or puts another page over it."""
        if focused is not None:
            self._places[call_id] = (focused, _cursor(focused))

    def give_back(self, call_id: CallId) -> bool:
        """Put the keyboard back where it was in that call; False if that is not known."""
        field, position = self._places.pop(call_id, (None, 0))
        if field is None or not field.isVisible() or not field.isEnabled():
            return False
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        _set_cursor(field, position)
        return True


def _cursor(field: QWidget) -> int:
    if isinstance(field, QPlainTextEdit):
        return field.textCursor().position()
    return field.cursorPosition() if isinstance(field, QLineEdit) else 0


def _set_cursor(field: QWidget, position: int) -> None:
    if isinstance(field, QLineEdit):
        field.setCursorPosition(position)
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(min(position, field.document().characterCount() - 1))
        field.setTextCursor(cursor)
