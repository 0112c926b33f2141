"""The desktop file and the list of defaults, as text and as the desktop's own tools see them."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from companion.desktop.choice import desktop
from companion.desktop.installation import opening
from companion.desktop.linux import (
    FILE,
    LinuxDesktop,
    default_for,
    desktop_file,
    with_default,
    without_default,
)
from companion.domain.errors import UserError
from companion.handover import Command
from companion.paths import DESKTOP_ID, usual_data_folder
from tests.cli.test_handover import window

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="for the desktops of Linux")

LINK = "companion://call?caller=Sarah&number=%2B1"
OTHERS = """[Added Associations]
x-scheme-handler/companion=also.desktop;

[Default Applications]
text/html=browser.desktop
# a comment
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Where the desktop keeps what is the user's."""
    return {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.fixture
def linux(home: dict[str, str]) -> LinuxDesktop:
    return LinuxDesktop(["/opt/companion", "open", "--"], home)


def test_is_known_after_installing_and_forgotten_after_removing(linux: LinuxDesktop) -> None:
    before = linux.show()
    told = linux.install()

    assert linux.entry.name == f"{DESKTOP_ID}.desktop"
    assert any(str(linux.entry) in line for line in told)
    assert "opens this program" in linux.show()[1]

    linux.remove()
    assert not linux.entry.exists()
    assert linux.show() == before


def test_is_installed_only_while_it_is(linux: LinuxDesktop) -> None:
    found = [linux.is_installed]
    linux.install()
    found.append(linux.is_installed)
    linux.remove()
    found.append(linux.is_installed)

    assert found == [False, True, False]


def test_installing_twice_is_installing_once(linux: LinuxDesktop) -> None:
    linux.install()
    once = linux.entry.read_text(), linux.defaults.read_text()
    linux.install()

    assert (linux.entry.read_text(), linux.defaults.read_text()) == once


def test_removing_gives_back_to_the_byte_what_was_there(linux: LinuxDesktop) -> None:
    linux.defaults.parent.mkdir()
    before = OTHERS + "x-scheme-handler/companion=other.desktop;\n"
    linux.defaults.write_text(before)
    linux.install()

    assert default_for(linux.defaults.read_text()) == [FILE, "other.desktop"]

    linux.remove()
    assert sorted(linux.defaults.read_text().splitlines()) == sorted(before.splitlines())
    assert default_for(linux.defaults.read_text()) == ["other.desktop"]


def test_removing_what_is_not_there_changes_nothing(linux: LinuxDesktop) -> None:
    linux.defaults.parent.mkdir()
    linux.defaults.write_text(OTHERS)
    linux.remove()

    assert linux.defaults.read_text() == OTHERS


@pytest.mark.parametrize(
    "text", ["", OTHERS, "[Default Applications]", "[Other]\na=b\n", "\n\n", OTHERS + "\n[Z]\n"]
)
def test_every_other_line_of_the_list_stays(text: str) -> None:
    changed = with_default(text, FILE)

    assert default_for(changed) == [FILE]
    assert set(text.splitlines()) <= set(changed.splitlines())
    assert default_for(without_default(changed, FILE)) == []


def test_another_installation_is_told(linux: LinuxDesktop, home: dict[str, str]) -> None:
    LinuxDesktop(["/old/companion", "open", "--"], home).install()

    assert not linux.is_installed
    assert "another installation" in linux.show()[0]


def test_a_list_that_is_a_link_stays_one(linux: LinuxDesktop, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles"
    kept.write_text(OTHERS)
    linux.defaults.parent.mkdir()
    linux.defaults.symlink_to(kept)
    linux.install()

    assert linux.defaults.is_symlink()
    assert default_for(kept.read_text()) == [FILE]


def test_a_list_that_cannot_be_read_is_left_alone(linux: LinuxDesktop) -> None:
    linux.defaults.parent.mkdir()
    linux.defaults.write_bytes(b"\xff\xfe")

    with pytest.raises(UserError, match="cannot be read"):
        linux.install()
    assert linux.defaults.read_bytes() == b"\xff\xfe"
    assert not linux.entry.exists()


def test_when_the_list_cannot_be_written_the_desktop_file_is_as_it_was(
    linux: LinuxDesktop, home: dict[str, str]
) -> None:
    LinuxDesktop(["/old/companion"], home).install()
    before = linux.entry.read_text()
    linux.defaults.unlink()
    linux.defaults.symlink_to(linux.entry.parent.parent / "gone" / "list")

    with pytest.raises(UserError, match="cannot be written"):
        linux.install()
    assert linux.entry.read_text() == before


def test_a_folder_that_cannot_be_made_is_told(linux: LinuxDesktop) -> None:
    linux.entry.parent.parent.write_text("a file")

    with pytest.raises(UserError, match="cannot be written"):
        linux.install()
    assert not linux.defaults.exists()


def test_what_is_written_is_the_owners_alone(linux: LinuxDesktop) -> None:
    linux.install()

    for file in (linux.entry, linux.defaults):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0


def test_a_line_end_in_the_folder_of_the_program_is_refused() -> None:
    with pytest.raises(UserError, match="line end"):
        desktop_file(["/opt/a\nTerminal=true"])


def test_the_usual_data_folder_is_not_named_and_another_is(tmp_path: Path) -> None:
    assert opening(usual_data_folder())[-2:] == ["open", "--"]
    assert opening(tmp_path)[-4:] == ["open", "--data-dir", str(tmp_path), "--"]


def test_the_desktop_of_this_machine_is_linux() -> None:
    assert isinstance(desktop(["x"], "linux"), LinuxDesktop)


needs_gio = pytest.mark.skipif(not shutil.which("gio"), reason="lacks gio (libglib2.0-bin)")


@needs_gio
@pytest.mark.parametrize("name", ["data", 'it\'s "50%" of $HOME, `here` \\ there'])
def test_a_link_that_the_desktop_opens_reaches_the_window(
    home: dict[str, str], tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name
    linux = LinuxDesktop(opening(folder), home)
    linux.install()
    # No screen: what went astray must not open a window.
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}

    with window(folder) as heard:
        subprocess.run(["gio", "open", LINK], env={**kept, **home}, check=True, timeout=20)

    assert [Command.from_json(line) for line in heard] == [Command(caller="Sarah", number="+1")]


@needs_gio
def test_the_desktops_own_tool_calls_it_the_default(
    linux: LinuxDesktop, home: dict[str, str]
) -> None:
    linux.install()
    asked = ["gio", "mime", "x-scheme-handler/companion"]
    environment = {**os.environ, **home, "LC_ALL": "C"}
    # Only what is there to be started counts.
    linux.entry.write_text(desktop_file([sys.executable]))
    said = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True)

    assert FILE in said.stdout
