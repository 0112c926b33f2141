"""What commands read from standard input: one text, or many as JSON, a line each."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from companion.domain.errors import UserError


def whole_text() -> str:
    """All of it, exactly as it is but for one line end at its very end: a shell puts it there."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise UserError("Standard input is not UTF-8.") from None
    ends = ("\r\n", "\n") if sys.platform == "win32" else ("\n",)
    end = next((end for end in ends if text.endswith(end)), "")
    return text.removesuffix(end)


def lines_of_json() -> Iterator[str]:
    """The JSON string on each line, as soon as the line is there."""
    import json

    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = json.loads(line)
        except (ValueError, RecursionError):
            text = None
        if not isinstance(text, str):
            raise UserError(f"Line {number} of standard input is not a JSON string.")
        yield text
