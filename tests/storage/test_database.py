from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database, Migrations

from companion.domain.call import CallId
from companion.domain.errors import UserError
from companion.storage.call_log import read_call, write_call
from companion.storage.connection import connect
from companion.storage.database import as_user_error, open_database, open_for_reading
from companion.storage.errors import Busy, Damaged, NotOurs, TooNew
from companion.storage.migrations import MIGRATIONS
from companion.storage.trouble import sqlite3 as ours
from tests.storage.calls import a_call, typed
from tests.storage.databases import check, digest, open_calls, schema

SCHEMAS = Path(__file__).parents[1] / "data" / "schema"


@pytest.fixture
def used(folder: Path) -> Path:
    """The database file of a folder with one call in it."""
    db = open_database(folder)
    write_call(db, a_call(reported="VPN drops"))
    db.close()
    return folder / "calls.db"


def later_version() -> Migrations:
    """Today's steps and one more."""
    migrations = Migrations("companion")
    for step in MIGRATIONS.pending(Database(memory=True)):
        migrations(name=step.name)(step.fn)

    @migrations(name="9000-colour")
    def _colour(db: Database) -> None:
        db.execute("ALTER TABLE calls ADD COLUMN colour TEXT")

    return migrations


def test_every_setting_took(db: Database) -> None:
    def setting(name: str) -> object:
        return db.execute(f"PRAGMA {name}").fetchone()[0]

    assert setting("journal_mode") == "wal"
    assert setting("synchronous") == 2
    assert setting("foreign_keys") == 1
    assert setting("secure_delete") == 1
    assert setting("trusted_schema") == (0 if ours.sqlite_version_info >= (3, 51, 3) else 1)
    assert setting("cell_size_check") == 1


def test_a_setting_that_does_not_take_is_told(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"journal_mode": ("OFF", "wal")}
    monkeypatch.setattr("companion.storage.connection._FOR_WRITING", wrong)

    with pytest.raises(UserError, match="journal_mode"):
        open_database(used.parent)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_nobody_else_can_look_into_the_files(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    before = os.umask(0o022)
    try:
        db = open_database(folder)
        write_call(db, a_call())
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
        db.close()
    finally:
        os.umask(before)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes == {"calls.db": 0o600, "calls.db-wal": 0o600, "calls.db-shm": 0o600}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_a_folder_that_many_share_is_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o1777)

    open_database(folder).close()

    assert stat.S_IMODE(folder.stat().st_mode) == 0o1777


def test_the_steps_make_the_tables_of_the_first_release(db: Database) -> None:
    assert schema(db) == (SCHEMAS / "0.1.0.sql").read_text("utf-8")


def test_what_the_first_release_left_opens_and_works(folder: Path) -> None:
    folder.mkdir()
    left = Database(folder / "calls.db")
    MIGRATIONS.ensure_migrations_table(left)
    left.executescript((SCHEMAS / "0.1.0.sql").read_text("utf-8"))
    left.table("_sqlite_migrations").insert_all(
        {"migration_set": "companion", "name": step.name, "applied_at": "2026-01-01"}
        for step in MIGRATIONS.pending(Database(memory=True))
    )
    left.close()

    db = open_database(folder)
    write_call(db, a_call(reported="VPN drops"))

    assert open_calls(db) == [a_call(reported="VPN drops")]
    check(db)
    db.close()


def test_a_new_version_makes_a_backup_before_each_step(used: Path) -> None:
    db = open_database(used.parent, later_version())
    assert "colour" in db["calls"].columns_dict
    check(db)
    db.close()

    (backup,) = (used.parent / "backups").iterdir()
    assert backup.name.startswith("before-9000-colour-")
    copy = connect(backup, "ro")
    assert "colour" not in copy["calls"].columns_dict
    assert read_call(copy, CallId("a1")).notes.reported == "VPN drops"
    copy.close()


def test_a_new_database_needs_no_backup(db: Database, folder: Path) -> None:
    assert not (folder / "backups").exists()


