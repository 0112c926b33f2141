"""What a desk under test is given."""

from __future__ import annotations

import pytest

from tests.fakes import FakeCallLog, FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def call_log() -> FakeCallLog:
    return FakeCallLog()
