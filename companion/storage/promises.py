"""What was promised to callers: what is owed, how late the rest was kept, what was reminded of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from companion.domain.call import CallId
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind, Withdrawn
from companion.services.ports import LedgerEntry, OwedPromise, Reminder
from companion.storage.rows import follow_up_of, withdrawn_of
from companion.storage.times import Row, instant, instant_of

MOST_DELAYS = 50
"""How many promises of a kind are looked at: what was usual years ago is not usual today."""

_OWED = """
SELECT calls.call_id, caller_name, caller_number, caller_company, follow_ups.*,
  told_at, snoozed_until
FROM follow_ups JOIN calls ON calls.id = follow_ups.call
LEFT JOIN reminders ON reminders.follow_up_id = follow_ups.follow_up_id
  AND reminders.due_at = follow_ups.due_at
WHERE done_at IS NULL ORDER BY follow_ups.due_at, calls.id, position
"""
_DELAYS = """
SELECT due_at, done_at FROM follow_ups
WHERE kind = ? AND done_at IS NOT NULL ORDER BY done_at DESC LIMIT ?
"""
_LEDGER = """
SELECT calls.call_id, caller_name, caller_number, caller_company, part.*
FROM {table} AS part JOIN calls ON calls.id = part.call
WHERE {ended} IS NULL OR {ended} >= ? ORDER BY due_at, calls.id, position
"""
_REMEMBER = """
INSERT INTO reminders (follow_up_id, due_at, told_at, snoozed_until) VALUES (?, ?, ?, ?)
ON CONFLICT (follow_up_id) DO UPDATE SET
  due_at = excluded.due_at, told_at = excluded.told_at, snoozed_until = excluded.snoozed_until
"""


def owed_promises(db: Database) -> list[OwedPromise]:
    """Every follow-up that is not done, due first."""
    return [_owed(row) for row in db.query(_OWED)]


def delays(db: Database) -> dict[FollowUpKind, Sequence[timedelta]]:
    """How late the newest promises of each kind were kept; early is negative."""
    return {
        kind: [
            instant_of(done) - instant_of(due)
            for due, done in db.execute(_DELAYS, [kind.value, MOST_DELAYS]).fetchall()
        ]
        for kind in FollowUpKind
    }


def ledger(db: Database, since: datetime) -> list[LedgerEntry]:
    """Every promise that is owed, or was kept or withdrawn since then; due first."""
    asked = [instant(since)]
    kept = db.query(_LEDGER.format(table="follow_ups", ended="done_at"), asked)
    gone = db.query(_LEDGER.format(table="withdrawn_follow_ups", ended="withdrawn_at"), asked)
    entries = [_entry(row, follow_up_of(row)) for row in kept]
    entries += [_entry(row, withdrawn_of(row)) for row in gone]
    return sorted(entries, key=lambda entry: entry.follow_up.due)


def remember_reminder(db: Database, promise: FollowUpId, reminder: Reminder) -> None:
    """Keep what the agent was told of a promise, in one transaction."""
    told = reminder.told and instant(reminder.told)
    snoozed = reminder.snoozed and instant(reminder.snoozed)
    with db.atomic():
        db.execute(_REMEMBER, [promise, instant(reminder.due), told, snoozed])


def _owed(row: Row) -> OwedPromise:
    due = instant_of(row["due_at"])
    told, snoozed = row["told_at"], row["snoozed_until"]
    reminder = Reminder(due, told and instant_of(told), snoozed and instant_of(snoozed))
    return OwedPromise(
        call=CallId(row["call_id"]),
        id=FollowUpId(row["follow_up_id"]),
        what=row["what"],
        due=due,
        caller=row["caller_name"],
        number=row["caller_number"],
        kind=FollowUpKind(row["kind"]),
        to=row["to_whom"],
        company=row["caller_company"],
        made=row["made_at"] and instant_of(row["made_at"]),
        reminder=reminder if told or snoozed else None,
    )


def _entry(row: Row, what: FollowUp | Withdrawn) -> LedgerEntry:
    follow_up = what.follow_up if isinstance(what, Withdrawn) else what
    withdrawn = what.at if isinstance(what, Withdrawn) else None
    call, caller = CallId(row["call_id"]), row["caller_name"]
    return LedgerEntry(
        call, follow_up, caller, row["caller_number"], row["caller_company"], withdrawn
    )
