"""A question on the page itself, with an answer each button: no box comes up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from companion.ui.button_row import ButtonRow
from companion.ui.labels import ValueLabel, button
from companion.ui.theme import set_state, with_role

Answer = tuple[str, Callable[[], None]]


class InlineQuestion(QWidget):
    """Asked by a key of the agent's own, so it takes the keyboard: to what does nothing.

    Each answer has its number for a key; Esc, which the page hears, leaves all as it is.
    """

    asked = Signal()
    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "notice")
        set_state(self, "news")
        self.text = ValueLabel("Question", "message", wraps=True)
        self.leave = button("Leave it", "Leave it", "Esc")
        self.leave.clicked.connect(self.put_away)
        self._buttons: list[QPushButton] = []
        self._row: ButtonRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 6, 8, 6)
        self._column.setSpacing(4)
        self._column.addWidget(self.text)
        self.hide()

    def ask(self, text: str, answers: Sequence[Answer]) -> None:
        """Ask; one of the answers is done, or nothing."""
        if self._row is not None:
            self.leave.setParent(self)
            self._row.deleteLater()
        numbered = enumerate(answers, 1)
        self._buttons = [self._new(number, *answer) for number, answer in numbered]
        self._row = ButtonRow(*self._buttons, self.leave)
        self._column.addWidget(self._row)
        self.text.show_value(text)
        self.leave.show()
        self.asked.emit()
        self.show()
        self.leave.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_first(self) -> None:
        """The keyboard to the first answer: none of them does any harm."""
        self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Nothing is asked any more."""
        if not self.isHidden():
            self.hide()
            self.answered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self._buttons) and not event.modifiers():
            self._buttons[number].click()
        else:
            super().keyPressEvent(event)

    def _new(self, number: int, label: str, act: Callable[[], None]) -> QPushButton:
        made = button(label, label, str(number))

        def take() -> None:
            self.put_away()
            act()

        made.clicked.connect(take)
        return made
