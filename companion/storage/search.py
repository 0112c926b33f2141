"""Calls found again by what a person types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from companion.domain.call import CallId
from companion.domain.flow import FlowId
from companion.domain.phase import PhaseName
from companion.domain.wrapup import Outcome
from companion.services.ports import CallQuery, CallSummary
from companion.storage.call_log import order_key
from companion.storage.ending_rows import own_outcome
from companion.storage.key_range import KeyRange
from companion.storage.text import dialled, digits, storable
from companion.storage.times import Row, instant_of
from companion.storage.which_calls import Condition, counts_towards

LONGEST_LINE = 120
_MOST_WORDS = 30
_SHORTEST_NUMBER = 4
# Digits with what people put between them, standing alone: a phone number, or a part of one.
_NUMBER = re.compile(r"(?<!\S)[+(]*\d[\d\s()./+-]*(?!\S)")
_WHOLE_TEXT = "caller_name || ' ' || caller_company || ' ' || reported || ' ' || observed" + (
    " || ' ' || done || ' ' || outcome || ' ' || follow_up"
)


def find_calls(db: Database, query: CallQuery) -> list[CallSummary]:
    """The calls that match, newest first: from `since` on, and before `until`.

    Nothing that is typed is an error: what the search index would take for an operator is a
    word here, or is passed by.
    """
    match = _match(query)
    conditions = [*_conditions(query)]
    if query.which:
        keys = KeyRange.between(query.since, query.until)
        conditions.append(counts_towards(db, query.which, keys))
    key, source = "calls.id", "calls"
    if match:
        # The index hands out its rows newest first by itself, and stops at the limit; sorting
        # what it finds by anything else takes seconds when a common word is looked for.
        key, source = "calls_fts.rowid", "calls_fts CROSS JOIN calls ON calls.id = calls_fts.rowid"
        conditions.insert(0, ("calls_fts MATCH ?", [match]))
    where = " AND ".join(f"({sql.format(key=key)})" for sql, _ in conditions) or "1"
    rows = db.query(
        f"""SELECT calls.*,
          (SELECT text FROM notes WHERE call = calls.id AND section = 'reported') AS reported
        FROM {source} WHERE {where} ORDER BY {key} DESC LIMIT ?""",
        [*(value for _, values in conditions for value in values), query.limit],
    )
    return [_summary(row) for row in rows]


def _summary(row: Row) -> CallSummary:
    lines = (row["reported"] or "").strip().splitlines()
    return CallSummary(
        id=CallId(row["call_id"]),
        started=instant_of(row["started_at"]),
        state=PhaseName(row["phase"]),
        flow=FlowId(row["flow"]),
        caller=row["caller_name"],
        number=row["caller_number"],
        company=row["caller_company"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        reported=lines[0].rstrip()[:LONGEST_LINE] if lines else "",
        own_outcome=own_outcome(row),
    )


def _match(query: CallQuery) -> str:
    """What to ask the search index; empty when there is nothing to ask it."""
    asked = [
        ("", _words(_NUMBER.sub(_unless_a_number, _typed(query.search)))),
        ("caller_name : ", _words(_typed(query.caller))),
        ("caller_number : ", [] if digits(query.number) else _words(_typed(query.number))),
    ]
    return " AND ".join(f"{column}({_phrases(words)})" for column, words in asked if words)


def _conditions(query: CallQuery) -> Iterator[Condition]:
    """What else has to hold of a call."""
    for number in _NUMBER.findall(_typed(query.search)):
        if _is_number(number):
            yield _number_anywhere(number)
    for symbol in _symbols(_typed(query.search)):
        yield f"{{key}} IN (SELECT id FROM call_texts WHERE instr({_WHOLE_TEXT}, ?))", [symbol]
    if digits(query.number):
        yield "instr(calls.caller_digits, ?)", [dialled(query.number)]
    if query.outcome:
        yield "calls.outcome = ? OR calls.own_outcome = ?", [storable(query.outcome)] * 2
    if query.open_only:
        yield "calls.phase <> 'closed'", []
    if query.since:
        yield "{key} >= ?", [order_key(query.since)]
    if query.until:
        yield "{key} < ?", [order_key(query.until)]


def _number_anywhere(number: str) -> Condition:
    """It is the caller's number, however either is written, or stands in the notes as typed."""
    return (
        "instr(calls.caller_digits, ?) "
        "OR {key} IN (SELECT rowid FROM calls_fts WHERE calls_fts MATCH ?)",
        [dialled(number), _phrases(_words(number))],
    )


def _is_number(text: str) -> bool:
    return len(digits(text)) >= _SHORTEST_NUMBER


def _unless_a_number(found: re.Match[str]) -> str:
    return " " if _is_number(found[0]) else found[0]


def _typed(text: str) -> str:
    # U+0000 would end what SQLite reads.
    return storable(text).replace("\0", " ")


def _words(text: str) -> list[str]:
    """The words the index may know: it knows letters and digits."""
    return [word for word in text.split() if any(map(str.isalnum, word))][:_MOST_WORDS]


def _symbols(text: str) -> list[str]:
    """What is in no index but worth finding, such as an emoji; these are looked for one by one."""
    words = text.split()
    return [w for w in words if not w.isascii() and not any(map(str.isalnum, w))][:_MOST_WORDS]


def _phrases(words: Sequence[str]) -> str:
    """All of the words, the last of which may be unfinished, in the index's own language."""
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    return " ".join(quoted) + "*"
