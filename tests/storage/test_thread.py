from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from companion.domain.call import Call, CallId
from companion.domain.errors import UserError
from companion.domain.stats import Numbers
from companion.services.ports import CallHistory, CallLog, CallQuery
from companion.services.reports import NumbersQuery
from companion.storage.call_log import write_call
from companion.storage.database import open_database
from companion.storage.errors import Damaged, Fault, OlderRevision
from companion.storage.store import Store
from companion.storage.thread import StorageThread
from tests.storage.calls import a_call, closed, typed
from tests.storage.databases import check

PATIENCE_S = 20.0


class Desk:
    """Hears what the storage thread tells."""

    def __init__(self, folder: Path) -> None:
        self.opened: queue.Queue[Sequence[Call]] = queue.Queue()
        self.saved: queue.Queue[tuple[str, int]] = queue.Queue()
        self.troubles: queue.Queue[UserError] = queue.Queue()
        self.storage = StorageThread(folder, self.opened.put, self._on_saved, self.troubles.put)

    def _on_saved(self, call_id: str, revision: int, at: datetime) -> None:
        assert at.tzinfo is not None
        self.saved.put((call_id, revision))

    def start(self) -> Sequence[Call]:
        self.storage.start()
        return self.opened.get(timeout=PATIENCE_S)

    def trouble(self) -> UserError:
        return self.troubles.get(timeout=PATIENCE_S)

    def wait_until_saved(self, call: Call) -> None:
        while self.saved.get(timeout=PATIENCE_S) != (call.id, call.revision):
            pass

    def ask(self, question: Callable[[Database], Any]) -> Any:
        """The answer, or the error that came instead."""
        answers: queue.Queue[Any] = queue.Queue()
        self.storage.ask(question, answers.put, answers.put)
        return answers.get(timeout=PATIENCE_S)


def count_calls(db: Database) -> int:
    (calls,) = db.execute("SELECT count(*) FROM calls").fetchone()
    return int(calls)


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    desk = Desk(folder)
    yield desk
    desk.storage.stop(PATIENCE_S)


def found_open(folder: Path) -> Sequence[Call]:
    """The open calls that a program started later finds."""
    desk = Desk(folder)
    calls = desk.start()
    desk.storage.stop(PATIENCE_S)
    return calls


def stored(folder: Path, call: Call) -> Call:
    """What a program started later finds of a call."""
    desk = Desk(folder)
    desk.start()
    answers: queue.Queue[Any] = queue.Queue()
    desk.storage.read(call.id, answers.put, answers.put)
    found = answers.get(timeout=PATIENCE_S)
    desk.storage.stop(PATIENCE_S)
    assert isinstance(found, Call), found
    return found


def test_keeps_the_ports(desk: Desk) -> None:
    ports: tuple[CallLog, CallHistory] = (desk.storage, desk.storage)

    assert all(ports)


