"""Where things are on this machine: the data folder, and what ships with the program."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder(given: str | None) -> Path:
    """The folder of calls, settings and the team's own content; it may not exist yet.

    `given` is the command line's `--data-dir`; then comes COMPANION_DATA_DIR, then what the
    platform has for user data.
    """
    chosen = given or os.environ.get("COMPANION_DATA_DIR")
    if chosen:
        return Path(chosen).expanduser().absolute()
    # Only those who did not choose pay for the import.
    import platformdirs

    return platformdirs.user_data_path("companion", appauthor=False)


def resources() -> Path:
    """Flows, alphabets, themes and the like: beside the package in a checkout, else inside."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
