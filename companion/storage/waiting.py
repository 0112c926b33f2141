"""What waits for the storage thread: calls to save, and questions."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from companion.domain.call import Call, CallId
from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.storage.store import Store


@dataclass(frozen=True, slots=True)
class Question:
    """Something to find out: `ask` returns how the answer is told."""

    ask: Callable[[Store], Callable[[], None]]
    failed: Callable[[UserError], None]


class Waiting:
    """Calls and questions on their way from any thread to the storage thread.

    Of each call only the newest revision waits. Calls keep the order in which they first had
    something to save, and wait until they are written.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._calls: dict[CallId, Call] = {}
        self._questions: deque[Question] = deque()
        self._retry_at: float | None = None
        self._hurry = False
        self._ending = False
        self._hopeless = False

    # ------------------------------------------------------------------ from any thread

    def save(self, call: Call) -> None:
        """A call to be written, unless a later revision of it waits already."""
        with self._changed:
            waiting = self._calls.get(call.id)
            if waiting is None or waiting.revision <= call.revision:
                self._calls[call.id] = call
                self._hurry = True
                self._changed.notify_all()

    def ask(self, question: Question) -> None:
        """A question to be answered when nothing is left to write."""
        with self._changed:
            self._questions.append(question)
            self._changed.notify_all()

    def flush(self, timeout: float) -> bool:
        """Wait until every call is written; False if they are not by then."""
        with self._changed:
            self._hurry = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._calls or self._hopeless, timeout)
            return not self._calls

    def end(self) -> None:
        """Nothing more will come."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()

    # ------------------------------------------------------------------ from the storage thread

    def next(self) -> Sequence[Call] | Question | None:
        """Wait for work: calls to write, else a question; None when it is time to end.

        After `try_again` there may be no calls: then it is only time to try.
        """
        with self._changed:
            while True:
                if self._is_time_to_write():
                    self._retry_at = None
                    self._hurry = False
                    return tuple(self._calls.values())
                if self._ending:
                    return None
                if self._questions:
                    return self._questions.popleft()
                self._changed.wait(self._until_retry())

    def written(self, call: Call) -> None:
        """That revision need not wait any longer; a later one goes on waiting."""
        with self._changed:
            waiting = self._calls.get(call.id)
            if waiting is not None and waiting.revision <= call.revision:
                del self._calls[call.id]
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
            return bool(self._calls)
        return self._hurry or time.monotonic() >= self._retry_at

    def _until_retry(self) -> float | None:
        if self._retry_at is None or self._hopeless:
            return None
        return max(self._retry_at - time.monotonic(), 0)
