"""The global keys as they are set."""

from __future__ import annotations

from companion.services.global_keys import GlobalAction
from companion.settings.options import GLOBAL_KEYS
from companion.settings.store import Settings


def wanted_keys(settings: Settings) -> dict[GlobalAction, str]:
    """The key of each action, written like Ctrl+Shift+F9; empty for none."""
    return {action: settings.get(option) for action, option in GLOBAL_KEYS.items()}
