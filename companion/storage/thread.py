"""The one thread that owns the database, so that the window never waits for a disk.

Importing this is cheap: sqlite-utils costs a quarter of a second at first, so only the thread
itself imports what needs it, once the window is up.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from companion.domain.call import Call, Caller, CallId
from companion.domain.draft import Draft, DraftId
from companion.domain.errors import UserError
from companion.domain.promise import FollowUpId, FollowUpKind
from companion.domain.style import Styles
from companion.services.ports import CallQuery, CallSummary, OwedPromise, Reminder
from companion.storage.errors import Fault, OlderRevision, Unreadable, Unusable
from companion.storage.waiting import Question, Waiting

if TYPE_CHECKING:
    from sqlite_utils import Database

    from companion.domain.stats import Numbers
    from companion.services.reports import NumbersQuery
    from companion.storage.store import Store

T = TypeVar("T")


class StorageThread:
    """Saves calls and drafts, and finds them again (`ports.CallLog`, `ports.CallHistory`).

    What it has to tell, it tells on its own thread: `on_opened` once, with the calls that are
    not closed, when the database is open; `on_saved` with the id of a call or draft, its
    revision and the time when that revision is on the disk; `on_trouble` when opening or saving
    fails, once for each change of the trouble. What was to be saved is kept and tried again until
    it is there.
    """

    def __init__(
        self,
        folder: Path,
        on_opened: Callable[[Sequence[Call]], None],
        on_saved: Callable[[str, int, datetime], None],
        on_trouble: Callable[[UserError], None],
    ) -> None:
        self._folder = folder
        self._on_opened = on_opened
        self._on_saved = on_saved
        self._on_trouble = on_trouble
        self._waiting = Waiting()
        self._trouble = ""
        # A daemon: a disk that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="storage", daemon=True)

    def start(self) -> None:
        """Open the database, then save what has come and what comes."""
        self._thread.start()

    def save(self, kept: Call | Draft) -> None:
        """Take it to be written. Returns at once; a later revision may overtake it."""
        self._waiting.save(kept)

    def flush(self, timeout: float) -> bool:
        """Wait until everything is written; False if it is not by then. For the shutdown."""
        return self._waiting.flush(timeout)

    def stop(self, timeout: float) -> bool:
        """Write what waits and close the database; False if something is not written."""
        deadline = time.monotonic() + timeout
        is_written = self.flush(timeout)
        self._waiting.end()
        if self._thread.is_alive():
            self._thread.join(max(deadline - time.monotonic(), 0))
        return is_written

    def find(
        self,
        query: CallQuery,
        found: Callable[[Sequence[CallSummary]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """The calls that match, newest first."""
        self.ask(partial(_find_calls, query), found, failed)

    def owed(
        self,
        found: Callable[[Sequence[OwedPromise]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """What is still owed to callers, due first."""
        self.ask(_owed_promises, found, failed)

    def delays(
        self,
        found: Callable[[Mapping[FollowUpKind, Sequence[timedelta]]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """How late the newest promises of each kind were kept; early is negative."""
        self.ask(_delays, found, failed)

    def remember(
        self, promise: FollowUpId, reminder: Reminder, failed: Callable[[UserError], None]
    ) -> None:
        """Keep what the agent was told of a promise (`ports.ReminderMemory`)."""
        self.ask(partial(_remember, promise, reminder), lambda _: None, failed)

    def read(
        self,
        call_id: CallId,
        found: Callable[[Call], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """One whole call."""
        self.ask(partial(_read_call, call_id), found, failed)

    def styles(
        self,
        caller: Caller,
        found: Callable[[Styles], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """How the caller and their company like to be spoken to."""
        self.ask(partial(_read_styles, caller), found, failed)

    def keep_styles(
        self, caller: Caller, styles: Styles, failed: Callable[[UserError], None]
    ) -> None:
        """Remember it for their next call."""
        self.ask(partial(_keep_styles, caller, styles), lambda _: None, failed)

    def drafts(
        self,
        found: Callable[[Mapping[DraftId, str]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """What was half-typed when the program ended (`ports.DraftMemory`)."""
        self.ask(_read_drafts, found, failed)

    def numbers(
        self,
        query: NumbersQuery,
        found: Callable[[Numbers], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """The figures of a period (`reports.Reports`)."""
        self.ask(partial(_read_numbers, query), found, failed)

    def count_calls(self, region: str) -> None:
        """See that every call is counted in the figures, a few at a time between other work.

        `region` is where phone numbers without a country code are dialled, as `caller_key` takes
        it. Trouble is left for whoever asks for the figures.
        """

        def go_on(left: int) -> None:
            if left:
                self.count_calls(region)

        self.ask(partial(_count_some, region), go_on, _log_cause)

    def ask(
        self,
        question: Callable[[Database], T],
        answered: Callable[[T], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Put a question to the database; what is to be saved goes first."""

        def ask(store: Store) -> Callable[[], None]:
            return partial(answered, store.answer(question))

        self._waiting.ask(Question(ask, failed))

    # ------------------------------------------------------------------ on the thread itself

    def _run(self) -> None:
        store = self._open_patiently()
        if store is None:
            return
        try:
            self._serve(store)
        finally:
            store.close()

    def _open_patiently(self) -> Store | None:
        """The database, as soon as it can be had; None when the program ends before."""
        for pause in _pauses():
            try:
                return self._open()
            except Unusable as error:
                self._waiting.give_up()
                trouble: UserError = error
            except UserError as error:
                self._waiting.try_again(pause)
                trouble = error
            self._tell_trouble(trouble)
            if not self._refuse_questions(trouble):
                return None
        raise AssertionError("there is always one more pause")

    def _open(self) -> Store:
        with _faults_told():
            from companion.storage.store import Store

            store = Store(self._folder)
            unreadable: list[Unreadable] = []
            try:
                calls = [*_open_calls(store, unreadable)]
            except BaseException:
                store.close()
                raise
        self._trouble = ""
        _tell(self._on_opened, calls)
        # After that, or the news that all is open would cover it.
        for error in unreadable:
            self._tell_trouble(error)
        return store

    def _refuse_questions(self, trouble: UserError) -> bool:
        """Answer questions with the trouble until it is time to try again; False at the end."""
        while isinstance(work := self._waiting.next(), Question):
            _tell(work.failed, trouble)
        return work is not None

    def _serve(self, store: Store) -> None:
        pauses = _pauses()
        while (work := self._waiting.next()) is not None:
            if isinstance(work, Question):
                self._answer(store, work)
                continue
            # Each is tried, also after one has failed.
            are_written = [self._write(store, kept) for kept in work]
            if all(are_written):
                self._trouble = ""
                pauses = _pauses()
            else:
                self._waiting.try_again(next(pauses))

    def _write(self, store: Store, kept: Call | Draft) -> bool:
        try:
            with _faults_told():
                store.write(kept)
        except OlderRevision as error:
            # What is on the disk is newer; trying again would not change that.
            self._waiting.written(kept)
            self._tell_trouble(error)
            return True
        except UserError as error:
            self._tell_trouble(error)
            return False
        self._waiting.written(kept)
        _tell(self._on_saved, kept.id, kept.revision, datetime.now(UTC))
        return True

    def _answer(self, store: Store, question: Question) -> None:
        try:
            with _faults_told():
                tell = question.ask(store)
        except UserError as error:
            _log_cause(error)
            _tell(question.failed, error)
        else:
            _tell(tell)

    def _tell_trouble(self, error: UserError) -> None:
        if str(error) != self._trouble:
            self._trouble = str(error)
            _log_cause(error)
            _tell(self._on_trouble, error)


