"""The command line: `companion` and what follows it.

What a command needs is imported inside it: a key of the desktop's that runs `companion open
--next` must not wait for Qt, SQLite or TOML. Nothing but `open` and `demo` imports Qt.
"""

from __future__ import annotations

import sys


def main() -> None:
    """What the console script runs."""
    arguments = sys.argv[1:]
    # First the short way: even click is half of the time that a hand-over may take.
    from companion.second_start import hand_over

    status = hand_over(arguments)
    if status is None:
        status = _opened_plainly(arguments)
    if status is not None:
        sys.exit(status)
    from companion.cli.commands import main as run

    run()


def _opened_plainly(arguments: list[str]) -> int | None:
    """The exit status of a plain start, once its window is closed; None for any other.

    click would have nothing to do for it, and takes 20 ms to import. Where the window cannot
    open, the long way says so in words.
    """
    from companion.second_start import plain_folder

    folder = plain_folder(arguments)
    if folder is None:
        return None
    import gc
    from pathlib import Path

    from companion.domain.errors import UserError

    # Of all that is imported now nothing will be garbage; looking for it costs 8 ms. The window
    # has it looked for again once it is up.
    gc.disable()
    try:
        from companion.app import run
        from companion.handover import Command

        return run(Path(folder), Command())
    except (ImportError, UserError):
        return None
