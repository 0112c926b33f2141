"""The stamp: when a start may hand over at once, and when it must set up."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from environment import LOCKS, Environment, SetUpFailed, has_screen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes the layout of POSIX")


@pytest.fixture
def ready(tmp_path: Path) -> Environment:
    """An environment as a set-up for running leaves it, with one package."""
    (tmp_path / "scripts").mkdir()
    for file in ("pyproject.toml", *LOCKS.values()):
        (tmp_path / file).write_text("as it was")
    here = Environment(tmp_path)
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    (here.folder / "lib" / version / "site-packages" / "click").mkdir(parents=True)
    (here.folder / "bin").mkdir()
    here.python.symlink_to(sys.executable)
    stamp = {"base": here.base(), "packages": ["click"], "run": here.fingerprint("run")}
    here.write_stamp(stamp)
    return here


def stamp_with(here: Environment, **changes: object) -> None:
    here.write_stamp({**here.stamp(), **changes})


def test_is_ready_after_a_set_up(ready: Environment) -> None:
    assert ready.is_ready("run")


def test_prepare_does_nothing_twice(ready: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise AssertionError("started a process")

    monkeypatch.setattr(subprocess, "Popen", fail)

    ready.prepare("run")


def test_an_environment_for_running_is_not_one_for_tests(ready: Environment) -> None:
    assert not ready.is_ready("test")


@pytest.mark.parametrize("file", ["pyproject.toml", LOCKS["run"]])
def test_installs_again_after_a_change(ready: Environment, file: str) -> None:
    (ready.root / file).write_text("as it is now")

    assert not ready.is_ready("run")
    assert ready.is_usable(ready.stamp()), "the environment itself can stay"


def test_an_interrupted_set_up_starts_from_nothing(ready: Environment) -> None:
    ready.stamp_file.unlink()

    assert not ready.is_usable(ready.stamp())


@pytest.mark.parametrize("rubbish", [b"", b"[1", b"[]", b"\xff\xfe"])
def test_a_stamp_that_cannot_be_read_is_no_stamp(ready: Environment, rubbish: bytes) -> None:
    ready.stamp_file.write_bytes(rubbish)

    assert not ready.is_ready("run")


def test_a_moved_checkout_is_set_up_anew(ready: Environment, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in (".venv", "scripts", "pyproject.toml"):
        (ready.root / name).rename(moved / name)

    assert not Environment(moved).is_usable(Environment(moved).stamp())


def test_another_python_is_set_up_anew(ready: Environment) -> None:
    stamp_with(ready, base=f"cpython-310 in {ready.root}")

    assert not ready.is_usable(ready.stamp())


def test_a_python_that_is_gone_is_noticed(ready: Environment) -> None:
    ready.python.unlink()
    ready.python.symlink_to(ready.root / "no-such-python")

    assert not ready.is_usable(ready.stamp())


def test_a_package_that_is_gone_is_noticed(ready: Environment) -> None:
    shutil.rmtree(next(ready.folder.rglob("click")))

    assert not ready.is_usable(ready.stamp())


def test_looks_again_for_parts_of_the_system_that_were_missing(ready: Environment) -> None:
    stamp_with(ready, missing=["libespeak-ng.so.1"])

    assert not ready.is_ready("run")


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SetUpFailed, match="cannot be made ready"):
        Environment(tmp_path / "not-there").prepare("run")


def test_an_index_that_does_not_answer_is_told_apart_from_other_trouble(tmp_path: Path) -> None:
    here = Environment(tmp_path)
    said = [
        "WARNING: Retrying after connection broken by 'NewConnectionError(...)'",
        "ERROR: No matching distribution found for click==8.1",
    ]

    assert "the package index does not answer" in here.why_pip_failed(said)
    assert "No matching distribution found" in here.why_pip_failed(said[1:])


@pytest.mark.parametrize(
    ("variables", "expected"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"QT_QPA_PLATFORM": "vnc"}, True)],
)
def test_a_screen_is_known_by_its_variables(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert has_screen() is expected


def test_the_stamp_holds_what_the_next_start_compares(ready: Environment) -> None:
    stamp = json.loads(ready.stamp_file.read_text())

    assert set(stamp) == {"base", "packages", "run"}
    assert not os.path.lexists(ready.stamp_file.with_suffix(".new"))
