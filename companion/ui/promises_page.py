"""Everything that is owed, by when it is due, and promising more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from companion.domain.call import CallId
from companion.services.drafts import Drafts
from companion.services.due_text import understood
from companion.services.ports import OwedPromise
from companion.ui.labels import ValueLabel, button, field_label
from companion.ui.promise_form import PromiseForm
from companion.ui.promise_list import SNOOZES, PromiseList, Snoozed
from companion.ui.tall_area import TallArea
from companion.ui.theme import with_role


class PromisesPage(QWidget):
    """The list with what can be done about a promise; below it, the form in a call."""

    left = Signal()
    snoozed_until = Signal(object, object)
    """A promise, and the time that was typed (aware)."""

    def __init__(self, snoozed: Snoozed, now: Callable[[], datetime], drafts: Drafts) -> None:
        super().__init__()
        with_role(self, "page")
        self._now = now
        self.owed = ValueLabel("Promised", "section")
        self.list = PromiseList(snoozed)
        self.form = PromiseForm(now, drafts)
        self.until = QLineEdit()
        self.until.setAccessibleName("Quiet until")
        self.until.setPlaceholderText("or a time, such as Fri 14:30")
        self.until.returnPressed.connect(self._on_until)
        self.back = button("Back", "Back", "Esc")
        self.back.clicked.connect(self.left)
        self.list.change_requested.connect(self._on_change)
        self._lay_out()

    # ------------------------------------------------------------------ drawing

    def show_promises(self, promises: Sequence[OwedPromise], now: datetime) -> None:
        """Draw what is owed, seen from the local time `now`."""
        self.list.show_promises(promises, now)
        late = sum(promise.due < now for promise in promises)
        count = f"{len(promises)}, {late} overdue" if late else f"{len(promises)}"
        shown = "You promised" if promises else "Nothing is owed to anybody."
        self.owed.show_value(count, shown + (f" – {late} overdue" if late else ""))
        for pressed in self._acts:
            pressed.setEnabled(bool(promises))

    def show_time(self, now: datetime) -> None:
        """Time goes on."""
        self.list.show_time(now)

    def enter(self) -> None:
        """The page comes into view, for looking at what is owed."""
        self.form.hide()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter_to_promise(self, call: CallId, caller: str, note: str) -> None:
        """The page comes into view, for promising that caller something.

        A follow-up note that has no time yet is what is promised first.
        """
        self.form.begin(call, caller, note)
        self.form.show()
        self.form.enter()

    # ------------------------------------------------------------------ inside

    def _on_change(self, promise: OwedPromise) -> None:
        self.form.change(promise)
        self.form.show()
        self.form.enter()

    def _on_until(self) -> None:
        until, chosen = understood(self.until.text(), self._now()), self.list.chosen
        if until and chosen:
            self.until.clear()
            self.snoozed_until.emit(chosen, until)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, name: str, text: str, key: str, act: Callable[[], None]) -> QPushButton:
        pressed = button(name, text, key, "action")
        # Not itself: a button says whether it is checked, which no act wants to know.
        pressed.clicked.connect(lambda: act())
        return pressed

    def _lay_out(self) -> None:
        owed = self.list
        dealings = (
            ("Call back now", "Call", "Enter", owed.call_requested),
            ("Running late", "Late", "L", owed.late_requested),
            ("Promise kept", "Done", "D", owed.done_requested),
            ("Open that call", "Open", "O", owed.open_requested),
            ("Change promise", "Change it", "C", owed.change_requested),
            ("Withdraw promise", "Withdraw it", "W", owed.withdraw_requested),
        )
        acts = [
            self._button(name, text, key, partial(owed.ask, signal.emit))
            for name, text, key, signal in dealings
        ]
        snoozes = [
            self._button(f"Quiet: {title}", title, str(n + 1), partial(owed.snooze, n))
            for n, title in enumerate(SNOOZES)
        ]
        self._acts = (*acts, *snoozes)
        until = QHBoxLayout()
        until.addWidget(field_label("&Quiet until", self.until))
        until.addWidget(self.until, 1)
        inside = QWidget()
        with_role(inside, "page")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.owed)
        layout.addWidget(self.list, 1)
        layout.addLayout(_row(acts[:3]))
        layout.addLayout(_row(snoozes))
        layout.addLayout(_row(acts[3:]))
        layout.addLayout(until)
        layout.addWidget(self.form)
        layout.addWidget(self.back)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(TallArea(inside))
        self.form.hide()


def _row(buttons: Sequence[QPushButton]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for pressed in buttons:
        row.addWidget(pressed, 1)
    return row
