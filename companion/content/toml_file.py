"""Reads a TOML file that anybody may have written: no input takes long or raises a traceback."""

from __future__ import annotations

import re
from pathlib import Path

from companion.content.faults import Fault, FaultyFile, shown
from companion.content.lines import masked

LARGEST = 512 * 1024
MOST_DOTS = 8
"""Dots outside strings on one line. tomllib takes 7 s and a GiB for a key of 20 000 parts."""

_WHERE = re.compile(r"\s*\((?:at line (\d+), column \d+|at end of document)\)$")
_HINTS = (
    ("Illegal character '\\n'", "the quote that closes the text is missing on this line"),
    ("Unterminated string", "the quotes that close a text are missing"),
    ("Unclosed array", "a comma or a ] is missing on this line or the one before"),
    ("Unclosed inline table", "a comma or a } is missing on this line"),
    ("Expected newline or end", 'one setting a line; a " inside a text is written \\"'),
    ("Expected '='", "a setting is written: name = value"),
    ("Invalid value", 'a text stands between double quotes: "like this"'),
    ("Invalid initial character", "a setting is written: name = value"),
    ("Invalid statement", 'a setting is written: name = value, or "ä" = value beyond a to z'),
    ("Unescaped '\\'", "a backslash in a text is written twice"),
    (
        "Cannot overwrite a value",
        "the same name is there twice; the tables of a list have double brackets",
    ),
    ("Cannot declare", "the same table is there twice; repeated tables have double brackets"),
    ("Cannot mutate immutable", "this table was already given in full further up"),
)


def read_bytes(file: Path) -> bytes:
    """What is in the file, as far as a content file may be long; FaultyFile if it is not one."""
    try:
        # Opening a pipe would wait for somebody to write.
        if file.exists() and not file.is_file():
            raise _faulty(file.name, 0, "is not a file")
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise _faulty(file.name, 0, f"cannot be read: {reason}") from error


def parse(source: bytes, file: str) -> tuple[dict[str, object], str]:
    """The values of a TOML file and its text; FaultyFile when it is not TOML."""
    # 10 ms that a start without content need not spend.
    import tomllib

    if not file.isprintable():
        raise _faulty(file, 0, "has a name with characters that cannot be seen; rename it")
    text = _decoded(source, file)
    _refuse_dots(text, file)
    try:
        return tomllib.loads(text), text
    except RecursionError as error:
        raise _faulty(file, 0, "lists or tables are nested too deeply") from error
    except ValueError as error:
        # TOMLDecodeError, and the plain ValueError of a number with thousands of digits.
        raise _faulty(file, *_explained(str(error), text)) from error


def _decoded(source: bytes, file: str) -> str:
    if len(source) > LARGEST:
        raise _faulty(file, 0, f"is larger than {LARGEST // 1024} kB")
    try:
        # Notepad puts a byte order mark in front, which TOML does not allow.
        return source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise _faulty(file, line, "is not UTF-8; save it as UTF-8") from error


def _refuse_dots(text: str, file: str) -> None:
    if max(map(_dots, text.split("\n"))) <= MOST_DOTS:
        return
    for number, line in enumerate(masked(text).split("\n"), 1):
        if _dots(line) > MOST_DOTS:
            raise _faulty(file, number, "a name has too many dots; text stands between quotes")


def _dots(line: str) -> int:
    return line.count(".")


def _explained(message: str, text: str) -> tuple[int, str]:
    where = _WHERE.search(message)
    line = int(where[1]) if where and where[1] else text.rstrip().count("\n") + 1
    message = shown(_WHERE.sub("", message), 160)
    hint = next((hint for start, hint in _HINTS if message.startswith(start)), "")
    if message.startswith("Exceeds the limit"):
        # A number with thousands of digits: Python's own words, and no line.
        return 0, "a number has too many digits"
    return line, f"is not TOML: {hint} ({message})" if hint else f"is not TOML: {message}"


def _faulty(file: str, line: int, reason: str) -> FaultyFile:
    return FaultyFile([Fault(file, line, "", reason)])
