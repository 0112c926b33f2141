"""Instants and moments as columns of a row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from companion.domain.moment import Moment

# What SQLite takes and gives: text, whole and broken numbers, and nothing. The tables are
# STRICT, so a column never surprises; spelling the union out would only add casts.
Row = dict[str, Any]


def instant(at: datetime) -> str:
    """A time as kept: RFC 3339, UTC, to the microsecond; sorts as text."""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def instant_of(text: str) -> datetime:
    """The time that was kept."""
    return datetime.fromisoformat(text)


def instant_if_any(at: datetime | None) -> str | None:
    """A time as kept, if there is one."""
    return None if at is None else instant(at)


def instant_if_kept(text: str | None) -> datetime | None:
    """The time that was kept, if one was."""
    return None if text is None else instant_of(text)


def moment_row(name: str, moment: Moment | None) -> Row:
    """The two columns of a moment: the instant, and the reading of the steady clock."""
    # repr() of a float reads back as the very same float.
    return {
        f"{name}_at": moment and instant(moment.at),
        f"{name}_clock": moment and f"{moment.boot}/{moment.steady!r}",
    }


def moment_of(row: Row, name: str) -> Moment:
    """The moment in the two columns of that name."""
    boot, _, steady = row[f"{name}_clock"].rpartition("/")
    return Moment(instant_of(row[f"{name}_at"]), boot, float(steady))


def moment_if_any(row: Row, name: str) -> Moment | None:
    """The moment in the two columns of that name, if there is one."""
    return None if row[f"{name}_at"] is None else moment_of(row, name)
