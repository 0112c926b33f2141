from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from companion import clock
from companion.clock import SystemClock


def test_tells_the_time_of_the_wall() -> None:
    now = SystemClock().now()

    assert now.at.tzinfo is UTC
    assert abs(datetime.now(UTC) - now.at) < timedelta(seconds=5)


def test_never_runs_backwards() -> None:
    ours = SystemClock()
    readings = [ours.now().steady for _ in range(1000)]

    assert readings == sorted(readings)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names its starts nowhere")
def test_two_runs_on_one_start_of_the_machine_can_be_compared() -> None:
    earlier, later = SystemClock().now(), SystemClock().now()

    assert earlier.boot == later.boot
    assert later.since(earlier) < timedelta(seconds=5)


@pytest.mark.skipif(sys.platform != "linux", reason="the clock is named so on Linux")
def test_counts_what_the_machine_slept() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    reading = SystemClock().now().steady
    after = time.clock_gettime(time.CLOCK_BOOTTIME)

    assert before <= reading <= after


def test_without_a_name_for_the_start_runs_are_not_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "_linux_boot", str)
    monkeypatch.setattr(clock, "_macos_boot", str)

    assert SystemClock().now().boot != SystemClock().now().boot
