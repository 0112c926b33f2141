from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database

from companion.domain.errors import UserError
from companion.services.ports import CallQuery
from companion.storage.backup import back_up, restore
from companion.storage.call_log import write_call
from companion.storage.connection import connect
from companion.storage.database import open_database
from companion.storage.errors import TooNew
from companion.storage.search import find_calls
from tests.storage.calls import a_call, typed
from tests.storage.databases import check, digest, open_calls

CALL = a_call(reported="VPN drops")
LATER = typed(CALL, "VPN drops every ten minutes")


def calls_in(path: Path) -> object:
    db = connect(path, "ro")
    try:
        return open_calls(db)
    finally:
        db.close()


@pytest.fixture
def backup(db: Database, tmp_path: Path) -> Path:
    """A backup of the database with one call, which has been typed into since."""
    target = tmp_path / "copy.db"
    write_call(db, CALL)
    back_up(db, target)
    write_call(db, LATER, CALL)
    return target


def test_a_backup_is_whole_and_for_its_owner_alone(backup: Path) -> None:
    assert calls_in(backup) == [CALL]
    assert [path.name for path in backup.parent.iterdir() if "partial" in path.name] == []
    if os.name == "posix":
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_never_writes_over_a_file_unless_told(db: Database, backup: Path) -> None:
    with pytest.raises(UserError, match="is there already"):
        back_up(db, backup)
    assert calls_in(backup) == [CALL]

    back_up(db, backup, overwrite=True)
    assert calls_in(backup) == [LATER]


def test_never_writes_over_the_database_itself(db: Database, folder: Path) -> None:
    with pytest.raises(UserError, match="itself"):
        back_up(db, folder / "calls.db", overwrite=True)


