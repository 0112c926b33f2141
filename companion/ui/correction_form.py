"""Putting a time of a finished call right; what was measured is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from companion.domain.call import Call
from companion.domain.correction import Timing
from companion.domain.errors import UserError
from companion.domain.moment import Moment
from companion.domain.phase import Closed, WrapUp
from companion.domain.ticket import spoken_duration
from companion.services.correction_text import corrected_duration, corrected_time
from companion.ui.labels import Choice, SteadyLabel, button, field_label

_TITLES = {
    Timing.STARTED: "Started",
    Timing.ENDED: "Ended",
    Timing.TALK: "Talk",
    Timing.HOLD: "Hold",
    Timing.WRAP_UP: "Wrap-up",
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a time really was; `hold` says which hold, counted from 0."""

    call: Call
    what: Timing
    value: datetime | timedelta
    hold: int = 0


class CorrectionForm(QWidget):
    """Which time, and what it really was; Enter corrects it."""

    corrected = Signal(object)

    def __init__(self, now: Callable[[], Moment]) -> None:
        super().__init__()
        self._now = now
        self._call: Call | None = None
        self._choices: list[tuple[Timing, int]] = []
        self.which = Choice("Time to correct")
        self.value = QLineEdit()
        self.value.setAccessibleName("Really")
        self.value.setMaxLength(40)
        self.effect = SteadyLabel("muted", 2)
        self.correct = button("Correct it", "Correct it", "Enter", "primary")
        self.which.currentIndexChanged.connect(lambda _: self._show_which())
        self.value.textChanged.connect(lambda _: self._show_effect())
        self.value.returnPressed.connect(self._on_correct)
        self.correct.clicked.connect(self._on_correct)
        self._lay_out()

    @staticmethod
    def takes(call: Call | None) -> bool:
        """Times are put right when the caller has gone."""
        return call is not None and isinstance(call.active, WrapUp | Closed)

    def show_call(self, call: Call | None) -> None:
        """Offer the times of that call."""
        kept = self.which.currentIndex()
        is_same = call is not None and self._call is not None and call.id == self._call.id
        self._call = call if self.takes(call) else None
        self._choices = [*_choices(self._call)] if self._call else []
        self.which.blockSignals(True)
        self.which.clear()
        for what, hold in self._choices:
            self.which.addItem(self._title(what, hold))
        self.which.setCurrentIndex(kept if is_same and kept >= 0 else 0)
        self.which.blockSignals(False)
        self.value.clear()
        self._show_which()

    def enter(self) -> None:
        """The keyboard comes here."""
        self.which.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ------------------------------------------------------------------ inside

    def _title(self, what: Timing, hold: int) -> str:
        assert self._call is not None, "the times are some call's"
        value = self._call.times(self._now()).value(what, hold)
        name = f"{_TITLES[what]} {hold + 1}" if what is Timing.HOLD else _TITLES[what]
        if isinstance(value, datetime):
            return f"{name}: {value.astimezone():%H:%M:%S}"
        return f"{name}: {spoken_duration(value)}"

    @property
    def _chosen(self) -> tuple[Timing, int] | None:
        row = self.which.currentIndex()
        return self._choices[row] if 0 <= row < len(self._choices) else None

    @property
    def _wanted(self) -> Corrected | None:
        """What is typed, if it is clear."""
        if self._call is None or self._chosen is None:
            return None
        what, hold = self._chosen
        before = self._call.times(self._now()).value(what, hold)
        typed = self.value.text()
        value = (
            corrected_time(typed, before)
            if isinstance(before, datetime)
            else corrected_duration(typed)
        )
        return None if value is None else Corrected(self._call, what, value, hold)

    def _show_which(self) -> None:
        chosen = self._chosen
        is_instant = chosen is not None and chosen[0] in (Timing.STARTED, Timing.ENDED)
        self.value.setPlaceholderText("14:05" if is_instant else "3 min, or 2:30")
        self._show_effect()

    def _show_effect(self) -> None:
        """What the correction would come to, or why it cannot be."""
        wanted, effect = self._wanted, ""
        if self._call is None:
            effect = "Times can be corrected once the caller has gone."
        elif wanted is None:
            effect = "What was measured is kept beside it."
        else:
            try:
                effect = _summary(_with(wanted, self._now()), self._now())
            except UserError as trouble:
                wanted, effect = None, str(trouble)
        self.effect.setText(effect)
        self.effect.setAccessibleName(f"Effect: {effect}")
        self.correct.setEnabled(wanted is not None)

    def _on_correct(self) -> None:
        if (wanted := self._wanted) and self.correct.isEnabled():
            self.corrected.emit(wanted)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        for row, (label, field) in enumerate((("&Time", self.which), ("Reall&y", self.value))):
            grid.addWidget(field_label(label, field), row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addWidget(self.effect)
        layout.addWidget(self.correct)


def _choices(call: Call) -> Iterator[tuple[Timing, int]]:
    yield from ((Timing.STARTED, 0), (Timing.ENDED, 0), (Timing.TALK, 0))
    for number, hold in enumerate(call.holds):
        if hold.started is not None:
            yield Timing.HOLD, number
    yield Timing.WRAP_UP, 0


def _with(wanted: Corrected, now: Moment) -> Call:
    return wanted.call.correct(wanted.what, wanted.value, now, wanted.hold)


def _summary(call: Call, now: Moment) -> str:
    spent = call.handle_time(now)
    parts = (("talk", spent.talk), ("hold", spent.hold), ("wrap-up", spent.wrap_up))
    return f"Then: {', '.join(f'{name} {spoken_duration(time)}' for name, time in parts)}."
