"""Ties promises to the window: what is owed, reminders of it, and what the agent does about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from companion.domain.call import Call, CallId
from companion.domain.errors import UserError
from companion.domain.promise import FollowUp, FollowUpId
from companion.services.desk import Desk
from companion.services.ledger import Ledger
from companion.services.lines import spoken_time
from companion.services.ports import CallRecords, OwedPromise
from companion.services.reminders import Reminders
from companion.settings.options import REMIND_MINUTES
from companion.settings.store import Settings
from companion.ui.idle_page import IdlePage
from companion.ui.promise_list import PromiseList, owed_to, snooze_until
from companion.ui.qt_background import Background
from companion.ui.reminder_strip import ReminderStrip, reminder_words

if TYPE_CHECKING:
    from companion.ui.mini_bar import MiniBar
    from companion.ui.promise_form import Promised
    from companion.ui.promises_page import PromisesPage

LOOK_MS = 1000
"""How often it is looked whether something is due; after sleep, at once on waking."""


class PromiseKeeping(QObject):
    """Shows what is owed where it is looked for, and does what its lists ask for.

    What the window must do itself (start a call, open one) comes out of the signals.
    """

    call_requested = Signal(object)
    late_requested = Signal(object)
    """A promise of which somebody is to hear that it will take longer."""
    open_requested = Signal(object)
    """The id of the call in which something was promised."""
    done = Signal()
    """The form was filled in: back to where the agent was."""
    failed = Signal(object)
    dealt_with = Signal(str, object)
    """What was done about a promise, and what takes that back."""
    reminded = Signal(str, str)
    """Something is due that the agent has not been told of: a title, and what it is."""

    def __init__(
        self,
        desk: Desk,
        records: CallRecords,
        settings: Settings,
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._records = records
        self._background = background
        self._owed: Sequence[OwedPromise] = ()
        self._saved: Sequence[FollowUp] = ()
        self._idle: IdlePage | None = None
        self._page: PromisesPage | None = None
        self._bar: MiniBar | None = None
        self.ledger = Ledger(desk, self._read)
        self.reminders = Reminders(
            desk,
            records,
            lambda: timedelta(minutes=settings.get(REMIND_MINUTES)),
            self._in_hand,
            background.on_main(self.failed.emit),
        )
        self.strip = ReminderStrip()
        self._kept: Collection[FollowUpId] = ()
        desk.subscribe(self._on_desk_changed)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    # ------------------------------------------------------------------ where it is shown

    def show_on_idle(self, idle: IdlePage) -> None:
        """Between calls, what is owed is there."""
        self._idle = idle
        self._connect(idle.promises)

    def show_in(self, bar: MiniBar | None) -> None:
        """The mini bar tells of what is due too; None when it is gone."""
        self._bar = bar
        self._draw_time()

    def make_page(self) -> PromisesPage:
        """The page with all of it."""
        from companion.ui.promises_page import PromisesPage

        page = PromisesPage(self.reminders.snoozed, self._local_now, self._desk.drafts)
        self._page = page
        self._connect(page.list)
        page.form.promised.connect(self._on_promised)
        page.snoozed_until.connect(self._snooze)
        self._draw()
        self._ask_for_delays(page)
        return page

    def enter(self, page: PromisesPage) -> None:
        """The page comes into view; it stands on what calls for attention."""
        self.refresh()
        for promise in self.reminders.calling[:1]:
            page.list.choose(promise)

    def enter_to_promise(self, page: PromisesPage) -> None:
        """The page comes into view for promising something in the call in hand."""
        self.refresh()
        self._ask_for_delays(page)
        if call := self._desk.call:
            is_timeless = call.follow_up is None
            note = call.notes.follow_up if is_timeless else ""
            page.enter_to_promise(call.id, call.caller.name, note)

    def refresh(self) -> None:
        """Ask what is owed now."""
        on_main = self._background.on_main
        self._records.owed(on_main(self._know), on_main(lambda _: None))

    def on_saved(self, call_id: CallId) -> None:
        """A call is on disk: ask again, unless it is only being typed in."""
        call = self._desk.call
        follow_ups = call.follow_ups if call else ()
        if call is None or call.id != call_id or follow_ups is not self._saved:
            self._saved = follow_ups
            self.refresh()

    def look(self) -> None:
        """Time has gone by: remind of what is due, and draw what depends on the time."""
        news = self.reminders.news()
        if news:
            self.reminded.emit(*_as_message(news, self._local_now()))
        self._draw_time()

    # ------------------------------------------------------------------ drawing

    def _know(self, owed: Sequence[OwedPromise]) -> None:
        self._owed = sorted(owed, key=lambda promise: promise.due)
        self.reminders.know(self._owed)
        self._draw()
        self.look()

    def _draw(self) -> None:
        now = self._local_now()
        if self._idle:
            self._idle.show_promises(self._owed, now)
        if self._page:
            self._page.show_promises(self._owed, now)
        self._draw_time()

    def _draw_time(self) -> None:
        now = self._local_now()
        calling = self.reminders.calling
        self.strip.show_reminders(calling, now)
        if self._bar:
            self._bar.show_reminder(reminder_words(calling, now) if calling else None)
        if self._idle:
            self._idle.show_time(now)
        if self._page:
            self._page.show_time(now)

    def _local_now(self) -> datetime:
        return self._desk.now().at.astimezone()

    def _ask_for_delays(self, page: PromisesPage) -> None:
        on_main = self._background.on_main
        self._records.delays(on_main(page.form.show_delays), on_main(lambda _: None))

    # ------------------------------------------------------------------ what the agent does

    def _connect(self, shown: PromiseList) -> None:
        shown.call_requested.connect(self.call_requested)
        shown.late_requested.connect(self.late_requested)
        shown.open_requested.connect(lambda promise: self.open_requested.emit(promise.call))
        shown.done_requested.connect(self._keep)
        shown.withdraw_requested.connect(self._withdraw)
        shown.snooze_requested.connect(self._snooze_by_choice)

    def _keep(self, promise: OwedPromise) -> None:
        self.ledger.keep(promise.call, promise.id)
        self._offer_to_undo(promise, f"Done: {promise.what}")

    def _withdraw(self, promise: OwedPromise) -> None:
        self.ledger.withdraw(promise.call, promise.id)
        self._offer_to_undo(promise, f"Not promised any more: {promise.what}")

    def _offer_to_undo(self, promise: OwedPromise, message: str) -> None:
        self.dealt_with.emit(message, lambda: self.ledger.owe_again(promise.call, promise.id))

    def _snooze_by_choice(self, promise: OwedPromise, choice: int) -> None:
        self._snooze(promise, snooze_until(choice, self._local_now()))

    def _snooze(self, promise: OwedPromise, until: datetime) -> None:
        self.reminders.snooze(promise, until.astimezone(UTC))
        self._draw()

    def _on_promised(self, made: Promised) -> None:
        if made.promise:
            before = made.promise
            self.ledger.promise_again(before.call, before.id, made.what, made.due, made.to)
        else:
            self.ledger.promise(made.kind, made.what, made.due, made.to)
        self.done.emit()

    def _on_desk_changed(self) -> None:
        """What is being kept this minute calls for nothing, and does again if it is left."""
        before, self._kept = self._kept, self._in_hand()
        if before != self._kept:
            self._draw_time()

    def _in_hand(self) -> Collection[FollowUpId]:
        calls = (self._desk.call, *self._desk.parked)
        return tuple(call.keeps.promise for call in calls if call and call.keeps)

    def _read(self, call_id: CallId, found: Callable[[Call], None]) -> None:
        on_main = self._background.on_main
        self._records.read(call_id, on_main(found), on_main(self._fail))

    def _fail(self, trouble: UserError) -> None:
        self.failed.emit(trouble)


def _as_message(news: Sequence[OwedPromise], now: datetime) -> tuple[str, str]:
    """A title and the text of a message about what is due."""
    late = sum(promise.due < now for promise in news)
    if len(news) == 1:
        (promise,) = news
        when = spoken_time(promise.due.astimezone(), now)
        title = f"{'Overdue' if late else 'Promised'} {when}: {owed_to(promise)}"
        return title, promise.what
    title = f"{len(news)} promises" + (f", {late} overdue" if late else "")
    return title, "\n".join(f"{owed_to(promise)}: {promise.what}" for promise in news[:4])
