"""The machine's clocks: the wall's, and one that counts through sleep."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from companion.domain.moment import Moment

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """Tells the time on this machine (`companion.services.ports.Clock`)."""

    def __init__(self) -> None:
        self._steady = _clock_that_counts_through_sleep()
        self._boot = _this_boot()

    def now(self) -> Moment:
        """This moment, on the wall clock and on the clock that counts through sleep."""
        return Moment(datetime.now(UTC), self._boot, self._steady())


def _clock_that_counts_through_sleep() -> Callable[[], float]:
    # `time.monotonic` is not it: it stops while Linux and macOS sleep, and on Windows it
    # became another clock with Python 3.13.
    if sys.platform == "win32":
        import ctypes

        tick_count = ctypes.windll.kernel32.GetTickCount64
        tick_count.restype = ctypes.c_uint64
        return lambda: int(tick_count()) / 1000
    elif sys.platform == "darwin":  # noqa: RET505 - mypy follows platforms along elif only
        # Apple's CLOCK_MONOTONIC goes on while the machine sleeps, unlike everybody else's.
        return partial(time.clock_gettime, time.CLOCK_MONOTONIC)
    else:
        boot_time: int | None = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic if boot_time is None else partial(time.clock_gettime, boot_time)


def _this_boot() -> str:
    """A name for this start of the machine: only readings under one name are compared."""
    return _linux_boot() or _macos_boot() or _this_run()


def _linux_boot() -> str:
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _macos_boot() -> str:
    if sys.platform == "darwin":
        import ctypes

        answer = ctypes.create_string_buffer(64)
        size = ctypes.c_size_t(len(answer))
        ask = ctypes.CDLL(None).sysctlbyname
        failed = ask(b"kern.bootsessionuuid", answer, ctypes.byref(size), None, ctypes.c_size_t(0))
        if not failed:
            return answer.value.decode("ascii", "replace")
    return ""


def _this_run() -> str:
    # Windows names its starts nowhere that is documented, and "the wall clock less the time
    # since the start" moves whenever the wall clock is set. A name of this run's own is
    # honest: within the run durations are exact, across runs the wall clock is all there is.
    import uuid

    return f"run-{uuid.uuid4()}"
