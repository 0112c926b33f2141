"""The fake portal, started and told what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.journeys.screen import end

FAKE = Path(__file__).parent / "fake_portal.py"


class Portal:
    """The fake portal's process."""

    def __init__(self, mode: str) -> None:
        pipe = subprocess.PIPE
        command = [sys.executable, str(FAKE), mode]
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        assert self.said() == "ready"

    def said(self) -> str:
        """The next thing that was asked of it."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def obey(self, *words: str) -> None:
        """Have it do something."""
        assert self.process.stdin
        self.process.stdin.write(f"{' '.join(words)}\n")
        self.process.stdin.flush()

    def end(self) -> None:
        end(self.process)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe
            pipe.close()
