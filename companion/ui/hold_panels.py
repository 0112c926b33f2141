"""Asking to hold, and the hold while it runs."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from companion.domain.call import Call
from companion.domain.moment import Moment
from companion.ui.clock_text import clock_text
from companion.ui.keys import Keys
from companion.ui.labels import SteadyLabel, ValueLabel, button, field_label, set_quietly
from companion.ui.theme import set_state, with_role

NEAR_THE_END = 0.75
"""The share of the promised wait after which the countdown is marked (Sinch marks at 75 %)."""


class HoldQuestionPanel(QWidget):
    """Why and how long, then the caller's answer. Enter is yes, Esc is never mind."""

    question_changed = Signal(str, object)
    agreed = Signal()
    declined = Signal()
    callback_chosen = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Moment | None = None
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Hold reason")
        self.reason.setPlaceholderText("to check the server logs")
        self.reason.setMaxLength(300)
        self.minutes = QSpinBox()
        self.minutes.setAccessibleName("Hold minutes")
        self.minutes.setRange(1, 60)
        self.minutes.setSuffix(" min")
        self.yes = button("Caller agreed", "Agreed", "Enter", "primary")
        self.no = button("Caller declined", "Decli&ned")
        self.call_back = button("Call back instead", "Call &back")
        self.reason.textChanged.connect(self._on_changed)
        self.minutes.valueChanged.connect(self._on_changed)
        self.reason.returnPressed.connect(self.agreed)
        self.minutes.installEventFilter(self)
        self.yes.clicked.connect(self.agreed)
        self.no.clicked.connect(self.declined)
        self.call_back.clicked.connect(self.callback_chosen)
        self._lay_out()

    def show_call(self, call: Call) -> None:
        """Draw the open question."""
        question = call.hold_question
        if question is None:
            return
        is_other = question.asked != self._shown
        self._shown = question.asked
        if is_other or self.reason.text() != question.reason:
            set_quietly(self.reason, question.reason)
        self.minutes.blockSignals(True)
        self.minutes.setValue(round(question.promised.total_seconds() / 60))
        self.minutes.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter in the minutes is the caller's yes, as it is in the reason."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.minutes.interpretText()
                self.agreed.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dropped.emit()
                return True
        return False

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setSpacing(6)
        fields.addWidget(field_label("&Why", self.reason), 0, 0)
        fields.addWidget(self.reason, 0, 1)
        fields.addWidget(field_label("&For", self.minutes), 0, 2)
        fields.addWidget(self.minutes, 0, 3)
        fields.setColumnStretch(1, 1)
        answers = QHBoxLayout()
        answers.setSpacing(6)
        for answer, stretch in ((self.call_back, 3), (self.no, 3), (self.yes, 4)):
            answers.addWidget(answer, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(fields)
        layout.addStretch()
        layout.addLayout(answers)

    def _on_changed(self) -> None:
        self.question_changed.emit(self.reason.text(), timedelta(minutes=self.minutes.value()))


class WaitingPanel(QWidget):
    """The promised wait, counting down; then by how much it is over."""

    resume_requested = Signal()
    check_back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "card")
        self.time = ValueLabel("Hold time", "clock")
        self.promise = SteadyLabel("small", 2)
        self.resume = button("Resume", "", Keys.HOLD.sequence, "primary")
        self.check_back = button("Checked back", "Checked back")
        self.check_back.setToolTip(Keys.CHECK_BACK.sequence)
        self.resume.clicked.connect(self.resume_requested)
        self.check_back.clicked.connect(self.check_back_requested)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.resume)
        buttons.addWidget(self.check_back)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.time)
        words.addWidget(self.promise)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.addLayout(words, 1)
        layout.addLayout(buttons)

    def show_time(self, call: Call, now: Moment) -> None:
        """Draw the wait; the state is told in words as well as by colour."""
        hold = call.running_hold
        if hold is None:
            return
        left = hold.left(now)
        is_over = left <= timedelta()
        is_near = hold.waited(now) >= NEAR_THE_END * hold.promised
        promised = clock_text(hold.promised)
        shown = f"+{clock_text(left)}" if is_over else clock_text(left + timedelta(seconds=0.999))
        word = f"over the {promised} promised" if is_over else f"left of {promised}"
        self.time.show_value(f"{shown} {word}", shown)
        mark = "⚠ Longer than promised" if is_over else "◔ Nearly up" if is_near else "Left"
        checked = f" · checked back {hold.check_backs}×" if hold.check_backs else ""
        why = f" · {hold.reason}" if hold.reason else ""
        self.promise.setText(f"{mark} · promised {promised}{why}{checked}")
        state = "over" if is_over else "near" if is_near else "calm"
        set_state(self.time, state)
        set_state(self, state)
