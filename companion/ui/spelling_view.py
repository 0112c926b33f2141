"""The spelled text as a grid: a row for each chunk, a cell for each character."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

from companion.domain.speller.spelling import Unit, UnitKind
from companion.ui.theme import is_new_look, with_role

GAP, EDGE = 6, 4
"""Pixels between rows and around a cell's content."""
WORD_LINES, WIDEST_CELL = 2, 170
HIDDEN = "•"
_VISIBLE = {" ": "␣", "\t": "⇥", "\n": "⏎", "\u00a0": "⍽"}


class VoiceKey(Enum):
    """What the voice is asked for by key, and with which keys."""

    READ = "P"
    BACK = "B"
    SILENCE = "S"
    SLOWER = "-"
    FASTER = "+="
    """Without Shift it is the same key on many keyboards."""


_VOICE_KEYS = {letter: key for key in VoiceKey for letter in key.value}


class SpellingView(QAbstractScrollArea):
    """Draws only what is in sight, so that a long text costs no more than a short one.

    The current cell is told by a frame and a mark as well as by colour. Space or an arrow
    steps, Home and End and a typed number jump, R asks for the current one again; further
    letters are for the voice.
    """

    current_changed = Signal(int)
    repeat_requested = Signal()
    jump_changed = Signal(str)
    voice_requested = Signal(object)
    """A `VoiceKey` was pressed."""

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "spelling")
        self.setAccessibleName("Characters")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._glyph, self._word, self._small = (_font_of(self, role) for role in _ROLES)
        self._units: Sequence[Unit] = ()
        self._row_of: Sequence[int] = ()
        self._starts: list[int] = []
        self._widest = 0
        self._is_hidden = False
        self._current = 0
        self._jump = ""

    @property
    def current(self) -> int:
        """The index of the current character."""
        return self._current

    def show_units(self, units: Sequence[Unit], groups: Sequence[int], *, is_hidden: bool) -> None:
        """Draw these, a row for each group; the current one stays as far as the text allows.

        Units are asked for only where they are in sight: making them is what takes time.
        """
        self._units, self._row_of = units, groups
        self._is_hidden = is_hidden
        pairs = zip(groups, (None, *groups), strict=False)
        self._starts = [index for index, (row, before) in enumerate(pairs) if row != before]
        ends = (*self._starts[1:], len(groups))
        widths = (end - start for start, end in zip(self._starts, ends, strict=False))
        self._widest = max(widths, default=0)
        self._current = max(0, min(self._current, len(units) - 1))
        self._measure()
        self.viewport().update()

    def go_to(self, index: int) -> None:
        """Make another character the current one."""
        index = max(0, min(index, len(self._units) - 1))
        if index != self._current and self._units:
            self._current = index
            self._scroll_to_current()
            self.viewport().update()
            self.current_changed.emit(index)

    # ------------------------------------------------------------------ keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.text().isdecimal():
            self._type_jump(self._jump + event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._jump:
            self.go_to(int(self._jump) - 1)
            self._type_jump("")
        elif step:
            self.go_to(self._current + step)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_by_row(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self._units) - 1)
        elif event.key() == Qt.Key.Key_R:
            self.repeat_requested.emit()
        elif event.text().upper() in _VOICE_KEYS:
            self.voice_requested.emit(_VOICE_KEYS[event.text().upper()])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for unit, cell in self._cells_in(self.viewport().rect()):
            if cell.contains(event.position().toPoint()):
                self.go_to(unit.index)

    # ------------------------------------------------------------------ drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for unit, cell in self._cells_in(event.rect()):
            self._paint_cell(painter, unit, cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            self._measure()

    def _paint_cell(self, painter: QPainter, unit: Unit, cell: QRect) -> None:
        palette = self.palette()
        is_current = unit.index == self._current
        frame = QRectF(cell).adjusted(1, 1, -1, -1)
        if is_current:
            painter.setPen(QPen(palette.highlight().color(), 3))
            painter.drawRoundedRect(frame, 5, 5)
        inside = cell.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        painter.setPen(palette.placeholderText().color())
        painter.setFont(self._small.font())
        mark = f"▸{unit.index + 1}" if is_current else str(unit.index + 1)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, mark)
        painter.setPen(palette.text().color())
        painter.setFont(self._glyph.font())
        glyph = QRect(inside.left(), inside.top(), inside.width(), self._glyph_height())
        painter.drawText(glyph, Qt.AlignmentFlag.AlignCenter, self._shown(unit))
        painter.setFont(self._word.font())
        below = QRect(inside.left(), glyph.bottom(), inside.width(), self._word_height())
        if not self._is_hidden:
            painter.drawText(below, _WORDS_WRAP, unit.say)

    def _shown(self, unit: Unit) -> str:
        return HIDDEN if self._is_hidden else visible(unit)

    # ------------------------------------------------------------------ where things are

    def _cells_in(self, area: QRect) -> list[tuple[Unit, QRect]]:
        """The units whose row is in sight, with their cells."""
        height = self._row_height()
        top = self.verticalScrollBar().value()
        first = max(0, (area.top() + top) // height)
        last = min(len(self._starts) - 1, (area.bottom() + top) // height)
        width, size = self._cell_width(), self._cell_size()
        return [
            (self._units[index], QRect(QPoint(column * width, row * height - top), size))
            for row in range(first, last + 1)
            for column, index in enumerate(self._row(row))
        ]

    def _row(self, row: int) -> range:
        """The indexes of the characters in a row."""
        after = row + 1
        end = self._starts[after] if after < len(self._starts) else len(self._units)
        return range(self._starts[row], end)

    def _cell_size(self) -> QSize:
        return QSize(self._cell_width() - GAP, self._row_height() - GAP)

    def _cell_width(self) -> int:
        return min(self.viewport().width() // max(3, self._widest), WIDEST_CELL)

    def _row_height(self) -> int:
        return self._glyph_height() + self._word_height() + 2 * EDGE + GAP

    def _glyph_height(self) -> int:
        return QFontMetrics(self._glyph.font()).height()

    def _word_height(self) -> int:
        return WORD_LINES * QFontMetrics(self._word.font()).lineSpacing()

    def _measure(self) -> None:
        height = len(self._starts) * self._row_height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._row_height())

    def _scroll_to_current(self) -> None:
        top = self._row_of[self._current] * self._row_height()
        bar = self.verticalScrollBar()
        if top < bar.value():
            bar.setValue(top)
        elif top + self._row_height() > bar.value() + self.viewport().height():
            bar.setValue(top + self._row_height() - self.viewport().height())

    def _go_by_row(self, step: int) -> None:
        if not self._units:
            return
        row = self._row_of[self._current] + step
        if 0 <= row < len(self._starts):
            self.go_to(self._starts[row])

    def _type_jump(self, text: str) -> None:
        self._jump = text[-5:]
        self.jump_changed.emit(self._jump)


_ROLES = ("glyph", "word", "small")
_WORDS_WRAP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_STEPS = {
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Backspace: -1,
}


def visible(unit: Unit) -> str:
    """A character as it is drawn: what cannot be seen has a mark, so a gap is never a space."""
    if unit.text in _VISIBLE:
        return _VISIBLE[unit.text]
    return "▯" if unit.kind is UnitKind.CONTROL else unit.text


def _font_of(parent: QWidget, role: str) -> QLabel:
    """A label that is never shown: it holds the font that the style sheet gives its role."""
    label = QLabel(parent)
    with_role(label, role)
    label.hide()
    return label
