from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from companion.domain.hold_rules import HoldRules
from companion.settings.hold_rules import hold_rules
from companion.settings.store import Settings


def test_the_settings_begin_with_what_the_rules_say(tmp_path: Path) -> None:
    assert hold_rules(Settings(tmp_path / "settings.toml")) == HoldRules()


def test_every_threshold_can_be_set(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        "hold_near = 50\ncheck_back_after = 5\ncheck_back_every = 0\n"
        "suggest_call_back_after = 2\nsuggest_call_back_on_second_hold = false\n",
        "utf-8",
    )

    assert hold_rules(Settings(file)) == HoldRules(
        near=0.5,
        first_check_back=timedelta(seconds=5),
        later_check_backs=timedelta(),
        long_wait=timedelta(minutes=2),
        minds_second_hold=False,
    )
