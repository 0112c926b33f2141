"""Buttons side by side where there is room, else two by two: narrow windows, large text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from companion.ui.theme import is_new_look

SPACING = 4
"""Pixels between buttons."""


class ButtonRow(QWidget):
    """Holds a few buttons or small fields, in the order of the Tab key."""

    def __init__(
        self, *widgets: QWidget, stretches: Sequence[int] = (), spacing: int = SPACING
    ) -> None:
        """`stretches` share the room of one row; without them the last widget has what is left."""
        super().__init__()
        self._widgets = widgets
        self._stretches = stretches
        self._spacing = spacing
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(spacing)
        self._arrange(len(widgets))

    def minimumSizeHint(self) -> QSize:
        """As narrow as two columns can be; as high as it is now."""
        widths = [widget.minimumSizeHint().width() for widget in self._widgets]
        columns = [max(widths[first::2]) for first in range(min(2, len(widths)))]
        return QSize(sum(columns) + self._spacing, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            self._fit()

    def _fit(self) -> None:
        gaps = self._spacing * (len(self._widgets) - 1)
        wanted = sum(widget.minimumSizeHint().width() for widget in self._widgets) + gaps
        self._arrange(len(self._widgets) if wanted <= self.width() else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, widget in enumerate(self._widgets):
            # A last one without a neighbour has the row to itself.
            is_alone = columns == 2 and index == len(self._widgets) - 1 and index % 2 == 0
            self._grid.addWidget(widget, *divmod(index, columns), 1, 1 + is_alone)
        for column in range(len(self._widgets)):
            self._grid.setColumnStretch(column, self._stretch(column))
        self.updateGeometry()

    def _stretch(self, column: int) -> int:
        if self._columns <= 2:
            return int(column < self._columns)
        if self._stretches:
            return self._stretches[column]
        return int(column == len(self._widgets) - 1)
