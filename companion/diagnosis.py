"""What `companion doctor` finds out: what works on this machine, what does not, and the remedy.

Nothing is changed and Qt is not imported: it must work where the window does not.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING

from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.services.global_keys import GlobalAction
    from companion.services.hotkeys import KeyReport

ROOM_TO_WARN = 500 * 1024**2
ROOM_TO_WORK = 50 * 1024**2
"""Bytes: below, a backup of a year's calls may not fit any more."""

SOUND_SQLITE = (3, 51, 3)
"""Older ones may lose commits when the write-ahead log is reset under a second connection."""

# Two machines writing one synced file end with two halves of a database.
_SYNCED = re.compile(
    r"onedrive|dropbox|google ?drive|my drive|icloud|mobile documents|nextcloud|owncloud"
    r"|pcloud|megasync|syncthing|box sync",
    re.IGNORECASE,
)


class State(StrEnum):
    """How a thing is."""

    FINE = "ok"
    WARNING = "warning"
    TROUBLE = "trouble"


_MARKS = {State.FINE: "ok  ", State.WARNING: "note", State.TROUBLE: "BAD "}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    state: State
    found: str
    remedy: str = ""

    @property
    def matters(self) -> bool:
        """Calls or the window do not work like this."""
        return self.state is State.TROUBLE

    def __str__(self) -> str:
        line = f"{_MARKS[self.state]}  {self.what}: {self.found}"
        return f"{line}\n      {self.remedy}" if self.remedy else line


def diagnose(folder: Path, resources: Path) -> list[Finding]:
    """Everything that was looked at, in the order to read it."""
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _data_folder(folder),
        lambda: _database(folder),
        _sqlite,
        lambda: _flows(resources, folder),
        _screen,
        _selection,
        _screen_sharing,
        lambda: _links(folder),
        lambda: _global_keys(folder),
        lambda: _voice(folder),
        _python_and_qt,
    )
    return [finding for check in checks for finding in check()]


def as_record(findings: list[Finding]) -> dict[str, object]:
    """The findings for JSON."""
    return {
        "ok": not any(finding.matters for finding in findings),
        "checks": [
            {"what": f.what, "state": f.state.value, "found": f.found, "remedy": f.remedy or None}
            for f in findings
        ],
    }


