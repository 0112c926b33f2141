"""A pack: the desk's own content in one zip file, to share with the team.

Data and nothing else: a name that is not `FOLDER/ID.toml` of a known folder is refused, and so
is whatever the checker of that folder refuses. Nothing is unpacked by its name.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from companion.content.faults import FaultyFile, shown
from companion.content.folders import toml_files
from companion.content.kinds import KindOfFile
from companion.content.toml_file import LARGEST, read_bytes
from companion.domain.errors import UserError
from companion.files import replace_bytes

LARGEST_PACK = 2 * 1024 * 1024
"""Bytes of a pack: some hundred flows. Its list of names is read before anything can be judged."""
MOST_FILES = 400
LARGEST_CONTENT = 16 * 1024 * 1024
"""Bytes of all its files together, unpacked."""

_NAME = re.compile(r"([a-z]+)/([A-Za-z0-9][A-Za-z0-9._-]{0,59})\.toml")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_NOT_WRITTEN = "No pack was written."
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a pack: the same content is the same pack, byte for byte."""

Packed = dict[tuple[str, str], bytes]
"""The files of a pack, by folder and name."""


def write_pack(file: Path, data: Path, folders: Mapping[str, KindOfFile]) -> int:
    """Put the desk's own files into a pack; how many there are.

    UserError if there are none, or if one of them would keep others from taking the pack in.
    """
    found = [path for folder in sorted(folders) for path in toml_files(data / folder, [])]
    if not found:
        raise UserError(
            "There is nothing of your own to share yet.", "The shipped content is everybody's."
        )
    for path in found:
        _refuse_to_share(path, folders[path.parent.name])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for path in found:
            entry = zipfile.ZipInfo(f"{path.parent.name}/{path.name}", _EARLIEST)
            entry.external_attr = 0o644 << 16
            pack.writestr(entry, read_bytes(path), zipfile.ZIP_DEFLATED)
    if len(found) > MOST_FILES or len(packed.getvalue()) > LARGEST_PACK:
        raise UserError(f"{len(found)} files are more than a pack may hold.", _NOT_WRITTEN)
    try:
        replace_bytes(file, packed.getvalue())
    except OSError as error:
        raise UserError(f"{file} cannot be written: {_why(error)}.") from error
    return len(found)


def _refuse_to_share(file: Path, kind: KindOfFile) -> None:
    name = f"{file.parent.name}/{file.name}"
    if not _NAME.fullmatch(name) or _DEVICE.fullmatch(file.stem):
        raise UserError(
            f"{shown(name, 80)} has a name that not every computer takes. {_NOT_WRITTEN}",
            "Rename it: letters from a to z, digits, - and _.",
        )
    try:
        kind.refuse(read_bytes(file), file.name)
    except FaultyFile as error:
        raise UserError(f"{file.parent.name}/{error.faults[0]}", _NOT_WRITTEN) from error


def read_pack(file: Path, folders: Mapping[str, KindOfFile]) -> Packed:
    """The files of a pack, each of them sound; UserError for whatever is not."""
    try:
        if file.exists() and not file.is_file():
            raise _no_pack(file, "it is not a file")
        with file.open("rb") as stream:
            source = stream.read(LARGEST_PACK + 1)
    except (OSError, ValueError) as error:
        raise _no_pack(file, _why(error)) from error
    if len(source) > LARGEST_PACK:
        raise _no_pack(file, f"it is larger than {LARGEST_PACK // 1024 // 1024} MB")
    packed = dict(_unzipped(source, file, folders))
    if not packed:
        raise _no_pack(file, "there is no content in it")
    for (folder, name), text in packed.items():
        try:
            folders[folder].refuse(text, name)
        except FaultyFile as error:
            raise UserError(
                f"The pack has a fault: {folder}/{error.faults[0]}", "Nothing was taken in."
            ) from error
    return packed


def _unzipped(
    source: bytes, file: Path, folders: Mapping[str, KindOfFile]
) -> Iterator[tuple[tuple[str, str], bytes]]:
    seen: set[str] = set()
    left = LARGEST_CONTENT
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as pack:
            entries = [entry for entry in pack.infolist() if not _is_left_alone(entry)]
            if len(entries) > MOST_FILES:
                raise _no_pack(file, f"it holds more than {MOST_FILES} files")
            for entry in entries:
                place = _place(entry, file, folders)
                if entry.filename.casefold() in seen:
                    raise _no_pack(file, f"“{_name(entry)}” is in it twice")
                seen.add(entry.filename.casefold())
                # What the list says of the size may be a lie: no more than this is unpacked.
                with pack.open(entry) as stream:
                    text = stream.read(LARGEST + 1)
                left -= len(text)
                if len(text) > LARGEST or left < 0:
                    raise _no_pack(file, f"“{_name(entry)}” is too large")
                yield place, text
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise _no_pack(file, "it is not a zip file, or a damaged one") from error
    except (NotImplementedError, RuntimeError, ValueError, IndexError) as error:
        raise _no_pack(file, "it is written in a way that no pack is") from error


def _place(
    entry: zipfile.ZipInfo, file: Path, folders: Mapping[str, KindOfFile]
) -> tuple[str, str]:
    """The folder and name of a file that may be in a pack."""
    found = _NAME.fullmatch(entry.filename)
    if not found or found[1] not in folders or _DEVICE.fullmatch(found[2]):
        raise _no_pack(file, f"“{_name(entry)}” is no content")
    if entry.flag_bits & 0x1:
        raise _no_pack(file, "it is encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _no_pack(file, f"“{_name(entry)}” is packed in a way that no pack is")
    return found[1], f"{found[2]}.toml"


def _is_left_alone(entry: zipfile.ZipInfo) -> bool:
    """A folder, or what macOS leaves in a zip file."""
    name = entry.filename
    return entry.is_dir() or name.startswith("__MACOSX/") or name.endswith("/.DS_Store")


def _name(entry: zipfile.ZipInfo) -> str:
    return shown(entry.filename, 80)


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__


def _no_pack(file: Path, why: str) -> UserError:
    return UserError(f"{shown(file.name, 80)} is not a pack: {why}.", "Nothing was taken in.")
