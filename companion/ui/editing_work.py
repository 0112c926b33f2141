"""Carries what is done on the page of the editor to the bench, beside the window's thread.

What is typed is on its way to the disk at once: the worker takes along whatever was typed until
it begins. While records change their places, what is typed waits, and finds its record again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from companion.domain.errors import UserError
from companion.services.bench import Bench, View
from companion.services.editing import Edit, Entry, SetValue, Shelf
from companion.services.outline import path_after
from companion.services.shapes import ContentKind, KeyPath
from companion.ui.qt_background import Background

T = TypeVar("T")
_Typed = dict[tuple[KeyPath, tuple[str, ...]], tuple[SetValue, object]]
"""The newest value of each field that was typed in, and the topic it is undone with."""


class EditingWork(QObject):
    """Asks the bench and tells what came of it; nothing here waits."""

    viewed = Signal(object, object)
    """The entry as it is now, and the path of the record to be at (None: where one was)."""
    saved = Signal()
    failed = Signal(object)
    listed = Signal(object, object)
    """The kinds and entries there are."""
    content_changed = Signal()
    """What is in force is another now."""

    def __init__(
        self, new_shelf: Callable[[], Shelf], background: Background, page: QObject
    ) -> None:
        super().__init__(page)
        self._new_shelf = new_shelf
        self._background = background
        self._bench: Bench | None = None
        self._moving = 0
        self._lock = Lock()
        self._typed: _Typed = {}
        self._held: _Typed = {}

    @property
    def is_settled(self) -> bool:
        """Nothing was typed that is not in the entry."""
        with self._lock:
            return not self._typed and not self._held and not self._moving

    # ------------------------------------------------------------------ what is asked

    def list_entries(self) -> None:
        """Find what there is to edit."""
        self.ask(_listed, lambda found: self.listed.emit(*found))

    def open(self, entry: Entry) -> None:
        """Take an entry up."""

        def take_up(bench: Bench) -> View:
            return bench.take_up(bench.shelf.open(entry.kind, entry.id))

        self._view(take_up, (), _nowhere)

    def create(self, kind: str, title: str) -> None:
        """Begin a new entry."""
        self._view(lambda bench: bench.take_up(bench.shelf.create(kind, title)), (), _nowhere)

    def type(self, edit: SetValue, topic: object) -> None:
        """Something was typed into a field."""
        with self._lock:
            waiting = self._held if self._moving else self._typed
            is_first = not waiting and not self._moving
            waiting[(edit.record, edit.key)] = edit, topic
        if is_first:
            self._ask_for_view(self._take_typed, None)

    def change(self, edit: Edit, to: KeyPath) -> None:
        """Add, take out or move a record; `to` is the record to be at then."""
        self._view(lambda bench: bench.edit([edit]), to, partial(path_after, edit=edit))

    def undo(self) -> None:
        """Take the last step back."""
        self._view(lambda bench: bench.undo(), None)

    def redo(self) -> None:
        """Take it again."""
        self._view(lambda bench: bench.redo(), None)

    def read_in(self, language: str, to: KeyPath | None = None) -> None:
        """See the entry in a language."""
        self._view(lambda bench: bench.read_in(language), to)

    def save(self, over: bool = False) -> None:
        """Put the entry in force."""

        def saved(view: View) -> None:
            self.viewed.emit(view, None)
            self.saved.emit()
            self.content_changed.emit()

        self.ask(lambda bench: bench.save(over), saved)

    def go_back(
        self, kind: str, entry_id: str, gone: Callable[[], None], *, is_revert: bool
    ) -> None:
        """Back to what ships, or to what is saved; `gone` is called where neither is there."""

        def go_back(bench: Bench) -> View | None:
            shelf = bench.shelf
            sheet = (shelf.revert if is_revert else shelf.discard)(kind, entry_id)
            return bench.take_up(sheet) if sheet else None

        def done(view: View | None) -> None:
            if is_revert:
                self.content_changed.emit()
            if view is None:
                gone()
            else:
                self.viewed.emit(view, ())

        self.ask(go_back, done)

    def ask(self, work: Callable[[Bench], T], done: Callable[[T], None]) -> None:
        """Do something else with the bench."""
        self._background.run(lambda: work(self._at_bench()), done, self.failed.emit)

    # ------------------------------------------------------------------ inside

    def _view(
        self,
        work: Callable[[Bench], View],
        to: KeyPath | None,
        after: Callable[[KeyPath], KeyPath | None] = lambda path: path,
    ) -> None:
        """Do something that may put records elsewhere; what is typed meanwhile waits."""
        self._moving += 1

        def done(view: View) -> None:
            self._move_on(after)
            self.viewed.emit(view, to)

        def failed(trouble: UserError) -> None:
            self._move_on(lambda path: path)
            self.failed.emit(trouble)

        self._background.run(lambda: work(self._at_bench()), done, failed)

    def _move_on(self, after: Callable[[KeyPath], KeyPath | None]) -> None:
        moved: list[tuple[SetValue, object]] = []
        self._moving -= 1
        with self._lock:
            held, self._held = self._held, {}
        for edit, topic in held.values():
            if (path := after(edit.record)) is not None:
                moved.append((replace(edit, record=path), topic))
        for edit, topic in moved:
            self.type(edit, topic)

    def _ask_for_view(self, work: Callable[[Bench], View], to: KeyPath | None) -> None:
        self.ask(work, lambda view: self.viewed.emit(view, to))

    def _take_typed(self, bench: Bench) -> View:
        with self._lock:
            typed, self._typed = self._typed, {}
        trouble: list[UserError] = []
        for edit, topic in typed.values():
            try:
                bench.edit([edit], topic)
            except UserError as error:
                trouble.append(error)
        if trouble:
            raise trouble[0]
        return bench.view

    def _at_bench(self) -> Bench:
        if self._bench is None:
            self._bench = Bench(self._new_shelf())
        return self._bench


def _listed(bench: Bench) -> tuple[Sequence[ContentKind], Sequence[Entry]]:
    return bench.shelf.kinds(), bench.shelf.entries()


def _nowhere(_: KeyPath) -> None:
    """Where a record of the entry before is in another entry."""
