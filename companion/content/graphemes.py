"""Splits text into what a person would call its characters."""

from __future__ import annotations


def clusters(text: str) -> tuple[str, ...]:
    """The user-perceived characters of a text; joining them gives the text back."""
    if text.isascii() and "\r" not in text:
        return tuple(text)
    # Knows every rule of Unicode about it, and is needed by few calls: not at start-up.
    import regex

    return tuple(regex.findall(r"\X", text))
