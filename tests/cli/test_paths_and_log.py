"""Where things are, and a log that repeats nothing."""

from __future__ import annotations

import logging
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion import log, paths
from companion.log import describe, start_log

SECRET = "hunter2"


def test_the_option_comes_before_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_DATA_DIR", "/from/variable")

    assert paths.data_folder("/from/option") == Path("/from/option").absolute()
    assert paths.data_folder(None) == Path("/from/variable").absolute()


@pytest.mark.parametrize("empty", [None, ""])
def test_else_it_is_the_platforms_own(monkeypatch: pytest.MonkeyPatch, empty: str | None) -> None:
    monkeypatch.setenv("COMPANION_DATA_DIR", "")

    assert paths.data_folder(empty).name == "companion"
    assert paths.data_folder(empty).is_absolute()


def test_the_program_finds_what_ships_with_it() -> None:
    assert (paths.resources() / "practices.toml").is_file()


def test_an_installed_program_looks_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "companion" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "companion" / "paths.py"))

    assert paths.resources() == tmp_path / "companion" / "resources"


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(log.log, "propagate", True)
    start_log(tmp_path)
    yield tmp_path / "companion.log"
    for handler in [*log.log.handlers]:
        handler.close()
        log.log.removeHandler(handler)


def fail() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        raise KeyError(SECRET) from error


def failure() -> Exception:
    with pytest.raises(KeyError) as failed:
        fail()
    return failed.value


@pytest.mark.parametrize(("before", "kept"), [("/opt/lib", "/opt/lib"), ("", None)])
def test_a_program_of_the_systems_does_not_get_the_frozen_ones_libraries(
    monkeypatch: pytest.MonkeyPatch, before: str, kept: str | None
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/frozen/_internal")
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)

    env = paths.environment_of_others()

    assert env.get("LD_LIBRARY_PATH") == kept
    assert env["PATH"]


def test_an_exception_is_its_type_and_place() -> None:
    told = describe(failure())

    assert told.startswith("KeyError at test_paths_and_log.py:")
    assert ", from ValueError at test_paths_and_log.py:" in told
    assert SECRET not in told


def test_an_uncaught_exception_is_logged_without_its_words(log_file: Path) -> None:
    error = failure()
    sys.excepthook(type(error), error, error.__traceback__)

    thread = threading.Thread(target=int, args=(SECRET,))
    thread.start()
    thread.join()
    logging.getLogger("companion.storage").exception("save failed", exc_info=error)

    written = log_file.read_text()
    assert "uncaught: KeyError at" in written
    assert "uncaught in a thread: ValueError at" in written
    assert "companion.storage: save failed\nKeyError at" in written
    assert SECRET not in written
    assert str(Path.home()) not in written


def test_other_libraries_do_not_write_here(log_file: Path) -> None:
    logging.getLogger("urllib3").warning("GET /%s", SECRET)
    log.log.info("started")

    assert SECRET not in log_file.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
def test_the_log_is_small_and_its_owners(log_file: Path) -> None:
    for _ in range(12_000):
        log.log.info("a line of some length to fill the file with, over and over again")

    logs = sorted(log_file.parent.iterdir())
    assert [file.name for file in logs] == ["companion.log", "companion.log.1", "companion.log.2"]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in logs)
    assert sum(file.stat().st_size for file in logs) < 1024**2


def test_the_log_waits_for_the_folder_to_be_made(log_file: Path) -> None:
    folder = log_file.parent / "later"
    start_log(folder)
    folder.mkdir()
    log.log.info("made")

    assert "made" in (folder / "companion.log").read_text()
