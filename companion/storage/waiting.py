"""What waits for the storage thread: calls and drafts to save, and questions."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from companion.domain.call import Call
from companion.domain.draft import Draft
from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.storage.store import Store


@dataclass(frozen=True, slots=True)
class Question:
    """Something to find out: `ask` returns how the answer is told."""

    ask: Callable[[Store], Callable[[], None]]
    failed: Callable[[UserError], None]


class Waiting:
    """What is to be saved, and questions, on their way from any thread to the storage thread.

    Of each call and draft only the newest revision waits. They keep the order in which they first
    had something to save, and wait until they are written.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._to_save: dict[str, Call | Draft] = {}
        self._questions: deque[Question] = deque()
        self._retry_at: float | None = None
        self._hurry = False
        self._ending = False
        self._hopeless = False

    # ------------------------------------------------------------------ from any thread

    def save(self, kept: Call | Draft) -> None:
        """A call or draft to be written, unless a later revision of it waits already."""
        with self._changed:
            waiting = self._to_save.get(kept.id)
            if waiting is None or waiting.revision <= kept.revision:
                self._to_save[kept.id] = kept
                self._hurry = True
                self._changed.notify_all()

    def ask(self, question: Question) -> None:
        """A question to be answered when nothing is left to write."""
        with self._changed:
            self._questions.append(question)
            self._changed.notify_all()

    def flush(self, timeout: float) -> bool:
        """Wait until everything is written; False if it is not by then."""
        with self._changed:
            self._hurry = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._to_save or self._hopeless, timeout)
            return not self._to_save

    def end(self) -> None:
        """Nothing more will come."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()

    # ------------------------------------------------------------------ from the storage thread

    def next(self) -> Sequence[Call | Draft] | Question | None:
        """Wait for work: what to write, else a question; None when it is time to end.

        After `try_again` there may be nothing to write: then it is only time to try.
        """
        with self._changed:
            while True:
                if self._is_time_to_write():
                    self._retry_at = None
                    self._hurry = False
                    return tuple(self._to_save.values())
                if self._ending:
                    return None
                if self._questions:
                    return self._questions.popleft()
                self._changed.wait(self._until_retry())

    def written(self, kept: Call | Draft) -> None:
        """That revision need not wait any longer; a later one goes on waiting."""
        with self._changed:
            waiting = self._to_save.get(kept.id)
            if waiting is not None and waiting.revision <= kept.revision:
                del self._to_save[kept.id]
                self._changed.notify_all()

    def try_again(self, after: float) -> None:
        """It failed: let things lie for so many seconds, or until something new comes."""
        with self._changed:
            self._retry_at = time.monotonic() + after

    def give_up(self) -> None:
        """Nothing will be written any more; nobody need wait for it."""
        with self._changed:
            self._hopeless = True
            self._changed.notify_all()

    def _is_time_to_write(self) -> bool:
        if self._hopeless:
            return False
        if self._retry_at is None:
            return bool(self._to_save)
        return self._hurry or time.monotonic() >= self._retry_at

    def _until_retry(self) -> float | None:
        if self._retry_at is None or self._hopeless:
            return None
        return max(self._retry_at - time.monotonic(), 0)
