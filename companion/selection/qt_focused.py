"""The selected text where a desktop shows it only to the program that has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

from companion.domain.errors import UserError
from companion.selection.way import ALREADY_COPIED, decoded, selected
from companion.services.selection import Selected

_TEXTS = ("text/plain;charset=utf-8", "text/plain")


class FocusedReader:
    """Reads Qt's clipboard, once a window of ours has the focus.

    Without it the clipboard would be an old one, and spell the wrong password (tried on KDE).
    """

    needs_focus = True

    def __init__(self, own_text: Callable[[], Selected | None]) -> None:
        self._own_text = own_text

    def prepare(self) -> None:
        """Nothing is needed."""

    def read(self, found: Callable[[Selected], None], failed: Callable[[UserError], None]) -> None:
        """One of the two is called before this returns."""
        try:
            text = self._own_text() or _of_another_program()
        except UserError as error:
            failed(error.with_traceback(None))
        else:
            found(text)


def _of_another_program() -> Selected:
    if QGuiApplication.focusWindow() is None:
        raise UserError(
            "The selected text cannot be read yet.",
            "Here a program must have the keyboard for it: click the speller, then try again.",
        )
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection():
        return selected(_text(clipboard.mimeData(QClipboard.Mode.Selection)))
    return selected(_text(clipboard.mimeData(QClipboard.Mode.Clipboard)), ALREADY_COPIED)


def _text(data: QMimeData | None) -> str:
    """Not Qt's own text(): that puts signs of its own where bytes are no text."""
    offered = data.formats() if data else []
    kind = next((kind for kind in _TEXTS if kind in offered), None)
    return decoded(bytes(data.data(kind).data())) if data and kind else ""
