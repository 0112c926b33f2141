"""The agent's own numbers for a day, a week, a month, a year, any range, or all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDateEdit, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.domain.errors import UserError
from companion.domain.flow import CallFlow
from companion.domain.period import EARLIEST, LATEST, Period, PeriodKind
from companion.domain.stats import Numbers
from companion.services.ports import CallQuery
from companion.services.reports import NumbersQuery, Reports
from companion.ui.figure_table import FigureTable
from companion.ui.figures import FigureLine, figure_groups
from companion.ui.keys import EARLIER_KEY, LATER_KEY
from companion.ui.labels import Choice, ValueLabel, button, field_label
from companion.ui.period_words import KIND_TITLES, period_words
from companion.ui.qt_background import Background
from companion.ui.theme import with_role

ASK_AGAIN_MS = 700
"""How soon to look again while calls of an older version are still being counted."""

_KINDS = {
    Qt.Key.Key_D: PeriodKind.DAY,
    Qt.Key.Key_W: PeriodKind.WEEK,
    Qt.Key.Key_M: PeriodKind.MONTH,
    Qt.Key.Key_Y: PeriodKind.YEAR,
    Qt.Key.Key_A: PeriodKind.ALL,
    Qt.Key.Key_R: PeriodKind.RANGE,
}
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class NumbersPage(QWidget):
    """Shows a period's figures; each leads to its calls. Nothing here compares or scores."""

    left = Signal()
    calls_requested = Signal(object, str)
    """The calls of a figure are wanted: the query, and in words what they are."""

    def __init__(
        self,
        reports: Reports,
        flows: tuple[CallFlow, ...],
        today: Callable[[], date],
        background: Background,
    ) -> None:
        super().__init__()
        with_role(self, "page")
        self._reports = reports
        self._flows = flows
        self._today = today
        self._background = background
        self._asked = 0
        self._period = Period.around(PeriodKind.WEEK, today())
        self.kind = Choice("Period")
        for kind, title in KIND_TITLES.items():
            self.kind.addItem(title, kind)
        self.earlier = button("Earlier", "◂ Earlier")
        self.later = button("Later", "Later ▸")
        self.period = ValueLabel("Period shown", "heading", wraps=True)
        self.first, self.last = self._date_field("From"), self._date_field("To")
        self.found = ValueLabel("Counted", "small", wraps=True)
        self.figures = FigureTable()
        self.back = button("Back", "Back", "Esc")
        self._lay_out()
        self._connect()
        self._show_period()

    def enter(self) -> None:
        """The page comes into view; what is counted may have changed."""
        self.refresh()
        self.figures.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_kind(self, kind: PeriodKind) -> None:
        """Go to the period of that kind around the last day shown; today, coming from all."""
        was = self._period
        if kind is PeriodKind.RANGE:
            period = self._as_range(was)
        else:
            day = self._today() if was.last >= self._today() else was.last
            period = Period.around(kind, day)
        self._go_to(period)

    def refresh(self) -> None:
        """Ask for the figures of the period; an answer to an older question is void."""
        self._asked += 1
        asked = self._asked

        def show(numbers: Numbers) -> None:
            if asked == self._asked:
                self._show_numbers(numbers)

        self._reports.numbers(
            NumbersQuery(*self._period.bounds()),
            self._background.on_main(show),
            self._background.on_main(self._show_failure),
        )

    # ------------------------------------------------------------------ what is shown

    def _show_numbers(self, numbers: Numbers) -> None:
        self.figures.show_groups(figure_groups(numbers, self._flows))
        self.found.show_value(_told(numbers))
        if numbers.uncounted:
            QTimer.singleShot(ASK_AGAIN_MS, self, self._look_again)

    def _look_again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show_failure(self, trouble: UserError) -> None:
        self.found.show_value(str(trouble))

    def _show_period(self) -> None:
        period = self._period
        self.kind.setCurrentIndex(self.kind.findData(period.kind))
        self.period.show_value(period_words(period))
        self._dates.setVisible(period.kind is PeriodKind.RANGE)
        for field, day in ((self.first, period.first), (self.last, period.last)):
            field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(False)
        self.earlier.setEnabled(period.earlier() != period)
        self.later.setEnabled(period.later() != period)

    # ------------------------------------------------------------------ what the agent does

    def _go_to(self, period: Period) -> None:
        if period != self._period:
            self._period = period
            self._show_period()
            self.refresh()

    def _as_range(self, period: Period) -> Period:
        if period.kind is PeriodKind.ALL:
            period = Period.around(PeriodKind.MONTH, self._today())
        return Period(PeriodKind.RANGE, period.first, period.last)

    def _on_date(self, changed: QDateEdit, _day: QDate) -> None:
        first, last = (_day_of(field) for field in (self.first, self.last))
        if first > last:
            # The one that was typed counts; the other gives way.
            first = last = _day_of(changed)
        self._go_to(Period(PeriodKind.RANGE, first, last))

    def _on_key(self, event: QKeyEvent) -> None:
        """A letter is a kind of period; left and right are the one before and after."""
        key = Qt.Key(event.key())
        if event.modifiers() not in (_NO_MODIFIER, Qt.KeyboardModifier.KeypadModifier):
            return
        if kind := _KINDS.get(key):
            self.show_kind(kind)
            if kind is PeriodKind.RANGE:
                self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(is_later=key == Qt.Key.Key_Right)
        else:
            return
        event.accept()

    def _step(self, *, is_later: bool) -> None:
        self._go_to(self._period.later() if is_later else self._period.earlier())

    def _open(self, line: FigureLine) -> None:
        since, until = self._period.bounds()
        query = CallQuery(since=since, until=until, which=line.which)
        self.calls_requested.emit(query, f"{line.title} · {period_words(self._period)}")

    # ------------------------------------------------------------------ putting together

    def _date_field(self, name: str) -> QDateEdit:
        field = QDateEdit()
        field.setAccessibleName(name)
        field.setDisplayFormat("yyyy-MM-dd")
        field.setDateRange(
            QDate(EARLIEST.year, EARLIEST.month, EARLIEST.day),
            QDate(LATEST.year, LATEST.month, LATEST.day),
        )
        # A half-typed year must not be counted.
        field.setKeyboardTracking(False)
        return field

    def _connect(self) -> None:
        self.kind.activated.connect(lambda: self.show_kind(self.kind.currentData()))
        self.earlier.clicked.connect(lambda: self._step(is_later=False))
        self.later.clicked.connect(lambda: self._step(is_later=True))
        for field in (self.first, self.last):
            field.dateChanged.connect(partial(self._on_date, field))
        self.figures.key_pressed.connect(self._on_key)
        self.figures.opened.connect(self._open)
        self.back.clicked.connect(self.left)
        for sequence, pressed in ((EARLIER_KEY, self.earlier), (LATER_KEY, self.later)):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(pressed.click)
            pressed.setToolTip(f"{pressed.accessibleName()} ({sequence})")

    def _lay_out(self) -> None:
        steps = QHBoxLayout()
        steps.addWidget(self.earlier, 1)
        steps.addWidget(self.later, 1)
        self._dates = QWidget()
        dates = QGridLayout(self._dates)
        dates.setContentsMargins(0, 0, 0, 0)
        for row, (title, field) in enumerate((("Fr&om", self.first), ("&To", self.last))):
            dates.addWidget(field_label(title, field), row, 0)
            dates.addWidget(field, row, 1)
        dates.setColumnStretch(1, 1)
        kind = QHBoxLayout()
        kind.addWidget(field_label("&Period", self.kind))
        kind.addWidget(self.kind, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(kind)
        layout.addLayout(steps)
        layout.addWidget(self._dates)
        layout.addWidget(self.period)
        layout.addWidget(self.found)
        layout.addWidget(self.figures, 1)
        layout.addWidget(self.back)


def _told(numbers: Numbers) -> str:
    counted = "" if numbers.calls else "No calls in this period."
    if numbers.uncounted:
        counting = f"Older calls are still being counted: {numbers.uncounted:,} to go."
        return f"{counted} {counting}".strip()
    return counted or "Enter shows the calls of a figure."


def _day_of(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
