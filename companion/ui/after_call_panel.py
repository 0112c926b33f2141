"""After a call: why something was left open, and how the talk went. Nobody has to answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from companion.domain.call import Call
from companion.domain.closing import open_gates
from companion.domain.gate import GATE_TITLES
from companion.domain.pillars import Pillar
from companion.ui.keys import EXIT_KEY
from companion.ui.labels import SteadyLabel, button, text_label
from companion.ui.tall_area import TallArea
from companion.ui.theme import set_state, with_role

MOST_REASONS = 5
"""Reasons that are offered; their keys are the first numbers, the others look back."""
_PILLARS = {
    Pillar.EMPATHY: "Empathy",
    Pillar.TONE: "Tone",
    Pillar.ACKNOWLEDGEMENT: "Acknowledged",
    Pillar.TRUST: "Trust",
}


class AfterCallPanel(QWidget):
    """Asks about the call that was closed last, until the next one begins."""

    reason_given = Signal(object, str)
    looked_back = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._call: Call | None = None
        self._asks = False
        self._well: tuple[Pillar, ...] = ()
        self.pause = text_label("", "small", wraps=True)
        self.left_open = SteadyLabel("small", 2)
        self.reasons: list[QPushButton] = []
        self.other = QLineEdit()
        self.other.setAccessibleName("Another reason")
        self.other.setPlaceholderText("Another reason, then Enter")
        self.other.setMaxLength(200)
        self.other.returnPressed.connect(self._on_other)
        self.pillars = {pillar: self._pillar(pillar) for pillar in Pillar}
        self._lay_out()
        self.hide()

    def ask(self, call: Call, reasons: Sequence[str], *, looks_back: bool, pause: str = "") -> None:
        """Ask about a call that was just closed, if there is anything to ask.

        `pause` is said first: why a pause would do the agent good.
        """
        self.pause.setText(pause)
        self.pause.setVisible(bool(pause))
        left = open_gates(call)
        self._call, self._well = call, call.self_check or ()
        names = ", ".join(GATE_TITLES[gate.id].lower() for gate in left)
        self._say(f"Left open: {names}. Why? Ctrl and the number")
        self._offer(reasons[:MOST_REASONS] if left else ())
        self._why.setVisible(bool(left))
        self.other.clear()
        self.other.show()
        self._back.setVisible(looks_back)
        self._show_pillars()
        self._asks = bool(left) or looks_back or bool(pause)
        self.setVisible(self._asks)

    def forget(self) -> None:
        """Another call begins, or this one goes on."""
        call, self._call, self._asks = self._call, None, False
        self.hide()
        # What was typed and not sent off is a reason all the same.
        typed = self.other.text().strip()
        self.other.clear()
        if call and typed:
            self.reason_given.emit(call, typed)

    def show_beside(self, *, is_home: bool) -> None:
        """Other pages than the one between calls have the room for themselves."""
        self.setVisible(self._asks and is_home)

    def press(self, number: int) -> None:
        """The answer with that number, from 1, if it is on offer."""
        if not self.isVisible():
            return
        pillars = list(self.pillars.values())
        if number <= MOST_REASONS:
            wanted = self.reasons[number - 1 : number]
        else:
            wanted = pillars[number - MOST_REASONS - 1 : number - MOST_REASONS]
        for pressable in wanted:
            if pressable.isVisible():
                pressable.click()

    def _offer(self, reasons: Sequence[str]) -> None:
        for old in self.reasons:
            old.hide()
            old.deleteLater()
        self.reasons = [self._reason(number, text) for number, text in enumerate(reasons, 1)]
        for pressable in self.reasons:
            self._answers.addWidget(pressable)

    def _reason(self, number: int, text: str) -> QPushButton:
        pressable = button(text, f"{number} {text.replace('&', '&&')}", role="gate")
        pressable.setToolTip(EXIT_KEY.format(number=number))
        pressable.clicked.connect(lambda: self._on_reason(text))
        return pressable

    def _pillar(self, pillar: Pillar) -> QPushButton:
        pressable = button(_PILLARS[pillar], role="gate")
        number = MOST_REASONS + 1 + list(Pillar).index(pillar)
        pressable.setToolTip(EXIT_KEY.format(number=number))
        pressable.clicked.connect(lambda: self._on_pillar(pillar))
        return pressable

    def _on_reason(self, reason: str) -> None:
        if self._call is None:
            return
        self.reason_given.emit(self._call, reason)
        self._say(f"Left open, noted: {reason[0].lower()}{reason[1:]}.")
        self._offer(())
        self.other.clear()
        self.other.hide()

    def _on_other(self) -> None:
        if typed := self.other.text().strip():
            self._on_reason(typed)

    def _on_pillar(self, pillar: Pillar) -> None:
        if self._call is None:
            return
        chosen = {*self._well} ^ {pillar}
        self._well = tuple(p for p in Pillar if p in chosen)
        self.looked_back.emit(self._call, self._well)
        self._show_pillars()

    def _show_pillars(self) -> None:
        for number, (pillar, pressable) in enumerate(self.pillars.items(), MOST_REASONS + 1):
            is_well = pillar in self._well
            pressable.setText(f"{number} {'✓' if is_well else '○'} {_PILLARS[pillar]}")
            pressable.setAccessibleName(f"{_PILLARS[pillar]}: {'went well' if is_well else '–'}")
            set_state(pressable, "passed" if is_well else "usual")

    def _say(self, text: str) -> None:
        self.left_open.setText(text)
        self.left_open.setAccessibleName(text)

    def _lay_out(self) -> None:
        self._why = QWidget()
        self._answers = QVBoxLayout()
        self._answers.setSpacing(4)
        why = QVBoxLayout(self._why)
        why.setContentsMargins(0, 0, 0, 0)
        why.setSpacing(4)
        why.addWidget(self.left_open)
        why.addLayout(self._answers)
        why.addWidget(self.other)
        self._back = QWidget()
        back = QVBoxLayout(self._back)
        back.setContentsMargins(0, 0, 0, 0)
        back.setSpacing(4)
        back.addWidget(text_label("What went well? Ctrl and the number", "section"))
        grid = QGridLayout()
        grid.setSpacing(4)
        for index, pressable in enumerate(self.pillars.values()):
            grid.addWidget(pressable, *divmod(index, 2))
        back.addLayout(grid)
        inside = QWidget()
        with_role(inside, "card")
        asked = QVBoxLayout(inside)
        asked.setContentsMargins(8, 6, 8, 6)
        asked.setSpacing(6)
        asked.addWidget(self.pause)
        asked.addWidget(self._why)
        asked.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # On a small screen, or in large type, it scrolls: the next call must be in reach.
        layout.addWidget(TallArea(inside))
