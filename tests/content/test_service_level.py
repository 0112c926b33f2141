"""A service level is a file; a faulty one is answered with every fault and gets in nobody's way."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from companion.content.faults import FaultyFile
from companion.content.service_level import FILE, parse_service_level, service_level
from companion.domain.service_level import USUAL_MATRIX, Allowance, ServiceTarget
from companion.domain.wrapup import Level
from tests.content.shipped import RESOURCES

SOUND = """\
[matrix.high]
high = "P1"
medium = "P1"
low = "P2"
[matrix.medium]
high = "P1"
medium = "P2"
low = "P2"
[matrix.low]
high = "P2"
medium = "P2"
low = "P2"
[targets.P1]
respond = "15 min"
resolve = "4 h 30 min"
around_the_clock = true
[targets.P2]
resolve = "2 days"
[business_hours]
mon = ["08:00-12:00", "13:00-17:00"]
tue = "00:00-24:00"
holidays = [
  "2026-12-28",
  "12-25",
]
"""


def faults_in(source: str) -> list[str]:
    with pytest.raises(FaultyFile) as caught:
        parse_service_level(source.encode(), FILE)
    return [str(fault) for fault in caught.value.faults]


def test_everything_in_the_file_is_in_the_value() -> None:
    level = parse_service_level(SOUND.encode(), FILE)

    assert level.matrix[Level.MEDIUM, Level.HIGH] == "P1"
    assert level.targets["P1"] == ServiceTarget(
        Allowance(time=timedelta(minutes=15)), Allowance(time=timedelta(hours=4.5)), True
    )
    assert level.targets["P2"] == ServiceTarget(None, Allowance(days=2))
    assert level.hours is not None
    assert level.hours.week == {0: ((480, 720), (780, 1020)), 1: ((0, 1440),)}
    assert level.hours.holidays == {date(2026, 12, 28)}
    assert level.hours.yearly == {(12, 25)}


def test_an_empty_file_promises_nothing() -> None:
    level = parse_service_level(b"", FILE)

    assert (level.matrix, level.targets, level.hours) == (USUAL_MATRIX, {}, None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('low = "P2"', "", "1: matrix, high: 'low' is missing"),
        ('low = "P2"', 'low = "P9"', "4: matrix, high: 'P9' has no target; it can be P1, P2"),
        ("[matrix.low]", "[matrix.lov]", "9: matrix: 'lov' is not known here; did you mean 'low'"),
        ("[matrix.low]", "[matrix.lov]", "1: matrix: the row 'low' (impact) is missing"),
        ('"15 min"', '"soon"', "14: targets, P1: 'respond' is a time such as"),
        ('"2 days"', '"2 moons"', "18: targets, P2: 'resolve' is a time such as"),
        ('"2 days"', '"0 days"', "18: targets, P2: 'resolve' is a time such as"),
        ('"2 days"', "2", "18: targets, P2: 'resolve' must be text, not a number"),
        ('resolve = "2', 'resolved = "2', "18: targets, P2: 'resolved' is not known here; did you"),
        ("= true", '= "yes"', "16: targets, P1: 'around_the_clock' must be true or false"),
        ("00:00-24:00", "18:00-08:00", "21: business_hours: 'tue' is hours such as"),
        ("00:00-24:00", "8 to 6", "21: business_hours: 'tue' is hours such as"),
        ("13:00-17", "11:00-17", "19: business_hours: hours of a day follow each other"),
        ("2026-12-28", "2026-13-28", "23: business_hours: '2026-13-28' is no day"),
        ("12-25", "Christmas", "24: business_hours: 'Christmas' is no day"),
        ("tue =", "tues =", "21: business_hours: 'tues' is not known here; did you mean 'tue'?"),
    ],
)
def test_names_line_place_and_remedy(old: str, new: str, said: str) -> None:
    assert old in SOUND

    found = faults_in(SOUND.replace(old, new, 1))

    assert any(fault.startswith(f"{FILE}:{said}") for fault in found), found


def test_hours_without_a_day_are_a_fault() -> None:
    (fault,) = faults_in('[business_hours]\nholidays = ["12-25"]\n')

    assert "has no day with hours" in fault


def test_what_ships_is_sound() -> None:
    level, faults = service_level(RESOURCES, Path("nowhere"))

    assert faults == ()
    assert set(level.matrix.values()) == set(level.targets)
    assert level.matrix == USUAL_MATRIX


def test_an_own_file_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SOUND, "utf-8")

    level, faults = service_level(RESOURCES, tmp_path)

    assert faults == ()
    assert set(level.targets) == {"P1", "P2"}


def test_a_broken_own_file_is_told_and_the_shipped_one_used(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SOUND.replace('"15 min"', '"soon"'), "utf-8")

    level, faults = service_level(RESOURCES, tmp_path)

    assert [fault.line for fault in faults] == [14]
    assert "P5" in level.targets
