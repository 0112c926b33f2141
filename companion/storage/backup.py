"""Copies of the database: made while it is in use, and gone back to."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlite_utils import Database, Migrations

from companion.domain.errors import UserError
from companion.storage import files
from companion.storage.connection import (
    connect,
    refuse_what_is_left_of_one,
    refuse_what_is_not_ours,
)
from companion.storage.errors import Busy, Damaged
from companion.storage.migrations import MIGRATIONS
from companion.storage.trouble import as_user_error, sqlite3, told_plainly


def back_up(db: Database, target: Path, overwrite: bool = False) -> None:
    """Write a consistent copy of the database to `target`, for the owner's eyes only.

    Calls may be saved meanwhile, by this program or another. The copy appears under its name
    only when it is whole, checked and on the disk.
    """
    if target.exists() and not overwrite:
        raise UserError(f"{target} is there already.", "Nothing was changed. Choose another name.")
    if target.exists() and target.samefile(_path_of(db)):
        raise UserError(f"{target} is the call database itself.", "Choose another name.")
    if not target.parent.is_dir():
        raise UserError(f"There is no folder {target.parent}.", "Make it, or choose another one.")
    with told_plainly():
        _copy(db, target)


def restore(
    folder: Path, source: Path, force: bool = False, migrations: Migrations = MIGRATIONS
) -> Path | None:
    """Put a backup in the place of the database; says where what was there is kept.

    Calls that are newer than the backup are not replaced without `force`. No window may be
    open on the data folder.
    """
    database = files.database_path(folder)
    with told_plainly(folder):
        files.make_private_folder(folder)
        new = folder / "restoring.db"
        try:
            _copy_backup(source, new, migrations)
            kept = _set_aside(database, new, force)
            # A log left over from the old database would be taken for the new one's, and
            # spoil it.
            for file in files.side_files(database):
                file.unlink(missing_ok=True)
            new.replace(database)
            files.sync(folder)
        finally:
            new.unlink(missing_ok=True)
    return kept


def _copy(db: Database, target: Path) -> None:
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        files.create_private(partial)
        calls = _count(db)
        db.execute("VACUUM INTO ?", [str(partial)])
        files.sync(partial)
        _check(partial, calls)
        partial.replace(target)
        files.sync(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def _check(copy: Path, calls: int) -> None:
    db = connect(copy, "ro")
    try:
        (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
        found = _count(db)
    finally:
        db.close()
    # More is fine: somebody went on saving between the count and the copy.
    if verdict != "ok" or found < calls:
        raise UserError(
            f"The copy did not come out right ({found} of {calls} calls, {verdict}).",
            "The calls themselves are as they were. Try again, on another disk if it stays so.",
        )


def _count(db: Database) -> int:
    if "calls" not in db.table_names():
        return 0
    (calls,) = db.execute("SELECT count(*) FROM calls").fetchone()
    return int(calls)


def _copy_backup(source: Path, target: Path, migrations: Migrations) -> None:
    if not source.is_file():
        raise UserError(f"There is no backup {source}.", "Nothing was changed. Check the name.")
    try:
        db = connect(source, "ro")
        try:
            refuse_what_is_not_ours(db, migrations)
            _copy(db, target)
        finally:
            db.close()
    except sqlite3.Error as error:
        if isinstance(as_user_error(error), Damaged):
            raise UserError(
                f"{source} is damaged and cannot be restored.",
                "Nothing was changed. Try the backup before it.",
            ) from error
        raise


def _set_aside(database: Path, new: Path, force: bool) -> Path | None:
    """Keep what the backup is about to replace, as a backup itself."""
    if not any(file.exists() for file in (database, *files.side_files(database))):
        return None
    if _is_readable(database):
        return _keep_as_backup(database, new, force)
    return _keep_as_it_is(database)


def _is_readable(database: Path) -> bool:
    # Through a connection that may not write: another would throw the log of a damaged file
    # away, with all that could still be saved from it.
    try:
        with told_plainly():
            refuse_what_is_left_of_one(database)
            db = connect(database, "ro")
            try:
                _revisions(db)
            finally:
                db.close()
    except Damaged:
        return False
    return True


def _keep_as_backup(database: Path, new: Path, force: bool) -> Path:
    db = connect(database, "rw")
    try:
        _refuse_if_in_use(db)
        if not force:
            _refuse_over_newer_calls(_revisions(db), new)
        kept = files.new_backup(database.parent, "replaced")
        _copy(db, kept)
        return kept
    finally:
        db.close()


def _keep_as_it_is(database: Path) -> Path:
    kept = files.new_backup(database.parent, "damaged")
    for file in (database, *files.side_files(database)):
        if file.exists():
            copy = kept.with_name(kept.name + file.name.removeprefix(database.name))
            shutil.copyfile(file, copy)
            files.make_private(copy)
            files.sync(copy)
    return kept


def _refuse_if_in_use(db: Database) -> None:
    # Only the last connection may leave the write-ahead log: the one sure way to learn that
    # no window has the file open. It also brings all that is in the log into the file.
    try:
        db.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.OperationalError as error:
        if not isinstance(as_user_error(error), Busy):
            raise
        raise UserError(
            "The program is open on these calls.",
            "Nothing was changed. Close its window, then restore.",
        ) from error


def _refuse_over_newer_calls(here: dict[str, int], new: Path) -> None:
    db = connect(new, "ro")
    try:
        there = _revisions(db)
    finally:
        db.close()
    newer = sum(there.get(call, -1) < revision for call, revision in here.items())
    if newer:
        what = "1 call is" if newer == 1 else f"{newer} calls are"
        raise UserError(
            f"{what} newer than the backup.",
            "Nothing was changed. To go back all the same, add --force; "
            "what is there now is kept as a backup.",
        )


def _revisions(db: Database) -> dict[str, int]:
    if "calls" not in db.table_names():
        return {}
    return dict(db.execute("SELECT call_id, revision FROM calls").fetchall())


def _path_of(db: Database) -> Path:
    (path,) = db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return Path(path)
