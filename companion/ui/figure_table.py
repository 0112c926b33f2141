"""Figures as a table: what is counted, how much, and a bar beside it.

Qt's own charts are GPL and no part of PySide6-Essentials, and what draws with numpy is mute to
screen readers: hence a table whose rows are read whole, with bars drawn by a delegate. A bar says
by its length what the number beside it says, so nothing is told by colour.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from companion.ui.figures import FigureGroup, FigureLine
from companion.ui.theme import with_role

TITLE, FIGURE, BAR = range(3)
"""The columns."""

PAD = 8
"""Pixels around a figure, and between a bar and the edges of its cell."""
BAR_SHARE, SHORTEST_BAR = 0.3, 36
"""How much of the width the bars take, and pixels they have at least."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FigureModel(QAbstractTableModel):
    """The rows: a title for each group, then its lines."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[FigureGroup, FigureLine | None]] = []

    def show(self, groups: Sequence[FigureGroup]) -> None:
        """Have these rows instead."""
        self.beginResetModel()
        self._rows = [(group, line) for group in groups for line in (None, *group.lines)]
        self.endResetModel()

    def line(self, row: int) -> FigureLine | None:
        """The line in a row; None for the title of a group."""
        return self._rows[row][1]

    def name(self, row: int) -> tuple[str, str]:
        """By what a row is known again when the figures are new."""
        group, line = self._rows[row]
        return group.title, line.title if line else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            # The arrow keys pass it by.
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        group, line = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(group, line, index.column())
            case Qt.ItemDataRole.AccessibleTextRole if line:
                return f"{group.title}: {line.title}, {line.spoken}"
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == FIGURE:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return ("What", "Number", "Bar")[section]
        return None

    def _shown(self, group: FigureGroup, line: FigureLine | None, column: int) -> str | None:
        if column == TITLE:
            return line.title if line else group.title
        return line.shown if line and column == FIGURE else None


class BarDelegate(QStyledItemDelegate):
    """Draws a figure's bar: a line as long as the whole, filled as far as its share."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        assert isinstance(model, FigureModel), model
        line = model.line(index.row())
        if line is None or line.share is None:
            return
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._draw(painter, QRectF(option.rect), option.palette, line.share, is_selected)

    def _draw(
        self, painter: QPainter, cell: QRectF, palette: QPalette, share: float, is_selected: bool
    ) -> None:
        height = cell.height() / 3
        whole = cell.adjusted(PAD, height, -PAD, -height)
        ink = palette.highlightedText() if is_selected else palette.text()
        fill = ink if is_selected else palette.highlight()
        painter.save()
        painter.setPen(ink.color())
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        filled = QRectF(whole)
        filled.setWidth(whole.width() * min(share, 1.0))
        if filled.width() >= 1:
            painter.fillRect(filled, fill)
            painter.drawRect(filled)
        painter.restore()


class FigureTable(QTableView):
    """Up and down go through the figures; Enter asks for the calls of one."""

    opened = Signal(object)
    """The line whose calls are wanted."""
    key_pressed = Signal(QKeyEvent)
    """A key that means nothing here; whoever takes it accepts it."""

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "figures")
        self.setAccessibleName("Figures")
        self._model = FigureModel()
        self.setModel(self._model)
        self._bars = BarDelegate()
        self.setItemDelegateForColumn(BAR, self._bars)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    @property
    def current(self) -> FigureLine | None:
        """The line the keyboard is on."""
        index = self.currentIndex()
        return self._model.line(index.row()) if index.isValid() else None

    def show_groups(self, groups: Sequence[FigureGroup]) -> None:
        """Draw these; the row that was current stays, where there is one of its name."""
        index = self.currentIndex()
        name = self._model.name(index.row()) if index.isValid() else None
        self._model.show(groups)
        self.clearSpans()
        rows = range(self._model.rowCount())
        for row in rows:
            if self._model.line(row) is None:
                self.setSpan(row, TITLE, 1, 3)
        self._fit()
        same = [row for row in rows if name and self._model.name(row) == name]
        lines = [row for row in rows if self._model.line(row)]
        for row in (same or lines)[:1]:
            self.setCurrentIndex(self._model.index(row, TITLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 6 * self.fontMetrics().lineSpacing())

    def _open(self, row: int) -> None:
        line = self._model.line(row)
        if line and line.which:
            self.opened.emit(line)

    def _fit(self) -> None:
        """Figures as wide as the widest, bars a share of the width, titles what is left."""
        width = self.viewport().width()
        bars = max(round(width * BAR_SHARE), SHORTEST_BAR)
        figures = self._widest_figure()
        titles = max(width - bars - figures, width // 3)
        for column, wide in ((TITLE, titles), (FIGURE, figures), (BAR, width - titles - figures)):
            self.setColumnWidth(column, max(wide, 1))
        self.resizeRowsToContents()

    def _widest_figure(self) -> int:
        metrics = self.fontMetrics()
        lines = [self._model.line(row) for row in range(self._model.rowCount())]
        widths = (metrics.horizontalAdvance(line.shown) for line in lines if line)
        return max(widths, default=0) + 3 * PAD
