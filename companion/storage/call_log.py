"""Calls written to the database and read back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from companion.domain.call import Call, CallId
from companion.domain.errors import UserError
from companion.domain.notes import Section
from companion.storage.errors import OlderRevision, Unreadable
from companion.storage.facts import write_facts
from companion.storage.rows import PARTS, call_row, call_value
from companion.storage.text import storable
from companion.storage.times import Row

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


def write_call(db: Database, call: Call, before: Call | None = None) -> None:
    """Save a call in one transaction; of a call saved before, only what has changed.

    `before` is the call as it was last written, if the caller remembers; where it is not what
    the database holds, that is read instead. Raises OlderRevision, and saves nothing, when a
    later revision is there already.
    """
    with db.atomic():
        stored = _take_hold_of(db, call.id)
        if stored is None:
            write_facts(db, _write_new(db, call), call)
            return
        key, revision = stored
        if revision > call.revision:
            raise OlderRevision(
                "A newer copy of this call is saved already.",
                "Is the program open twice? Nothing was overwritten.",
            )
        if before is None or before.revision != revision:
            before = read_call(db, call.id)
        _write_changes(db, key, call, before)
        write_facts(db, key, call, before)


def read_call(db: Database, call_id: CallId) -> Call:
    """The call with that id; UserError where there is none or its rows make no call."""
    rows = list(db.query("SELECT * FROM calls WHERE call_id = ?", [storable(call_id)]))
    if not rows:
        raise UserError(f"There is no call “{storable(call_id)}”.")
    key = rows[0]["id"]
    notes = dict(db.execute("SELECT section, text FROM notes WHERE call = ?", [key]).fetchall())
    part_rows = {part.table: _part_rows(db, part.table, key) for part in PARTS}
    try:
        return call_value(rows[0], notes, part_rows)
    except (ValueError, KeyError) as error:
        raise Unreadable(
            f"The call “{storable(call_id)}” cannot be read.",
            "It has been left as it is; the other calls are not affected.",
        ) from error


def open_call_ids(db: Database) -> Sequence[CallId]:
    """The ids of the calls that are not closed, oldest first."""
    rows = db.execute("SELECT call_id FROM calls WHERE phase <> 'closed' ORDER BY id").fetchall()
    return [CallId(call_id) for (call_id,) in rows]


def last_call_id(db: Database) -> CallId | None:
    """The call that was started last; None where there are no calls."""
    row = db.execute("SELECT call_id FROM calls ORDER BY id DESC LIMIT 1").fetchone()
    return CallId(row[0]) if row else None


def resolve_id(db: Database, given: str) -> CallId:
    """The call meant by "last", by an id, or by the beginning of one."""
    if given == "last":
        last = last_call_id(db)
        if last is None:
            raise UserError("There are no calls yet.")
        return last
    wanted = storable(given)
    rows = db.execute(
        "SELECT call_id FROM calls WHERE substr(call_id, 1, length(:given)) = :given "
        "ORDER BY call_id = :given DESC LIMIT 2",
        {"given": wanted},
    ).fetchall()
    found = [CallId(call_id) for (call_id,) in rows]
    if not wanted or not found:
        raise UserError(f"There is no call “{wanted}”.", "See: companion calls list")
    if len(found) > 1 and found[0] != wanted:
        raise UserError(f"The ids of several calls begin with “{wanted}”.", "Give more of it.")
    return found[0]


def _take_hold_of(db: Database, call_id: CallId) -> tuple[int, int] | None:
    """The key and the revision of a stored call, which nobody else can change from here on.

    A transaction of SQLite's that reads first and writes later fails at once when another
    program has written in between; one that begins with a write waits its turn.
    """
    rows = db.execute(
        "UPDATE calls SET revision = revision WHERE call_id = ? RETURNING id, revision",
        [storable(call_id)],
    ).fetchall()
    return (rows[0][0], rows[0][1]) if rows else None


def _write_new(db: Database, call: Call) -> int:
    key = _free_key(db, call)
    _insert(db, "calls", {"id": key, **call_row(call)})
    for section in Section:
        db.execute(
            f"INSERT INTO notes (call, section, text, changed_at) VALUES (?, ?, ?, {_NOW})",
            [key, section.value, storable(call.notes[section])],
        )
    for part in PARTS:
        for position, value in enumerate(part.of(call)):
            _insert(db, part.table, {"call": key, "position": position, **part.row(value)})
    return key


def _write_changes(db: Database, key: int, call: Call, before: Call) -> None:
    was = call_row(before)
    changed = {name: value for name, value in call_row(call).items() if value != was[name]}
    if changed:
        _update(db, "calls", changed, {"id": key})
    for section in Section:
        if call.notes[section] != before.notes[section]:
            db.execute(
                f"UPDATE notes SET text = ?, changed_at = {_NOW} WHERE call = ? AND section = ?",
                [storable(call.notes[section]), key, section.value],
            )
    for part in PARTS:
        now, then = part.of(call), part.of(before)
        if now is not then:
            rows = [part.row(value) for value in now]
            _write_part(db, part.table, key, rows, [part.row(value) for value in then])


def _write_part(
    db: Database, table: str, key: int, rows: Sequence[Row], stored: Sequence[Row]
) -> None:
    for position, row in enumerate(rows):
        where = {"call": key, "position": position}
        if position >= len(stored):
            _insert(db, table, where | row)
        elif row != stored[position]:
            _update(db, table, row, where)
    if len(rows) < len(stored):
        db.execute(f"DELETE FROM {table} WHERE call = ? AND position >= ?", [key, len(rows)])


def _insert(db: Database, table: str, row: Row) -> None:
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", _kept(row))


def _update(db: Database, table: str, row: Row, where: Row) -> None:
    changes = ", ".join(f"{name} = ?" for name in row)
    place = " AND ".join(f"{name} = ?" for name in where)
    db.execute(f"UPDATE {table} SET {changes} WHERE {place}", _kept(row) + _kept(where))


def _kept(row: Row) -> list[object]:
    return [storable(value) if isinstance(value, str) else value for value in row.values()]


def _part_rows(db: Database, table: str, key: int) -> Sequence[Row]:
    return list(db.query(f"SELECT * FROM {table} WHERE call = ? ORDER BY position", [key]))


def _free_key(db: Database, call: Call) -> int:
    key = order_key(call.started.at)
    while db.execute("SELECT 1 FROM calls WHERE id = ?", [key]).fetchone():
        key += 1
    return key


def order_key(at: datetime) -> int:
    """Where a call that starts at that instant has its place among the others."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def instant_of_key(key: int) -> datetime:
    """The instant of that place."""
    return _EPOCH + timedelta(microseconds=key)
