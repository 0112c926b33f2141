"""How a character is typed on the caller's keyboard, where that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A keyboard layout: for each symbol how it is typed, such as `Shift+3`."""

    id: str
    title: str
    keys: Mapping[str, str]

    def hint(self, character: str) -> str:
        """How to type a character; empty when it is typed as it looks, or not known."""
        known = self.keys.get(character)
        if known is not None:
            return known
        if character.isascii() and character.isupper() and len(character) == 1:
            return f"Shift+{character}"
        return ""