def _open_calls(store: Store, unreadable: list[Unreadable]) -> Iterator[Call]:
    """The calls that were left open; one that cannot be read does not keep back the others."""
    for call_id in store.open_call_ids():
        try:
            yield store.read(call_id)
        except Unreadable as error:
            unreadable.append(error)


def _find_calls(query: CallQuery, db: Database) -> Sequence[CallSummary]:
    from companion.storage.search import find_calls

    return find_calls(db, query)


def _owed_promises(db: Database) -> Sequence[OwedPromise]:
    from companion.storage.promises import owed_promises

    return owed_promises(db)


def _delays(db: Database) -> Mapping[FollowUpKind, Sequence[timedelta]]:
    from companion.storage.promises import delays

    return delays(db)


def _remember(promise: FollowUpId, reminder: Reminder, db: Database) -> None:
    from companion.storage.promises import remember_reminder

    remember_reminder(db, promise, reminder)


def _read_styles(caller: Caller, db: Database) -> Styles:
    from companion.storage.style_notes import read_styles

    return read_styles(db, caller)


def _keep_styles(caller: Caller, styles: Styles, db: Database) -> None:
    from companion.storage.style_notes import keep_styles

    keep_styles(db, caller, styles)


def _read_drafts(db: Database) -> Mapping[DraftId, str]:
    from companion.storage.drafts import read_drafts

    return read_drafts(db)


def _read_numbers(query: NumbersQuery, db: Database) -> Numbers:
    from companion.storage.reports import read_numbers

    return read_numbers(db, query)


def _count_some(region: str, db: Database) -> int:
    from companion.storage.counting import count_some

    return count_some(db, region)


def _read_call(call_id: CallId, db: Database) -> Call:
    from companion.storage.call_log import read_call

    return read_call(db, call_id)


def _pauses() -> Iterator[float]:
    """How many seconds to let pass after each failure in a row."""
    return chain((0.5, 1.0), repeat(2.0))


@contextmanager
def _faults_told() -> Iterator[None]:
    """A mistake in the program leaves as a Fault, so that the thread and the text live on."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        raise Fault(
            f"The program made a mistake with the call database ({type(error).__name__}).",
            "What is saved is safe. Please report it, with the log.",
        ) from error


def _tell(callback: Callable[..., None], *news: object) -> None:
    try:
        callback(*news)
    except Exception as error:
        # Whoever listens made the mistake; saving goes on.
        _log_where(error)


def _log_cause(trouble: UserError) -> None:
    if isinstance(trouble, Fault) and trouble.__cause__ is not None:
        _log_where(trouble.__cause__)


def _log_where(error: BaseException) -> None:
    # The place only: the message of an error may quote what a caller said.
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    code = place.tb_frame.f_code if place else None
    import logging

    logging.getLogger(__name__).error(
        "%s in %s, line %s",
        type(error).__name__,
        code.co_qualname if code else "?",
        place.tb_lineno if place else "?",
    )
