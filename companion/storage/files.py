"""The files a database is made of, readable by nobody else."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

DATABASE = "calls.db"
BACKUPS = "backups"
NO_ROOM = frozenset(
    number for name in ("ENOSPC", "EDQUOT", "EFBIG") if (number := getattr(errno, name, None))
)

_OWNER_ONLY = 0o600
_OWNER_ONLY_FOLDER = 0o700


def database_path(folder: Path) -> Path:
    """The database in a data folder."""
    return folder / DATABASE


def side_files(database: Path) -> tuple[Path, ...]:
    """What SQLite keeps beside a database while it is open, or after a crash."""
    return tuple(database.with_name(database.name + end) for end in ("-wal", "-shm"))


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can look into."""
    folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    if _is_ours_alone(folder.stat()):
        folder.chmod(_OWNER_ONLY_FOLDER)


def _is_ours_alone(found: os.stat_result) -> bool:
    # A folder that many share, such as /tmp, has the sticky bit: that one is not ours to close.
    if sys.platform == "win32":
        return False
    else:  # noqa: RET505 - mypy follows platforms along else only
        return found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX


def create_private(path: Path) -> None:
    """Make an empty file for its owner alone; one that is there already keeps its content.

    SQLite gives a database's side files the mode of the database itself, so it is enough to
    be there first.
    """
    path.touch(mode=_OWNER_ONLY, exist_ok=True)
    make_private(path)


def make_private(path: Path) -> None:
    """Take everybody else's right to read a file; one that is not there is passed by."""
    with suppress(FileNotFoundError):
        path.chmod(_OWNER_ONLY)


def sync(path: Path) -> None:
    """Wait until a file, or the list of files of a folder, is on the disk itself."""
    if path.is_dir() and os.name == "nt":
        return  # Windows does not open folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def new_backup(folder: Path, why: str) -> Path:
    """A name for a backup in the data folder that no other backup has."""
    make_private_folder(folder / BACKUPS)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return folder / BACKUPS / f"{why}-{stamp}.db"


def newest_backup(folder: Path) -> Path | None:
    """The backup in the data folder that was made last; never what was damaged already."""
    backups = (folder / BACKUPS).glob("*.db")
    good = [path for path in backups if not path.name.startswith("damaged-")]
    return max(good, key=lambda path: path.stat().st_mtime, default=None)
