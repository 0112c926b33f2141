"""Spells texts: alphabets, grapheme clusters, names of emoji and look-alikes put together."""

from __future__ import annotations

from pathlib import Path

from companion.content.alphabets import AlphabetLibrary
from companion.content.graphemes import clusters
from companion.domain.speller.alphabet import Figures
from companion.domain.speller.spelling import Spelling, spell


class TextSpeller:
    """Spells any text in any alphabet of the library; keeps nothing of it."""

    def __init__(self, resources: Path, alphabets: AlphabetLibrary) -> None:
        self._resources = resources
        self._alphabets = alphabets

    def spell(
        self,
        text: str,
        alphabet: str,
        *,
        group_size: int | None = None,
        figures: Figures = "plain",
        as_in: bool = False,
    ) -> Spelling:
        """The text in the alphabet of that id, which must be there."""
        words = self._alphabets.alphabet(alphabet)
        if text.isascii():
            characters = clusters(text)
            return spell(characters, words, group_size, figures=figures, as_in=as_in)
        # What Unicode knows about characters is not needed at start-up, and seldom later.
        from companion.content.unicode_data import emoji_names, lookalikes, may_have_emoji

        return spell(
            clusters(text),
            words,
            group_size,
            figures=figures,
            as_in=as_in,
            emoji=emoji_names() if may_have_emoji(text) else {},
            lookalikes=lookalikes(self._resources),
        )
