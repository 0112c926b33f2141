"""The database of a data folder: opened, brought up to date, or refused untouched."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from companion.storage import files
from companion.storage.backup import back_up
from companion.storage.connection import (
    connect,
    refuse_what_is_left_of_one,
    refuse_what_is_not_ours,
)
from companion.storage.migrations import MIGRATIONS
from companion.storage.trouble import as_user_error, sqlite3, told_plainly

__all__ = ["as_user_error", "open_database", "open_for_reading"]

MADE_WITHIN_S, LOOK_EVERY_S = 1.0, 0.02
"""How long a window may take to make the tables before whoever reads brings them up to date."""


def open_database(folder: Path, migrations: Migrations = MIGRATIONS) -> Database:
    """The calls of a data folder, for reading and writing; a folder without any gets a new one.

    The connection belongs to the thread that opens it. Trouble is a UserError; one that is
    Unusable (damaged, or of a later version) has left the file as it was.
    """
    path = files.database_path(folder)
    with told_plainly(folder):
        files.make_private_folder(folder)
        _refuse_what_we_must_not_touch(path, migrations)
        files.create_private(path)
        db = connect(path, "rw")
        try:
            _migrate(db, folder, migrations)
            for file in files.side_files(path):
                files.make_private(file)
        except BaseException:
            db.close()
            raise
        return db


def open_for_reading(folder: Path, migrations: Migrations = MIGRATIONS) -> Database | None:
    """The calls of a data folder that a window may have open; None where there are none yet.

    Nothing is written, unless the database is an older version's and has to be brought up to
    date before it can be read.
    """
    path = files.database_path(folder)
    with told_plainly(folder):
        refuse_what_is_left_of_one(path)
        if not path.exists() or not path.stat().st_size:
            return None
        db = connect(path, "ro")
        try:
            refuse_what_is_not_ours(db, migrations)
            is_up_to_date = _comes_up_to_date(db, migrations)
        except BaseException:
            db.close()
            raise
        if is_up_to_date:
            return db
        db.close()
    return open_database(folder, migrations)


def _comes_up_to_date(db: Database, migrations: Migrations) -> bool:
    """Nothing is pending, also once a window that is making the tables just now has done so."""
    give_up_at = time.monotonic() + MADE_WITHIN_S
    while _pending(db, migrations):
        if time.monotonic() > give_up_at:
            return False
        time.sleep(LOOK_EVERY_S)
    return True


def _refuse_what_we_must_not_touch(path: Path, migrations: Migrations) -> None:
    refuse_what_is_left_of_one(path)
    if not path.exists() or not path.stat().st_size:
        return
    # A connection that may write could change the file by merely closing (it takes in what a
    # crash left in the log), so the first look is through one that may not.
    db = connect(path, "ro")
    try:
        refuse_what_is_not_ours(db, migrations)
    finally:
        db.close()


def _migrate(db: Database, folder: Path, migrations: Migrations) -> None:
    """Apply what is pending, one step at a time, each after a backup of what is there.

    In a new database there is nothing to back up, not even after its first step. Another program
    may be at the same: what it has done meanwhile is done, and need not be done here.
    """
    if not migrations.applied(db):
        with _lived_with_if_done(db, migrations, _pending(db, migrations)[0]):
            migrations.apply(db)
    while names := _pending(db, migrations):
        backup = files.new_backup(folder, f"before-{names[0]}")
        back_up(db, backup)
        with _lived_with_if_done(db, migrations, names[0]):
            try:
                migrations.apply(db, stop_before=names[1:])
            except BaseException:
                # The step was rolled back, so the backup is of no use; opening is tried again.
                backup.unlink()
                raise


@contextmanager
def _lived_with_if_done(db: Database, migrations: Migrations, step: str) -> Iterator[None]:
    """A step that fails because another program has done it is done."""
    try:
        yield
    except (ValueError, sqlite3.Error):
        if step in _pending(db, migrations):
            raise


def _pending(db: Database, migrations: Migrations) -> list[str]:
    return [step.name for step in migrations.pending(db)]
