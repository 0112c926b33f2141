"""What kind of record it is, how far it reaches and how soon it hurts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from companion.domain.call import Call
from companion.domain.wrapup import Level, Record, RecordType
from companion.ui.labels import Choice, choose, field_label, labelled
from companion.ui.side_by_side import SideBySide

_TYPES = {
    RecordType.INCIDENT: "Incident",
    RecordType.REQUEST: "Request",
    RecordType.PROBLEM: "Problem",
    RecordType.CHANGE: "Change",
    RecordType.ACCESS: "Access",
}
_LEVELS = {Level.HIGH: "High", Level.MEDIUM: "Medium", Level.LOW: "Low"}


class RecordPanel(QWidget):
    """Type, impact and urgency; the priority follows from them."""

    record_changed = Signal(object)
    left = Signal()
    """Esc: the agent has done with it."""

    def __init__(self) -> None:
        super().__init__()
        self._record = Record()
        self.type = Choice("Record type")
        self.impact = Choice("Impact")
        self.urgency = Choice("Urgency")
        for kind, title in _TYPES.items():
            self.type.addItem(title, kind)
        for level, title in _LEVELS.items():
            self.impact.addItem(title, level)
            self.urgency.addItem(title, level)
        for box in (self.type, self.impact, self.urgency):
            box.activated.connect(self._on_changed)
        self._lay_out()

    def show_call(self, call: Call) -> None:
        """Draw how the call is classified."""
        self._record = call.record
        choose(self.type, call.record.type)
        choose(self.impact, call.record.impact)
        choose(self.urgency, call.record.urgency)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_changed(self) -> None:
        record = replace(
            self._record,
            type=RecordType(self.type.currentData()),
            impact=Level(self.impact.currentData()),
            urgency=Level(self.urgency.currentData()),
        )
        self.record_changed.emit(record)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(field_label("Type", self.type), 0, 0)
        grid.addWidget(self.type, 0, 1, 1, 3)
        levels = SideBySide(labelled("Impact", self.impact), labelled("Urgency", self.urgency))
        grid.addWidget(levels, 1, 0, 1, 4)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)
