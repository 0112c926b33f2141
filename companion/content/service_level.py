"""Reads the service level; `resources/service_level.toml` shows and explains the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from companion.content.faults import Fault, FaultList, quoted
from companion.content.folders import own_or_shipped
from companion.content.spans import REMEDY, allowance_of
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes
from companion.domain.service_level import (
    USUAL_MATRIX,
    Allowance,
    BusinessHours,
    ServiceLevel,
    ServiceTarget,
)
from companion.domain.wrapup import Level

FILE = "service_level.toml"
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PRIORITY = re.compile(r"[A-Za-z0-9-]{1,12}")
_HOURS = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")
_YEARLY = re.compile(r"(\d\d)-(\d\d)")


def read_service_level(file: Path) -> ServiceLevel:
    """The service level in a file; FaultyFile names everything that is wrong with it."""
    return parse_service_level(read_bytes(file), file.name)


def parse_service_level(source: bytes, file: str) -> ServiceLevel:
    """The service level in a file of that name with that content; FaultyFile as above."""
    values, text = parse(source, file)
    faults = FaultList(file, text)
    whole = Table(values, (), "", faults)
    whole.expect("matrix", "targets", "business_hours")
    targets = dict(_targets(whole))
    matrix = dict(_matrix(whole, tuple(targets)))
    hours = _business_hours(whole)
    faults.raise_if_any()
    return ServiceLevel(matrix, targets, hours)


def _matrix(whole: Table, known: tuple[str, ...]) -> Iterator[tuple[tuple[Level, Level], str]]:
    """A priority for each impact and urgency; the usual ones where there is no matrix."""
    table = whole.table("matrix")
    if table is None:
        if "matrix" not in whole:
            yield from USUAL_MATRIX.items()
        return
    table.expect(*Level)
    for impact in Level:
        row = table.table(impact)
        if row is None:
            if impact not in table:
                table.fault((), f"the row {quoted(impact)} (impact) is missing")
            continue
        row.expect(*Level)
        for urgency in Level:
            priority = row.text(urgency)
            if priority and known and priority not in known:
                row.fault((urgency,), f"{quoted(priority)} has no target", priority, known)
            yield (impact, urgency), priority


def _targets(whole: Table) -> Iterator[tuple[str, ServiceTarget]]:
    table = whole.table("targets")
    if table is None:
        return
    for name in table.names():
        if not _PRIORITY.fullmatch(name):
            table.fault((name,), "a priority has a short name of letters and digits")
        target = table.table(name)
        if target is None:
            continue
        target.expect("respond", "resolve", "around_the_clock")
        yield (
            name,
            ServiceTarget(
                _allowance(target, "respond"),
                _allowance(target, "resolve"),
                target.flag("around_the_clock"),
            ),
        )


def _allowance(target: Table, key: str) -> Allowance | None:
    text = target.optional_text(key)
    allowance = allowance_of(text) if text else None
    if text and allowance is None:
        target.fault((key,), f"{quoted(key)} {REMEDY}")
    return allowance


def _business_hours(whole: Table) -> BusinessHours | None:
    table = whole.table("business_hours")
    if table is None:
        return None
    table.expect(*WEEK, "holidays")
    week = {day: tuple(_hours(table, name)) for day, name in enumerate(WEEK) if name in table}
    holidays, yearly = _holidays(table)
    if not any(name in table for name in WEEK):
        table.fault((), 'has no day with hours; write, say, mon = "08:00-18:00"')
    try:
        return BusinessHours(week, holidays, yearly)
    except ValueError:
        if all(week.values()) and week:
            table.fault((), "hours of a day follow each other and do not overlap")
        return None


def _hours(table: Table, day: str) -> Iterator[tuple[int, int]]:
    for text in table.one_or_more(day):
        found = _HOURS.fullmatch(text)
        minutes = [int(n) for n in found.groups()] if found else []
        if minutes and minutes[1] < 60 and minutes[3] < 60:
            opens, closes = minutes[0] * 60 + minutes[1], minutes[2] * 60 + minutes[3]
            if opens < closes <= 24 * 60:
                yield opens, closes
                continue
        table.fault((day,), f'{quoted(day)} is hours such as "08:00-18:00", the earlier first')


def _holidays(table: Table) -> tuple[frozenset[date], frozenset[tuple[int, int]]]:
    once: set[date] = set()
    yearly: set[tuple[int, int]] = set()
    for index, text in enumerate(table.texts("holidays")):
        try:
            if every := _YEARLY.fullmatch(text):
                # A leap year, so that 29 February is a day.
                day = date(2024, int(every[1]), int(every[2]))
                yearly.add((day.month, day.day))
            else:
                once.add(date.fromisoformat(text))
        except ValueError:
            reason = f'{quoted(text)} is no day; write "2026-12-25", or "12-25" for every year'
            table.fault(("holidays", index), reason)
    return frozenset(once), frozenset(yearly)


def service_level(resources: Path, data: Path) -> tuple[ServiceLevel, tuple[Fault, ...]]:
    """The service level in force, and what is wrong with the desk's own file."""
    return own_or_shipped(FILE, resources, data, read_service_level)
