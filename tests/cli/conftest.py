"""The command line run inside the test, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from companion.cli.commands import program
from companion.domain.call import Call
from companion.storage.call_log import write_call
from companion.storage.database import open_database
from tests.cli.kinds import Keep, Process, Run, Start

CHECKOUT = Path(__file__).resolve().parents[2]


def surroundings(folder: Path) -> dict[str, str]:
    own = {"COMPANION_DATA_DIR": str(folder), "PYTHONPATH": str(CHECKOUT)}
    # Set, it would hide output that is not sent off in time.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return kept | own


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder; not made yet."""
    return tmp_path / "data"


@pytest.fixture
def run(folder: Path) -> Run:
    """Runs a command; whatever it leaves is told in words, never raised."""

    def run(*arguments: str, given: str | bytes | None = None) -> Result:
        runner = CliRunner(env={"COMPANION_DATA_DIR": str(folder)})
        result = runner.invoke(program, arguments, input=given, prog_name="companion")
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def process(folder: Path, tmp_path: Path) -> Process:
    """Runs a command as people do."""

    def run(
        *arguments: str | bytes,
        given: bytes = b"",
        python: Sequence[str] = ("-m", "companion"),
        **environment: str,
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, *python, *arguments],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=surroundings(folder) | environment,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Start:
    """Starts a command and lets the test do the reading."""

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "companion", *arguments],
            cwd=tmp_path,
            env=surroundings(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return start


@pytest.fixture
def keep(folder: Path) -> Keep:
    """Puts calls into the data folder's database."""

    def keep(*calls: Call) -> None:
        db = open_database(folder)
        for call in calls:
            write_call(db, call)
        db.close()

    return keep
