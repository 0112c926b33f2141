"""The database as the storage thread uses it: all trouble is a UserError."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from companion.domain.call import Call, CallId
from companion.domain.draft import Draft
from companion.storage.call_log import open_call_ids, read_call, write_call
from companion.storage.database import open_database
from companion.storage.drafts import write_draft
from companion.storage.trouble import sqlite3, told_plainly

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Store:
    """An open database and what it was last given of each call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._db = open_database(folder)
        self._written: dict[CallId, Call] = {}

    def open_call_ids(self) -> list[CallId]:
        """The calls that are not closed, oldest first."""
        return self.answer(lambda db: list(open_call_ids(db)))

    def read(self, call_id: CallId) -> Call:
        """One whole call."""
        return self.answer(lambda db: read_call(db, call_id))

    def write(self, kept: Call | Draft) -> None:
        """Save a draft, or a call by what has changed since it was last given."""
        if isinstance(kept, Draft):
            with told_plainly(self._folder):
                write_draft(self._db, kept)
        else:
            self._write_call(kept)

    def _write_call(self, call: Call) -> None:
        # After an error nobody knows what is on the disk: a commit may have failed on its way
        # back. What was written is forgotten first and remembered when it is certain.
        before = self._written.pop(call.id, None)
        with told_plainly(self._folder):
            write_call(self._db, call, before)
        if call.is_open:
            self._written[call.id] = call

    def answer(self, question: Callable[[Database], T]) -> T:
        """What a question finds out."""
        with told_plainly(self._folder):
            return question(self._db)

    def close(self) -> None:
        """Bring all into the one file and let go of it."""
        try:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            # Nothing is lost by it: the log stays and is read at the next start.
            _log.warning("the write-ahead log stays: %s", type(error).__name__)
        self._db.close()
