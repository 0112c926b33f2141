"""Build the program as one folder without need of Python, and try it: python3 scripts/build.py.

PyInstaller writes dist/companion; the result then plays the demo into build/frozen-demo, on Linux
without a screen under an Xvfb of its own.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import demo_result
import environment
from environment import ROOT, Environment, SetUpFailed, note, say, step

if TYPE_CHECKING:
    from collections.abc import Iterator

DIST = ROOT / "dist"
BUILD = ROOT / "build"
PROGRAM = DIST / "companion" / ("companion.exe" if environment.WINDOWS else "companion")
DEMO = BUILD / "frozen-demo"
DEMO_TIMEOUT_S = 300


def main() -> int:
    """Prepare, build, try."""
    if len(sys.argv) > 1:
        say(__doc__ or "")
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    here = Environment()
    here.prepare("test")
    with step("PyInstaller"):
        freeze(here)
    files, size = measure(PROGRAM.parent)
    say(f"Built {PROGRAM.parent}: {files} files, {size / 1e6:.0f} MB.")
    with step("The built program plays the demo"):
        play_demo()
    demo_result.show(DEMO)
    return 0


def freeze(here: Environment) -> None:
    """Run PyInstaller; what it says is in build/pyinstaller.log."""
    BUILD.mkdir(exist_ok=True)
    log = BUILD / "pyinstaller.log"
    command = [str(here.python), "-m", "PyInstaller", "--noconfirm"]
    command += ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    with log.open("w", encoding="utf-8") as out:
        code = subprocess.run(
            [*command, str(ROOT / "build.spec")], cwd=ROOT, stdout=out, stderr=subprocess.STDOUT
        ).returncode
    if code != 0:
        last = log.read_text(encoding="utf-8").strip().splitlines()[-1]
        raise SetUpFailed(f"PyInstaller failed: {last} All that it said is in {log}.")


def measure(folder: Path) -> tuple[int, int]:
    """How many files are in the folder, and their bytes."""
    sizes = [file.lstat().st_size for file in folder.rglob("*") if not file.is_dir()]
    return len(sizes), sum(sizes)


def play_demo() -> None:
    """Let the built program play the demo, in a window."""
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir(parents=True)
    with screen() as variables:
        try:
            code = subprocess.run(
                [str(PROGRAM), "demo", str(DEMO)],
                env={**os.environ, **variables},
                timeout=DEMO_TIMEOUT_S,
            ).returncode
        except subprocess.TimeoutExpired as error:
            raise SetUpFailed(f"The demo was not done after {DEMO_TIMEOUT_S} s.") from error
    if code != 0:
        raise SetUpFailed(f"The built program ended its demo with exit code {code}.")


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """The variables of a screen: nothing where there is one, else those of an own Xvfb."""
    if environment.has_screen():
        yield {}
        return
    if shutil.which("Xvfb") is None:
        note(
            "  no screen and no Xvfb: the demo is drawn off screen, so the xcb parts are not tried"
        )
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    with subprocess.Popen(
        # The server chooses a free number and says it: no race with others for a fixed one.
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            number = server.stdout.readline().strip() if server.stdout else ""
            if not number:
                raise SetUpFailed("Xvfb did not start.")
            yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()


if __name__ == "__main__":
    environment.speak_plainly(main)
