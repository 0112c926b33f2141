"""A field whose text reaches no clipboard and no selection of the desktop's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit

_COPIES = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class SecretEdit(QLineEdit):
    """Takes text by key and by paste; gives none away."""

    def __init__(self) -> None:
        super().__init__()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.selectionChanged.connect(self._keep_to_itself)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not any(event.matches(copying) for copying in _COPIES):
            super().keyPressEvent(event)
            self._keep_to_itself()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._keep_to_itself()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._keep_to_itself()

    def _keep_to_itself(self) -> None:
        """On X11 Qt offers whatever is selected to every program, also after it is gone here."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
