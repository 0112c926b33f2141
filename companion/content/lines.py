"""On which line of a TOML file a value stands. The parser does not say.

Understands the standard layout: headers and `key = value` on lines of their own, and lists with
one item a line. What is laid out otherwise gets the line of the key or header it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""Where a value is: `("stages", 0, "title")` is the title of the first stage."""

# A string that is not closed runs to the end of the line, or of the file: so nothing is ever
# tried twice, and a hostile file takes no longer than a sound one.
_STRING_OR_COMMENT = re.compile(
    r'"""(?:\\(?:.|\Z)|[^\\])*?(?:"""+|\Z)'
    r"|'''.*?(?:'''+|\Z)"
    r'|"(?:\\[^\n]|[^"\\\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*+(\[\[?)([^\[\]]++)\]")
_KEY = re.compile(r'\s*+([\w-]++(?:\.[\w-]++)*+|"~*+)\s*+=')
_ITEM = re.compile(r'\s*+(?:"~*+|\{[^{}]*+\}|[\w.+:-]++)\s*+,?\s*+\]?\s*+$')


def masked(source: str) -> str:
    """The source with every string as `"~~~`, comments blank, the same lines and columns."""
    return _STRING_OR_COMMENT.sub(_mask, source)


def find_lines(source: str) -> dict[KeyPath, int]:
    """The line of each header, key and list item that could be made out."""
    return _look_through(source).lines


def find_headers(source: str) -> dict[KeyPath, int]:
    """The line of each header alone, in the order of the file."""
    return _look_through(source).headers


def nearest_line(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """The line of the value at `path`, or of the closest thing around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _mask(match: re.Match[str]) -> str:
    text = match[0]
    if text.startswith("#"):
        return " " * len(text)
    return '"' + "\n".join("~" * len(line) for line in text[1:].split("\n"))


def _look_through(source: str) -> _Finder:
    finder = _Finder()
    plain = source.split("\n")
    for number, line in enumerate(masked(source).split("\n"), 1):
        if line and not line.isspace():
            finder.take(number, line, plain[number - 1])
    return finder


class _Finder:
    def __init__(self) -> None:
        self.lines: dict[KeyPath, int] = {}
        self.headers: dict[KeyPath, int] = {}
        self._table: KeyPath = ()
        self._counts: dict[KeyPath, int] = {}
        self._list: KeyPath = ()
        self._depth = 0
        self._item: int | None = None

    def take(self, number: int, line: str, plain: str) -> None:
        if self._depth > 0:
            self._take_item(number, line)
        elif header := _HEADER.match(line):
            self._take_header(number, header[1] == "[[", plain[slice(*header.span(2))])
        elif key := _KEY.match(line):
            name = plain[slice(*key.span(1))]
            names = (name.strip("\"'"),) if line[key.start(1)] == '"' else name.split(".")
            self._take_key(number, (*self._table, *names), line[key.end() :])

    def _take_header(self, number: int, is_item: bool, name: str) -> None:
        path: KeyPath = ()
        for part in name.split("."):
            path = (*self._inside(path), part.strip().strip("\"'"))
        if is_item:
            self._counts[path] = self._counts.get(path, 0) + 1
            self.lines.setdefault(path, number)
            path = self._inside(path)
        self.lines[path] = self.headers[path] = number
        self._table = path

    def _inside(self, path: KeyPath) -> KeyPath:
        count = self._counts.get(path)
        return (*path, count - 1) if count else path

    def _take_key(self, number: int, path: KeyPath, value: str) -> None:
        for length in range(len(self._table) + 1, len(path) + 1):
            self.lines.setdefault(path[:length], number)
        self._list = path
        self._depth = value.count("[") - value.count("]")
        self._item = 0 if value.strip() == "[" else None

    def _take_item(self, number: int, line: str) -> None:
        # From the first line that holds more or less than one item, counting is a guess.
        if self._item is not None and not line.lstrip().startswith(("~", "]")):
            if self._depth == 1 and _ITEM.match(line):
                self.lines[(*self._list, self._item)] = number
                self._item += 1
            else:
                self._item = None
        self._depth += line.count("[") - line.count("]")
