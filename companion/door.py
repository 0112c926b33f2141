"""Where the open window of a data folder listens, and how a line gets there and back.

As little of the standard library as it takes, imported where it is used: each module here is time
between a key of the desktop's and what it does.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import _socket
    from io import FileIO

LONGEST_LINE = 128 * 1024
"""Bytes of a command on its way; a note of the largest size fits."""
ANSWER_WITHIN_S = 1.0
LONGEST_SOCKET_PATH = 100
"""Bytes; the systems allow 103 or 107."""


def address(folder: str | os.PathLike[str]) -> str:
    """Where the open window of a data folder listens: a socket's path, or a pipe's name.

    In the data folder if the path is short enough for a socket, else in the folder for
    temporary files, under a name of this folder and user.
    """
    folder = os.path.realpath(folder)
    if sys.platform == "win32":
        return rf"\\.\pipe\companion-{_mark(folder)}"
    inside = os.path.join(folder, "window.sock")  # noqa: PTH118 - pathlib takes 10 ms to import
    if len(os.fsencode(inside)) < LONGEST_SOCKET_PATH:
        return inside
    import tempfile

    mark = _mark(folder)
    return f"{tempfile.gettempdir()}/companion-{os.getuid()}-{mark}.sock"


def exchange(where: str, line: bytes) -> bytes | None:
    """The answer to a line, empty when none came in time; None when nobody of ours listens."""
    if sys.platform == "win32":
        return _over_a_pipe(where, line)
    return _over_a_socket(where, line) if _is_ours(where) else None


def _mark(folder: str) -> str:
    from hashlib import sha256

    return sha256(os.fsencode(folder)).hexdigest()[:16]


def _is_ours(where: str) -> bool:
    # In a folder that all share, anybody could wait there for what callers said.
    try:
        return os.lstat(where).st_uid == os.getuid()
    except OSError:  # nothing there, or no folder to look in
        return False


def _over_a_socket(where: str, line: bytes) -> bytes | None:
    # The C module under socket, which has all that is needed here: the other takes 8 ms to import.
    import _socket
    import time

    give_up_at = time.monotonic() + ANSWER_WITHIN_S
    window = _socket.socket(_socket.AF_UNIX)
    try:
        window.settimeout(ANSWER_WITHIN_S)
        window.connect(where)
        window.sendall(line)
        return _first_line(window, give_up_at)
    except (FileNotFoundError, ConnectionRefusedError):
        return None
    except (TimeoutError, BlockingIOError, ConnectionError):
        return b""
    finally:
        window.close()


def _first_line(window: _socket.socket, give_up_at: float) -> bytes:
    import time

    answer = b""
    while not answer.endswith(b"\n") and len(answer) < LONGEST_LINE:
        window.settimeout(max(give_up_at - time.monotonic(), 0.001))
        received = window.recv(4096)
        if not received:
            break
        answer += received
    return answer


def _over_a_pipe(where: str, line: bytes) -> bytes | None:
    import threading

    try:
        pipe = open(where, "r+b", buffering=0)  # noqa: PTH123, SIM115 - the thread keeps it
    except FileNotFoundError:
        return None
    # A pipe knows no time-out: the wait is a thread's, which ends with the process.
    answers: list[bytes] = []
    waiting = threading.Thread(target=_ask, args=(pipe, line, answers), daemon=True)
    waiting.start()
    waiting.join(ANSWER_WITHIN_S)
    return b"".join(answers)


def _ask(pipe: FileIO, line: bytes, answers: list[bytes]) -> None:
    pipe.write(line)
    while not answers or not answers[-1].endswith(b"\n"):
        answers.append(pipe.read(4096))
