"""Calls that were saved before they were counted, or were counted by other rules, counted now."""

from __future__ import annotations

from sqlite_utils import Database

from companion.domain.call import CallId
from companion.domain.stats import FACTS_VERSION
from companion.storage.call_log import read_call
from companion.storage.errors import Unreadable
from companion.storage.facts import rules, write_facts

AT_ONCE = 100
"""How many calls are counted while nothing else can be saved: some 50 ms."""

FORGOTTEN_FOR_ONE = 20
"""How many can be forgotten in the time that counting one takes."""


def count_some(db: Database, region: str, most: int = AT_ONCE) -> int:
    """Count some of the calls that are not counted yet, the newest first; says how many are left.

    Calls counted by other rules, or with another region for their numbers, are counted anew.
    """
    with db.atomic():
        if rules(db) != (FACTS_VERSION, region):
            if left := _forget_some(db, FORGOTTEN_FOR_ONE * most):
                return left
            db.execute("DELETE FROM counting")
            db.execute("INSERT INTO counting VALUES (?, ?)", [FACTS_VERSION, region])
        for key, call_id in _next(db, most):
            _count(db, key, call_id)
    return uncounted(db)


def _forget_some(db: Database, most: int) -> int:
    """Forget what was counted by other rules; says how much is left of it."""
    db.execute("DELETE FROM call_facts WHERE call IN (SELECT call FROM call_facts LIMIT ?)", [most])
    ((left,),) = db.execute("SELECT count(*) FROM call_facts").fetchall()
    return int(left)


def is_counted(db: Database, region: str) -> bool:
    """Every call is counted by the rules of today."""
    return rules(db) == (FACTS_VERSION, region) and not uncounted(db)


def uncounted(db: Database) -> int:
    """How many calls the figures miss."""
    # `calls_by_digits` is the smallest index that has every call.
    ((calls, counted),) = db.execute(
        "SELECT (SELECT count(*) FROM calls INDEXED BY calls_by_digits), "
        "(SELECT count(*) FROM call_facts)"
    ).fetchall()
    return int(calls - counted)


def _next(db: Database, most: int) -> list[tuple[int, CallId]]:
    rows: list[tuple[int, CallId]] = db.execute(
        "SELECT id, call_id FROM calls WHERE id NOT IN (SELECT call FROM call_facts) "
        "ORDER BY id DESC LIMIT ?",
        [most],
    ).fetchall()
    return rows


def _count(db: Database, key: int, call_id: CallId) -> None:
    try:
        write_facts(db, key, read_call(db, call_id))
    except Unreadable:
        # It is a call all the same; what it was spent on nobody can tell.
        db.execute(
            "INSERT INTO call_facts (call, flow, outcome) "
            "SELECT id, flow, outcome FROM calls WHERE id = ?",
            [key],
        )
