"""The command line: `companion` and what follows it.

What a command needs is imported inside it: a key of the desktop's that runs `companion open
--next` must not wait for Qt, SQLite or TOML. Nothing but `open` and `demo` imports Qt.
"""

from __future__ import annotations

# Importing a file of commands adds them to the program.
from companion.cli import (
    calls,
    care,
    decoding,
    desk_rules,
    flows,
    followups,
    spelling,
    stats,
    window,
)
from companion.cli.program import main, program

__all__ = [
    "calls",
    "care",
    "decoding",
    "desk_rules",
    "flows",
    "followups",
    "main",
    "program",
    "spelling",
    "stats",
    "window",
]
