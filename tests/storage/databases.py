"""Looking at databases from the side, as tests do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from companion.domain.call import Call
from companion.storage.call_log import open_call_ids, read_call
from companion.storage.migrations import MIGRATIONS

TABLES = (
    *("calls", "spans", "stage_visits", "prompts_said", "holds", "hold_extensions"),
    *("follow_ups", "withdrawn_follow_ups", "events", "corrections", "gates"),
    *("spoken_facts", "answers", "consents", "accesses", "asides"),
)


@contextmanager
def in_memory() -> Iterator[Database]:
    """The tables as they are now, on no disk."""
    db = Database(memory=True, execute_plugins=False)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        MIGRATIONS.apply(db)
        yield db
    finally:
        db.close()


def open_calls(db: Database) -> list[Call]:
    """The calls that are not closed, oldest first."""
    return [read_call(db, call_id) for call_id in open_call_ids(db)]


def content(db: Database) -> dict[str, list[Any]]:
    """Everything that is stored, but for when notes were typed."""
    rows = {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    rows["notes"] = db.execute("SELECT call, section, text FROM notes ORDER BY 1, 2").fetchall()
    return rows


def check(db: Database) -> None:
    """Raise if the file or the search index is not sound (rank 1: index against text)."""
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.execute("INSERT INTO calls_fts (calls_fts, rank) VALUES ('integrity-check', 1)")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def schema(db: Database) -> str:
    """The statements that made the tables, without what SQLite and sqlite-utils add."""
    rows = db.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL "
        "AND name NOT LIKE 'calls_fts_%' AND tbl_name <> '_sqlite_migrations' ORDER BY rowid"
    ).fetchall()
    return "".join(f"{sql};\n" for (sql,) in rows)
