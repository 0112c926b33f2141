"""What should be so before the call is closed: one key each, and nothing that stops anybody."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from companion.domain.call import Call
from companion.domain.closing import gates
from companion.domain.gate import GATE_TITLES, Gate, GateId, Passed, PassedOver
from companion.domain.notes import Section
from companion.ui.button_row import ButtonRow
from companion.ui.keys import EXIT_KEY
from companion.ui.labels import button
from companion.ui.theme import set_state

_SHORT = {
    GateId.CONFIRM_THE_FIX: "Fix confirmed",
    GateId.CALLER_SATISFIED: "Satisfied",
    GateId.OFFER_MORE_HELP: "More help",
    GateId.FIVE_PARTS: "Notes",
    GateId.FOLLOW_UP: "Follow-up",
}
_ROWS = (
    (GateId.CONFIRM_THE_FIX, GateId.CALLER_SATISFIED),
    (GateId.OFFER_MORE_HELP, GateId.FIVE_PARTS, GateId.FOLLOW_UP),
)


class GatesPanel(QWidget):
    """Each gate with its number, a mark and a word. Those that do not apply keep their place."""

    gate_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.gates: dict[GateId, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for ids in _ROWS:
            for gate in ids:
                self.gates[gate] = self._button(gate)
            stretches = [3 if gate is GateId.CONFIRM_THE_FIX else 2 for gate in ids]
            layout.addWidget(ButtonRow(*(self.gates[g] for g in ids), stretches=stretches))

    def show_call(self, call: Call) -> None:
        """Draw how each gate stands."""
        found = {gate.id: gate for gate in gates(call)}
        for gate, pressable in self.gates.items():
            self._show(gate, found.get(gate), pressable, call)

    def press(self, number: int) -> None:
        """The gate with that number, from 1, was meant."""
        ids = list(GateId)
        if number <= len(ids) and self.gates[ids[number - 1]].isEnabled():
            self.gate_pressed.emit(ids[number - 1])

    def _button(self, gate: GateId) -> QPushButton:
        number = list(GateId).index(gate) + 1
        pressable = button(GATE_TITLES[gate], _SHORT[gate], role="gate")
        pressable.setToolTip(f"{GATE_TITLES[gate]} ({EXIT_KEY.format(number=number)})")
        pressable.clicked.connect(lambda: self.gate_pressed.emit(gate))
        return pressable

    def _show(self, gate: GateId, found: Gate | None, shown: QPushButton, call: Call) -> None:
        number = list(GateId).index(gate) + 1
        mark, said, state = _told(found)
        shown.setEnabled(found is not None)
        shown.setText(f"{number} {mark} {_words(gate, found, call)}")
        shown.setAccessibleName(f"{GATE_TITLES[gate]}: {said}")
        set_state(shown, state)


def _told(gate: Gate | None) -> tuple[str, str, str]:
    """A mark, what a screen reader says, and the state of the style sheet."""
    if gate is None:
        return "–", "does not apply", "usual"
    match gate.state:
        case Passed(_, how):
            return "✓", f"yes, {how}" if how else "yes", "passed"
        case PassedOver(_, reason):
            return "→", f"left open, {reason}", "usual"
    return "○", "open", "open"


def _words(gate: GateId, found: Gate | None, call: Call) -> str:
    if gate is GateId.FIVE_PARTS:
        filled = len(Section) - len(call.notes.empty)
        return f"{_SHORT[gate]} {filled}/{len(Section)}"
    if found and isinstance(found.state, Passed) and found.state.how:
        return found.state.how[0].upper() + found.state.how[1:]
    return _SHORT[gate]
