"""One run of the voice's process, from its start to its end, as its owner sees it."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

from companion.speech.worker import FLAG

News = dict[str, Any]


class WorkerProcess:
    """Takes orders and gives news; neither ever keeps the caller waiting.

    `news` and `ended` are called on a thread of this class's own. Once the process is gone
    `ended` is called, and nothing after that.
    """

    def __init__(self, news: Callable[[News], None], ended: Callable[[], None]) -> None:
        self._news = news
        self._ended = ended
        self._orders: queue.SimpleQueue[News | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_killed = False

    def start(self) -> None:
        """Begin; the process itself is started by a thread, as that may take a while."""
        threading.Thread(target=self._write, daemon=True).start()

    def send(self, order: News) -> None:
        """Pass on an order, after those before it."""
        self._orders.put(order)

    def close(self) -> None:
        """Let it end by itself: it is silent at once."""
        self._orders.put(None)

    def kill(self) -> None:
        """End it at once, with the player it may have started."""
        with self._lock:
            self._is_killed = True
            if self._process and self._process.poll() is None:
                _kill_all(self._process)

    @property
    def pid(self) -> int | None:
        """Its process id, once it has one."""
        return self._process.pid if self._process else None

    def _write(self) -> None:
        try:
            process = self._open()
        except OSError:
            self._ended()
            return
        if process is None or process.stdin is None:
            self._ended()
            return
        threading.Thread(target=self._read, args=(process,), daemon=True).start()
        try:
            with process.stdin as stream:
                while (order := self._orders.get()) is not None:
                    stream.write(json.dumps(order).encode() + b"\n")
                    stream.flush()
        except OSError:  # it died; the reader tells
            return

    def _open(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._is_killed:
                return None
            self._process = subprocess.Popen(
                _command(),
                env=_surroundings(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # A group of its own, so that it can be ended together with its player.
                start_new_session=os.name == "posix",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self._process

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as stream:
            for line in stream:
                # Killed in the middle of a line, it has said nothing.
                if line.endswith(b"\n"):
                    self._news(json.loads(line))
        process.wait()
        self._ended()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    # -P: a folder called companion where the program was started is not the program.
    return [sys.executable, "-P", "-m", "companion.speech.worker"]


def _surroundings() -> dict[str, str]:
    """The worker finds what the program finds, however that came to be found."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _kill_all(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
