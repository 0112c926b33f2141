"""The environment (.venv) in which run.py, test.py and build.py start the program.

Only the standard library, and a form of Python that 3.8 can still read: an old one is to be told
that it is too old, not to stumble over a word it does not know.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - that is the point
    sys.exit(
        "The phone-support companion needs Python 3.11 or newer; this is Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}. Start the script with a newer one, "
        f"for instance: python3.12 {sys.argv[0]}"
    )

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

TYPE_CHECKING = False  # the one in typing costs a slow import at every start
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Literal, NoReturn

    Purpose = Literal["run", "test"]

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = sys.platform == "win32"
LOCKS = {"run": "scripts/requirements-run.lock", "test": "scripts/requirements.lock"}
NO_ANSWER = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "SSLError",
    "ProtocolError",
    "IncompleteRead",
    "Connection reset",
    "Temporary failure in name resolution",
    "HTTP error 5",
)


class SetUpFailed(Exception):
    """Something that the person at the keyboard can put right; its text says how."""


def say(text: str) -> None:
    """A result: one line on standard output, at once."""
    print(text, flush=True)


def note(text: str) -> None:
    """What is being done, on standard error: the output may be the program's JSON on its way."""
    print(text, file=sys.stderr, flush=True)


def has_screen() -> bool:
    """Whether a window can be shown; Qt told to draw elsewhere (QT_QPA_PLATFORM) counts as well."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


class Environment:
    """A checkout's `.venv`, and the stamp in it that says what it was made from."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.stamp_file = self.folder / "set-up.json"
        self.log_file = self.folder / "set-up.log"

    @property
    def python(self) -> Path:
        """The environment's own Python."""
        return self.folder / ("Scripts/python.exe" if WINDOWS else "bin/python")

    def prepare(self, purpose: Purpose) -> None:
        """Make sure that everything for the purpose is in place; quick when it is."""
        if self.is_ready(purpose):
            return
        try:
            with one_at_a_time(self.root / ".venv.lock"):
                if not self.is_ready(purpose):  # another start may have done it while we waited
                    self.set_up(purpose)
        except OSError as error:  # no right to write, a full disk, a file in use
            raise SetUpFailed(f"{self.folder} cannot be made ready: {error}") from error

    def is_ready(self, purpose: Purpose) -> bool:
        """Whether the environment is whole and made from the files as they are now."""
        stamp = self.stamp()
        return (
            self.is_usable(stamp)
            and stamp.get(purpose) == self.fingerprint(purpose)
            and not stamp.get("missing")
        )

    def is_usable(self, stamp: dict[str, object]) -> bool:
        """Whether the environment was made here, by this Python, and has lost nothing since."""
        packages = stamp.get("packages")
        return (
            stamp.get("base") == self.base()
            and self.python.exists()
            and isinstance(packages, list)
            and set(packages) <= self.packages()
        )

    def base(self) -> str:
        """What cannot change under an environment: its place, and its Python but for patches."""
        return f"{sys.implementation.cache_tag} in {self.root}"

    def fingerprint(self, purpose: Purpose) -> str:
        """What the packages were installed from."""
        files = [self.root / "pyproject.toml", self.root / LOCKS[purpose]]
        return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()

    def packages(self) -> set[str]:
        """What lies in the environment's folder for packages."""
        here = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        folder = self.folder / ("Lib/site-packages" if WINDOWS else f"lib/{here}/site-packages")
        return set(os.listdir(folder)) if folder.is_dir() else set()  # noqa: PTH208 - names only

    def stamp(self) -> dict[str, object]:
        """What the last set-up wrote when it had finished; empty when none has."""
        try:
            stamp = json.loads(self.stamp_file.read_bytes())
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def set_up(self, purpose: Purpose) -> None:
        """Bring the machine and the environment to what the purpose needs."""
        from system_parts import provide

        stamp = self.stamp()
        known = stamp.get("missing")
        missing = provide(purpose, already_tried=known if isinstance(known, list) else [])
        fingerprint = self.fingerprint(purpose)
        if not self.is_usable(stamp) or stamp.get(purpose) != fingerprint:
            stamp = self.install("test" if "test" in stamp else purpose, stamp)
        self.write_stamp({**stamp, "missing": missing})

    def install(self, purpose: Purpose, stamp: dict[str, object]) -> dict[str, object]:
        """Install the locked packages and the program; the new stamp."""
        begun = time.monotonic()
        note(f"Setting up {self.folder} (needed once, and after an update).")
        # Without a stamp an interrupted set-up is seen as one, and starts from nothing.
        self.stamp_file.unlink(missing_ok=True)
        if not self.is_usable(stamp):
            with step(f"Python {sys.version.split()[0]} environment"):
                self.make_empty()
        lock = str(self.root / LOCKS[purpose])
        with step(f"Packages of {LOCKS[purpose]}"):
            self.pip("--require-hashes", "--only-binary=:all:", "-r", lock)
        with step("The program itself"):
            self.pip("--no-index", "--no-build-isolation", "--editable", str(self.root))
            self.compile()
        note(f"  ready after {time.monotonic() - begun:.1f} s")
        # The lock for tests holds all of the lock for running, in the same versions.
        made: dict[str, object] = {"base": self.base(), "run": self.fingerprint("run")}
        if purpose == "test":
            made["test"] = self.fingerprint("test")
        made["packages"] = sorted(self.packages() - {"__pycache__"})
        return made

    def compile(self) -> None:
        """Keep the program's compiled form: where Python may not, each start would be slower."""
        package = self.root / "companion"
        command = [str(self.python), "-I", "-m", "compileall", "-q", str(package)]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def write_stamp(self, stamp: Mapping[str, object]) -> None:
        """Write the stamp whole or not at all."""
        draft = self.stamp_file.with_suffix(".new")
        draft.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
        draft.replace(self.stamp_file)

    def make_empty(self) -> None:
        """A fresh environment with pip and nothing else, whatever was there before."""
        if self.folder.exists():
            shutil.rmtree(self.folder)
        # Started from an activated environment, sys.executable may be what was just removed.
        python = getattr(sys, "_base_executable", None) or sys.executable
        made = subprocess.run(
            [python, "-I", "-m", "venv", str(self.folder)], capture_output=True, text=True
        )
        if made.returncode != 0:
            complaint = (made.stdout + made.stderr).strip() or "it gave no reason"
            raise SetUpFailed(f"Python could not make an environment in {self.folder}: {complaint}")

    def pip(self, *arguments: str) -> None:
        """`pip install` exactly what is named; what it says goes to the log."""
        command = [str(self.python), "-I", "-m", "pip", "install", "--no-deps", "--no-input"]
        command += ["--disable-pip-version-check", "--progress-bar=off", "--retries=2"]
        # A personal `user = true` would put the packages elsewhere.
        settings = {**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
        process = subprocess.Popen(
            [*command, *arguments],
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        with self.log_file.open("a", encoding="utf-8") as log, process:
            said = []
            for line in process.stdout or ():
                log.write(line)
                said.append(line.strip())
                if "Downloading" in line and " MB)" in line:
                    note(f"    fetching {line.split('Downloading ', 1)[1].strip()}")
        if process.returncode != 0:
            raise SetUpFailed(self.why_pip_failed(said))

    def why_pip_failed(self, said: list[str]) -> str:
        """One sentence from what pip said."""
        log = f"What pip said is in {self.log_file}."
        if any(sign in line for line in said for sign in NO_ANSWER):
            return (
                "The packages could not be fetched: the package index does not answer. Check the "
                f"connection (or the proxy) and start this again; nothing is lost. {log}"
            )
        errors = [line for line in said if line.startswith("ERROR")] or said[-1:] or ["no reason"]
        return f"A package could not be installed. pip: {errors[0]} {log}"


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """Name a step when it begins, and its time when it is done."""
    begun = time.monotonic()
    note(f"  {what} ...")
    yield
    note(f"  {what}: done in {time.monotonic() - begun:.1f} s")


@contextlib.contextmanager
def one_at_a_time(file: Path) -> Iterator[None]:
    """Let one set-up work at a time; the system lets go of the file if the process ends."""
    with file.open("a") as handle:
        if not take(handle.fileno(), wait=False):
            note("Another start is setting up; waiting for it.")
            while not take(handle.fileno(), wait=True):
                pass
        yield


def take(handle: int, *, wait: bool) -> bool:
    """Take the lock on an open file, or say that somebody has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def hand_over(command: list[str]) -> int:
    """Become the command: its keys, its signals and its exit code are ours."""
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(command[0], command)
    # Windows has no such thing: its exec starts a second process and returns to the prompt.
    return subprocess.run(command).returncode


def speak_plainly(main: Callable[[], int]) -> NoReturn:
    """Run a script; expected trouble is one sentence and exit code 1, never a traceback."""
    try:
        sys.exit(main())
    except SetUpFailed as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("Interrupted. Start it again to go on; nothing is lost.", file=sys.stderr)
        sys.exit(130)