def test_importing_it_costs_nothing() -> None:
    script = (
        "import sys, companion.storage.thread\n"
        "print([m for m in ('sqlite_utils', 'sqlite3', 'pysqlite3') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_what_is_saved_is_there_after_a_restart(desk: Desk, folder: Path) -> None:
    assert desk.start() == []
    call = a_call(reported="VPN drops")

    desk.storage.save(call)
    desk.wait_until_saved(call)
    desk.storage.stop(PATIENCE_S)

    assert found_open(folder) == [call]


def test_what_comes_before_the_database_is_open_is_saved_then(desk: Desk) -> None:
    call = a_call(reported="VPN drops")
    desk.storage.save(call)

    desk.start()

    desk.wait_until_saved(call)


def test_only_the_newest_revision_of_a_call_waits(desk: Desk, folder: Path) -> None:
    call = a_call()
    for keys in range(500):
        call = typed(call, "x" * keys)
        desk.storage.save(call)
    desk.storage.save(replace(call, revision=3))

    desk.start()
    desk.wait_until_saved(call)

    assert desk.saved.empty()
    assert desk.storage.stop(PATIENCE_S)
    assert stored(folder, call) == call


def test_calls_keep_their_order(desk: Desk) -> None:
    first, second = a_call("first"), a_call("second", seconds=1)
    for call in (first, second, typed(first, "x"), typed(second, "y")):
        desk.storage.save(call)

    desk.start()

    assert [desk.saved.get(timeout=PATIENCE_S)[0] for _ in range(2)] == ["first", "second"]


def test_saves_go_before_questions(desk: Desk) -> None:
    heard: queue.Queue[int] = queue.Queue()
    desk.storage.ask(count_calls, heard.put, print)
    desk.storage.save(a_call())

    desk.start()

    assert heard.get(timeout=PATIENCE_S) == 1


def test_finds_and_reads(desk: Desk) -> None:
    desk.start()
    call = closed(a_call(reported="VPN drops"))
    desk.storage.save(call)
    found: queue.Queue[Any] = queue.Queue()

    desk.storage.find(CallQuery(search="vpn"), found.put, found.put)
    desk.storage.read(call.id, found.put, found.put)
    desk.storage.read(CallId("none"), found.put, found.put)

    (summary,) = found.get(timeout=PATIENCE_S)
    assert summary.reported == "VPN drops"
    assert found.get(timeout=PATIENCE_S) == call
    assert isinstance(found.get(timeout=PATIENCE_S), UserError)


def test_a_question_gone_wrong_is_told_and_the_next_one_answered(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    def slip(db: Database) -> None:
        raise KeyError("Sarah Okafor")

    desk.start()

    assert isinstance(desk.ask(lambda db: db.execute("SELECT nonsense")), UserError)
    assert isinstance(desk.ask(slip), Fault)
    assert desk.ask(count_calls) == 0
    assert "KeyError in" in caplog.text
    assert "Okafor" not in caplog.text


def test_a_listener_gone_wrong_does_not_stop_the_saving(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    saved = threading.Event()

    def listen(call_id: str, revision: int, at: datetime) -> None:
        saved.set()
        raise ValueError("Sarah Okafor")

    storage = StorageThread(folder, print, listen, print)
    storage.start()
    storage.save(a_call("a"))
    assert saved.wait(PATIENCE_S)
    saved.clear()
    storage.save(a_call("b"))

    assert saved.wait(PATIENCE_S)
    assert storage.stop(PATIENCE_S)
    assert "ValueError in" in caplog.text
    assert "Okafor" not in caplog.text


@contextmanager
def locked_by_another_program(folder: Path) -> Iterator[Callable[[], None]]:
    """Holds the database until it is let go."""
    script = (
        "import sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('BEGIN EXCLUSIVE'); print('held', flush=True)\n"
        "sys.stdin.readline(); db.rollback(); db.close(); print('gone', flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder / "calls.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        stdin, stdout = other.stdin, other.stdout

        def let_go() -> None:
            stdin.write("\n")
            stdin.flush()
            assert stdout.readline() == "gone\n"

        try:
            yield let_go
        finally:
            other.kill()


def test_another_programs_lock_delays_the_save_and_nothing_else(desk: Desk, folder: Path) -> None:
    desk.start()
    call = a_call(reported="VPN drops")
    desk.storage.save(call)
    desk.wait_until_saved(call)

    with locked_by_another_program(folder) as let_go:
        slowest = 0.0
        for keys in range(200):
            call = typed(call, f"{keys} keys")
            begun = time.perf_counter()
            desk.storage.save(call)
            slowest = max(slowest, time.perf_counter() - begun)
        assert "Another program" in desk.trouble().title
        assert desk.saved.empty()
        let_go()
        desk.wait_until_saved(call)

    assert slowest < 0.05
    assert desk.troubles.empty()
    assert desk.storage.stop(PATIENCE_S)
    assert stored(folder, call) == call


def test_questions_are_answered_while_saving_fails(desk: Desk, folder: Path) -> None:
    desk.start()
    with locked_by_another_program(folder) as let_go:
        desk.storage.save(a_call())
        desk.trouble()
        assert desk.ask(count_calls) == 0
        let_go()

    desk.wait_until_saved(a_call())


def test_a_full_disk_is_told_once_and_the_text_saved_when_there_is_room(
    desk: Desk, folder: Path
) -> None:
    desk.start()
    call = a_call(reported="VPN drops")
    desk.storage.save(call)
    desk.wait_until_saved(call)
    room(desk, pages=1)

    for keys in range(3):
        call = typed(call, f"{keys}" * 60_000)
        desk.storage.save(call)
        if keys == 0:
            assert desk.trouble().title == "The disk is full."
    assert not desk.storage.flush(0.1)
    room(desk, pages=1_000_000)
    desk.storage.save(call)

    desk.wait_until_saved(call)
    assert desk.troubles.empty()
    assert desk.ask(check) is None


def room(desk: Desk, pages: int) -> None:
    """Pretend that the disk has room for so many pages; for fewer than there are, for none."""
    desk.ask(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchall())


def test_tries_again_by_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Store.write
    failures = iter([OSError(5, "Input/output error"), OSError(5, "Input/output error")])

    def fail_twice(store: Store, call: Call) -> None:
        for error in failures:
            raise error
        write(store, call)

    monkeypatch.setattr(Store, "write", fail_twice)
    desk.start()
    desk.storage.save(a_call())

    assert isinstance(desk.trouble(), UserError)
    desk.wait_until_saved(a_call())
    assert desk.troubles.empty()


def test_a_failed_commit_does_not_confuse_what_is_written_next(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start()
    call = a_call(reported="VPN drops")
    desk.storage.save(call)
    desk.wait_until_saved(call)
    # The commit is on the disk, but its good news gets lost on the way.
    arrives = write_call

    def lose_the_answer(db: Database, call: Call, before: Call | None) -> None:
        arrives(db, call, before)
        monkeypatch.setattr("companion.storage.store.write_call", arrives)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("companion.storage.store.write_call", lose_the_answer)
    long, short = typed(call, "a longer text"), typed(typed(call, "x"), "VPN drops")
    desk.storage.save(long)
    desk.trouble()
    desk.storage.save(short)
    desk.wait_until_saved(short)

    desk.storage.stop(PATIENCE_S)
    assert stored(folder, call) == short


def test_a_mistake_of_ours_keeps_the_text_and_the_thread(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write = Store.write
    mistakes = iter([KeyError("Sarah Okafor")])

    def slip(store: Store, call: Call) -> None:
        for mistake in mistakes:
            raise mistake
        write(store, call)

    monkeypatch.setattr(Store, "write", slip)
    desk.start()
    desk.storage.save(a_call())

    assert isinstance(desk.trouble(), Fault)
    desk.wait_until_saved(a_call())
    assert "Okafor" not in caplog.text


def test_what_is_older_than_the_disk_is_told_and_dropped(desk: Desk, folder: Path) -> None:
    newer = typed(typed(a_call(), "newer"), "newest")
    db = open_database(folder)
    write_call(db, newer)
    db.close()
    desk.start()

    desk.storage.save(typed(a_call(), "older"))

    assert isinstance(desk.trouble(), OlderRevision)
    assert desk.storage.flush(PATIENCE_S)
    assert desk.storage.stop(PATIENCE_S)
    assert stored(folder, newer) == newer


def test_opening_is_tried_again(desk: Desk, folder: Path) -> None:
    folder.write_text("in the way")
    desk.storage.start()
    desk.storage.save(a_call())
    assert "cannot be written" in desk.trouble().title
    assert isinstance(desk.ask(count_calls), UserError)
    folder.unlink()

    assert desk.opened.get(timeout=PATIENCE_S) == []
    desk.wait_until_saved(a_call())


def test_a_damaged_database_is_told_once_and_nothing_waits_for_it(desk: Desk, folder: Path) -> None:
    folder.mkdir()
    (folder / "calls.db").write_bytes(b"damaged" * 1000)
    desk.storage.start()
    desk.storage.save(a_call())

    assert isinstance(desk.trouble(), Damaged)
    assert isinstance(desk.ask(count_calls), Damaged)
    begun = time.monotonic()
    assert not desk.storage.stop(PATIENCE_S)
    assert time.monotonic() - begun < PATIENCE_S / 2
    assert desk.troubles.empty()
    assert (folder / "calls.db").read_bytes() == b"damaged" * 1000


def test_an_open_call_that_makes_no_sense_does_not_hide_the_others(
    desk: Desk, folder: Path
) -> None:
    db = open_database(folder)
    write_call(db, a_call("good"))
    write_call(db, a_call("bad", seconds=1))
    db.execute("UPDATE calls SET audience = 'nobody' WHERE call_id = 'bad'")
    db.close()

    assert desk.start() == [a_call("good")]
    assert "bad" in desk.trouble().title


def test_stopping_writes_what_waits_and_leaves_one_file(desk: Desk, folder: Path) -> None:
    desk.start()
    call = a_call()
    for keys in range(50):
        call = typed(call, f"{keys}")
        desk.storage.save(call)

    assert desk.storage.stop(PATIENCE_S)

    assert [path.name for path in folder.iterdir()] == ["calls.db"]
    assert stored(folder, call) == call


def test_stopping_does_not_wait_for_a_folder_that_never_opens(desk: Desk, folder: Path) -> None:
    folder.write_text("in the way")
    desk.storage.start()
    desk.trouble()

    assert desk.storage.stop(PATIENCE_S)
    assert not any(thread.name == "storage" for thread in threading.enumerate())


def test_the_text_of_one_call_never_ends_up_in_another(desk: Desk, folder: Path) -> None:
    desk.start()
    calls = {name: a_call(name, seconds=n) for n, name in enumerate(("a", "b", "c"))}
    for key in range(300):
        name = "abc"[key % 3]
        calls[name] = typed(calls[name], calls[name].notes.reported + name)
        desk.storage.save(calls[name])
    assert desk.storage.stop(PATIENCE_S)

    for name, call in calls.items():
        assert stored(folder, call).notes.reported == name * 100


def test_calls_are_counted_little_by_little_and_saving_goes_between(
    desk: Desk, folder: Path
) -> None:
    db = open_database(folder)
    for number in range(250):
        write_call(db, a_call(f"c{number}", seconds=number))
    db.execute("DELETE FROM call_facts")
    db.close()
    desk.start()

    desk.storage.count_calls("GB")
    desk.storage.save(a_call("new"))
    desk.wait_until_saved(a_call("new"))

    numbers = counted(desk)
    while numbers.uncounted:
        numbers = counted(desk)
    assert numbers.calls == 251


def counted(desk: Desk) -> Numbers:
    answers: queue.Queue[Any] = queue.Queue()
    desk.storage.numbers(NumbersQuery(), answers.put, answers.put)
    numbers = answers.get(timeout=PATIENCE_S)
    assert isinstance(numbers, Numbers), numbers
    return numbers
