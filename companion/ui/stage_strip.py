"""Where in the flow the call is; any stage is one key away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from companion.domain.call import Call
from companion.domain.flow import CallFlow, StageId
from companion.ui.theme import is_new_look, with_role

_CURRENT, _VISITED, _AHEAD = "◉", "✓", "·"
_AROUND = 14
"""Pixels of padding around a stage's title, both sides together."""


class StageStrip(QListWidget):
    """The stages in a row that wraps; the mark before each says been, here or ahead."""

    stage_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "stages")
        self.setAccessibleName("Stages")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)
        self._shown: tuple[StageId, ...] = ()
        self._titles: tuple[str, ...] = ()
        self._drawn: tuple[tuple[StageId, ...], StageId, set[StageId]] | None = None

    def show_call(self, call: Call, flow: CallFlow) -> None:
        """Draw the flow's stages; a detour shows only while the call is in it.

        In another language they are the same stages with other titles.
        """
        here = call.place.stage
        stages = [s for s in flow.stages if not s.detour or s.id == here]
        ids = tuple(stage.id for stage in stages)
        titles = tuple(stage.title for stage in stages)
        if (ids, titles) != (self._shown, self._titles):
            # Clearing or adding may resize it in between: the titles are those that are there.
            self._shown, self._titles, self._drawn = ids, (), None
            self.clear()
            self.addItems(titles)
            self._titles = titles
        visited = {visit.stage for visit in call.stages}
        if (ids, here, visited) == self._drawn:
            # A key typed in the notes changes no stage.
            return
        self._drawn = (ids, here, visited)
        for row, stage in enumerate(stages):
            item = self.item(row)
            mark = _CURRENT if stage.id == here else _VISITED if stage.id in visited else _AHEAD
            item.setText(f"{mark} {stage.title}")
            item.setData(Qt.ItemDataRole.UserRole, stage.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, stage.title)
            item.setToolTip(f"Alt+{row + 1}")
            if stage.id == here:
                self.setCurrentItem(item)
        self._fit()

    def stage_at(self, row: int) -> StageId | None:
        """The stage in that row, counted from 0."""
        return self._shown[row] if row < len(self._shown) else None

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            self._fit()

    def _fit(self) -> None:
        """As high as its rows, and each stage as wide with one mark as with another.

        So nothing below moves when the call goes on to the next stage.
        """
        if self.count():
            metrics = self.fontMetrics()
            for row, title in enumerate(self._titles):
                width = metrics.horizontalAdvance(f"{_CURRENT} {title}") + _AROUND
                self.item(row).setSizeHint(QSize(width, metrics.lineSpacing() + _AROUND // 2))
            self.doItemsLayout()
            bottom = self.visualItemRect(self.item(self.count() - 1)).bottom()
            height = bottom + 2 * self.frameWidth() + 3
            if self.height() != height:
                self.setFixedHeight(height)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.stage_requested.emit(item.data(Qt.ItemDataRole.UserRole))
