"""Two parts beside each other where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from companion.ui.theme import is_new_look

_SPACE = 6


class SideBySide(QWidget):
    """Never wider than the wider part needs: the window stays as narrow as the agent wants it."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_SPACE)
        for part in parts:
            self._layout.addWidget(part, 1)

    def minimumSizeHint(self) -> QSize:
        width = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(width, self._layout.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            self._fit()

    def _fit(self) -> None:
        needed = sum(part.minimumSizeHint().width() + _SPACE for part in self._parts) - _SPACE
        fits = needed <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != direction:
            self._layout.setDirection(direction)
            self.updateGeometry()
