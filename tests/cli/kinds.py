"""What the fixtures give a test."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[bytes]]
Keep = Callable[..., None]
Start = Callable[..., "subprocess.Popen[bytes]"]
