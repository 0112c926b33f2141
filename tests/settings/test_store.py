"""Settings: only what changed is written, and a broken file harms nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.domain.errors import UserError
from companion.services.global_keys import SHIPPED_KEYS, GlobalAction
from companion.settings.global_keys import wanted_keys
from companion.settings.options import AGENT, HOLD_MINUTES, OPTIONS, TEXT_SIZE, THEME
from companion.settings.store import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_everything_has_its_default(file: Path) -> None:
    settings = Settings(file)

    assert [settings.value(option.key) for option in OPTIONS] == [o.default for o in OPTIONS]


def test_only_what_was_changed_is_written(file: Path) -> None:
    settings = Settings(file)
    settings.change(AGENT.key, "Alex")
    settings.write()

    assert file.read_text("utf-8") == 'agent = "Alex"\n'
    assert Settings(file).get(AGENT) == "Alex"


def test_comments_and_unknown_lines_survive(file: Path) -> None:
    file.write_text('# mine\nagent = "A"  # me\nfuture = 1\n', "utf-8")
    settings = Settings(file)
    settings.change(AGENT.key, "Alex")
    settings.write()

    assert file.read_text("utf-8") == '# mine\nagent = "Alex"  # me\nfuture = 1\n'


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("theme = 'pink'", "theme should be one of system, light, dark"),
        ("text_size = 'big'", "text_size should be a whole number"),
        ("text_size = true", "text_size should be a whole number"),
        ("hold_minutes = 0", "hold_minutes should be from 1 to 60"),
        ("agent = 5", "agent should be text in quotes"),
    ],
)
def test_a_wrong_value_is_named_and_the_default_holds(
    file: Path, line: str, complaint: str
) -> None:
    file.write_text(line, "utf-8")
    settings = Settings(file)

    assert len(settings.faults) == 1
    assert complaint in settings.faults[0]
    assert settings.get(THEME) == THEME.default
    assert settings.get(TEXT_SIZE) == TEXT_SIZE.default
    assert settings.get(HOLD_MINUTES) == HOLD_MINUTES.default


@pytest.mark.parametrize("content", [b"agent = ", b"\xff\xfe", b"a" * 5 + b"\x00"])
def test_a_file_that_is_no_toml_is_never_written_over(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    settings = Settings(file)
    settings.change(AGENT.key, "Alex")

    with pytest.raises(UserError):
        settings.write()
    assert file.read_bytes() == content
    assert settings.faults


def test_a_value_that_is_not_allowed_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="theme should be one of"):
        Settings(file).change(THEME.key, "pink")


def test_a_global_key_that_others_need_is_refused(file: Path) -> None:
    file.write_text('global_key_hold = "F8"\nglobal_key_silence = ""\n', "utf-8")
    settings = Settings(file)

    assert wanted_keys(settings) == {**SHIPPED_KEYS, GlobalAction.SILENCE: ""}
    assert "Every other program would lose it" in settings.faults[0]
