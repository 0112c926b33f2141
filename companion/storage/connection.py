"""Connections to a database file: how they are set up, and which files are refused."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from sqlite_utils import Database, Migrations

from companion.domain.errors import UserError
from companion.storage import files
from companion.storage.errors import NotOurs, TooNew
from companion.storage.trouble import damaged, sqlite3

BUSY_TIMEOUT_MS = 2000
"""How long SQLite itself waits for another program's lock; the storage thread tries again."""

# With the schema not trusted, FTS5 of older versions (3.40.1 was tried) refuses to be written to
# by a trigger. 3.51.3 is what the program brings along where it can.
_TRUSTED_SCHEMA = ("OFF", 0) if sqlite3.sqlite_version_info >= (3, 51, 3) else ("ON", 1)

_FOR_READING: dict[str, tuple[str, object]] = {
    "busy_timeout": (str(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS),
    "trusted_schema": _TRUSTED_SCHEMA,
    "cell_size_check": ("ON", 1),
}
_FOR_WRITING: dict[str, tuple[str, object]] = {
    **_FOR_READING,
    "journal_mode": ("WAL", "wal"),
    # NORMAL loses up to half a minute of saved typing when the power goes.
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    # Off in some builds of SQLite: deleted text would stay in the file.
    "secure_delete": ("ON", 1),
}
_ON_A_MAC: dict[str, tuple[str, object]] = {
    # There, a plain fsync leaves the data in the disk's own memory.
    "fullfsync": ("ON", 1),
    "checkpoint_fullfsync": ("ON", 1),
}


def connect(path: Path, mode: Literal["ro", "rw"]) -> Database:
    """A connection to a database that is there; never makes one."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
    try:
        db = Database(connection, execute_plugins=False)
        for name, (wanted, answer) in _pragmas(mode).items():
            _set(db, name, wanted, answer)
    except BaseException:
        connection.close()
        raise
    return db


def _pragmas(mode: str) -> dict[str, tuple[str, object]]:
    if mode == "ro":
        return _FOR_READING
    return _FOR_WRITING | (_ON_A_MAC if sys.platform == "darwin" else {})


def _set(db: Database, name: str, wanted: str, answer: object) -> None:
    """Set a PRAGMA and see that it took: SQLite passes by what it cannot do in silence."""
    db.execute(f"PRAGMA {name} = {wanted}").fetchall()
    (given,) = db.execute(f"PRAGMA {name}").fetchone()
    if given != answer:
        raise UserError(
            f"Calls cannot be kept safely in this folder ({name} is {given}).",
            "Choose a data folder on a disk of this machine, not on a network drive.",
        )


def refuse_what_is_not_ours(db: Database, migrations: Migrations) -> None:
    """Raise Unusable for a database of a later version, or of another program."""
    applied = {step.name for step in migrations.applied(db)}
    if applied - _names(migrations):
        raise TooNew(
            "A newer version of the program has been using these calls. They are untouched.",
            "Install that version again, or choose another data folder.",
        )
    if not applied and set(db.table_names()) - {migrations.migrations_table}:
        raise NotOurs(
            f"The file {files.DATABASE} belongs to another program. It is untouched.",
            "Choose another data folder.",
        )


def refuse_what_is_left_of_one(database: Path) -> None:
    """Raise Damaged where a database is empty or gone and its log of changes is not.

    SQLite would throw that log away, and with it the calls that are in it; an empty file with
    backups beside it has lost its content too, and is no new database.
    """
    if database.exists() and database.stat().st_size:
        return
    log = files.side_files(database)[0]
    emptied = database.exists() and files.newest_backup(database.parent)
    if emptied or (log.exists() and log.stat().st_size):
        raise damaged(database.parent)


def _names(migrations: Migrations) -> set[str]:
    # The names of all steps, applied or not, are what pending() finds on an empty database.
    nothing = Database(memory=True, execute_plugins=False)
    try:
        return {step.name for step in migrations.pending(nothing)}
    finally:
        nothing.close()