def _data_folder(folder: Path) -> Iterator[Finding]:
    what = "Data folder"
    # A folder that is not there yet will be made: what counts is the one it will be made in.
    place = next((p for p in (folder, *folder.parents) if p.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            free = shutil.disk_usage(place).free
    except OSError as error:
        reason = f"{folder} cannot be written to ({error.strerror})"
        yield Finding(what, State.TROUBLE, reason, "Choose another one with --data-dir.")
        return
    room = f"{folder}, {free // 1024**2} MB free"
    if free < ROOM_TO_WARN:
        state = State.TROUBLE if free < ROOM_TO_WORK else State.WARNING
        yield Finding(what, state, room, "Make some room on the disk.")
    else:
        yield Finding(what, State.FINE, room)
    yield from _synced(folder)


def _synced(folder: Path) -> Iterator[Finding]:
    service = next(filter(_SYNCED.search, folder.parts), None)
    if service:
        yield Finding(
            "Synced folder",
            State.WARNING,
            f"the data folder is inside {service}",
            "Move it to a folder that stays on this machine; synced databases get damaged.",
        )


def _database(folder: Path) -> Iterator[Finding]:
    from companion.storage.database import open_for_reading
    from companion.storage.trouble import told_plainly

    what = "Calls"
    try:
        db = open_for_reading(folder)
        if db is None:
            yield Finding(what, State.FINE, "none yet")
            return
        try:
            with told_plainly(folder):
                (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
                (count,) = db.execute("SELECT count(*) FROM calls").fetchone()
        finally:
            db.close()
    except UserError as error:
        yield Finding(what, State.TROUBLE, error.title, error.hint)
        return
    if verdict != "ok":
        remedy = "Close the program and go back to a backup with: companion restore FILE"
        yield Finding(what, State.TROUBLE, "the database is damaged", remedy)
    else:
        yield Finding(what, State.FINE, f"{count} in a sound database")


def _sqlite() -> Iterator[Finding]:
    from companion.storage.trouble import sqlite3

    version = sqlite3.sqlite_version
    if tuple(map(int, version.split("."))) >= SOUND_SQLITE:
        yield Finding("SQLite", State.FINE, version)
        return
    wanted = ".".join(map(str, SOUND_SQLITE))
    remedy = f"{wanted} or later is better; where there is one, install the package pysqlite3."
    yield Finding("SQLite", State.WARNING, version, remedy)


def _flows(resources: Path, folder: Path) -> Iterator[Finding]:
    from companion.content.library import FlowLibrary

    try:
        library = FlowLibrary(resources, folder)
    except UserError as error:
        yield Finding("Call flows", State.TROUBLE, error.title, error.hint)
        return
    for fault in library.faults:
        remedy = "Until it is mended, the flow is left out: companion flows check FILE"
        yield Finding("Call flow", State.WARNING, str(fault), remedy)
    count = len(library.all())
    if count:
        yield Finding("Call flows", State.FINE, f"{count}")
    else:
        yield Finding("Call flows", State.TROUBLE, "none", "Install the program again.")


def _screen() -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    screens = _screens()
    if screens:
        yield Finding("Screen", State.FINE, screens[0])
        return
    remedy = "The window needs a desktop session; the command line does not."
    yield Finding("Screen", State.WARNING, "none", remedy)


def _screens() -> list[str]:
    return [name for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)]


def _has_desktop() -> bool:
    return sys.platform != "linux" or bool(_screens())


def _screen_sharing() -> Iterator[Finding]:
    """Whether the speller's pop-up can be kept out of a shared screen; only a window can tell."""
    what = "Shared screen"
    if sys.platform == "linux":
        found = "the speller's pop-up is seen on it: Linux cannot leave a window out"
        yield Finding(what, State.FINE, found, "Put the pop-up away before you share all of it.")
    else:
        found = "the speller's pop-up asks to be left out; its tool tip says what came of that"
        yield Finding(what, State.FINE, found)


def _selection() -> Iterator[Finding]:
    from companion.selection.choice import WayName, choose

    if not _has_desktop():
        return
    choice = choose(os.environ, sys.platform)
    state = State.WARNING if choice.way is WayName.FOCUS else State.FINE
    found = f"read {choice.way.value}. {choice.drawback}".rstrip()
    yield Finding("Selected text", state, found, choice.remedy)


def _links(folder: Path) -> Iterator[Finding]:
    from companion.desktop.choice import desktop
    from companion.desktop.installation import opening

    if not _has_desktop():
        return
    try:
        is_installed = desktop(opening(folder), sys.platform).is_installed
    except UserError as error:
        yield Finding("Links", State.WARNING, error.title, error.hint)
        return
    if is_installed:
        yield Finding("Links", State.FINE, "companion:// opens this program")
    else:
        remedy = "Links and the desktop's portal will know it after: companion desktop install"
        yield Finding("Links", State.FINE, "companion:// does not open this program", remedy)


def _global_keys(folder: Path) -> Iterator[Finding]:
    from companion.handover import ABOUT_GLOBAL_KEYS, ask
    from companion.hotkeys.report_record import from_json

    answer = ask(folder, ABOUT_GLOBAL_KEYS)
    if answer is None:
        yield from _keys_found(_surveyed_keys(folder), "free to be grabbed by the window", folder)
    elif answer:
        yield from _keys_found(from_json(answer), "grabbed by the open window", folder)
    else:
        yield Finding("Global keys", State.FINE, "the open window has them, and is busy just now")


def _surveyed_keys(folder: Path) -> KeyReport:
    from companion.hotkeys.session import this_session
    from companion.hotkeys.survey import survey
    from companion.settings.global_keys import wanted_keys
    from companion.settings.options import GLOBAL_KEYS_WAY
    from companion.settings.store import Settings

    settings = Settings(folder / "settings.toml")
    return survey(wanted_keys(settings), settings.get(GLOBAL_KEYS_WAY), this_session())


def _keys_found(report: KeyReport, how: str, folder: Path) -> Iterator[Finding]:
    from companion.services.global_keys import Way

    what = "Global keys"
    if report.way is Way.DESKTOP:
        yield Finding(what, State.WARNING, "none is grabbed", _way_out(folder))
    else:
        yield Finding(what, State.FINE, f"{report.way.label}, {how}")
        remedy = "Choose another key on the page Global keys of the settings."
        for action, grab in report.grabs.items():
            if grab.holds:
                yield Finding(_of_key(action), State.FINE, grab.trigger)
            else:
                found = f"{grab.trigger} – {grab.trouble}" if grab.trigger else grab.trouble
                yield Finding(_of_key(action), State.WARNING, found, remedy)
    for other in report.not_taken:
        yield Finding(f"{what}, {other.way.label}", State.FINE, f"not taken. {other.why}")


def _of_key(action: GlobalAction) -> str:
    return f"Global key “{action.label}”"


def _way_out(folder: Path) -> str:
    from companion.desktop.installation import asking
    from companion.services.desktop_keys import commands, steps, this_desktop

    desktop = this_desktop()
    to_bind = commands(asking(folder))
    lines = "\n".join(f"        {line}    {action.label}" for action, line in to_bind.items())
    return f"{desktop}: {' '.join(steps(desktop))} The commands:\n{lines}"


def _voice(folder: Path) -> Iterator[Finding]:
    from companion.settings.options import VOICE_OUTPUT
    from companion.settings.store import Settings
    from companion.speech.check import check_voice
    from companion.speech.trouble import SpeechTrouble

    check = check_voice(Settings(folder / "settings.toml").get(VOICE_OUTPUT))
    remedy = check.trouble.sentence if check.trouble else ""
    if check.trouble in (SpeechTrouble.NO_ENGINE, SpeechTrouble.NO_START):
        yield Finding("Voice", State.WARNING, "none", remedy)
        return
    yield Finding("Voice", State.FINE, f"{check.voices} voices to read aloud with")
    if check.trouble:
        through = f"none through {check.player}" if check.player else "no player"
        yield Finding("Sound", State.WARNING, through, remedy)
    else:
        outputs = f": {', '.join(check.outputs)}" if check.outputs else ""
        yield Finding("Sound", State.FINE, f"through {check.player}{outputs}")


def _python_and_qt() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", State.FINE, python)
    if util.find_spec("PySide6") is None:
        remedy = "Install the program again; the command line works without it."
        yield Finding("PySide6", State.TROUBLE, "not installed: no window can open", remedy)
        return
    version = _version("PySide6-Essentials") or _version("PySide6")
    if sys.version_info < (3, 12) and version.startswith("6.12."):
        found = f"{version} on Python {python}: the program would abort after some hundred clicks"
        remedy = "Install PySide6-Essentials below 6.12, or use Python 3.12 or later."
        yield Finding("PySide6", State.TROUBLE, found, remedy)
    else:
        yield Finding("PySide6", State.FINE, version or "of an unknown version")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
