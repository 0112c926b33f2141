"""What each call adds to the figures, kept beside the calls so that years are counted at once.

The table `call_facts` repeats what is in the calls: it can be thrown away and filled again, and
is whenever calls are counted otherwise than before (`companion.storage.counting`).
"""

from __future__ import annotations

from dataclasses import asdict, fields

from sqlite_utils import Database

from companion.domain.call import Call
from companion.domain.stats import CallFacts, facts_of
from companion.storage.caller_key import caller_key
from companion.storage.text import storable

_COLUMNS = [field.name for field in fields(CallFacts)]
_KEPT = ", ".join(f"{name} = excluded.{name}" for name in ("caller", *_COLUMNS))
# `next_call` is kept by triggers.
_WRITE = f"""
INSERT INTO call_facts (call, caller, {", ".join(_COLUMNS)})
VALUES (:call, :caller, {", ".join(f":{name}" for name in _COLUMNS)})
ON CONFLICT (call) DO UPDATE SET {_KEPT}
"""


def write_facts(db: Database, key: int, call: Call, before: Call | None = None) -> None:
    """Keep what a call adds, within the transaction that saves it.

    `before` is the call as it was last saved: what it added is not written again.
    """
    facts = _facts(call)
    if before and before.caller == call.caller and _facts(before) == facts:
        return
    _, region = rules(db)
    db.execute(_WRITE, {"call": key, "caller": caller_key(call.caller, region), **_row(facts)})


def rules(db: Database) -> tuple[int, str]:
    """By which version of the rules, and for which region, the calls have been counted.

    Version 0 is none that ever was: they have not been counted yet.
    """
    row = db.execute("SELECT version, region FROM counting").fetchone()
    return (row[0], row[1]) if row else (0, "")


def _facts(call: Call) -> CallFacts:
    try:
        return facts_of(call)
    except (OverflowError, IndexError):
        # Readings that no clock gives, or a hold corrected that is not there, of a file from
        # elsewhere: the call is kept all the same.
        return CallFacts(call.flow, call.outcome)


def _row(facts: CallFacts) -> dict[str, object]:
    return {k: storable(v) if isinstance(v, str) else v for k, v in asdict(facts).items()}
