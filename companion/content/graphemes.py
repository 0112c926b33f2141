"""Splits text into what a person would call its characters."""

from __future__ import annotations

import re

_MAY_JOIN = re.compile("[\r\u0300-\u036f\u0483-\U0010ffff]")
"""Latin, Greek and Cyrillic letters and ASCII are never part of anything larger by themselves."""


def clusters(text: str) -> tuple[str, ...]:
    """The user-perceived characters of a text; joining them gives the text back."""
    if not _MAY_JOIN.search(text):
        return tuple(text)
    # Knows every rule of Unicode about it, and is needed by few calls: not at start-up.
    import regex

    return tuple(regex.findall(r"\X", text))
