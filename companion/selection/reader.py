"""The reader of the selection for this session, and the worker it reads on."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping

from companion.domain.errors import UserError
from companion.log import describe, log
from companion.selection.asking import AskedSelection
from companion.selection.choice import WayName, best_way
from companion.selection.way import Way, no_answer
from companion.services.selection import Selected, SelectionReader

LIMIT_S = 0.5
"""When the reader gives up on a way that has given no answer of its own accord."""

Deliver = Callable[[Callable[..., None]], Callable[..., None]]
"""Makes a callback that any thread may call and that runs on the window's."""


def selection_reader(
    on_main: Deliver,
    may_copy: Callable[[], bool],
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> SelectionReader:
    """The best reader that this desktop allows.

    `may_copy` says whether the program in front may be sent the keys for copying, as the agent
    has set it; it is asked at each reading, on a worker.
    """
    from companion.selection.qt_own_text import own_text

    match best_way(environment, platform):
        case WayName.X11:
            from companion.selection.qt_x11_reader import X11Reader

            return X11Reader(environment.get("DISPLAY"), own_text)
        case WayName.FOCUS:
            from companion.selection.qt_focused import FocusedReader

            return FocusedReader(own_text)
        case name:
            return WorkerReader(_way(name, may_copy, environment), on_main, own_text)


def _way(name: WayName, may_copy: Callable[[], bool], environment: Mapping[str, str]) -> Way:
    match name:
        case WayName.WL_PASTE:
            from companion.selection.wayland import WlPaste

            return WlPaste(environment)
        case WayName.WINDOWS:
            from companion.selection.windows import WindowsDesktop
            from companion.selection.windows_api import WindowsApi
            from companion.selection.windows_automation import Automation

            return AskedSelection(WindowsDesktop(WindowsApi(), Automation()), may_copy)
        case WayName.MACOS:
            from companion.selection.macos import MacDesktop

            return AskedSelection(MacDesktop(), may_copy)
    raise AssertionError(name)


class WorkerReader:
    """Reads on a thread of its own, and gives up in time whatever the other program does.

    `own_text` is asked first, on the window's thread: what is selected in our own windows, or
    None when the selection is another program's. Over the desktop we would ask ourselves.
    """

    needs_focus = False

    def __init__(
        self,
        way: Way,
        on_main: Deliver,
        own_text: Callable[[], Selected | None],
        limit_s: float = LIMIT_S,
    ) -> None:
        self._way = way
        self._on_main = on_main
        self._own_text = own_text
        self._limit_s = limit_s

    def prepare(self) -> None:
        _start(self._prepare)

    def read(self, found: Callable[[Selected], None], failed: Callable[[UserError], None]) -> None:
        try:
            own = self._own_text()
        except UserError as error:
            failed(error)
            return
        if own is not None:
            found(own)
            return
        answer = _Answer(self._on_main(found), self._on_main(failed), self._limit_s)
        _start(lambda: self._read(answer))

    def _prepare(self) -> None:
        try:
            self._way.prepare()
        except UserError:
            # The agent hears of it when they want to read something.
            return

    def _read(self, answer: _Answer) -> None:
        try:
            text = self._way.read()
        except UserError as error:
            answer.failed(error)
        except Exception as error:  # the edge of a worker: nobody above would see it
            # Its message stays out, everywhere: it may quote what is selected.
            log.error("the selection was not read: %s", describe(error))
            hint = f"({type(error).__name__})"
            answer.failed(UserError("Something went wrong in the program.", hint))
        else:
            answer.found(text)


class _Answer:
    """The one answer to a request: the first that comes, or none in time."""

    def __init__(
        self, found: Callable[..., None], failed: Callable[..., None], limit_s: float
    ) -> None:
        self._found = found
        self._failed = failed
        self._only_one = threading.Lock()
        self._is_given = False
        self._timer = threading.Timer(limit_s, lambda: self.failed(no_answer()))
        self._timer.daemon = True
        self._timer.start()

    def found(self, text: Selected) -> None:
        self._give(self._found, text)

    def failed(self, error: UserError) -> None:
        # The frames of a traceback would keep what they had read.
        self._give(self._failed, error.with_traceback(None))

    def _give(self, receive: Callable[..., None], news: Selected | UserError) -> None:
        with self._only_one:
            if self._is_given:
                return
            self._is_given = True
        self._timer.cancel()
        receive(news)


def _start(work: Callable[[], None]) -> None:
    # A daemon: a program that hangs must not keep ours from ending.
    threading.Thread(target=work, name="selection", daemon=True).start()
