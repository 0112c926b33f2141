"""A text file as it is edited: line ends and byte order mark are set aside, and put back."""

from __future__ import annotations

from dataclasses import dataclass

from companion.content.faults import Fault, FaultyFile
from companion.content.toml_file import LARGEST

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes what its text does not say."""

    has_mark: bool = False
    is_dos: bool = False

    def written(self, text: str) -> str:
        """The text as the file has it."""
        text = text.replace("\n", "\r\n") if self.is_dos else text
        return _MARK + text if self.has_mark else text


def plain(source: bytes, file: str) -> tuple[str, Style]:
    """The text of a file, and its style; FaultyFile where it is no text, or too large.

    Where line ends are mixed they stay as they are.
    """
    if len(source) > LARGEST:
        raise FaultyFile([Fault(file, 0, "", f"is larger than {LARGEST // 1024} kB")])
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise FaultyFile([Fault(file, line, "", "is not UTF-8; save it as UTF-8")]) from error
    has_mark = text.startswith(_MARK)
    text = text.removeprefix(_MARK)
    is_dos = "\r\n" in text and text.count("\r\n") == text.count("\n")
    return (text.replace("\r\n", "\n") if is_dos else text), Style(has_mark, is_dos)
