"""Every command of the program. Importing a file of commands adds them to it."""

from __future__ import annotations

from companion.cli import (
    calls,
    cards,
    care,
    decoding,
    desk_rules,
    desktop,
    flows,
    followups,
    packs,
    replies,
    spelling,
    stats,
    window,
)
from companion.cli.program import main, program

__all__ = [
    "calls",
    "cards",
    "care",
    "decoding",
    "desk_rules",
    "desktop",
    "flows",
    "followups",
    "main",
    "packs",
    "program",
    "replies",
    "spelling",
    "stats",
    "window",
]
