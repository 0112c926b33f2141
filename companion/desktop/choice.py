"""The desktop of this machine."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Protocol


class Desktop(Protocol):
    """Where the program can be made known. Each method says, line by line, what was done or is."""

    @property
    def is_installed(self) -> bool:
        """Links start this very installation."""
        ...

    def install(self) -> list[str]:
        """Make the program known, and the default for its links. UserError when it cannot be."""
        ...

    def remove(self) -> list[str]:
        """Undo that, and nothing else."""
        ...

    def show(self) -> list[str]:
        """How it is now; nothing is changed."""
        ...


def desktop(command: Sequence[str], platform: str = sys.platform) -> Desktop:
    """The desktop of this platform; `command` is what a link follows."""
    if platform == "win32":
        from companion.desktop.windows import WindowsDesktop

        return WindowsDesktop(command)
    if platform == "darwin":
        from companion.desktop.macos import MacDesktop

        return MacDesktop(command)
    from companion.desktop.linux import LinuxDesktop

    return LinuxDesktop(command)
