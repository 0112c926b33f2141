"""Under the prompt while talking: other words, back, on, and the answers that lead elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.domain.call import Call
from companion.domain.flow import CallFlow, Exit
from companion.ui.keys import EXIT_KEY, Keys
from companion.ui.labels import button
from companion.ui.theme import is_new_look


class TalkPanel(QWidget):
    """Asks for the next prompt, the one before, other words, or an answer's way."""

    next_requested = Signal()
    previous_requested = Signal()
    reword_requested = Signal()
    exit_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.next = button("Next prompt", "Said, next", Keys.NEXT.sequence, "primary")
        self.previous = button("Previous prompt", "Back")
        self.previous.setToolTip(Keys.PREVIOUS.sequence)
        self.reword = button("Other wording", "Reword", Keys.REWORD.sequence)
        self.next.clicked.connect(self.next_requested)
        self.previous.clicked.connect(self.previous_requested)
        self.reword.clicked.connect(self.reword_requested)
        self._exits: tuple[Exit, ...] = ()
        self._room = QWidget()
        self._answers = QHBoxLayout(self._room)
        self._answers.setContentsMargins(0, 0, 0, 0)
        steps = QGridLayout()
        steps.setSpacing(6)
        for column, (widget, stretch) in enumerate(
            ((self.previous, 2), (self.reword, 3), (self.next, 4))
        ):
            steps.addWidget(widget, 0, column)
            steps.setColumnStretch(column, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        # The answers' row keeps its room in stages that have none.
        layout.addWidget(self._room)
        layout.addLayout(steps)

    def show_call(self, call: Call, flow: CallFlow) -> None:
        """Draw what can be done at this place of the flow."""
        exits = flow.stage(call.place.stage).exits
        if exits != self._exits:
            self._exits = exits
            self._show_exits()
        self.previous.setEnabled(flow.before(call.place) is not None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            self._room.setFixedHeight(self.reword.sizeHint().height())

    def go_to_answers(self) -> None:
        """Put the focus on the first answer: one of them is needed to go on."""
        first = self._answers.itemAt(0)
        if widget := first and first.widget():
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def exit_at(self, index: int) -> Exit | None:
        """The answer with that number, counted from 0."""
        return self._exits[index] if index < len(self._exits) else None

    def _show_exits(self) -> None:
        while item := self._answers.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for number, way in enumerate(self._exits, 1):
            self._answers.addWidget(self._answer(way, EXIT_KEY.format(number=number)))

    def _answer(self, way: Exit, key: str) -> QPushButton:
        answer = button(way.label, way.label.replace("&", "&&"), key, "action")
        answer.clicked.connect(lambda: self.exit_requested.emit(way))
        return answer
