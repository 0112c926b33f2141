"""What commands write: text, tables and JSON, in UTF-8 whatever the terminal is set to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.content.faults import Fault


def write(pieces: Iterable[str], out: Path | None = None) -> None:
    """Write text as UTF-8 and without changing a line end, whatever the terminal is set to."""
    data = (piece.encode("utf-8", "replace") for piece in pieces)
    if out is not None:
        _save(data, out)
        return
    sys.stdout.buffer.writelines(data)
    # Now, while a reader that has gone is still told from other trouble.
    sys.stdout.buffer.flush()


def _save(data: Iterable[bytes], out: Path) -> None:
    """Write a file that only its owner reads; it appears when it is whole."""
    if out.exists() and not out.is_file():
        # A device or a pipe must not be replaced by a file.
        with out.open("wb") as stream:
            stream.writelines(data)
        return
    import tempfile

    target = out.resolve()
    try:
        handle, name = tempfile.mkstemp(prefix=".companion-", dir=target.parent)
    except OSError as error:
        raise UserError(f"{out} cannot be written: {error.strerror}.") from error
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(data)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def write_json(value: object, *, on_one_line: bool = False) -> None:
    from companion.formats.json_text import json_text

    write([json_text(value, indent=None if on_one_line else 2), "\n"])


def write_table(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
    from companion.formats.columns import table

    write(table(rows, widths))


def local_time(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def complain(faults: Iterable[Fault]) -> None:
    for fault in faults:
        click.echo(f"companion: {fault}", err=True)
