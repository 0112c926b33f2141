"""Messages. They never take the keyboard and stay until they are dealt with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.keys import Keys
from companion.ui.labels import ValueLabel, button
from companion.ui.theme import set_state, with_role

if TYPE_CHECKING:
    from companion.ui.call_header import CallHeader

EDGE = 6
"""Pixels between a notice and what it leaves in sight."""


class NoticeBar(QWidget):
    """One message at a time; trouble is not covered by a lesser one.

    It lies over the window, in no layout: whoever shows it gives it a place when it `appeared`.
    """

    appeared = Signal()

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "notice")
        self._topic = ""
        self._act: Callable[[], None] | None = None
        self._dismissed: Callable[[], None] | None = None
        self.message = ValueLabel("Notice", "message", wraps=True)
        self.action = button("Notice action")
        self.dismiss = button("Dismiss notice", "OK")
        # Tab must not wander through a message in the middle of a call.
        for widget in (self.action, self.dismiss):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.action.clicked.connect(self.answer)
        self.dismiss.clicked.connect(self._on_dismissed)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.action)
        buttons.addWidget(self.dismiss)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(self.message)
        layout.addLayout(buttons)
        self.hide()

    def is_showing_other(self, topic: str) -> bool:
        """A message about something else is in sight."""
        return bool(self._topic) and self._topic != topic

    def tell(
        self,
        topic: str,
        message: str,
        *,
        is_trouble: bool = False,
        action: str = "",
        act: Callable[[], None] | None = None,
        dismissed: Callable[[], None] | None = None,
    ) -> None:
        """Show a message about a topic; `action` names a button that calls `act`.

        `dismissed` is called when the message is put away instead.
        """
        if self._topic and self.property("state") == "trouble" and not is_trouble:
            return
        self._topic, self._act, self._dismissed = topic, act, dismissed
        self.message.show_value(message)
        self.action.setText(f"{action}  {Keys.NOTICE.sequence}")
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        set_state(self, "trouble" if is_trouble else "news")
        self.show()
        self.appeared.emit()
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        event = QAccessibleEvent(self.message, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(event)

    def lie_over(self, header: CallHeader, focused: QWidget | None, above: QWidget) -> None:
        """Over the caller's fields, or above what is at the bottom while those are typed in.

        Lying over the window it moves nothing; and it never covers what has the keyboard.
        """
        width = header.width()
        height = self.heightForWidth(width)
        top = header.y() + header.number.y() - EDGE
        if focused is not None and header.isAncestorOf(focused):
            top = above.y() - height - EDGE
        self.setGeometry(header.x(), top, width, height)
        self.raise_()

    def clear(self, topic: str) -> None:
        """The topic is dealt with."""
        if topic == self._topic:
            self._topic, self._act, self._dismissed = "", None, None
            self.hide()

    def answer(self) -> None:
        """Do what the message offers; a message that offers nothing is put away."""
        act = self._act
        self.clear(self._topic)
        if act:
            act()

    def _on_dismissed(self) -> None:
        dismissed = self._dismissed
        self.clear(self._topic)
        if dismissed:
            dismissed()
