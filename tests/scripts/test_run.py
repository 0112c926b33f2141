"""What run.py does with its arguments, asked of the script as somebody starts it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import run

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.mark.parametrize(
    "arguments", [[], ["open"], ["--data-dir", "calls"], ["--data-dir=calls", "open"]]
)
def test_the_plain_start_opens_the_window(arguments: list[str]) -> None:
    assert run.opens_the_window(arguments)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["spell", "aB1-"], ["open", "--hold"], ["--data-dir", "open", "flows"]],
)
def test_other_commands_are_handed_over_as_they_are(arguments: list[str]) -> None:
    assert not run.opens_the_window(arguments)


@pytest.mark.parametrize("name", ["environment.py", "run.py", "test.py", "build.py"])
def test_an_old_python_can_read_the_script_that_says_it_is_too_old(name: str) -> None:
    ast.parse((SCRIPTS / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_a_start_says_that_python_is_too_old(tmp_path: Path) -> None:
    source = (SCRIPTS / "environment.py").read_text(encoding="utf-8")
    (tmp_path / "environment.py").write_text(source.replace("(3, 11)", "(4, 0)"), encoding="utf-8")
    (tmp_path / "run.py").write_text((SCRIPTS / "run.py").read_text(encoding="utf-8"))

    started = subprocess.run(
        [sys.executable, str(tmp_path / "run.py")], capture_output=True, text=True
    )

    assert started.returncode == 1
    assert "needs Python 3.11 or newer" in started.stderr
    assert "Traceback" not in started.stderr
