"""What `companion demo` leaves in its folder, looked for and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from environment import SetUpFailed, say

if TYPE_CHECKING:
    from pathlib import Path

LEAVES = {"Screenshots": "*.png", "Database": "*.db", "Ticket": "*ticket*"}


def show(folder: Path) -> None:
    """Say where the screenshots, the database and the ticket are, or that one is absent."""
    for what, pattern in LEAVES.items():
        files = sorted(file for file in folder.rglob(pattern) if file.is_file())
        if what == "Ticket":  # a picture of the ticket is not the ticket
            files = [file for file in files if file.suffix != ".png"]
        if not files:
            raise SetUpFailed(f"{what}: nothing in {folder}, so the demo did not do its work.")
        say(f"{what}: {', '.join(str(file) for file in files)}")
