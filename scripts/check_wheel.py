"""Prove that the wheel works by itself: built, installed into an empty environment, and asked.

Run by test.py with the environment's Python. The commands run in a folder and a home of their own,
so that nothing of the checkout can stand in for what the wheel forgot.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = sys.platform == "win32"


class WheelFault(Exception):
    """What is wrong with the wheel, in a sentence."""


def main() -> int:
    """Build, install, ask; 1 with a sentence when something is not as it should be."""
    with tempfile.TemporaryDirectory(prefix="companion-wheel-") as folder:
        work = Path(folder)
        try:
            companion = install(build(work / "dist"), work / "environment")
            home = work / "home"
            home.mkdir()
            ask_everything(companion, home)
        except WheelFault as fault:
            print(fault, file=sys.stderr)
            return 1
    print("The wheel, built from the sdist and installed alone, answers.")
    return 0


def build(folder: Path) -> Path:
    """The wheel, made from the sdist as a packager would make it."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run(command, cwd=folder.parent, env=dict(os.environ))
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """The console script of the wheel, in a fresh environment with the locked packages."""
    run([sys.executable, "-m", "venv", str(folder)], cwd=folder.parent, env=dict(os.environ))
    programs = folder / ("Scripts" if WINDOWS else "bin")
    pip = [str(programs / "python"), "-I", "-m", "pip", "install", "--quiet", "--no-deps"]
    pip += ["--disable-pip-version-check", "--only-binary=:all:"]
    lock = ROOT / "scripts" / "requirements-run.lock"
    run([*pip, "--require-hashes", "-r", str(lock)], cwd=folder.parent, env=dict(os.environ))
    run([*pip, "--no-index", str(wheel)], cwd=folder.parent, env=dict(os.environ))
    return programs / ("companion.exe" if WINDOWS else "companion")


def ask_everything(companion: Path, home: Path) -> None:
    """Ask what needs the package, its version and its resources."""
    version = ask(companion, home, "--version")
    check(expected_version() in version, f"companion --version says {version!r}")
    flows = answer(companion, home, "flows", "--json")
    check(len(flows) > 0, "companion flows --json names no flow: the wheel has no resources")
    spelling = answer(companion, home, "spell", "--json", "aB1-")
    joined = "".join(unit["text"] for unit in spelling["units"])
    check(joined == "aB1-", f"companion spell --json aB1- spells {joined!r}")


def expected_version() -> str:
    """The version as the checkout states it."""
    text = (ROOT / "companion" / "__init__.py").read_text(encoding="utf-8")
    return text.split('__version__ = "', 1)[1].split('"', 1)[0]


def answer(companion: Path, home: Path, *arguments: str) -> Any:
    """What the program answers as JSON; the caller knows its shape."""
    text = ask(companion, home, *arguments)
    try:
        return json.loads(text)
    except ValueError as error:
        raise WheelFault(f"companion {' '.join(arguments)}: no JSON ({error}): {text!r}") from error


def ask(companion: Path, home: Path, *arguments: str) -> str:
    """What the program prints, far from the checkout."""
    own = {name: value for name, value in os.environ.items() if not is_about_python(name)}
    own |= {"HOME": str(home), "USERPROFILE": str(home), "APPDATA": str(home)}
    own |= {"LOCALAPPDATA": str(home), "PYTHONUTF8": "1"}
    return run([str(companion), *arguments], cwd=home, env=own)


def is_about_python(name: str) -> bool:
    """Whether a variable could lead the program back to the checkout or to somebody's data."""
    return name.startswith(("PYTHON", "COMPANION_", "XDG_", "VIRTUAL_ENV"))


def run(command: list[str], cwd: Path, env: dict[str, str]) -> str:
    """What the command prints; a WheelFault when it fails."""
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", errors="replace"
    )
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise WheelFault(f"{' '.join(command)}: exit code {done.returncode}\n{last}")
    return done.stdout


def check(claim: bool, otherwise: str) -> None:
    """Raise what is wrong unless the claim holds."""
    if not claim:
        raise WheelFault(otherwise)


if __name__ == "__main__":
    sys.exit(main())
