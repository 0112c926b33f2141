"""Windows knows links by the user's own part of the registry."""

from __future__ import annotations

import importlib
import subprocess
from collections.abc import Sequence
from typing import Any

from companion.desktop.installation import NAME, SCHEME
from companion.domain.errors import UserError

ROOT = rf"Software\Classes\{SCHEME}"
"""Below HKEY_CURRENT_USER; no administrator is needed."""
COMMAND = rf"{ROOT}\shell\open\command"
_OURS = f"URL:{NAME}"
_KEYS = (COMMAND, rf"{ROOT}\shell\open", rf"{ROOT}\shell", ROOT)
"""From the inside out: a key with others in it cannot be deleted."""


class WindowsDesktop:
    """The links of the user. (`winreg` exists on Windows only, and so has no types here.)"""

    def __init__(self, command: Sequence[str]) -> None:
        # Windows puts the link in the place of %1; after the hyphens it can be nothing else.
        self._line = f'{subprocess.list2cmdline(command)} "%1"'
        self._winreg: Any = importlib.import_module("winreg")

    def install(self) -> list[str]:
        """Make the program open its links; UserError when another program does."""
        owner = self._value(ROOT)
        if owner not in (None, "", _OURS):
            raise UserError(
                f"Links that begin with {SCHEME}:// belong to another program: {owner}.",
                "Remove that first; nothing was changed.",
            )
        self._set(ROOT, "", _OURS)
        self._set(ROOT, "URL Protocol", "")
        self._set(COMMAND, "", self._line)
        return [
            f"Links that begin with {SCHEME}:// open the program now.",
            "Take it back with: companion desktop remove",
        ]

    def remove(self) -> list[str]:
        """Undo that; what another program has written stays."""
        if self._value(ROOT) != _OURS:
            return ["Windows does not know the program's links; nothing was changed."]
        for key in _KEYS:
            try:
                self._winreg.DeleteKey(self._winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                continue
        return ["Windows has forgotten the program's links."]

    def show(self) -> list[str]:
        """How it is now."""
        command = self._value(COMMAND)
        if command is None:
            return [f"Links: nothing opens {SCHEME}://; companion desktop install sees to it"]
        if command == self._line:
            return [f"Links: {SCHEME}:// opens this program"]
        return [f"Links: {SCHEME}:// opens {command}"]

    @property
    def is_installed(self) -> bool:
        """A link starts this very installation."""
        return self._value(COMMAND) == self._line

    def _value(self, key: str) -> str | None:
        try:
            with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, key) as opened:
                value, _ = self._winreg.QueryValueEx(opened, "")
        except FileNotFoundError:
            return None
        return str(value)

    def _set(self, key: str, name: str, value: str) -> None:
        with self._winreg.CreateKey(self._winreg.HKEY_CURRENT_USER, key) as opened:
            self._winreg.SetValueEx(opened, name, 0, self._winreg.REG_SZ, value)
