"""Work that would keep the window waiting, done beside it; one crossing back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from companion.domain.errors import UserError

T = TypeVar("T")


class Background(QObject):
    """Carries work to another thread and its result back to the window's.

    It lives as long as the window: an object per job, deleted later, crashed one run in three.
    `on_main` makes a callback that other threads may call and that runs on the window's thread.
    """

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        # One at a time and in order: a later save never overtakes an earlier one.
        self._pool.setMaxThreadCount(1)
        self._is_heard = True
        self._arrived.connect(self._run_here)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Do `work` on a worker; `done` or `failed` is called on the window's thread."""
        self._pool.start(partial(self._work, work, done, failed))

    def on_main(self, receive: Callable[..., None]) -> Callable[..., None]:
        """The same callback, safe to call from any thread."""
        return lambda *news: self._arrived.emit(partial(receive, *news))

    def wait(self, limit_ms: int) -> bool:
        """Let the work in hand finish, for closing the program; True when it has."""
        return self._pool.waitForDone(limit_ms)

    def rest(self) -> None:
        """What is still on its way arrives no more: whom it was for is gone."""
        # To disconnect would not hold back what is queued already.
        self._is_heard = False

    def _work(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
    ) -> None:
        try:
            result = work()
        except UserError as error:
            self._arrived.emit(partial(failed, error))
        except Exception as error:  # the edge of a worker: nobody above would see it
            import logging

            logging.getLogger(__name__).exception("work failed")
            trouble = UserError("Something went wrong in the program.", f"({type(error).__name__})")
            self._arrived.emit(partial(failed, trouble))
        else:
            self._arrived.emit(partial(done, result))

    def _run_here(self, delivery: Callable[[], None]) -> None:
        if self._is_heard:
            delivery()
