"""Buttons side by side where there is room, else two by two: narrow windows, large text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from companion.ui.theme import is_new_look

SPACING = 4
"""Pixels between buttons."""


class ButtonRow(QWidget):
    """Holds a few buttons or small fields, in the order of the Tab key."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACING)
        self._arrange(len(widgets))

    def minimumSizeHint(self) -> QSize:
        """As narrow as two columns can be; as high as it is now."""
        widths = [widget.minimumSizeHint().width() for widget in self._widgets]
        columns = [max(widths[first::2]) for first in range(min(2, len(widths)))]
        return QSize(sum(columns) + SPACING, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            self._fit()

    def _fit(self) -> None:
        gaps = SPACING * (len(self._widgets) - 1)
        wanted = sum(widget.minimumSizeHint().width() for widget in self._widgets) + gaps
        self._arrange(len(self._widgets) if wanted <= self.width() else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, index // columns, index % columns)
        for column in range(len(self._widgets)):
            is_last = column == len(self._widgets) - 1
            self._grid.setColumnStretch(column, int(is_last if columns > 2 else column < columns))
        self.updateGeometry()
