"""Test the program from a fresh checkout: python3 scripts/test.py [arguments of pytest].

With CI set, also the format, the lint, the types and the wheel in an empty environment; all are
run, whatever fails, and the last lines say what did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

import environment
from environment import ROOT, Environment, say

HELP = f"""{__doc__}
Examples:
  python3 scripts/test.py                      every test
  python3 scripts/test.py tests/domain -k hold some of them
  CI=1 python3 scripts/test.py                 everything that decides whether a change is good
"""


def main() -> int:
    """Prepare, then test."""
    arguments = sys.argv[1:]
    if arguments in (["-h"], ["--help"]):
        say(HELP)
        return 0
    here = Environment()
    here.prepare("test")
    # No test opens a window on the screen of whoever runs it; journeys bring their own Xvfb.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    python = str(here.python)
    if os.environ.get("CI", "").lower() in ("", "0", "false"):
        return environment.hand_over([python, "-m", "pytest", *arguments])
    return check_all(checks(python, arguments))


def checks(python: str, pytest_arguments: list[str]) -> dict[str, list[str]]:
    """What a change must pass, in order of how soon it tells."""
    return {
        "format": [python, "-m", "ruff", "format", "--check"],
        "lint": [python, "-m", "ruff", "check"],
        "types": [python, "-m", "mypy", "--strict"],
        "tests": [python, "-m", "pytest", *pytest_arguments],
        "wheel": [python, str(ROOT / "scripts" / "check_wheel.py")],
    }


def check_all(commands: dict[str, list[str]]) -> int:
    """Run every check, even after a failure; say at the end how each went."""
    summary = []
    failed = []
    for name, command in commands.items():
        say(f"\n== {name}: {' '.join(command[1:])}")
        begun = time.monotonic()
        code = subprocess.run(command).returncode
        if code != 0:
            failed.append(name)
        verdict = "ok" if code == 0 else f"FAILED (exit code {code})"
        summary.append(f"  {name:<8}{time.monotonic() - begun:6.1f} s  {verdict}")
    say("\n== summary")
    say("\n".join(summary))
    say(f"FAILED: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    environment.speak_plainly(main)
