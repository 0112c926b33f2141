"""What the fixtures give a test."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

Own = Callable[..., "subprocess.Popen[bytes]"]
Terminal = Callable[[str], "subprocess.Popen[bytes]"]
