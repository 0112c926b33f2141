"""A time as people write it on the phone: `in 2 h`, `tomorrow 10`, `Fri 14:30`, `12 March`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

MORNING = time(10)
"""The time of a day that is named alone."""
FARTHEST = timedelta(days=730)
"""What lies farther ahead is taken for a slip of the fingers."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_NAMED_TIMES = {
    "morning": time(9),
    "noon": time(12),
    "midday": time(12),
    "lunchtime": time(12),
    "afternoon": time(14),
    "evening": time(18),
    "eod": time(17),
    "cob": time(17),
}
_NAMED_DAYS = {"today": 0, "tomorrow": 1, "tomorow": 1, "tmrw": 1, "tmr": 1, "tom": 1}
_FILLERS = {"at", "on", "by", "the", "of", "around", "about", "o'clock"}
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_NUMBERS = {"a": 1.0, "an": 1.0, "one": 1.0, "half a": 0.5, "half an": 0.5, "two": 2.0}

_AMOUNT = r"(?P<n>\d+(?:[.,]\d+)?|half an?|an?|one|two)"
_UNIT = r"(?P<unit>minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)"
_PIECE = re.compile(rf"{_AMOUNT}\s*{_UNIT}(?![a-z])\s*(?:and\s+)?")
_CLOCK = re.compile(r"(?P<h>\d{1,2})[:.h](?P<m>\d{2})(?P<half>[ap]m?)?")
_HOUR = re.compile(r"(?P<h>\d{1,2})(?P<half>[ap]m?)?")
_DIGITS = re.compile(r"(?P<h>\d{1,2})(?P<m>\d{2})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DATE = re.compile(r"(?P<day>\d{1,2})(?:/(?P<a>\d{1,2})|\.(?P<b>\d{1,2})\.)(?:/?(?P<year>\d{4}))?")
_DAY_OF_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?")


def understood(text: str, now: datetime) -> datetime | None:
    """The time that is meant, seen from the local time `now` (aware); None if it is not clear.

    Always ahead of `now`, on the minute, in this machine's zone. Hours and minutes are counted
    by the clock, days by the calendar: 10:00 is 10:00 also after the clocks have changed. An
    hour from 1 to 6 without a zero before it is in the afternoon: nobody calls at night.
    """
    words = text.casefold().replace(",", " ") if ", " in text else text.casefold()
    words = " ".join(words.split())
    if not words:
        return None
    try:
        due = _from_now(words, now) or _at(words, now)
    except (ValueError, OverflowError):
        return None
    return due if due and now < due <= now + FARTHEST else None


# ---------------------------------------------------------------------- so much from now


def _from_now(words: str, now: datetime) -> datetime | None:
    rest = re.sub(r"^(in|\+)\s*", "", words)
    if rest != words and rest.isdecimal():
        rest += " minutes"
    spans, rest = _spans(rest)
    if not spans:
        return None
    if rest.isdecimal() and list(spans) == ["hours"]:
        spans["minutes"], rest = float(rest), ""
    if rest:
        return None
    by_clock = timedelta(hours=spans.get("hours", 0), minutes=spans.get("minutes", 0))
    days = timedelta(days=spans.get("days", 0), weeks=spans.get("weeks", 0))
    if days:
        now = (now.replace(tzinfo=None) + days).astimezone()
    return now.replace(second=0, microsecond=0) + by_clock


def _spans(rest: str) -> tuple[dict[str, float], str]:
    """The durations at the beginning, by unit, and what follows them."""
    spans: dict[str, float] = {}
    while piece := _PIECE.match(rest):
        number = piece["n"]
        amount = _NUMBERS.get(number) or float(number.replace(",", "."))
        spans[_UNITS[piece["unit"][0]]] = amount
        rest = rest[piece.end() :]
    return spans, rest


# ---------------------------------------------------------------------- at a day and a time


@dataclass(frozen=True, slots=True)
class _Meant:
    """What the words so far have said. A weekday that has gone by means the next one."""

    day: date | None = None
    is_weekday: bool = False
    at: time | None = None


def _at(words: str, now: datetime) -> datetime | None:
    words = words.replace("end of day", "eod").replace("o'clock", "")
    words = re.sub(r"(?<=\d) (?=[ap]\.?m\b)", "", words)
    meant: _Meant | None = _Meant()
    left = [word for word in words.split() if word not in _FILLERS]
    while left and meant:
        meant, left = _take(meant, left, now.date())
    return _moment(meant, now) if meant else None


def _take(meant: _Meant, left: list[str], today: date) -> tuple[_Meant | None, list[str]]:
    """Understand the next word, or the next two; None for what makes no sense."""
    for count in (2, 1):
        words = left[:count]
        if len(words) < count:
            continue
        if meant.day is None and (day := _day(words, today)):
            is_weekday = count == 1 and _index(words[0], _DAYS) is not None
            return replace(meant, day=day, is_weekday=is_weekday), left[count:]
        if meant.at is None and count == 1 and (at := _time(words[0])):
            return replace(meant, at=at), left[1:]
    return None, left


def _moment(meant: _Meant, now: datetime) -> datetime | None:
    if meant.day is None and meant.at is None:
        return None
    day, at = meant.day or now.date(), meant.at or MORNING
    if meant.day == now.date() and meant.at is None and not meant.is_weekday:
        return None
    due = datetime.combine(day, at).astimezone()
    if due > now:
        return due
    days = 1 if meant.day is None else 7 if meant.is_weekday else 0
    return datetime.combine(day + timedelta(days=days), at).astimezone()


def _day(words: list[str], today: date) -> date | None:
    if len(words) == 2:
        return _next(words, today) or _day_of_month(words, today)
    (word,) = words
    if word in _NAMED_DAYS:
        return today + timedelta(days=_NAMED_DAYS[word])
    weekday = _index(word, _DAYS)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    if iso := _ISO.fullmatch(word):
        return date(int(iso["year"]), int(iso["month"]), int(iso["day"]))
    if named := _DATE.fullmatch(word):
        month = int(named["a"] or named["b"])
        return _coming(int(named["day"]), month, named["year"], today)
    return None


def _next(words: list[str], today: date) -> date | None:
    """`next week` is its Monday, `next Friday` the Friday of that week."""
    if words[0] != "next":
        return None
    monday = today + timedelta(days=7 - today.weekday())
    weekday = 0 if words[1] in ("week", "wk") else _index(words[1], _DAYS)
    return None if weekday is None else monday + timedelta(days=weekday)


def _day_of_month(words: list[str], today: date) -> date | None:
    for number, name in (words, reversed(words)):
        day, month = _DAY_OF_MONTH.fullmatch(number), _index(name, _MONTHS)
        if day and month is not None:
            return _coming(int(day["day"]), month + 1, None, today)
    return None


def _coming(day: int, month: int, year: str | None, today: date) -> date:
    """That day of this year, or of the next if it has gone by."""
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """Which name it is the beginning of, three letters at least."""
    word = word.rstrip(".")
    found = [i for i, name in enumerate(names) if len(word) >= 3 and name.startswith(word)]
    return found[0] if found else None


def _time(word: str) -> time | None:
    if word in _NAMED_TIMES:
        return _NAMED_TIMES[word]
    word = word.replace("a.m", "am").replace("p.m", "pm").rstrip(".")
    for pattern in (_CLOCK, _HOUR, _DIGITS):
        if found := pattern.fullmatch(word):
            return _time_of(found.groupdict())
    return None


def _time_of(found: dict[str, str | None]) -> time:
    written = found["h"] or ""
    hour, minute, half = int(written), int(found.get("m") or 0), found.get("half")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"no hour of half a day: {hour}")
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    elif 1 <= hour <= 6 and len(written) == 1:
        hour += 12
    return time(hour, minute)


def ways_to_write() -> Iterator[str]:
    """What to show to somebody who does not know what to write."""
    yield from ("in 2 h", "14:30", "tomorrow 10", "Fri 14:30", "12 March 9:00")
