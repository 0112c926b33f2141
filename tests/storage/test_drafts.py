"""Drafts on disk, through the storage thread and by themselves."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from companion.domain.draft import Draft, DraftId
from companion.storage.database import open_database
from companion.storage.drafts import read_drafts, write_draft
from companion.storage.thread import StorageThread

PATIENCE_S = 20.0
WHAT = DraftId("promise/what/c1")


@pytest.fixture
def db(folder: Path) -> Iterator[Database]:
    db = open_database(folder)
    yield db
    db.close()


def test_a_draft_is_there_to_the_letter_until_it_is_emptied(db: Database) -> None:
    write_draft(db, Draft(WHAT, " ring\x00 her ", 1))
    there = read_drafts(db)
    write_draft(db, Draft(WHAT, "", 2))

    assert there == {WHAT: " ring\x00 her "}
    assert read_drafts(db) == {}


def test_what_nobody_will_miss_any_more_is_thrown_away(db: Database) -> None:
    write_draft(db, Draft(WHAT, "long ago", 1))
    db.execute("UPDATE drafts SET changed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-31 days')")
    write_draft(db, Draft(DraftId("promise/to/c1"), "her manager", 2))

    assert read_drafts(db) == {"promise/to/c1": "her manager"}


def test_the_newest_text_is_what_the_next_start_finds(folder: Path) -> None:
    saved: queue.Queue[tuple[str, int]] = queue.Queue()

    def on_saved(kept: str, revision: int, _at: datetime) -> None:
        saved.put((kept, revision))

    storage = StorageThread(folder, print, on_saved, print)
    for revision, text in enumerate(("r", "ri", "ring"), 1):
        storage.save(Draft(WHAT, text, revision))
    storage.start()
    assert storage.stop(PATIENCE_S)
    found: queue.Queue[Mapping[DraftId, str]] = queue.Queue()

    again = StorageThread(folder, print, print, print)
    again.start()
    again.drafts(found.put, print)

    assert found.get(timeout=PATIENCE_S) == {WHAT: "ring"}
    assert saved.get_nowait() == (WHAT, 3)
    again.stop(PATIENCE_S)
