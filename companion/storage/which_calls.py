"""The condition in SQL that a call counts towards a figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlite_utils import Database

from companion.domain.stats import CALLS_AGAIN_WITHIN, Figure, Which
from companion.storage.key_range import HOUR, KeyRange, local_parts
from companion.storage.text import storable

# A condition with a ? for each value; {key} stands for the column that orders the calls.
Condition = tuple[str, Sequence[object]]

AGAIN = CALLS_AGAIN_WITHIN // timedelta(microseconds=1)

_FACTS = {
    Figure.OPEN: "handle_ms IS NULL",
    Figure.CLOSED: "handle_ms IS NOT NULL",
    Figure.HOLDS_ASKED: "holds_asked > 0",
    Figure.HOLDS_GRANTED: "holds_granted > 0",
    Figure.HOLDS_DECLINED: "holds_declined > 0",
    Figure.HOLDS_CALLBACK: "holds_callback > 0",
    Figure.HOLDS_OVER: "holds_over > 0",
    Figure.HOLDS_IN_TIME: "holds_in_time > 0",
    Figure.HOLDS_LATE: "holds_in_time < holds_over",
    Figure.PROMISES_MADE: "promises_made > 0",
    Figure.PROMISES_KEPT: "promises_kept > 0",
    Figure.PROMISES_IN_TIME: "promises_in_time > 0",
    Figure.PROMISES_OWED: "promises_kept < promises_made",
    Figure.FIXES: "fix_confirmed IS NOT NULL",
    Figure.FIXES_CONFIRMED: "fix_confirmed = 1",
    Figure.FIXES_UNCONFIRMED: "fix_confirmed = 0",
    Figure.KNOWN_CALLERS: "caller IS NOT NULL",
    Figure.CALLED_AGAIN: f"next_call - call <= {AGAIN}",
}
_DURATIONS = {
    Figure.TALK: "talk_ms",
    Figure.HOLD: "hold_ms",
    Figure.WRAP_UP: "wrap_up_ms",
    Figure.HANDLE: "handle_ms",
}


def counts_towards(db: Database, which: Which, keys: KeyRange) -> Condition:
    """What holds of the calls of a range that a figure counts."""
    match which.figure:
        case Figure.CALLS:
            return "1", []
        case Figure.HOUR:
            return _started_in_hour(db, which.number, keys)
        case Figure.SAID:
            said = "SELECT 1 FROM prompts_said WHERE call = {key} AND prompt = ? AND variant = ?"
            return f"EXISTS ({said})", [storable(which.of or ""), which.number]
        case Figure.FLOW:
            return "calls.flow = ?", [storable(which.of or "")]
        case Figure.OUTCOME:
            return _with_fact("outcome IS ?"), [which.of and storable(which.of)]
        case Figure.TALK | Figure.HOLD | Figure.WRAP_UP | Figure.HANDLE as figure:
            return _with_fact(f"{_DURATIONS[figure]} >= ?"), [which.number]
    return _with_fact(_FACTS[which.figure]), []


def _with_fact(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM call_facts WHERE call = {{key}} AND {condition})"


def _started_in_hour(db: Database, hour: int, keys: KeyRange) -> Condition:
    """It started in that hour of the day, by this computer's clock as it stood on that day."""
    parts = list(local_parts(db, keys, None))
    if not parts:
        return "0", []
    ahead = "CASE" + " WHEN {key} < ? THEN ?" * len(parts) + " END"
    values = [value for part, offset in parts for value in (part.past, offset)]
    return f"({{key}} + {ahead}) / {HOUR} % 24 = ?", [*values, hour]
