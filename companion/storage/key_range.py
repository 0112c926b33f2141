"""Ranges of the keys that calls are ordered by: the instants at which calls start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from sqlite_utils import Database

from companion.domain.period import EARLIEST, LATEST, offsets
from companion.storage.call_log import instant_of_key, order_key

MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1) // MICROSECOND


@dataclass(frozen=True, slots=True)
class KeyRange:
    """Keys from `first` on and before `past`; without either, all there can be."""

    first: int = -(2**63)
    past: int = 2**63 - 1

    @classmethod
    def between(cls, since: datetime | None, until: datetime | None) -> KeyRange:
        """The keys of the calls that start from `since` on and before `until`."""
        everything = cls()
        return cls(
            everything.first if since is None else order_key(since),
            everything.past if until is None else order_key(until),
        )

    @property
    def ends(self) -> tuple[int, int]:
        """As SQL is given them."""
        return self.first, self.past


def local_parts(
    db: Database, keys: KeyRange, zone: tzinfo | None
) -> Iterator[tuple[KeyRange, int]]:
    """The range in parts through which a zone's clocks did not change.

    With each goes how far ahead of UTC they were, in microseconds. The parts reach as far as
    there are calls, and not beyond the days that a period can have.
    """
    ((first, last),) = db.execute(
        "SELECT (SELECT min(call) FROM call_facts WHERE call >= ?), "
        "(SELECT max(call) FROM call_facts WHERE call < ?)",
        keys.ends,
    ).fetchall()
    if first is None or last is None:
        return
    start, end = (order_key(datetime.combine(day, time(), UTC)) for day in (EARLIEST, LATEST))
    since, until = (instant_of_key(min(max(k, start), end)) for k in (first, last + 1))
    for part in offsets(since, until, zone):
        yield KeyRange.between(part.since, part.until), part.ahead // MICROSECOND
