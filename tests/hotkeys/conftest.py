from __future__ import annotations

import pytest

from tests.hotkeys.listening import Heard
from tests.journeys.conftest import hands, screen

__all__ = ["hands", "screen"]


@pytest.fixture
def heard() -> Heard:
    """What the way of grabbing under test has told so far."""
    return Heard()
