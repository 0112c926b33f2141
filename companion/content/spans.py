"""Stretches of time as they are written in content files: `90 s`, `4 h 30 min`, `2 days`."""

from __future__ import annotations

import re
from datetime import timedelta

from companion.domain.service_level import Allowance

REMEDY = 'is a time such as "90 s", "15 min", "4 h 30 min" or "2 days"'
_UNITS = {"s": 1, "sec": 1, "min": 60, "h": 3600, "hour": 3600, "hours": 3600}
_DAYS = {"d", "day", "days"}
_PART = re.compile(r"(\d{1,4})\s*([a-z]+)")
_LONGEST_DAYS = 366


def allowance_of(text: str) -> Allowance | None:
    """The allowance that is written, or None where it is none."""
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip(" ,"):
        return None
    days = sum(int(number) for number, unit in parts if unit in _DAYS)
    if any(unit not in _UNITS and unit not in _DAYS for _, unit in parts):
        return None
    seconds = sum(int(number) * _UNITS[unit] for number, unit in parts if unit in _UNITS)
    if not (days or seconds) or days > _LONGEST_DAYS:
        return None
    return Allowance(days, timedelta(seconds=seconds))


def duration_of(text: str) -> timedelta | None:
    """The time that is written, none of it in days; None where it is none."""
    allowance = allowance_of(text)
    return allowance.time if allowance and not allowance.days else None
