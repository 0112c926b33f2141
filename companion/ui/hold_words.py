"""A wait in shapes, words and figures, the same wherever it is shown."""

from __future__ import annotations

from datetime import timedelta

from companion.domain.hold_rules import Stretch, Wait
from companion.ui.clock_text import clock_text

STRETCHES = {
    Stretch.CALM: "‖ Left of",
    Stretch.NEAR: "◔ Nearly up, of",
    Stretch.OVER: "⚠ Over",
}
"""Each stretch of a promised wait by shape and word; colour comes on top."""


def hold_clock(wait: Wait) -> str:
    """What is left as `01:20`, rounded up; once it is over, by how much, as `+00:35`."""
    if wait.stretch is Stretch.OVER:
        return f"+{clock_text(wait.left)}"
    return clock_text(wait.left + timedelta(seconds=0.999))
