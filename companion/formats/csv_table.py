"""Calls as a table for a spreadsheet, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from companion.domain.call import Call
from companion.domain.facts import FACT_NAMES
from companion.domain.moment import Moment
from companion.formats.clean import lines
from companion.formats.json_record import record

# What a spreadsheet takes for the beginning of a formula, full-width forms included, also
# behind spaces and on a later line of a cell. A phone number begins with one of them too.
_FORMULA = re.compile(r"^(?=[^\S\n]*[=+\-@\t＝＋－＠])", re.MULTILINE)

COLUMNS = (
    *("id", "state", "flow", "started_at", "ended_at", "closed_at", "agent"),
    *("caller_name", "caller_number", "caller_company", "caller_audience", "ticket_ref"),
    *("record_type", "record_impact", "record_urgency", "record_priority"),
    *("record_respond_by", "record_resolve_by"),
    *("notes_reported", "notes_observed", "notes_done", "notes_outcome", "notes_follow_up"),
    *("outcome", "outcome_title", "counts_as", "tier"),
    *("escalation_kind", "escalation_tier", "escalation_to"),
    *("visit_at", "visit_where", "visit_access", "explanation_given", "explanation_said"),
    *("stages", "prompts", "holds", "consents", "accesses"),
    *("follow_ups", "gates", "self_check"),
    *("seconds_talk", "seconds_hold", "seconds_wrap_up", "seconds_handle", "tickets"),
    *("withdrawn_follow_ups", "keeps", "corrections"),
    *("tone", "caller_technical", "caller_language", "answers"),
    *(f"facts_{name}" for name in FACT_NAMES),
)
"""A call's record laid flat: `caller_name` is `caller.name`; of a list there is the length.

Of a list of words there are the words."""


def render(calls: Iterable[Call], now: Moment) -> str:
    """The calls, one a row, below the names of the columns."""
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, COLUMNS)
    writer.writeheader()
    writer.writerows(_row(call, now) for call in calls)
    return table.getvalue()


def _row(call: Call, now: Moment) -> dict[str, object]:
    row: dict[str, object] = {}
    for key, value in record(call, now).items():
        match value:
            case dict():
                row |= {f"{key}_{inner}": cell(part) for inner, part in value.items()}
            case [str(), *_]:
                row[key] = " ".join(map(str, value))
            case list():
                row[key] = len(value)
            case None if key not in COLUMNS:
                # Particulars of another outcome: their columns stay empty.
                pass
            case _:
                row[key] = cell(value)
    return row


def cell(value: object) -> object:
    """A value as it may stand in a cell: text that is no formula, and nothing unprintable."""
    if not isinstance(value, str):
        return value
    return _FORMULA.sub("'", "\n".join(lines(value)))
