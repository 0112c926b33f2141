"""Waiting for something to come true: by looking, with a limit, never by sleeping it out."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LIMIT_S = 20.0
"""Long enough for a machine that is busy with something else as well."""


class NeverCame(AssertionError):
    """What was waited for did not come true in time."""


def until(
    look: Callable[[], T | None], what: str, *, limit_s: float = LIMIT_S, every_s: float = 0.01
) -> T:
    """The first value of `look` that counts as true; `what` says what was waited for."""
    give_up_at = time.monotonic() + limit_s
    while not (seen := look()):
        if time.monotonic() > give_up_at:
            raise NeverCame(f"after {limit_s:g} s still not so: {what}; last seen: {seen!r}")
        time.sleep(every_s)
    return seen
