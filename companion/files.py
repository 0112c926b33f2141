"""Writing a file so that a power cut leaves the old one or the new one, never half."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace_text(file: Path, text: str) -> None:
    """Put text in a file of the owner's alone, through links to where it is.

    Its folder must be there. Waits for the disk.
    """
    replace_bytes(file, text.encode("utf-8"))


def replace_bytes(file: Path, content: bytes) -> None:
    """As `replace_text`, with these bytes."""
    file = file.resolve()
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(file)
    finally:
        Path(temporary).unlink(missing_ok=True)
    _settle(file.parent)


def remove_file(file: Path) -> None:
    """Take a file away; a power cut does not bring it back. Waits for the disk."""
    file.unlink(missing_ok=True)
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """Put the folder's list of names on the disk as well."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
