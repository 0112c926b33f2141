"""Which lines of a TOML file belong together: a record, all inside it, the comment above it."""

from __future__ import annotations

from companion.content.lines import find_headers, masked
from companion.services.shapes import KeyPath


class Layout:
    """Which lines belong to which header, with the comments right above them."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.headers = find_headers(text)
        mask = masked(text).split("\n")
        self._starts = {path: self._with_comment(n - 1, mask) for path, n in self.headers.items()}

    def has(self, path: KeyPath) -> bool:
        """A header of its own begins the record."""
        return path in self.headers and self.lines[self.headers[path] - 1].lstrip()[:2] == "[["

    def owner(self, path: KeyPath) -> KeyPath:
        """The closest record around a value that has a header; the whole file in the end."""
        while path and path not in self.headers:
            path = path[:-1]
        return path

    def body(self, path: KeyPath) -> tuple[int, int]:
        """The lines below a header that belong to it alone, from and up to."""
        begin = self.headers[path] if path else 0
        later = (start for start in self._starts.values() if start >= begin)
        return begin, min(later, default=self._length)

    def block(self, path: KeyPath) -> tuple[int, int]:
        """The lines of a record and all that is inside it, from and up to."""
        if not path:
            return 0, self._length
        begin = self._starts[path]
        others = (
            start
            for other, start in self._starts.items()
            if start > begin and other[: len(path)] != path
        )
        return begin, min(others, default=self._length)

    @property
    def _length(self) -> int:
        return len(self.lines)

    def _with_comment(self, line: int, mask: list[str]) -> int:
        while line and self.lines[line - 1].lstrip().startswith("#") and not mask[line - 1].strip():
            line -= 1
        return line


def own_lines(text: str, path: KeyPath) -> str:
    """The lines of a record with all inside it and the comment above it, ending in one line end."""
    file = Layout(text)
    start, end = file.block(path)
    return "\n".join(file.lines[start:end]).strip("\n") + "\n"


def with_block(text: str, path: KeyPath, block: str) -> str:
    """The text with other lines for a record, and all inside it; none take the record out."""
    file = Layout(text)
    start, end = file.block(path)
    _, gap = split_blank_end(file.lines[start:end])
    new = [*block.strip("\n").split("\n"), *(gap or [""])] if block.strip() else []
    after = "\n".join([*file.lines[:start], *new, *file.lines[end:]])
    return after if end < len(file.lines) else after.rstrip("\n") + "\n"


def split_blank_end(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines, and the blank ones at their end."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end], lines[end:]


def without_blank_start(lines: list[str]) -> list[str]:
    """The lines from the first that is not blank."""
    begin = 0
    while begin < len(lines) and not lines[begin].strip():
        begin += 1
    return lines[begin:]