def test_a_step_that_fails_leaves_everything_as_it_was(used: Path) -> None:
    migrations = later_version()

    @migrations(name="0003-fails")
    def _fails(db: Database) -> None:
        db.execute("ALTER TABLE calls ADD COLUMN half TEXT")
        raise ours.OperationalError("the disk is gone")

    with pytest.raises(UserError):
        open_database(used.parent, migrations)

    db = connect(used, "ro")
    assert "half" not in db["calls"].columns_dict
    db.close()
    backups = [path.name.split("-2")[0] for path in (used.parent / "backups").iterdir()]
    assert backups == ["before-9000-colour"]


def test_who_reads_waits_for_the_window_that_makes_the_tables(folder: Path) -> None:
    folder.mkdir()
    names = [step.name for step in MIGRATIONS.pending(Database(memory=True))]
    MIGRATIONS.apply(Database(folder / "calls.db"), stop_before=names[2:])

    def go_on() -> None:
        MIGRATIONS.apply(Database(folder / "calls.db"))

    making = threading.Timer(0.2, go_on)
    making.start()
    db = open_for_reading(folder)
    making.join()

    assert db is not None
    assert open_calls(db) == []
    assert not (folder / "backups").exists(), "it was not the reader who made them"
    db.close()


def two_later() -> Migrations:
    migrations = later_version()

    @migrations(name="9001-size")
    def _size(db: Database) -> None:
        db.execute("ALTER TABLE calls ADD COLUMN size TEXT")

    return migrations


class Overtaken(Migrations):
    """Another program brings the database up to date just after it is seen what is to be done."""

    def __init__(self, file: Path) -> None:
        super().__init__("companion")
        self._file = file
        self._looks = 0

    def pending(self, db: Database) -> list[Any]:
        seen = list(super().pending(db))
        self._looks += 1
        if self._looks == 2:
            two_later().apply(Database(self._file))
        return seen


def test_another_program_may_bring_it_up_to_date_at_the_same_time(used: Path) -> None:
    migrations = Overtaken(used)
    for step in two_later().pending(Database(memory=True)):
        migrations(name=step.name)(step.fn)

    db = open_database(used.parent, migrations)

    assert {"colour", "size"} <= db["calls"].columns_dict.keys()
    check(db)
    db.close()
    assert (used.parent / "backups").is_dir(), "it had begun"
    assert list((used.parent / "backups").iterdir()) == []


@pytest.mark.parametrize("opening", [open_database, open_for_reading])
def test_refuses_a_newer_database_untouched(used: Path, opening: type) -> None:
    open_database(used.parent, later_version()).close()
    before = digest(used)

    with pytest.raises(TooNew):
        opening(used.parent)

    assert digest(used) == before


def test_refuses_a_newer_database_untouched_with_a_log_left_by_a_crash(used: Path) -> None:
    _leave_a_log(used, "INSERT INTO _sqlite_migrations VALUES (NULL, 'companion', '9', '')")
    before = digest(used), digest(used.with_name("calls.db-wal"))

    with pytest.raises(TooNew):
        open_database(used.parent)

    assert (digest(used), digest(used.with_name("calls.db-wal"))) == before


def test_takes_in_what_a_crash_left_in_the_log(used: Path) -> None:
    _leave_a_log(used, "UPDATE notes SET text = 'from the log' WHERE section = 'reported'")

    reading = open_for_reading(used.parent)
    assert reading is not None
    assert read_call(reading, CallId("a1")).notes.reported == "from the log"
    reading.close()
    writing = open_database(used.parent)
    assert read_call(writing, CallId("a1")).notes.reported == "from the log"
    writing.close()


def _leave_a_log(path: Path, statement: str) -> None:
    """Write to the database as a program does that is killed before it can tidy up."""
    script = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA trusted_schema = ON')\n"
        "db.execute(sys.argv[2])\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path), statement], check=True)
    assert path.with_name("calls.db-wal").stat().st_size


def test_refuses_a_database_of_another_program(folder: Path) -> None:
    folder.mkdir()
    other = sqlite3.connect(folder / "calls.db")
    other.execute("CREATE TABLE phones (number)")
    other.close()
    before = digest(folder / "calls.db")

    with pytest.raises(NotOurs):
        open_database(folder)

    assert digest(folder / "calls.db") == before


def _no_database(content: bytes) -> bytes:
    return b"not a database, whatever it is called" * 100


def _page_one_gone(content: bytes) -> bytes:
    return content[:100] + bytes(4096 - 100) + content[4096:]


