"""Past calls: search, read, copy, open again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from companion.domain.call import Call, CallId
from companion.domain.errors import UserError
from companion.domain.moment import Moment
from companion.services.ports import CallHistory, CallQuery, CallSummary
from companion.ui.button_row import ButtonRow
from companion.ui.correction_form import CorrectionForm
from companion.ui.keys import ALL_CALLS_KEY, Keys
from companion.ui.labels import ValueLabel, button, two_line_item
from companion.ui.qt_background import Background
from companion.ui.theme import with_role

_ID = Qt.ItemDataRole.UserRole


class HistoryPage(QWidget):
    """Finds calls while one types; the newest first."""

    left = Signal()
    copy_requested = Signal(object)
    reopen_requested = Signal(object)
    reply_requested = Signal(object)
    """The caller of a past call is to be written to."""
    corrected = Signal(object)
    """A time of a call was really another."""

    def __init__(
        self,
        history: CallHistory,
        background: Background,
        render: Callable[[Call], str],
        now: Callable[[], Moment],
    ) -> None:
        super().__init__()
        with_role(self, "page")
        self._history = history
        self._background = background
        self._render = render
        self._asked = 0
        self._call: Call | None = None
        self._query: CallQuery | None = None
        self._wanted: CallId | None = None
        self.search = QLineEdit()
        self.search.setAccessibleName("Search")
        self.search.setPlaceholderText("Name, number, company or words of the notes")
        self.calls = QListWidget()
        self.calls.setAccessibleName("Calls")
        self.calls.setUniformItemSizes(True)
        self.calls.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found = ValueLabel("Found", "small")
        self.only = ValueLabel("Only", "heading", wraps=True)
        self.all_calls = button("Show all calls", "", ALL_CALLS_KEY)
        self.record = QPlainTextEdit()
        self.record.setAccessibleName("Call record")
        with_role(self.record, "record")
        self.record.setReadOnly(True)
        self.record.setTabChangesFocus(True)
        self.copy = button("Copy this ticket", "Copy ticket", role="action")
        self.reopen = button("Open again", role="action")
        self.reply = button("Write to the caller", "Reply", Keys.REPLY.sequence, "action")
        self.times = button("Correct times", "Correct ti&mes", role="action")
        self.times.setCheckable(True)
        self.correction = CorrectionForm(now)
        self.correction.hide()
        self.times.toggled.connect(self._on_times)
        self.correction.corrected.connect(self.corrected)
        self.back = button("Back", "Back", "Esc", "action")
        self.search.textChanged.connect(self.refresh)
        self.search.installEventFilter(self)
        self.calls.currentItemChanged.connect(self._on_current)
        self.copy.clicked.connect(lambda: self.copy_requested.emit(self._call))
        self.reply.clicked.connect(lambda: self.reply_requested.emit(self._call))
        self.reopen.clicked.connect(lambda: self.reopen_requested.emit(self._call))
        self.back.clicked.connect(self.left)
        self.all_calls.clicked.connect(self.show_all)
        shortcut = QShortcut(QKeySequence(ALL_CALLS_KEY), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.all_calls.click)
        self._lay_out()
        self._narrow(None, "")
        self._show_call(None)

    def enter(self) -> None:
        """The page comes into view, with all calls."""
        self._narrow(None, "")
        self._come_in()

    @property
    def shown(self) -> Call | None:
        """The call that is read."""
        return self._call

    def come_back(self) -> None:
        """The page is in view again, as it was left."""
        self.calls.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter_with(self, query: CallQuery, what: str) -> None:
        """The page comes into view with some of the calls; `what` says which in words."""
        self._narrow(query, what)
        self.search.clear()
        self._come_in()

    def enter_at(self, call_id: CallId, search: str) -> None:
        """The page comes into view at a call, among those that match what was typed."""
        self._narrow(None, "")
        self._wanted = call_id
        self.search.setText(search)
        self._come_in()
        self.calls.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        """Not only some of the calls any more; what is typed still narrows them."""
        self._narrow(None, "")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    @property
    def is_narrowed(self) -> bool:
        """Only some of the calls are looked through."""
        return self._query is not None

    def _narrow(self, query: CallQuery | None, what: str) -> None:
        self._query = query
        self.all_calls.setVisible(query is not None)
        self.only.setVisible(query is not None)
        self.only.show_value(what)

    def _come_in(self) -> None:
        self.refresh()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def refresh(self) -> None:
        """Ask for the calls that match what is typed; an answer to an older question is void."""
        self._asked += 1
        asked = self._asked

        def show(calls: Sequence[CallSummary]) -> None:
            if asked == self._asked:
                self._show_calls(calls)

        self._history.find(
            replace(self._query or CallQuery(), search=self.search.text()),
            self._background.on_main(show),
            self._background.on_main(self._show_failure),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and up in the search field move through the calls."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and self.calls.count():
                row = self.calls.currentRow() + step
                self.calls.setCurrentRow(max(0, min(self.calls.count() - 1, row)))
                return True
        return False

    def _show_calls(self, calls: Sequence[CallSummary]) -> None:
        current = self.calls.currentItem()
        kept = self._wanted or (current.data(_ID) if current else None)
        self._wanted = None
        self.calls.clear()
        for call in calls:
            item = two_line_item(_two_lines(call))
            item.setData(_ID, call.id)
            self.calls.addItem(item)
        count = len(calls)
        limit = CallQuery().limit
        shown = f"The newest {limit} calls" if count == limit else f"{count} found"
        self.found.show_value(shown if count else "No call matches.")
        rows = [row for row, call in enumerate(calls) if call.id == kept]
        if calls:
            self.calls.setCurrentRow(rows[0] if rows else 0)
        else:
            self._show_call(None)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        wanted: CallId = item.data(_ID)

        def show(call: Call) -> None:
            current = self.calls.currentItem()
            if current and current.data(_ID) == wanted:
                self._show_call(call)

        self._history.read(
            wanted, self._background.on_main(show), self._background.on_main(self._show_failure)
        )

    def _show_call(self, call: Call | None) -> None:
        self._call = call
        self.record.setPlainText(self._render(call) if call else "")
        self.copy.setEnabled(call is not None)
        self.reply.setEnabled(call is not None)
        self.reopen.setEnabled(call is not None and not call.is_open)
        self.times.setEnabled(CorrectionForm.takes(call))
        self.correction.show_call(call)

    def show_changed(self, call: Call) -> None:
        """The call that is shown is another now."""
        if self._call and self._call.id == call.id:
            self._show_call(call)

    def _on_times(self, is_wanted: bool) -> None:
        self.correction.setVisible(is_wanted)
        if is_wanted:
            self.correction.enter()

    def _show_failure(self, trouble: UserError) -> None:
        self.found.show_value(str(trouble))

    def _lay_out(self) -> None:
        buttons = ButtonRow(self.back, self.times, self.reopen, self.copy, self.reply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.only)
        layout.addWidget(self.all_calls)
        layout.addWidget(self.found)
        layout.addWidget(self.calls, 2)
        layout.addWidget(self.record, 3)
        layout.addWidget(self.correction)
        layout.addWidget(buttons)


def _two_lines(call: CallSummary) -> str:
    who = " · ".join(filter(None, (call.caller or call.number or "No name", call.company)))
    state = call.outcome_title or call.state.replace("_", " ")
    when = f"{call.started.astimezone():%d %b %H:%M}"
    return f"{when}   {who}\n{state} · {call.reported or 'nothing noted'}"
