"""What a voice is given for words that it gets wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping


def respeller(respellings: Mapping[str, str]) -> Callable[[str], str]:
    """Puts the respellings in the place of their words, wherever those stand in what is said.

    A word counts where it stands as a whole: “Lima” is not in “Limassol”. Where writing has no
    spaces between words, as in Japanese, it counts anywhere.
    """
    if not respellings:
        return str
    longest_first = sorted(respellings, key=len, reverse=True)
    pattern = re.compile("|".join(map(_as_a_word, longest_first)))
    return lambda said: pattern.sub(lambda found: respellings[found[0]], said)


def _as_a_word(word: str) -> str:
    # From hiragana on, scripts do without spaces.
    if word[0] >= "\u3040":
        return re.escape(word)
    return rf"(?<![^\W_]){re.escape(word)}(?![^\W_])"
