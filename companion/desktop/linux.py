"""A Linux desktop knows a program by its desktop file, and links by `mimeapps.list`.

See the Desktop Entry and the Association between MIME types and applications specifications of
freedesktop.org.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from companion.desktop.installation import COMMENT, NAME, SCHEME
from companion.domain.errors import UserError
from companion.files import replace_text
from companion.paths import DESKTOP_ID

FILE = f"{DESKTOP_ID}.desktop"
TYPE = f"x-scheme-handler/{SCHEME}"
_DEFAULTS = "[Default Applications]"


class LinuxDesktop:
    """The desktop of the user, below the two folders that XDG names."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
        self._command = command
        self.entry = _folder(environment, "XDG_DATA_HOME", ".local/share") / "applications" / FILE
        self.defaults = _folder(environment, "XDG_CONFIG_HOME", ".config") / "mimeapps.list"

    def install(self) -> list[str]:
        """Write the desktop file and make the program the default for its links; what was done.

        Raises UserError when a file cannot be written; then the other is as it was.
        """
        defaults = with_default(_read(self.defaults), FILE)
        before = _read(self.entry)
        _write(self.entry, desktop_file(self._command))
        try:
            _write(self.defaults, defaults)
        except UserError:
            if before:
                _write(self.entry, before)
            else:
                self.entry.unlink()
            raise
        return [
            f"The desktop knows the program now: {self.entry}",
            f"Links that begin with {SCHEME}:// open it: {self.defaults}",
            "Take it back with: companion desktop remove",
        ]

    def remove(self) -> list[str]:
        """Undo that, and nothing else; what was done."""
        if not self.entry.exists() and FILE not in default_for(_read(self.defaults)):
            return ["The desktop does not know the program; nothing was changed."]
        without = without_default(_read(self.defaults), FILE)
        if self.defaults.exists():
            _write(self.defaults, without)
        self.entry.unlink(missing_ok=True)
        return ["The desktop has forgotten the program; links no longer open it."]

    def show(self) -> list[str]:
        """How it is now."""
        first = (default_for(_read(self.defaults)) or [""])[0]
        return [f"Desktop file: {self._entry_state()}", f"Links: {_links_state(first)}"]

    @property
    def is_installed(self) -> bool:
        """The desktop starts this very installation, also by a link."""
        is_ours = _read(self.entry) == desktop_file(self._command)
        return is_ours and default_for(_read(self.defaults))[:1] == [FILE]

    def _entry_state(self) -> str:
        if not self.entry.exists():
            return "none; companion desktop install writes one"
        if _read(self.entry) != desktop_file(self._command):
            return (
                f"{self.entry}, for another installation or folder;"
                " companion desktop install writes it anew"
            )
        return str(self.entry)


def desktop_file(command: Sequence[str]) -> str:
    """The desktop file of a command, to which the desktop adds a link."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={NAME}",
        f"Comment={COMMENT}",
        f"Exec={' '.join(map(_quoted, command))} %u",
        "Icon=call-start",
        "Terminal=false",
        "Categories=Network;Telephony;",
        f"MimeType={TYPE};",
        # The one that hands its command over never shows a window to wait for.
        "StartupNotify=false",
    ]
    return "".join(f"{line}\n" for line in lines)


def _quoted(word: str) -> str:
    """A word of Exec: quoted, then escaped as every value is, and no field code."""
    if "\n" in word or "\r" in word:
        raise UserError("The program lies in a folder whose name has a line end in it.")
    inside = re.sub(r'(["`$\\])', r"\\\1", word)
    return f'"{inside}"'.replace("\\", "\\\\").replace("%", "%%")


def default_for(text: str) -> list[str]:
    """The desktop files that `mimeapps.list` names for our links, the preferred one first."""
    for group, line in _grouped(text):
        if group == _DEFAULTS and _key(line) == TYPE:
            return [name for name in line.partition("=")[2].strip().split(";") if name]
    return []


def with_default(text: str, name: str) -> str:
    """The list with this desktop file as the preferred one; those there were come after it."""
    return _with_line(text, [name, *(n for n in default_for(text) if n != name)])


def without_default(text: str, name: str) -> str:
    """The list without this desktop file; what was preferred before it is so again."""
    names = default_for(text)
    return _with_line(text, [n for n in names if n != name]) if name in names else text


def _with_line(text: str, names: Sequence[str]) -> str:
    """The list with these names for our links, and every other line as it is."""
    wanted = f"{TYPE}={';'.join(names)};" if names else None
    kept = [line for group, line in _grouped(text) if group != _DEFAULTS or _key(line) != TYPE]
    if wanted:
        if _DEFAULTS not in map(str.strip, kept):
            kept += [_DEFAULTS] if not kept or not kept[-1].strip() else ["", _DEFAULTS]
        place = next(n for n, line in enumerate(kept) if line.strip() == _DEFAULTS)
        kept.insert(place + 1, wanted)
    return "".join(f"{line}\n" for line in kept)


def _grouped(text: str) -> list[tuple[str, str]]:
    """Each line with the group it stands in."""
    group, found = "", []
    for line in text.splitlines():
        if line.strip().startswith("["):
            group = line.strip()
        found.append((group, line))
    return found


def _key(line: str) -> str:
    return line.partition("=")[0].strip()


def _links_state(first: str) -> str:
    if first == FILE:
        return f"{SCHEME}:// opens this program"
    if first:
        return f"{SCHEME}:// opens another program ({first})"
    return f"nothing opens {SCHEME}://; companion desktop install sees to it"


def _folder(environment: Mapping[str, str], name: str, otherwise: str) -> Path:
    given = Path(environment.get(name, ""))
    return given if given.is_absolute() else Path.home() / otherwise


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file} cannot be read, so nothing was changed.") from error


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_text(file, text)
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}.") from error
