"""What is left to do when the caller has gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from companion.domain.call import Call, CallId
from companion.domain.closing import open_gates
from companion.domain.gate import GATE_TITLES
from companion.domain.moment import Moment
from companion.domain.particulars import Escalation, Explanation, Particulars, SiteVisit
from companion.domain.wrapup import OUTCOME_TITLES, Outcome, OwnOutcome
from companion.services.lines import due_choices, spoken_time
from companion.ui.button_row import ButtonRow
from companion.ui.clock_text import clock_text
from companion.ui.gates_panel import GatesPanel
from companion.ui.keys import Keys
from companion.ui.labels import Choice, ValueLabel, button, field_label
from companion.ui.particulars_panels import EscalationPanel, ExplanationPanel, VisitPanel
from companion.ui.record_panel import RecordPanel
from companion.ui.theme import set_state

_NO_OUTCOME = "Choose an outcome"
_NO_DUE = "No time promised"


class WrapUpPanel(QWidget):
    """Gates, outcome and what belongs to it, follow-up time, then the ticket.

    Nothing here has to be filled. What belongs to the outcome has its place whatever is chosen,
    so that nothing moves; where the outcome has no particulars it is the priority's.
    """

    outcome_chosen = Signal(object)
    particulars_changed = Signal(object)
    due_chosen = Signal(object)
    record_changed = Signal(object)
    gate_pressed = Signal(object)
    copy_requested = Signal()
    close_requested = Signal()
    back_requested = Signal()

    def __init__(self, own_outcomes: Sequence[OwnOutcome] = ()) -> None:
        super().__init__()
        self._particulars = Particulars()
        self._offered_for: tuple[CallId, Moment] | None = None
        self._times: list[datetime | None] = []
        self._outcomes: list[Outcome | OwnOutcome | None] = []
        self._shown: tuple[CallId, Outcome | None] | None = None
        self.left = ValueLabel("Left to do", "section")
        self.time = ValueLabel("Wrap-up time", "small")
        self.gates = GatesPanel()
        self.outcome = Choice("Outcome")
        self._offer_outcome(_NO_OUTCOME, None)
        for outcome, title in OUTCOME_TITLES.items():
            self._offer_outcome(title, outcome)
        for own in own_outcomes:
            self._offer_outcome(own.title, own)
        self.due = Choice("Follow-up due")
        self.record = RecordPanel()
        self.escalation = EscalationPanel()
        self.visit = VisitPanel()
        self.explanation = ExplanationPanel()
        self.priority = button("Priority and type", "Priority", Keys.PRIORITY.sequence, "due")
        self.back = button("Back to the caller", "Back")
        self.back.setToolTip(Keys.PREVIOUS.sequence)
        self.copy = button("Copy ticket")
        self.copy.setToolTip(Keys.COPY.sequence)
        self.close_call = button("Close call", "Close call", Keys.WRAP_UP.sequence, "primary")
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ drawing

    def show_call(self, call: Call, now: datetime) -> None:
        """Draw what is chosen and what is left, seen from the local time `now`."""
        self._particulars = call.particulars
        self.left.show_value(_left_to_do(call), "Checks: Ctrl+1 … 5")
        self.gates.show_call(call)
        self._show_outcome(call)
        self.record.show_call(call)
        self.escalation.show_call(call)
        self.visit.show_call(call, now)
        self.explanation.show_call(call)
        self._show_due(call, now)
        if self._shown != (call.id, call.outcome):
            self._shown = (call.id, call.outcome)
            self._details.setCurrentWidget(self._particulars_of(call.outcome) or self.record)

    def show_time(self, call: Call, now: Moment, target: timedelta) -> None:
        """Whether the wrap-up, counted at the top, takes longer than usual. It only informs."""
        is_over = call.handle_time(now).wrap_up > target
        said = f"{'over' if is_over else 'usually'} {clock_text(target)}"
        shown = f"{'◆' if is_over else '◇'} {said}"
        if self.time.text() != shown:
            self.time.show_value(said, shown)
            set_state(self.time, "over" if is_over else "calm")

    def turn_to_record(self) -> None:
        """To type, impact and urgency, and back to what belongs to the outcome."""
        shown = self._details.currentWidget()
        particulars = self._particulars_of(self._shown[1] if self._shown else None)
        if shown is self.record and particulars is not None and self.record_has_focus:
            self._details.setCurrentWidget(particulars)
            self.outcome.setFocus()
            return
        self._details.setCurrentWidget(self.record)
        self.record.impact.setFocus()

    @property
    def record_has_focus(self) -> bool:
        """The keyboard is in type, impact or urgency."""
        focused = self.window().focusWidget()
        return focused is not None and self.record.isAncestorOf(focused)

    def _particulars_of(self, outcome: Outcome | None) -> QWidget | None:
        match outcome:
            case Outcome.ESCALATED:
                return self.escalation
            case Outcome.ON_SITE:
                return self.visit
            case Outcome.NOT_RESOLVED:
                return self.explanation
        return None

    def _show_outcome(self, call: Call) -> None:
        """An own outcome that the desk has no more is offered as long as a call has it."""
        outcome = call.own_outcome or call.outcome
        if outcome not in self._outcomes:
            self._offer_outcome(call.outcome_title, outcome)
        self.outcome.setCurrentIndex(self._outcomes.index(outcome))

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

    def _offer_outcome(self, title: str, outcome: Outcome | OwnOutcome | None) -> None:
        self._outcomes.append(outcome)
        self.outcome.addItem(title)

    def _offer(self, title: str, at: datetime | None) -> None:
        self._times.append(at)
        self.due.addItem(title)

    # ------------------------------------------------------------------ putting together

    def _connect(self) -> None:
        self.outcome.activated.connect(
            lambda index: self.outcome_chosen.emit(self._outcomes[index])
        )
        self.due.activated.connect(lambda index: self.due_chosen.emit(self._times[index]))
        self.record.record_changed.connect(self.record_changed)
        self.record.left.connect(self.outcome.setFocus)
        self.escalation.changed.connect(self._on_particulars)
        self.visit.changed.connect(self._on_particulars)
        self.explanation.changed.connect(self._on_particulars)
        self.gates.gate_pressed.connect(self.gate_pressed)
        self.priority.clicked.connect(self.turn_to_record)
        self.back.clicked.connect(self.back_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.close_call.clicked.connect(self.close_requested)

    def _on_particulars(self, changed: Escalation | SiteVisit | Explanation) -> None:
        match changed:
            case Escalation():
                particulars = replace(self._particulars, escalation=changed)
            case SiteVisit():
                particulars = replace(self._particulars, visit=changed)
            case Explanation():
                particulars = replace(self._particulars, explanation=changed)
        self.particulars_changed.emit(particulars)

    def _lay_out(self) -> None:
        self._details = QStackedWidget()
        for page in (self.record, self.escalation, self.visit, self.explanation):
            self._details.addWidget(page)
        heading = QHBoxLayout()
        heading.setSpacing(10)
        # The keys are in the tool tips too: in large type the hint may be cut.
        self.left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        heading.addWidget(self.left, 1)
        heading.addWidget(self.time)
        heading.addWidget(self.priority)
        grid = QGridLayout()
        grid.setSpacing(4)
        grid.addWidget(field_label("Outco&me", self.outcome), 0, 0)
        grid.addWidget(self.outcome, 0, 1)
        grid.addWidget(field_label("Follow-up due", self.due), 1, 0)
        grid.addWidget(self.due, 1, 1)
        grid.setColumnStretch(1, 1)
        buttons = ButtonRow(
            *(self.back, self.copy, self.close_call), stretches=(2, 3, 4), spacing=6
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(heading)
        layout.addWidget(self.gates)
        layout.addLayout(grid)
        layout.addWidget(self._details)
        layout.addStretch()
        layout.addWidget(buttons)


def _left_to_do(call: Call) -> str:
    left = [] if call.outcome else ["an outcome"]
    left += [GATE_TITLES[gate.id].lower() for gate in open_gates(call)]
    return ", ".join(left) if left else "nothing"
