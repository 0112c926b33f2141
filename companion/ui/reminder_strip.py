"""What calls for attention, on one calm line that moves nothing and takes no focus."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from companion.domain.wording import spoken_name
from companion.services.ports import OwedPromise
from companion.ui.keys import Keys
from companion.ui.promise_list import owed_to, two_lines
from companion.ui.theme import is_new_look, set_state, with_role

_PADDING = 12


class ReminderWords(NamedTuple):
    """What is due first and how much more: as shown, as read out, and whether it is late."""

    shown: str
    spoken: str
    is_late: bool


def reminder_words(calling: Sequence[OwedPromise], now: datetime) -> ReminderWords:
    """Words for what calls for attention, due first, seen from the local time `now`."""
    first, more = calling[0], len(calling) - 1
    due, is_late = first.due.astimezone(), first.due < now
    when = f"{due:%H:%M}" if due.date() == now.date() else f"{due:%a %H:%M}"
    count, others = (f" +{more}", f", and {more} more") if more else ("", "")
    shown = f"{'⚠' if is_late else '◷'} {when} {spoken_name(owed_to(first))}{count}"
    spoken = two_lines(first, now).replace("\n", ", ") + others
    return ReminderWords(shown, spoken, is_late)


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
        words = reminder_words(calling, now)
        set_state(self, "over" if words.is_late else "near")
        said = f"{words.shown}  {Keys.PROMISES.sequence}"
        if said != self._said:
            self._said = said
            self._elide()
        name = f"Reminder: {words.spoken}"
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
