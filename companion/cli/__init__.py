"""The command line: `companion` and what follows it.

What a command needs is imported inside it: a key of the desktop's that runs `companion open
--next` must not wait for Qt, SQLite or TOML. Nothing but `open` and `demo` imports Qt.
"""

from __future__ import annotations

import sys


def main() -> None:
    """What the console script runs."""
    # First the short way: even click is half of the time that a hand-over may take.
    from companion.second_start import hand_over

    status = hand_over(sys.argv[1:])
    if status is not None:
        sys.exit(status)
    from companion.cli.commands import main as run

    run()
