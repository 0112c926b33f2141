"""A warning about a spelled text, and how its place is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

FIELD = re.compile(r"\S+")
"""What stands between spaces."""
ADDRESS = re.compile(r"[^\s.][.@:/\\][^\s.]")
"""What a field has in it that is an address or a path, typed character by character."""


class WarningKind(StrEnum):
    """What the agent is warned of."""

    LEADING_SPACE = "leading_space"
    TRAILING_SPACE = "trailing_space"
    DOUBLE_SPACE = "double_space"
    INVISIBLE = "invisible"
    BIDI_CONTROL = "bidi_control"
    CONTROL = "control"
    MIXED_SCRIPT = "mixed_script"
    FULL_WIDTH = "full_width"
    NON_ASCII_LOOKALIKE = "non_ascii_lookalike"
    CONFUSABLE = "confusable"
    NOT_NORMALISED = "not_normalised"
    PUNYCODE = "punycode"


@dataclass(frozen=True, slots=True)
class SpellingWarning:
    """Something at the unit with that index, in a sentence for the agent."""

    kind: WarningKind
    index: int
    text: str


def place(index: int) -> str:
    """Where a unit is, for people."""
    return f"at position {index + 1}"
