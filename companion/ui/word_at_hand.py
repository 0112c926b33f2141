"""The words of a field that the agent means: what is selected, or where the cursor is."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def selected_text(widget: QWidget | None) -> str:
    """What is selected in a field."""
    if isinstance(widget, QLineEdit):
        return widget.selectedText()
    if isinstance(widget, QPlainTextEdit):
        # Qt separates the paragraphs of a selection with U+2029.
        return widget.textCursor().selectedText().replace("\u2029", "\n")
    return ""


def word_under_cursor(widget: QWidget | None) -> str:
    """The word that the cursor of a notes field is in or beside."""
    if not isinstance(widget, QPlainTextEdit):
        return ""
    cursor = widget.textCursor()
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    return cursor.selectedText()
