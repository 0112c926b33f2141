"""What calls for attention, on one calm line that moves nothing and takes no focus."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from companion.domain.wording import spoken_name
from companion.services.ports import OwedPromise
from companion.ui.keys import Keys
from companion.ui.promise_list import owed_to, two_lines
from companion.ui.theme import is_new_look, set_state, with_role

_PADDING = 12


class ReminderStrip(QPushButton):
    """Says what is due first and how much more there is; pressed, it shows them all.

    It takes what room there is, and keeps it while there is nothing to say.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        with_role(self, "strip")
        # Tab must not wander through a reminder in the middle of a call.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_reminders(self, calling: Sequence[OwedPromise], now: datetime) -> None:
        """Draw what calls for attention, due first, seen from the local time `now`."""
        self.setVisible(bool(calling))
        if not calling:
            return
        first, more = calling[0], len(calling) - 1
        set_state(self, "over" if first.due < now else "near")
        is_today = first.due.astimezone().date() == now.date()
        when = f"{first.due.astimezone():{'%H:%M' if is_today else '%a %H:%M'}}"
        count = f" +{more}" if more else ""
        mark = "⚠" if first.due < now else "⏰"
        said = f"{mark} {when} {spoken_name(owed_to(first))}{count}  {Keys.PROMISES.sequence}"
        if said != self._said:
            self._said = said
            self._elide()
        others = f", and {more} more" if more else ""
        name = f"Reminder: {two_lines(first, now)}{others}".replace("\n", ", ")
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(f"{name} ({Keys.PROMISES.sequence})")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(0, self.width() - _PADDING)
        self.setText(self.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room))
