"""What was promised to callers and is still owed."""

from __future__ import annotations

from sqlite_utils import Database

from companion.domain.call import CallId
from companion.domain.promise import FollowUpId
from companion.services.ports import OwedPromise
from companion.storage.rows import instant_of

_OWED = """
SELECT calls.call_id, follow_up_id, what, due_at, caller_name, caller_number
FROM follow_ups JOIN calls ON calls.id = follow_ups.call
WHERE done_at IS NULL ORDER BY due_at, calls.id, position
"""


def owed_promises(db: Database) -> list[OwedPromise]:
    """Every follow-up that is not done, due first."""
    return [
        OwedPromise(CallId(call), FollowUpId(promise), what, instant_of(due), name, number)
        for call, promise, what, due, name, number in db.execute(_OWED).fetchall()
    ]
