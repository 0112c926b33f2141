"""Sharing the desk's own content as one file, and taking in what somebody else shares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from companion.services.bench import Bench
from companion.services.editing import PackItem
from companion.ui.button_row import ButtonRow
from companion.ui.editing_work import EditingWork
from companion.ui.inline_question import InlineQuestion
from companion.ui.labels import ValueLabel, button, field_label, text_label

FILE_NAME = "companion-pack.zip"


class PackPanel(QWidget):
    """One field for the file. What a pack would bring is listed, and asked for, before any of it
    is written.
    """

    left = Signal()

    def __init__(self, work: EditingWork) -> None:
        super().__init__()
        self._work = work
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.file = QLineEdit(str(Path(folder) / FILE_NAME))
        self.file.setAccessibleName("Pack file")
        self.list = QListWidget()
        self.list.setAccessibleName("What the pack brings")
        self.told = ValueLabel("About the pack", "message", wraps=True)
        self.question = InlineQuestion()
        self.export = button("Write a pack", "&Write", role="action")
        self.look = button("Take a pack in", "&Take in", role="action")
        self.back = button("Back", "Back", "Esc", "action")
        self._buttons = ButtonRow(self.back, self.export, self.look)
        self._lay_out()
        self.export.clicked.connect(self._on_export)
        self.look.clicked.connect(self._on_look)
        self.back.clicked.connect(self.left)
        self.question.asked.connect(self._buttons.hide)
        self.question.answered.connect(self._buttons.show)
        self.question.answered.connect(self.enter)

    def enter(self) -> None:
        """The keyboard comes here."""
        self.file.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        """Leave what is asked; False if nothing is."""
        is_asked = self.question.isVisibleTo(self)
        self.question.put_away()
        return is_asked

    def show_trouble(self, trouble: str) -> None:
        """It did not work, and nothing was written."""
        self.told.show_value(trouble)

    @property
    def _path(self) -> Path:
        return Path(self.file.text().strip()).expanduser()

    # ------------------------------------------------------------------ writing one

    def _on_export(self) -> None:
        path = self._path
        self._work.ask(lambda _: path.exists(), lambda there: self._on_looked_for(path, there))

    def _on_looked_for(self, path: Path, is_there: bool) -> None:
        if is_there:
            answers = [("Replace it", lambda: self._export(path))]
            self.question.ask(f"{path.name} is there already.", answers)
        else:
            self._export(path)

    def _export(self, path: Path) -> None:
        def export(bench: Bench) -> int:
            return bench.shelf.export(path)

        def done(count: int) -> None:
            files = "1 file" if count == 1 else f"{count} files"
            self.told.show_value(f"{path} is written, with {files} of your own in it.")

        self._work.ask(export, done)

    # ------------------------------------------------------------------ taking one in

    def _on_look(self) -> None:
        path = self._path

        def survey(bench: Bench) -> Sequence[PackItem]:
            return bench.shelf.survey(path)

        self._work.ask(survey, lambda items: self._on_surveyed(path, items))

    def _on_surveyed(self, path: Path, items: Sequence[PackItem]) -> None:
        self.list.clear()
        self.list.addItems([f"{item} – {_fate(item)}" for item in items])
        replaced = sum(item.replaces for item in items)
        if all(item.is_same for item in items):
            self.told.show_value("All that is in it is here already.")
            return
        self.told.show_value(f"{len(items)} in the pack, {replaced} in the place of your own.")
        text = "Nothing is written yet. Take them in?"
        if replaced:
            text = f"Nothing is written yet. {replaced} of your own would be replaced."
        label = "Replace and take in" if replaced else "Take them in"
        self.question.ask(text, [(label, lambda: self._take_in(path, bool(replaced)))])

    def _take_in(self, path: Path, replace: bool) -> None:
        def take_in(bench: Bench) -> Sequence[PackItem]:
            return bench.shelf.take_in(path, replace)

        def done(items: Sequence[PackItem]) -> None:
            self.told.show_value(f"Taken in: {sum(not item.is_same for item in items)}.")
            self._work.content_changed.emit()
            self._work.list_entries()

        self._work.ask(take_in, done)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        about = "Your own flows, cards and replies as one file. A pack is text: it can run nothing."
        column.addWidget(text_label("Packs", "heading"))
        column.addWidget(text_label(about, "muted", wraps=True))
        column.addWidget(field_label("Pack &file", self.file))
        column.addWidget(self.file)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addWidget(self.question)
        column.addWidget(self._buttons)


def _fate(item: PackItem) -> str:
    if item.is_same:
        return "the same as yours"
    return "REPLACES yours" if item.replaces else "new"
