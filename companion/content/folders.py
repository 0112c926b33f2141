"""What ships, and what a team puts in its place: an own file replaces the one of that name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from companion.content.faults import Fault, FaultyFile

Value = TypeVar("Value")


def read_both(
    shipped: Path, own: Path, read: Callable[[Path], Value]
) -> tuple[dict[str, Value], tuple[Fault, ...]]:
    """What `read` makes of each file, by id, and what is wrong with the files left out."""
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for folder in (shipped, own):
        for file in toml_files(folder, faults):
            try:
                values[file.stem] = read(file)
            except FaultyFile as error:
                faults.extend(error.faults)
    return values, tuple(faults)


def toml_files(folder: Path, faults: list[Fault]) -> list[Path]:
    """The content files in a folder, in order; none where there is no such folder."""
    try:
        files = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        faults.append(Fault(folder.name, 0, "", f"cannot be read: {error.strerror}"))
        return []
    # Editors and macOS leave hidden files beside the real ones.
    return [file for file in files if file.suffix == ".toml" and not file.name.startswith(".")]


def own_or_shipped(
    name: str, shipped: Path, own: Path, read: Callable[[Path], Value]
) -> tuple[Value, tuple[Fault, ...]]:
    """What `read` makes of a folder's own file of that name, else of the shipped one.

    A faulty own file is left out, and all that is wrong with it is told.
    """
    faults: tuple[Fault, ...] = ()
    if (own / name).exists():
        try:
            return read(own / name), ()
        except FaultyFile as error:
            faults = error.faults
    return read(shipped / name), faults
