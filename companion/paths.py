"""Where things are on this machine: the data folder, what ships with the program, its own name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DESKTOP_ID = "local.phone_support.Companion"
"""Under which a Linux desktop knows the program: its windows, its desktop file, its portal.

GNOME and the portal ask for a dot (`g_application_id_is_valid`, `xdp_is_valid_app_id`), and for a
hyphen nowhere but after the last one. It begins with `local` as no domain is claimed.
"""


def data_folder(given: str | None) -> Path:
    """The folder of calls, settings and the team's own content; it may not exist yet.

    `given` is the command line's `--data-dir`; then comes COMPANION_DATA_DIR, then what the
    platform has for user data.
    """
    chosen = given or os.environ.get("COMPANION_DATA_DIR")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return usual_data_folder()


def usual_data_folder() -> Path:
    """What the platform has for user data, whatever was chosen."""
    # Only those who did not choose pay for the import.
    import platformdirs

    return platformdirs.user_data_path("companion", appauthor=False)


def resources() -> Path:
    """Flows, alphabets, themes and the like: beside the package in a checkout, else inside."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def environment_of_others() -> dict[str, str]:
    """The environment for a program of the system's.

    The frozen program runs with libraries of its own in front; a system's program must load those
    it was made for (PyInstaller's manual, “Launching external programs from the frozen
    application”).
    """
    env = {**os.environ}
    if getattr(sys, "frozen", False):
        before = env.pop("LD_LIBRARY_PATH_ORIG", "")
        env.pop("LD_LIBRARY_PATH", None)
        if before:
            env["LD_LIBRARY_PATH"] = before
    return env