def _cut_in_half(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize("damage", [_no_database, _page_one_gone, _cut_in_half])
def test_a_damaged_file_is_not_overwritten(used: Path, damage: type) -> None:
    log = used.with_name("calls.db-wal")
    log.write_bytes(b"what may still be saved" * 1000)
    used.write_bytes(damage(used.read_bytes()))
    before = digest(used), digest(log)

    with pytest.raises(Damaged, match="companion restore"):
        open_database(used.parent)

    assert (digest(used), digest(log)) == before


def test_damage_names_the_newest_backup(used: Path) -> None:
    open_database(used.parent, later_version()).close()
    used.write_bytes(b"x" * 5000)

    with pytest.raises(Damaged, match="before-9000-colour"):
        open_database(used.parent)


def test_an_emptied_file_with_backups_beside_it_is_no_new_database(used: Path) -> None:
    open_database(used.parent, later_version()).close()
    used.write_bytes(b"")

    with pytest.raises(Damaged):
        open_database(used.parent)


def test_a_log_whose_database_is_gone_is_not_thrown_away(used: Path) -> None:
    _leave_a_log(used, "UPDATE notes SET text = 'only here'")
    used.unlink()
    before = digest(used.with_name("calls.db-wal"))

    with pytest.raises(Damaged):
        open_database(used.parent)

    assert digest(used.with_name("calls.db-wal")) == before


def test_a_file_where_the_folder_should_be_is_a_user_error(folder: Path) -> None:
    folder.write_text("in the way")

    with pytest.raises(UserError, match="cannot be written"):
        open_database(folder)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_may_not_be_written_to_is_a_user_error(folder: Path) -> None:
    folder.mkdir()
    folder.parent.chmod(0o500)
    folder.chmod(0o500)
    try:
        with pytest.raises(UserError, match="cannot be written"):
            open_database(folder / "deeper")
    finally:
        folder.parent.chmod(0o700)


def test_reading_makes_no_database_where_there_is_none(folder: Path) -> None:
    assert open_for_reading(folder) is None
    assert not folder.exists()


def test_reads_while_a_window_has_it_open(db: Database, folder: Path) -> None:
    call = a_call(reported="VPN drops")
    write_call(db, call)
    reading = open_for_reading(folder)
    assert reading is not None

    write_call(db, typed(call, "VPN drops again"), call)

    assert read_call(reading, call.id).notes.reported == "VPN drops again"
    with pytest.raises(ours.OperationalError):
        write_call(reading, call)
    reading.close()


def test_reading_an_older_database_brings_it_up_to_date(used: Path) -> None:
    db = open_for_reading(used.parent, later_version())

    assert db is not None
    assert "colour" in db["calls"].columns_dict
    db.close()


def test_a_full_disk_is_a_user_error_and_what_was_saved_is_safe(db: Database) -> None:
    call = a_call(reported="VPN drops")
    write_call(db, call)
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    with pytest.raises(ours.OperationalError) as error:
        write_call(db, typed(call, "x" * 50_000), call)

    assert as_user_error(error.value).title == "The disk is full."
    assert read_call(db, call.id) == call
    check(db)


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("SQLITE_BUSY_SNAPSHOT", Busy, "Another program"),
        ("SQLITE_LOCKED", Busy, "Another program"),
        ("SQLITE_FULL", UserError, "full"),
        ("SQLITE_IOERR_FSYNC", UserError, "disk reported an error"),
        ("SQLITE_READONLY_DIRECTORY", UserError, "cannot be written"),
        ("SQLITE_CANTOPEN", UserError, "cannot be written"),
        ("SQLITE_CORRUPT_VTAB", Damaged, "damaged"),
        ("SQLITE_NOTADB", Damaged, "damaged"),
        ("SQLITE_CONSTRAINT_CHECK", UserError, "SQLITE_CONSTRAINT_CHECK"),
        (None, UserError, "OperationalError"),
    ],
)
def test_every_error_of_sqlites_has_a_sentence_and_a_remedy(
    name: str | None, kind: type[UserError], words: str
) -> None:
    error = ours.OperationalError("in SQLite's own words: Sarah Okafor")
    if name:
        error.sqlite_errorname = name

    told = as_user_error(error)

    assert type(told) is kind
    assert words in told.title
    assert told.hint
    assert "Okafor" not in str(told)
