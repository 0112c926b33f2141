"""The thresholds of a hold, from the settings."""

from __future__ import annotations

from datetime import timedelta

from companion.domain.hold_rules import HoldRules
from companion.settings.options import (
    CALL_BACK_AFTER,
    CALL_BACK_ON_SECOND,
    CHECK_BACK_AFTER,
    CHECK_BACK_EVERY,
    HOLD_NEAR,
)
from companion.settings.store import Settings


def hold_rules(settings: Settings) -> HoldRules:
    """The rules that hold now; they change with the settings."""
    return HoldRules(
        near=settings.get(HOLD_NEAR) / 100,
        first_check_back=timedelta(seconds=settings.get(CHECK_BACK_AFTER)),
        later_check_backs=timedelta(seconds=settings.get(CHECK_BACK_EVERY)),
        long_wait=timedelta(minutes=settings.get(CALL_BACK_AFTER)),
        minds_second_hold=settings.get(CALL_BACK_ON_SECOND),
    )
