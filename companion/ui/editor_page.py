"""Editing what is said in the window: flows, cards, replies, without a look at their files."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from companion.domain.errors import UserError
from companion.services.bench import View
from companion.services.desk import Desk
from companion.services.editing import Entry, Shelf
from companion.services.shapes import KeyPath
from companion.settings.store import Settings
from companion.ui.editing_work import EditingWork
from companion.ui.editor_preview import EditorPreview
from companion.ui.entry_editor import EntryEditor
from companion.ui.entry_list import EntryList
from companion.ui.pack_panel import PackPanel
from companion.ui.qt_background import Background
from companion.ui.theme import with_role


class EditorPage(QWidget):
    """The entries, the one that is open, or packs: one face at a time, Esc goes a step back."""

    left = Signal()
    content_changed = Signal()

    def __init__(
        self,
        new_shelf: Callable[[], Shelf],
        desk: Desk,
        settings: Settings,
        background: Background,
    ) -> None:
        super().__init__()
        with_role(self, "page")
        self._desk = desk
        self.work = EditingWork(new_shelf, background, self)
        self.entries = EntryList()
        self.editor = EntryEditor(self.work, EditorPreview(desk, settings))
        self.packs = PackPanel(self.work)
        self._faces = QStackedWidget()
        for face in (self.entries, self.editor, self.packs):
            self._faces.addWidget(face)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._faces)
        self._connect()

    def enter(self) -> None:
        """The page comes into view, with what was open, or the flow of the call to choose."""
        if shown := self._desk.shown:
            self.entries.choose("flow", shown[0].id)
        self.work.list_entries()
        if self._faces.currentWidget() is self.editor:
            self.editor.enter()
        else:
            self._show_entries()

    def step_back(self) -> None:
        """One step back; off the page in the end."""
        face = self._faces.currentWidget()
        if face is self.entries:
            if not self.entries.step_back():
                self.left.emit()
        elif not (self.editor.step_back() if face is self.editor else self.packs.step_back()):
            self._show_entries()
            self.work.list_entries()

    def _show_entries(self) -> None:
        self._faces.setCurrentWidget(self.entries)
        self.entries.enter()

    def _show_packs(self) -> None:
        self._faces.setCurrentWidget(self.packs)
        self.packs.enter()

    def _open(self, entry: Entry) -> None:
        self.work.open(entry)

    def _on_viewed(self, view: View, to: KeyPath | None) -> None:
        self.editor.show_view(view, to)
        if to == () and self._faces.currentWidget() is self.entries:
            self._faces.setCurrentWidget(self.editor)
            self.editor.enter()
            shown = self._desk.shown
            if shown and (view.sheet.kind.id, view.sheet.id) == ("flow", shown[0].id):
                self.editor.go_to_prompt(shown[1].prompt)

    def _on_saved(self) -> None:
        self.editor.show_saved()
        self.work.list_entries()

    def _on_gone(self) -> None:
        self._show_entries()
        self.work.list_entries()

    def _on_failed(self, trouble: UserError) -> None:
        face = self._faces.currentWidget()
        if face is self.editor:
            self.editor.show_failure(trouble)
        elif face is self.packs:
            self.packs.show_trouble(str(trouble))
        else:
            self.entries.found.show_value(str(trouble))

    def _connect(self) -> None:
        self.entries.opened.connect(self._open)
        self.entries.create_requested.connect(self.work.create)
        self.entries.packs_requested.connect(self._show_packs)
        for face in (self.entries, self.editor, self.packs):
            face.left.connect(self.step_back)
        self.editor.gone.connect(self._on_gone)
        self.work.viewed.connect(self._on_viewed)
        self.work.saved.connect(self._on_saved)
        self.work.failed.connect(self._on_failed)
        self.work.listed.connect(self.entries.show_entries)
        self.work.content_changed.connect(self.content_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)
