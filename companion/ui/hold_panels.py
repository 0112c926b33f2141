"""Asking to hold, and the hold while it runs."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from companion.domain.call import Call
from companion.domain.hold import Hold
from companion.domain.hold_rules import CallBackReason, Stretch, Wait
from companion.domain.moment import Moment
from companion.ui.button_row import ButtonRow
from companion.ui.clock_text import clock_text
from companion.ui.hold_words import STRETCHES, hold_clock
from companion.ui.keys import Keys
from companion.ui.labels import (
    SteadyLabel,
    ValueLabel,
    button,
    field_label,
    set_number_quietly,
    set_quietly,
)
from companion.ui.theme import set_state, with_role


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
        self.minutes = minutes_box("Hold minutes")
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

    def show_call(self, call: Call, why_call_back: CallBackReason | None) -> None:
        """Draw the open question, with the call back marked where it is the kinder answer."""
        set_state(self.call_back, "offered" if why_call_back else "usual")
        question = call.hold_question
        if question is None:
            return
        is_other = question.asked != self._shown
        self._shown = question.asked
        if is_other or self.reason.text() != question.reason:
            set_quietly(self.reason, question.reason)
        set_number_quietly(self.minutes, round(question.promised.total_seconds() / 60))

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
        answers = ButtonRow(*(self.call_back, self.no, self.yes), stretches=(3, 3, 4), spacing=6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(fields)
        layout.addStretch()
        layout.addWidget(answers)

    def _on_changed(self) -> None:
        self.question_changed.emit(self.reason.text(), timedelta(minutes=self.minutes.value()))


class WaitingPanel(QWidget):
    """The promised wait, counting down; then by how much it is over."""

    resume_requested = Signal()
    check_back_requested = Signal()
    extend_requested = Signal()
    extension_agreed = Signal(object)
    """The caller agreed to wait longer, by this duration."""
    callback_chosen = Signal()
    asking_ended = Signal()
    """The keyboard is free again: the caller agreed to wait longer, or was not asked."""

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "card")
        self._shown: Moment | None = None
        self.time = ValueLabel("Hold time", "clock")
        self.promise = SteadyLabel("small", 2)
        self.resume = button("Resume", "", Keys.HOLD.sequence, "primary")
        self.check_back = button("Checked back", "Checked", "", "action")
        self.check_back.setToolTip(Keys.CHECK_BACK.sequence)
        self.longer = button("Extend hold", "Longer", "", "action")
        self.longer.setToolTip(Keys.EXTEND.sequence)
        self.call_back = button("Call back instead of waiting", "Call &back", "", "action")
        self.minutes = minutes_box("More minutes")
        self.agreed = button("Caller agreed to wait longer", "Agreed", "Enter", "primary")
        self.not_longer = button("Not longer", "Back", "Esc", "action")
        self._lay_out()
        self.resume.clicked.connect(self.resume_requested)
        self.check_back.clicked.connect(self.check_back_requested)
        self.longer.clicked.connect(self.extend_requested)
        self.call_back.clicked.connect(self.callback_chosen)
        self.agreed.clicked.connect(self._agree)
        self.not_longer.clicked.connect(self._stop_asking)
        self.minutes.installEventFilter(self)

    @property
    def is_asking(self) -> bool:
        """How much longer is being typed."""
        return self._actions.currentIndex() == 1

    def extend(self) -> None:
        """Ask how much longer; asked already, the caller has agreed."""
        if self.is_asking:
            self._agree()
        else:
            self._actions.setCurrentIndex(1)
            self.minutes.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.minutes.selectAll()

    def show_wait(self, call: Call, wait: Wait, why_call_back: CallBackReason | None) -> None:
        """Draw the wait; every state is told in words as well as by shape and colour."""
        hold = call.running_hold
        assert hold is not None, "somebody waits"
        if hold.asked != self._shown:
            self._begin(hold)
        promised = clock_text(hold.standing)
        is_over = wait.stretch is Stretch.OVER
        shown = hold_clock(wait)
        word = f"over the {promised} promised" if is_over else f"left of {promised}"
        self.time.show_value(f"{shown} {word}", shown)
        nth = f" · promise {len(hold.promises)}" if hold.extensions else ""
        first = f"{STRETCHES[wait.stretch]} {promised}{nth}"
        second = _contact_words(hold, wait)
        self._say(f"{first}\n{second}" if second else first, hold.reason)
        set_state(self.check_back, "due" if wait.check_back_due is not None else "usual")
        set_state(self.call_back, "due" if why_call_back else "usual")
        set_state(self.time, wait.stretch)
        set_state(self, wait.stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_asking:
            self._stop_asking()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter in the minutes is the caller's yes, Esc takes the question back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._agree()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._stop_asking()
                return True
        return False

    def _begin(self, hold: Hold) -> None:
        self._shown = hold.asked
        self._actions.setCurrentIndex(0)
        set_number_quietly(self.minutes, round(hold.promised.total_seconds() / 60))

    def _agree(self) -> None:
        self.minutes.interpretText()
        self._actions.setCurrentIndex(0)
        self.extension_agreed.emit(timedelta(minutes=self.minutes.value()))
        self.asking_ended.emit()

    def _stop_asking(self) -> None:
        self._actions.setCurrentIndex(0)
        self.asking_ended.emit()

    def _say(self, text: str, reason: str) -> None:
        if self.promise.text() != text:
            self.promise.setText(text)
        if self.toolTip() != reason:
            self.setToolTip(reason)

    def _lay_out(self) -> None:
        self._actions = QStackedWidget()
        doing = (self.resume, self.check_back, self.longer, self.call_back)
        self._actions.addWidget(ButtonRow(*doing))
        self._actions.addWidget(ButtonRow(self.minutes, self.agreed, self.not_longer))
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.time)
        words.addWidget(self.promise, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.setSpacing(2)
        layout.addLayout(words)
        layout.addWidget(self._actions)


def minutes_box(name: str) -> QSpinBox:
    """A field for a wait in minutes, as many as can be promised."""
    box = QSpinBox()
    box.setAccessibleName(name)
    box.setRange(1, 60)
    box.setSuffix(" min")
    return box


def _contact_words(hold: Hold, wait: Wait) -> str:
    if wait.check_back_due is not None:
        again = "again" if hold.check_backs else "now"
        return f"◷ Check back {again}  {Keys.CHECK_BACK.sequence}"
    return f"checked back {hold.check_backs}×" if hold.check_backs else ""
