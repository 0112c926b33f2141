"""The priority of the call and by when it is due; pressed, it lets both be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
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
            self._is_brief = is_brief
            self._draw()

    def _draw(self) -> None:
        lines = self._brief if self._is_brief else self._full
        # Always two lines, so that nothing below moves when there are due times.
        self.setText("\n".join((*lines, "", "")[:2]))
