"""The priority of the call and by when it is due; pressed, it lets both be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from companion.ui.keys import Keys
from companion.ui.theme import with_role


class PriorityButton(QPushButton):
    """Two short lines at the right of the header; in few words where somebody needs the room."""

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "due")
        # Reached by its key; Tab goes from field to field of the caller.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._full: Sequence[str] = ()
        self._brief: Sequence[str] = ()
        self._is_brief = False
        self._has_room = True
        self.show_lines((), ())

    def show_lines(self, full: Sequence[str], brief: Sequence[str]) -> None:
        """What is shown, in words and in few; a screen reader always has the words."""
        self._full, self._brief = full, brief
        words = ", ".join(full)
        self.setAccessibleName(f"Priority: {words}")
        self.setToolTip(f"{words} ({Keys.PRIORITY.sequence})")
        self.setEnabled(bool(full))
        self._draw()

    def be_brief(self, is_brief: bool) -> None:
        """Whether there is room for a few words only."""
        if is_brief != self._is_brief:
            # Whether there is room for the words is seen when it has been given.
            self._is_brief, self._has_room = is_brief, True
            self._draw()

    def sizeHint(self) -> QSize:
        """Room for what is to be shown."""
        return self._room_for(self._brief if self._is_brief else self._full)

    def minimumSizeHint(self) -> QSize:
        """The few words must have room."""
        return self._room_for(self._brief)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._has_room = event.size().width() >= self._room_for(self._full).width()
        self._draw()

    def _room_for(self, lines: Sequence[str]) -> QSize:
        shown = super().sizeHint()
        around = shown.width() - self._width_of(self.text().splitlines())
        return QSize(around + self._width_of(lines), shown.height())

    def _width_of(self, lines: Sequence[str]) -> int:
        metrics = self.fontMetrics()
        return max((metrics.horizontalAdvance(line) for line in lines), default=0)

    def _draw(self) -> None:
        lines = self._full if self._has_room and not self._is_brief else self._brief
        # Always two lines, so that nothing below moves when there are due times.
        text = "\n".join((*lines, "", "")[:2])
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
