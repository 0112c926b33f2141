"""The way out that always works, for the desktop at hand."""

from __future__ import annotations

import shlex

import pytest
from click.testing import CliRunner

from companion.cli.commands import program
from companion.services.desktop_keys import Desktop, commands, steps, this_desktop
from companion.services.global_keys import GlobalAction


@pytest.mark.parametrize(
    ("platform", "name", "expected"),
    [
        ("linux", "ubuntu:GNOME", Desktop.GNOME),
        ("linux", "KDE", Desktop.KDE),
        ("linux", "XFCE", Desktop.XFCE),
        ("linux", "", Desktop.OTHER),
        ("linux", "sway", Desktop.OTHER),
        ("win32", "", Desktop.WINDOWS),
        ("darwin", "", Desktop.MACOS),
    ],
)
def test_the_desktop_is_known_by_its_name(platform: str, name: str, expected: Desktop) -> None:
    assert this_desktop(platform, {"XDG_CURRENT_DESKTOP": name}) is expected


@pytest.mark.parametrize("desktop", list(Desktop))
def test_every_desktop_has_its_steps(desktop: Desktop) -> None:
    assert any("command" in step for step in steps(desktop))


@pytest.mark.parametrize("line", commands(["companion", "open"]).values())
def test_the_commands_are_ones_that_the_program_takes(line: str) -> None:
    words = shlex.split(line)[1:]

    assert CliRunner().invoke(program, [*words, "--help"]).exit_code == 0


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux", "'/opt/my tools/companion' open --hold"),
        ("win32", '"/opt/my tools/companion" open --hold'),
    ],
)
def test_a_path_with_spaces_is_quoted(platform: str, expected: str) -> None:
    found = commands(["/opt/my tools/companion", "open"], platform)

    assert found[GlobalAction.HOLD] == expected
