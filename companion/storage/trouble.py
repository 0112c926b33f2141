"""Trouble with the database, in the agent's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# sqlite-utils takes pysqlite3 where it is installed; its errors are other classes than those
# of the standard library. Everything in this folder uses this name. (It is meant to be taken
# from there, but not marked as such for the type checker.)
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from companion.domain.errors import UserError
from companion.storage import files
from companion.storage.errors import Busy, Damaged

__all__ = ["as_user_error", "damaged", "sqlite3", "told_plainly"]

_SENTENCES = {
    "BUSY": (
        "Another program is holding the call database.",
        "What is saved is safe. Wait a moment, or close the other program.",
    ),
    "FULL": (
        "The disk is full.",
        "What is saved is safe, but nothing new can be. Make some room on the disk.",
    ),
    "READONLY": (
        "The data folder cannot be written to.",
        "What is saved is safe. Check that the folder belongs to you and can be written to.",
    ),
    "IOERR": (
        "The disk reported an error.",
        "What was saved before is safe. Check that the disk is connected and has room.",
    ),
    "NOMEM": ("The machine is out of memory.", "What is saved is safe. Close other programs."),
}
_ALIKE = {
    "LOCKED": "BUSY",
    "PROTOCOL": "BUSY",
    "CANTOPEN": "READONLY",
    "PERM": "READONLY",
    "AUTH": "READONLY",
    "TOOBIG": "FULL",
}


def as_user_error(error: sqlite3.Error, folder: Path | None = None) -> UserError:
    """What to tell the agent about an error of SQLite's; `folder` is where it happened."""
    name: str = getattr(error, "sqlite_errorname", None) or type(error).__name__
    # SQLITE_IOERR_FSYNC is a kind of SQLITE_IOERR.
    kind = name.removeprefix("SQLITE_").split("_")[0]
    kind = _ALIKE.get(kind, kind)
    if kind in ("CORRUPT", "NOTADB"):
        return damaged(folder)
    if kind == "BUSY":
        return Busy(*_SENTENCES[kind])
    if kind in _SENTENCES:
        return UserError(*_SENTENCES[kind])
    return UserError(
        f"The call database refused ({name}).",
        "What is saved is safe. This is a fault in the program; please report it.",
    )


def damaged(folder: Path | None) -> Damaged:
    """The file cannot be read; says where the newest backup is and how to go back to it."""
    title = "The call database is damaged. It has been left as it is."
    newest = files.newest_backup(folder) if folder else None
    if newest is None:
        return Damaged(
            title,
            "Close the program, keep a copy of calls.db, and go back to a backup "
            "with: companion restore FILE",
        )
    return Damaged(title, f'Close the program and run: companion restore "{newest}"')


@contextmanager
def told_plainly(folder: Path | None = None) -> Iterator[None]:
    """Errors of SQLite and of the file system leave as UserErrors."""
    try:
        yield
    except sqlite3.Error as error:
        raise as_user_error(error, folder) from error
    except OSError as error:
        raise _of_the_file_system(error) from error


def _of_the_file_system(error: OSError) -> UserError:
    if error.errno in files.NO_ROOM:
        return UserError(*_SENTENCES["FULL"])
    if isinstance(error, FileNotFoundError):
        return UserError(f"There is no {error.filename}.", "Check the name and the folder.")
    title, hint = _SENTENCES["READONLY"]
    return UserError(title, f"{hint} ({error.filename}: {error.strerror})")
