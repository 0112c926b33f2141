"""Under the outcome: what belongs to it. Every key is kept, also for an outcome not chosen now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from companion.domain.call import Call, CallId
from companion.domain.particulars import Escalation, EscalationKind, Explanation, SiteVisit
from companion.services.due_text import understood
from companion.ui.labels import Choice, ValueLabel, choose, field_label, set_quietly

_KINDS = {
    EscalationKind.FUNCTIONAL: "To specialists",
    EscalationKind.HIERARCHICAL: "To a manager",
    EscalationKind.TIER: "To the next tier",
}
_TIERS = {None: "No tier", 1: "Tier 1", 2: "Tier 2", 3: "Tier 3"}


class EscalationPanel(QWidget):
    """Which way, to which tier, to whom."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: CallId | None = None
        self.kind = Choice("Escalation")
        for kind, title in _KINDS.items():
            self.kind.addItem(title, kind)
        self.tier = Choice("Tier")
        for tier, title in _TIERS.items():
            self.tier.addItem(title, tier)
        self.to = _field("Escalated to", "Team or person")
        self.kind.activated.connect(self._on_changed)
        self.tier.activated.connect(self._on_changed)
        self.to.textChanged.connect(self._on_changed)
        grid = _grid(self)
        grid.addWidget(field_label("Escalation", self.kind), 0, 0)
        grid.addWidget(self.kind, 0, 1)
        grid.addWidget(field_label("Tier", self.tier), 0, 2)
        grid.addWidget(self.tier, 0, 3)
        grid.addWidget(field_label("To whom", self.to), 1, 0)
        grid.addWidget(self.to, 1, 1, 1, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)

    def show_call(self, call: Call) -> None:
        """Draw the call's escalation."""
        anew, self._shown = call.id != self._shown, call.id
        escalation = call.particulars.escalation
        choose(self.kind, escalation.kind)
        choose(self.tier, escalation.tier)
        _show(self.to, escalation.to, anew=anew)

    def _on_changed(self) -> None:
        kind, tier = EscalationKind(self.kind.currentData()), self.tier.currentData()
        self.changed.emit(Escalation(kind, tier, self.to.text()))


class VisitPanel(QWidget):
    """When somebody comes, where to, and how they get in."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: CallId | None = None
        self._visit = SiteVisit()
        self._now = datetime.now().astimezone()
        self.when = _field("Visit time", "thu 10, 12 March 14:30")
        self.agreed = ValueLabel("Visit agreed for", "small")
        self.where = _field("Visit address", "Address, room")
        self.access = _field("Access", "How they get in")
        self.when.textChanged.connect(self._on_when)
        self.where.textChanged.connect(self._on_changed)
        self.access.textChanged.connect(self._on_changed)
        grid = _grid(self)
        grid.addWidget(field_label("When", self.when), 0, 0)
        grid.addWidget(self.when, 0, 1)
        grid.addWidget(self.agreed, 0, 2, 1, 2)
        grid.addWidget(field_label("Where", self.where), 1, 0)
        grid.addWidget(self.where, 1, 1)
        grid.addWidget(field_label("Access", self.access), 1, 2)
        grid.addWidget(self.access, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def show_call(self, call: Call, now: datetime) -> None:
        """Draw the call's visit; times that are typed are seen from the local time `now`."""
        anew, self._shown = call.id != self._shown, call.id
        self._visit, self._now = call.particulars.visit, now
        _show(self.where, self._visit.where, anew=anew)
        _show(self.access, self._visit.access, anew=anew)
        if anew:
            set_quietly(self.when, _as_typed(self._visit.when))
        self._show_agreed()

    def _on_when(self) -> None:
        """What is typed is taken as soon as it is clear; nothing is no time."""
        meant = understood(self.when.text(), self._now)
        if meant:
            self._visit = replace(self._visit, when=meant.astimezone(UTC))
        elif not self.when.text().strip():
            self._visit = replace(self._visit, when=None)
        self._on_changed()
        self._show_agreed()

    def _on_changed(self) -> None:
        visit = replace(self._visit, where=self.where.text(), access=self.access.text())
        self.changed.emit(visit)

    def _show_agreed(self) -> None:
        when, typed = self._visit.when, self.when.text().strip()
        if typed and understood(typed, self._now) is None and _as_typed(when) != typed:
            self.agreed.show_value("not clear yet", "? Not clear yet")
        elif when:
            at = f"{when.astimezone():%a %d %b, %H:%M}"
            self.agreed.show_value(at, f"✓ {at}")
        else:
            self.agreed.show_value("no time yet", "No time yet")


class ExplanationPanel(QWidget):
    """Whether the caller was told why, and in what words."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: CallId | None = None
        self.given = QCheckBox("The caller was told wh&y")
        self.given.setAccessibleName("Explained")
        self.said = _field("Explanation", "What was said")
        self.given.toggled.connect(self._on_changed)
        self.said.textChanged.connect(self._on_said)
        grid = _grid(self)
        grid.addWidget(self.given, 0, 0, 1, 2)
        grid.addWidget(field_label("In words", self.said), 1, 0)
        grid.addWidget(self.said, 1, 1)
        grid.setColumnStretch(1, 1)

    def show_call(self, call: Call) -> None:
        """Draw what was explained."""
        anew, self._shown = call.id != self._shown, call.id
        explanation = call.particulars.explanation
        _show(self.said, explanation.said, anew=anew)
        self.given.blockSignals(True)
        self.given.setChecked(explanation.is_given)
        self.given.blockSignals(False)

    def _on_said(self) -> None:
        """Who writes down what was said has said it."""
        said = self.said.text()
        self.changed.emit(Explanation(self.given.isChecked() or bool(said.strip()), said))

    def _on_changed(self) -> None:
        self.changed.emit(Explanation(self.given.isChecked(), self.said.text()))


def _field(name: str, placeholder: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    field.setMaxLength(300)
    return field


def _grid(panel: QWidget) -> QGridLayout:
    grid = QGridLayout(panel)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(4)
    return grid


def _show(field: QLineEdit, text: str, *, anew: bool) -> None:
    """Another call's words are set anew, so that undo brings back nobody else's."""
    if anew or field.text() != text:
        set_quietly(field, text)


def _as_typed(when: datetime | None) -> str:
    """A time as it could have been typed."""
    local = when.astimezone() if when else None
    return f"{local.day} {local:%B %H:%M}" if local else ""
