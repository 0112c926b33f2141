"""A Mac gives links to applications only; what the agent can do is said step by step."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from companion.desktop.installation import NAME, SCHEME


class MacDesktop:
    """Changes nothing: an application's links stand in its own Info.plist."""

    is_installed = False

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command

    def install(self) -> list[str]:
        """What to do by hand."""
        shell = shlex.join(self._command).replace("\\", "\\\\").replace('"', '\\"')
        return [
            "macOS gives links to applications only, and this program is none. To make one:",
            "1. Open Script Editor and type:",
            "     on open location link",
            f'       do shell script "{shell} " & quoted form of link',
            "     end open location",
            f"2. Save it as an Application, with the name {NAME}.",
            "3. In its Contents/Info.plist add to CFBundleURLTypes an entry with",
            f"   CFBundleURLName {NAME} and CFBundleURLSchemes ({SCHEME}).",
            "4. Open the application once.",
            "To take it back, delete the application.",
        ]

    def remove(self) -> list[str]:
        """What to do by hand."""
        return [f"Delete the application {NAME} that you have made for links, if there is one."]

    show = install
