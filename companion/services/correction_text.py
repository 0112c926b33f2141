"""A corrected time as people write it: `14:05`, `14:05:30`; `3 min`, `2:30`, `1 h 05`, `95 s`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")
_COLONS = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")
_UNITS = {"h": 3600, "m": 60, "s": 1}
_PIECE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(h|m|s)[a-z]*\.?\s*")
_LONGEST = timedelta(days=7)


def corrected_time(text: str, before: datetime) -> datetime | None:
    """The instant (in UTC) of that local time of day which is nearest to `before`; or None."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    local = before.astimezone().replace(tzinfo=None)
    try:
        same_day = local.replace(hour=hour, minute=minute, second=second, microsecond=0)
    except ValueError:
        return None
    days = (same_day + timedelta(days=n) for n in (-1, 0, 1))
    return min((at.astimezone(UTC) for at in days), key=lambda at: abs(at - before))


def corrected_duration(text: str) -> timedelta | None:
    """The duration; a number alone is minutes, `2:30` is minutes and seconds. None if unclear."""
    words = text.strip().casefold()
    if colons := _COLONS.fullmatch(words):
        return _from_colons(*(int(part or 0) for part in colons.groups()))
    seconds, rest, last = 0.0, words, "h"
    while piece := _PIECE.match(rest):
        seconds += float(piece[1].replace(",", ".")) * _UNITS[piece[2]]
        rest, last = rest[piece.end() :], piece[2]
    if rest.isdecimal() and len(rest) < 6 and last != "s":
        # After hours minutes are left unsaid, after minutes seconds; alone, it is minutes.
        seconds += int(rest) * (1 if last == "m" else 60)
        rest = ""
    if rest or not words or seconds > _LONGEST.total_seconds():
        return None
    return timedelta(seconds=seconds)


def _from_colons(hours: int, minutes: int, seconds: int) -> timedelta | None:
    duration = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return duration if seconds < 60 and duration <= _LONGEST else None
