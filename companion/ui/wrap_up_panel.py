"""What is left to do when the caller has gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.domain.call import Call, CallId
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.wrapup import OUTCOME_TITLES, Level, Outcome, Record
from companion.services.lines import due_choices, spoken_time
from companion.ui.keys import Keys
from companion.ui.labels import Choice, SteadyLabel, button, field_label, text_label

_NO_OUTCOME = "Choose an outcome"
_NO_DUE = "No time promised"
_LEVELS = {Level.HIGH: "High", Level.MEDIUM: "Medium", Level.LOW: "Low"}
_PARTS = {
    Section.REPORTED: "reported",
    Section.OBSERVED: "observed",
    Section.DONE: "done",
    Section.OUTCOME: "outcome note",
    Section.FOLLOW_UP: "follow-up",
}


class WrapUpPanel(QWidget):
    """Outcome, follow-up time, priority, then the ticket. Nothing here has to be filled."""

    outcome_chosen = Signal(object)
    due_chosen = Signal(object)
    record_changed = Signal(object)
    copy_requested = Signal()
    close_requested = Signal()
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._record = Record()
        self._offered_for: tuple[CallId, Moment] | None = None
        self._times: list[datetime | None] = []
        self.left = SteadyLabel("muted", 2)
        self.outcome = _choices(
            "Outcome", [(_NO_OUTCOME, None), *((t, o) for o, t in OUTCOME_TITLES.items())]
        )
        self.due = Choice("Follow-up due")
        self.impact = _choices("Impact", [(title, level) for level, title in _LEVELS.items()])
        self.urgency = _choices("Urgency", [(title, level) for level, title in _LEVELS.items()])
        self.back = button("Back to the caller", "Back")
        self.back.setToolTip(Keys.PREVIOUS.sequence)
        self.copy = button("Copy ticket")
        self.copy.setToolTip(Keys.COPY.sequence)
        self.close_call = button("Close call", "Close call", Keys.WRAP_UP.sequence, "primary")
        self.outcome.activated.connect(self._on_outcome)
        self.due.activated.connect(self._on_due)
        self.impact.activated.connect(self._on_record)
        self.urgency.activated.connect(self._on_record)
        self.back.clicked.connect(self.back_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.close_call.clicked.connect(self.close_requested)
        self._lay_out()

    def show_call(self, call: Call, now: datetime) -> None:
        """Draw what is chosen and what is left, seen from the local time `now`."""
        self._record = call.record
        self.outcome.setCurrentIndex(_index(self.outcome, call.outcome))
        self.impact.setCurrentIndex(_index(self.impact, call.record.impact))
        self.urgency.setCurrentIndex(_index(self.urgency, call.record.urgency))
        self._show_due(call, now)
        left = _left_to_do(call)
        self.left.setText(left)
        self.left.setAccessibleName(f"Left to do: {left}")

    def _show_due(self, call: Call, now: datetime) -> None:
        """Offer the same times for as long as the wrap-up lasts: Down goes through them."""
        if self._offered_for != (call.id, call.phase.since):
            self._offered_for = (call.id, call.phase.since)
            self._times = []
            self.due.clear()
            self._offer(_NO_DUE, None)
            for title, at in due_choices(now):
                self._offer(title, at)
        due = call.follow_up.due if call.follow_up else None
        if due not in self._times:
            assert due is not None, "no time is always offered"
            promised = spoken_time(due.astimezone(), now)
            self._offer(promised[0].upper() + promised[1:], due)
        self.due.setCurrentIndex(self._times.index(due))

    def _offer(self, title: str, at: datetime | None) -> None:
        self._times.append(at)
        self.due.addItem(title)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        for row, (label, field) in enumerate(
            (("Outco&me", self.outcome), ("Follow-up due", self.due))
        ):
            grid.addWidget(field_label(label, field), row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        levels = QHBoxLayout()
        levels.setSpacing(6)
        for label, field in (("Impact", self.impact), ("Urgency", self.urgency)):
            levels.addWidget(field_label(label, field))
            levels.addWidget(field, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for widget, stretch in ((self.back, 2), (self.copy, 3), (self.close_call, 4)):
            buttons.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(text_label("Left to do", "section"))
        layout.addWidget(self.left)
        layout.addLayout(grid)
        layout.addLayout(levels)
        layout.addStretch()
        layout.addLayout(buttons)

    def _on_outcome(self) -> None:
        chosen = self.outcome.currentData()
        self.outcome_chosen.emit(Outcome(chosen) if chosen else None)

    def _on_due(self) -> None:
        self.due_chosen.emit(self._times[self.due.currentIndex()])

    def _on_record(self) -> None:
        record = replace(
            self._record,
            impact=Level(self.impact.currentData()),
            urgency=Level(self.urgency.currentData()),
        )
        self.record_changed.emit(record)


def _left_to_do(call: Call) -> str:
    missing = [] if call.outcome else ["an outcome"]
    missing += [_PARTS[section] for section in call.notes.empty]
    if call.notes.follow_up.strip() and not call.follow_up:
        missing.append("a time for the follow-up")
    return f"Still empty: {', '.join(missing)}." if missing else "✓ All there. Copy it and close."


def _choices(name: str, entries: list[tuple[str, object]]) -> QComboBox:
    box = Choice(name)
    for title, value in entries:
        box.addItem(title, value)
    return box


def _index(box: QComboBox, value: object) -> int:
    return next((i for i in range(box.count()) if box.itemData(i) == value), 0)
