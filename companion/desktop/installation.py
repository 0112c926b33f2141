"""How the desktop starts this very installation of the program, and with which data folder."""

from __future__ import annotations

import sys
from pathlib import Path

from companion.paths import usual_data_folder

SCHEME = "companion"
"""Links such as companion://call?number=… are the program's."""
NAME = "Phone-Support Companion"
COMMENT = "What an IT support agent keeps open through every call"


def opening(folder: Path) -> list[str]:
    """The command that opens the window on a data folder; a link may follow, and nothing else.

    Whatever follows the two hyphens is a link or a mistake, never an option.
    """
    return [*asking(folder), "--"]


def asking(folder: Path) -> list[str]:
    """The same for a key of the desktop's: options may follow."""
    chosen = [] if folder == usual_data_folder() else ["--data-dir", str(folder)]
    return [*_program(), "open", *chosen]


def _program() -> list[str]:
    python = Path(sys.executable)
    if getattr(sys, "frozen", False):
        return [str(python)]
    script = python.with_name("companion.exe" if sys.platform == "win32" else "companion")
    return [str(script)] if script.exists() else [str(python), "-m", "companion"]
