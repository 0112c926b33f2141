"""The window's log: what went wrong and where, never what anybody said or typed."""

from __future__ import annotations

import logging
import os
import sys
import threading
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

FILE = "companion.log"
LARGEST = 256 * 1024
KEPT = 2
DEEPEST = 12
"""Places of a traceback that are written; the innermost are what one looks for."""

log = logging.getLogger("companion")


def start_log(folder: Path) -> None:
    """Write the program's log in the data folder, uncaught exceptions included."""
    # Opened with the first line: at a first start the folder is still to be made.
    handler = _PrivateFile(
        folder / FILE, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(_CodesAndPlaces("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    # Nothing of ours goes anywhere else, and nothing of other libraries comes in here.
    log.propagate = False
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def describe(error: BaseException) -> str:
    """An exception as its type and the places it passed, outermost first.

    Its message stays out: `int("…")`, a KeyError or an encoding error quote what was typed.
    """
    places = []
    step = error.__traceback__
    while step:
        places.append(f"{_short(step.tb_frame.f_code.co_filename)}:{step.tb_lineno}")
        step = step.tb_next
    text = f"{type(error).__name__} at {' > '.join(places[-DEEPEST:]) or 'an unknown place'}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{text}, from {describe(cause)}" if cause else text


class _PrivateFile(RotatingFileHandler):
    """A log file that only its owner reads, from its first byte on."""

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY, 0o600))
        return super()._open()


class _CodesAndPlaces(logging.Formatter):
    def formatException(self, ei: object) -> str:
        error = ei[1] if isinstance(ei, tuple) else None
        return describe(error) if isinstance(error, BaseException) else "no exception"


def _log_uncaught(
    _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
) -> None:
    log.critical("uncaught: %s", describe(error))


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value and not isinstance(args.exc_value, SystemExit):
        log.critical("uncaught in a thread: %s", describe(args.exc_value))


def _short(file: str) -> str:
    """A place in the program as `companion/…`: where it is installed is nobody's business."""
    parts = Path(file).parts
    if "companion" in parts:
        inside = len(parts) - 1 - parts[::-1].index("companion")
        return "/".join(parts[inside:])
    return parts[-1] if parts else file