def test_a_folder_that_is_not_there_is_a_user_error(db: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no folder"):
        back_up(db, tmp_path / "nowhere" / "copy.db")


def test_a_copy_that_came_out_wrong_is_not_kept(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_call(db, CALL)
    monkeypatch.setattr("companion.storage.files.sync", lambda path: path.write_bytes(b"x" * 999))

    with pytest.raises(UserError):
        back_up(db, tmp_path / "copy.db")

    assert not list(tmp_path.glob("copy*"))


def test_a_copy_with_fewer_calls_than_there_are_is_not_kept(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_a_call(copy: Path) -> None:
        other = Database(copy)
        other.execute("DELETE FROM calls")
        other.close()

    write_call(db, CALL)
    monkeypatch.setattr("companion.storage.files.sync", lose_a_call)

    with pytest.raises(UserError, match="0 of 1 calls"):
        back_up(db, tmp_path / "copy.db")

    assert not list(tmp_path.glob("copy*"))


def test_saving_goes_on_during_a_backup(db: Database, folder: Path, tmp_path: Path) -> None:
    for number in range(200):
        write_call(db, a_call(f"c{number}", seconds=number, done="words " * 50))
    targets = [tmp_path / f"copy{number}.db" for number in range(5)]
    done = threading.Event()

    def back_up_again_and_again() -> None:
        other = open_database(folder)
        for target in targets:
            back_up(other, target)
        other.close()
        done.set()

    thread = threading.Thread(target=back_up_again_and_again)
    thread.start()
    call = a_call("typed", seconds=999)
    while not done.is_set():
        write_call(db, after := typed(call, f"{call.revision} keys"), call)
        call = after
    thread.join()

    for target in targets:
        copy = connect(target, "ro")
        assert len(find_calls(copy, CallQuery(search="words", limit=999))) == 200
        copy.close()
    check(db)


def test_goes_back_to_a_backup(db: Database, folder: Path, backup: Path) -> None:
    db.close()

    kept = restore(folder, backup, force=True)

    assert calls_in(folder / "calls.db") == [CALL]
    assert kept is not None
    assert calls_in(kept) == [LATER]
    reopened = open_database(folder)
    check(reopened)
    reopened.close()
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.glob("*.db")} == {0o600}
    assert [path.name for path in folder.iterdir() if "restoring" in path.name] == []


def test_never_goes_back_over_newer_calls_unless_told(
    db: Database, folder: Path, backup: Path
) -> None:
    db.close()

    with pytest.raises(UserError, match=r"1 call is newer.*--force"):
        restore(folder, backup)

    assert calls_in(folder / "calls.db") == [LATER]


def test_goes_back_without_being_told_where_nothing_is_newer(
    db: Database, folder: Path, tmp_path: Path
) -> None:
    write_call(db, CALL)
    back_up(db, tmp_path / "copy.db")
    db.close()

    restore(folder, tmp_path / "copy.db")

    assert calls_in(folder / "calls.db") == [CALL]


def test_a_log_left_by_a_crash_does_not_spoil_what_is_restored(
    db: Database, folder: Path, backup: Path
) -> None:
    # Copies of the three files while the program is in the middle of it: a crash, in effect.
    crashed = folder.with_name("crashed")
    crashed.mkdir()
    for file in folder.iterdir():
        (crashed / file.name).write_bytes(file.read_bytes())
    assert (crashed / "calls.db-wal").stat().st_size

    kept = restore(crashed, backup, force=True)

    assert not (crashed / "calls.db-wal").exists()
    assert kept is not None
    assert calls_in(kept) == [LATER]
    reopened = open_database(crashed)
    assert open_calls(reopened) == [CALL]
    check(reopened)
    reopened.close()


def test_a_damaged_database_is_kept_as_it_is_with_its_log(
    db: Database, folder: Path, backup: Path
) -> None:
    db.close()
    (folder / "calls.db").write_bytes(b"damaged" * 1000)
    (folder / "calls.db-wal").write_bytes(b"left over" * 1000)

    kept = restore(folder, backup)

    assert kept is not None
    assert kept.read_bytes() == b"damaged" * 1000
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"left over" * 1000
    assert not (folder / "calls.db-wal").exists()
    assert calls_in(folder / "calls.db") == [CALL]


def test_a_log_without_its_database_is_kept(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "emptied"
    folder.mkdir()
    (folder / "calls.db").touch()
    (folder / "calls.db-wal").write_bytes(b"all there is")

    kept = restore(folder, backup)

    assert kept is not None
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"all there is"
    assert calls_in(folder / "calls.db") == [CALL]


def test_restores_where_there_is_nothing_yet(backup: Path, tmp_path: Path) -> None:
    assert restore(tmp_path / "new", backup) is None
    assert calls_in(tmp_path / "new" / "calls.db") == [CALL]


def test_does_not_restore_under_an_open_window(db: Database, folder: Path, backup: Path) -> None:
    with pytest.raises(UserError, match="is open on these calls"):
        restore(folder, backup, force=True)

    assert open_calls(db) == [LATER]
    write_call(db, typed(LATER, "and goes on"), LATER)


def test_a_damaged_backup_changes_nothing(db: Database, folder: Path, backup: Path) -> None:
    db.close()
    before = digest(folder / "calls.db")
    backup.write_bytes(backup.read_bytes()[:5000])

    with pytest.raises(UserError, match="cannot be restored"):
        restore(folder, backup, force=True)

    assert digest(folder / "calls.db") == before


def test_a_backup_of_a_newer_version_changes_nothing(
    db: Database, folder: Path, backup: Path
) -> None:
    db.close()
    newer = Database(backup)
    newer.table("_sqlite_migrations").insert({"migration_set": "companion", "name": "9"})
    newer.close()

    with pytest.raises(TooNew):
        restore(folder, backup, force=True)

    assert calls_in(folder / "calls.db") == [LATER]


def test_a_backup_that_is_not_there_is_a_user_error(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no backup"):
        restore(folder, tmp_path / "nowhere.db")
