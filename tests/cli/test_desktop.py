"""`companion desktop` as people run it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from companion.paths import DESKTOP_ID
from tests.cli.kinds import Process

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="changes files of the user's")


def test_install_show_remove(process: Process, tmp_path: Path) -> None:
    home = {"XDG_DATA_HOME": str(tmp_path / "d"), "XDG_CONFIG_HOME": str(tmp_path / "c")}
    entry = tmp_path / "d" / "applications" / f"{DESKTOP_ID}.desktop"

    assert process("desktop", "install", **home).returncode == 0
    # It opens the folder that was in force.
    assert str(tmp_path / "data") in entry.read_text()
    assert b"opens this program" in process("desktop", "show", **home).stdout
    assert process("desktop", "remove", **home).returncode == 0
    assert not entry.exists()


def test_what_cannot_be_written_is_one_line(process: Process, tmp_path: Path) -> None:
    (tmp_path / "d").write_text("")
    done = process("desktop", "install", XDG_DATA_HOME=str(tmp_path / "d"))

    assert done.returncode == 1
    assert done.stderr.startswith(b"companion: ")
    assert done.stderr.count(b"\n") == 1
