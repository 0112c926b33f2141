"""Find anything: one field over all there is, what was found, and the hit in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from companion.domain.call import Call
from companion.domain.errors import UserError
from companion.services.desk import Desk
from companion.services.finding import Findable, Finder, Hit
from companion.services.ports import CallHistory, CallQuery, CallSummary
from companion.ui.find_words import call_words, keys_and_settings, preview
from companion.ui.labels import ElidedLabel, ValueLabel, button, show_two_lines, two_line_item
from companion.ui.theme import with_role

if TYPE_CHECKING:
    from companion.ui.qt_background import Background

WIDE = 720
"""Pixels from which the hit stands beside the list instead of below it."""
MOST_CALLS = 10
"""Past calls that are shown at most; the page of the past calls has all of them."""
_HIT = Qt.ItemDataRole.UserRole


class FindPage(QWidget):
    """Enter does what the line below the field says. The content is read beside the window."""

    left = Signal()
    chosen = Signal(object, str)
    """What was found and is wanted, and what was typed."""

    def __init__(
        self,
        new_finder: Callable[[], Finder],
        desk: Desk,
        history: CallHistory,
        background: Background,
        render: Callable[[Call], str],
    ) -> None:
        super().__init__()
        with_role(self, "page")
        self._finder = new_finder()
        self._desk = desk
        self._history = history
        self._background = background
        self._render = render
        self.is_reading = False
        """What there is to find is being read, or read again."""
        self._asked = 0
        self._waits_for_calls = False
        self._is_wanted = False
        self._hits: Sequence[Hit] = ()
        self._calls: Sequence[Findable] = ()
        self._says: Callable[[object], str] = lambda _: ""
        self.search = QLineEdit()
        self.search.setAccessibleName("Search")
        self.search.setPlaceholderText("Lines, terms, how-tos, replies, calls, settings, keys")
        self.found = ValueLabel("Found", "small")
        self.does = ElidedLabel("Enter", "small")
        self.results = QListWidget()
        self.results.setAccessibleName("Results")
        self.results.setUniformItemSizes(True)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hit = QPlainTextEdit()
        self.hit.setAccessibleName("Preview")
        self.hit.setReadOnly(True)
        self.hit.setTabChangesFocus(True)
        self.back = button("Back", "Back", "Esc")
        self._lay_out()
        self._connect()
        self._show()

    # ------------------------------------------------------------------ coming in

    def tell_what_enter_does(self, says: Callable[[object], str]) -> None:
        """What is done with each thing that can be found, in words."""
        self._says = says

    def enter(self) -> None:
        """The page comes into view, with what was typed last to be typed over."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        others = keys_and_settings()
        self.is_reading = True
        self._background.run(
            lambda: self._finder.prepare(others), lambda _: self._on_read(), self._show_failure
        )
        self.refresh()

    def _on_read(self) -> None:
        self.is_reading = False
        self.refresh()

    def show_hit(self) -> None:
        """The keyboard comes to the hit, to be read in full."""
        self.hit.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ finding

    def refresh(self) -> None:
        """Find what is typed; the calls join as they arrive."""
        text = self.search.text()
        self._asked += 1
        self._is_wanted = False
        self._calls = ()
        self._hits = self._finder.find(text, self._desk.call)
        self._waits_for_calls = bool(text.strip())
        self._show()
        if self._waits_for_calls:
            self._look_for_calls(text, self._asked)

    def _look_for_calls(self, text: str, asked: int) -> None:
        def show(calls: Sequence[CallSummary]) -> None:
            if asked == self._asked:
                self._on_calls(tuple(map(call_words, calls)))

        self._history.find(
            CallQuery(search=text, limit=MOST_CALLS),
            self._background.on_main(show),
            self._background.on_main(self._show_failure),
        )

    def _on_calls(self, calls: Sequence[Findable]) -> None:
        self._waits_for_calls = False
        self._calls = calls
        if calls:
            self._show()
        if self._is_wanted:
            self._choose()

    @property
    def _ranked(self) -> list[Findable]:
        """The content, then the calls; what was only taken for the words typed comes last."""
        content = [hit.found for hit in self._hits]
        is_sure = bool(self._hits) and self._hits[0].is_sure
        return [*content, *self._calls] if is_sure else [*self._calls, *content]

    @property
    def _current(self) -> Findable | None:
        item = self.results.currentItem()
        found: Findable | None = item.data(_HIT) if item else None
        return found

    # ------------------------------------------------------------------ showing

    def _show(self) -> None:
        kept = self._current if self.results.currentRow() > 0 else None
        ranked = self._ranked
        self.results.blockSignals(True)
        self._fill(ranked)
        self.results.setCurrentRow(ranked.index(kept) if kept in ranked else 0)
        self.results.blockSignals(False)
        self.found.show_value(self._counted(len(ranked)))
        self._show_current()

    def _fill(self, ranked: Sequence[Findable]) -> None:
        """List them. Items are used again: making a list anew takes most of a frame."""
        while self.results.count() > len(ranked):
            self.results.takeItem(self.results.count() - 1)
        for row, found in enumerate(ranked):
            where = f" · {found.where}" if found.where else ""
            text = f"{found.title}\n{found.kind}{where}"
            if row < self.results.count():
                show_two_lines(self.results.item(row), text)
            else:
                self.results.addItem(two_line_item(text))
            self.results.item(row).setData(_HIT, found)

    def _counted(self, count: int) -> str:
        if not self.search.text().strip():
            return "Type what you need."
        if not self._finder.is_ready:
            return "Reading what there is …"
        if count:
            return f"{count} found"
        return "Looking at the calls …" if self._waits_for_calls else "Nothing matches."

    def _show_current(self) -> None:
        found = self._current
        does = self._says(found.target) if found else ""
        self.does.show_value(does, f"Enter {does}" if does else "")
        if found is None:
            self.hit.clear()
        elif isinstance(found.target, CallSummary):
            self._read_call(found, found.target)
        else:
            self.hit.setPlainText(preview(found, self._desk))

    def _read_call(self, found: Findable, call: CallSummary) -> None:
        def show(read: Call) -> None:
            if self._current == found:
                self.hit.setPlainText(self._render(read))

        self.hit.setPlainText(found.text)
        on_main = self._background.on_main
        self._history.read(call.id, on_main(show), on_main(self._show_failure))

    def _show_failure(self, trouble: UserError) -> None:
        self.is_reading = False
        self._waits_for_calls = False
        self.found.show_value(str(trouble))

    # ------------------------------------------------------------------ choosing

    def _on_enter(self) -> None:
        """Do what is said; a guess is not done while the calls may have the very words."""
        is_sure = bool(self._hits) and self._hits[0].is_sure
        if self._waits_for_calls and not is_sure and self.results.currentRow() <= 0:
            self._is_wanted = True
        else:
            self._choose()

    def _choose(self) -> None:
        self._is_wanted = False
        if found := self._current:
            self.chosen.emit(found.target, self.search.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and up in the field move through the results; Esc in the hit goes back to it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.hit:
            if event.key() == Qt.Key.Key_Escape:
                self.search.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5}
        step = (steps | {Qt.Key.Key_PageUp: -5}).get(Qt.Key(event.key()))
        if step and self.results.count():
            row = self.results.currentRow() + step
            self.results.setCurrentRow(max(0, min(self.results.count() - 1, row)))
            return True
        return False

    # ------------------------------------------------------------------ putting together

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _: self.results.setCurrentRow(0))
        self.search.textChanged.connect(self.refresh)
        self.search.returnPressed.connect(self._on_enter)
        self.search.installEventFilter(self)
        self.hit.installEventFilter(self)
        self.results.currentItemChanged.connect(lambda _: self._show_current())
        self.results.itemActivated.connect(lambda _: self._choose())
        self.back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._halves.setSpacing(6)
        self._halves.addWidget(self.results, 3)
        self._halves.addWidget(self.hit, 2)
        for label in (self.search, self.found):
            layout.addWidget(label)
        layout.addLayout(self._halves, 1)
        layout.addWidget(self.does)
        layout.addWidget(self.back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_wide = event.size().width() >= WIDE
        self._halves.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
