"""Periods in words."""

from __future__ import annotations

from datetime import date

from companion.domain.period import Period, PeriodKind

KIND_TITLES = {
    PeriodKind.DAY: "Day",
    PeriodKind.WEEK: "Week",
    PeriodKind.MONTH: "Month",
    PeriodKind.YEAR: "Year",
    PeriodKind.ALL: "All",
    PeriodKind.RANGE: "Range",
}


def period_words(period: Period) -> str:
    """Such as `Mon 2 March 2026`, `2 to 8 March 2026`, `March 2026`, `All calls`."""
    match period.kind:
        case PeriodKind.DAY:
            return f"{period.first:%a} {_day(period.first)}"
        case PeriodKind.MONTH:
            return f"{period.first:%B %Y}"
        case PeriodKind.YEAR:
            return f"{period.first:%Y}"
        case PeriodKind.ALL:
            return "All calls"
    return _from_to(period.first, period.last)


def _from_to(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
