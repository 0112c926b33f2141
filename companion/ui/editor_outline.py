"""The records of an entry as a tree: stages, prompts, wordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from companion.services.editing import Finding
from companion.services.outline import Node, node_at
from companion.services.shapes import KeyPath

_PATH = Qt.ItemDataRole.UserRole
OPEN_TO = 2
"""How many levels are open at first: the stages and what is in them."""
LEAST_LINES = 6


class EditorOutline(QTreeWidget):
    """Up and down walk, left and right fold, Enter goes to the fields."""

    chosen = Signal()
    opened = Signal()
    remove_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Parts")
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit())
        self.itemActivated.connect(lambda *_: self.opened.emit())
        self._items: dict[KeyPath, QTreeWidgetItem] = {}

    @property
    def path(self) -> KeyPath:
        """Where the record in hand is."""
        item = self.currentItem()
        path: KeyPath = item.data(0, _PATH) if item else ()
        return path

    def show_nodes(
        self, nodes: Sequence[Node], findings: Mapping[KeyPath, Sequence[Finding]], at: KeyPath
    ) -> None:
        """Draw the records, with what is wrong in them, and be at one of them."""
        self.blockSignals(True)
        if [node.path for node in nodes] != list(self._items):
            self._plant(nodes)
        faulty = {
            around.path
            for node in nodes
            if any(not finding.is_note for finding in findings.get(node.path, ()))
            for around in node.chain
        }
        for node in nodes:
            mark = "✗ " if node.path in faulty else ""
            lock = "locked · " if node.record.is_locked else ""
            self._items[node.path].setText(0, f"{mark}{lock}{node.title}")
        self._be_at(node_at(nodes, at).path)
        self.blockSignals(False)

    def go_to(self, path: KeyPath) -> None:
        """Have another record in hand."""
        self._be_at(path)

    def unfold(self) -> None:
        """Show what is in the record in hand."""
        if item := self.currentItem():
            item.setExpanded(True)
            self.scrollToItem(item, QTreeWidget.ScrollHint.PositionAtTop)

    def step(self, by: int) -> None:
        """The record so many further on, or back, folded or not."""
        paths = list(self._items)
        at = paths.index(self.path) + by if self.path in self._items else 0
        if 0 <= at < len(paths):
            self._be_at(paths[at])

    def minimumSizeHint(self) -> QSize:
        return QSize(100, LEAST_LINES * self.fontMetrics().lineSpacing())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)

    def _be_at(self, path: KeyPath) -> None:
        if item := self._items.get(path):
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def _plant(self, nodes: Sequence[Node]) -> None:
        """Another tree; what was open stays so, by its place."""
        was_open = {path: item.isExpanded() for path, item in self._items.items()}
        is_other = not nodes or nodes[0].path not in self._items
        self.clear()
        self._items = {}
        for node in nodes:
            around = self._items.get(node.around.path) if node.around else None
            item = QTreeWidgetItem(around or self)
            item.setData(0, _PATH, node.path)
            self._items[node.path] = item
        for node in nodes:
            usual = len(node.chain) <= OPEN_TO
            is_open = usual if is_other else was_open.get(node.path, usual)
            self._items[node.path].setExpanded(is_open)

    def forget(self) -> None:
        """Another entry comes: nothing is open from the one before."""
        self.blockSignals(True)
        self.clear()
        self._items = {}
        self.blockSignals(False)
