"""What is selected in the program's own windows, which must not ask itself over the desktop."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from companion.selection.way import selected
from companion.services.selection import Selected

OURS_BEHIND = "This was selected here, not in the program in front."

# In a document of Qt's these end a paragraph and a line.
_LINE_ENDS = str.maketrans({"\N{PARAGRAPH SEPARATOR}": "\n", "\N{LINE SEPARATOR}": "\n"})


def own_text() -> Selected | None:
    """The selected text of our own, or None when another program has the selection.

    Only on the window's thread. UserError when it is too long.
    """
    text = _selected_in(QApplication.focusWidget())
    if text:
        return selected(text)
    clipboard = QGuiApplication.clipboard()
    if not (clipboard.supportsSelection() and clipboard.ownsSelection()):
        return None
    is_behind = QApplication.activeWindow() is None
    return selected(clipboard.text(QClipboard.Mode.Selection), OURS_BEHIND if is_behind else "")


def _selected_in(widget: QWidget | None) -> str:
    match widget:
        case QLineEdit() if widget.echoMode() is QLineEdit.EchoMode.Normal:
            return widget.selectedText()
        case QPlainTextEdit() | QTextEdit():
            # Not the fragment's text: that has plain spaces where there were no-break ones.
            return widget.textCursor().selectedText().translate(_LINE_ENDS)
        case QLabel():
            return widget.selectedText().translate(_LINE_ENDS)
    return ""
