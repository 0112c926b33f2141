"""In the bottom line of the window: who is parked and how long they have waited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from companion.domain.call import Call
from companion.domain.hold_rules import Wait
from companion.domain.moment import Moment
from companion.ui.keys import Keys
from companion.ui.parked_words import at_a_glance, needs_somebody
from companion.ui.theme import set_state, with_role

Waiting = Sequence[tuple[Call, Wait | None]]
"""The parked calls, the one that was parked first in front, and how their callers wait."""
PADDING = 16
"""Pixels of the button that its text does not have."""


class ParkedStrip(QPushButton):
    """Takes up the call that was parked first. Its room is there also while nobody is parked."""

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "parked")
        self._text = ""
        self.setToolTip(
            f"Take up ({Keys.TAKE_UP.sequence}), choose ({Keys.CHOOSE_PARKED.sequence})"
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setAutoDefault(True)

    def show_parked(self, waiting: Waiting, now: Moment) -> None:
        """Draw who is parked: first in line, and whoever should not wait any longer."""
        self.setVisible(bool(waiting))
        if not waiting:
            return
        self._text = parked_text(waiting, now, f"  {Keys.TAKE_UP.sequence}")
        self._elide()
        name = f"Parked calls: {self._text}"
        if self.accessibleName() != name:
            self.setAccessibleName(name)
        is_urgent = any(needs_somebody(wait) for _, wait in waiting)
        set_state(self, "urgent" if is_urgent else "calm")

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(60, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width() - PADDING
        )
        # An ampersand in a name is no key.
        self.setText(shown.replace("&", "&&"))


def parked_text(waiting: Waiting, now: Moment, key: str) -> str:
    """Who is first in line, and the key that takes them up; who is in need; how many more."""
    (first, first_wait), *others = waiting
    urgent = [(call, wait) for call, wait in others if needs_somebody(wait)]
    shown = urgent[:1] or others[:1]
    words = [f"{at_a_glance(first, first_wait, now)}{key}"]
    words += [at_a_glance(call, wait, now) for call, wait in shown]
    if len(others) > 1:
        words.append(f"{len(others) - 1} more")
    return "   ".join(words)
