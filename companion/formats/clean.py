"""Text as it may go into any file: no character that a reader, terminal or parser would act on."""

from __future__ import annotations

import re

# Controls other than the tab (an escape character would act on a terminal) and halves of
# surrogate pairs, which no encoding can write.
_UNPRINTABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def lines(text: str) -> list[str]:
    """The lines of a text, whatever its line ends; what cannot be printed shows as `�`."""
    return [_UNPRINTABLE.sub(_REPLACEMENT, line) for line in text.splitlines()]


def one_line(text: str) -> str:
    """A text for a place that has one line, such as a title or a name."""
    return " ".join(" ".join(lines(text)).split())
