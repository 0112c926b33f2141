"""Words nearly right: which known word was meant, if there is one and only one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

SHORTEST = 4
"""Shorter words have too many neighbours: “six” is as near to “fix” as to “sin”."""
LONG = 8
"""From this length on a word may differ in two places."""
LONGEST = 24
"""Longer words are not looked up, so that a word takes bounded time."""

_VOWELS = frozenset("aeiouyhw")
_SOUND_ALIKE = ("ckq", "fpv", "szcx", "gj", "iye", "vw", "td", "kcx")


class Misspellings:
    """Finds the nearest of some words, by the deletions that two words have in common.

    Every word is filed under itself and under what is left without one letter (without two,
    when it is long), and is sought in the same way (“symmetric delete”, Garbe 2012): the time
    depends on the length of the word that is sought and not on how many are known. `meanings`
    has the words and what they stand for; of two words with one meaning, which are no rivals,
    the first is found.
    """

    def __init__(self, meanings: Mapping[str, object]) -> None:
        self._meanings = meanings
        self._rank = {word: rank for rank, word in enumerate(meanings)}
        self._filed: dict[str, list[str]] = {}
        for word in meanings:
            if SHORTEST <= len(word) <= LONGEST:
                for rest in _shortened(word, 2 if len(word) >= LONG else 1):
                    self._filed.setdefault(rest, []).append(word)

    def nearest(self, heard: str) -> str | None:
        """The word that was meant, None when none is near or several are."""
        if not SHORTEST <= len(heard) <= LONGEST:
            return None
        for distance in (1, 2) if len(heard) >= LONG - 1 else (1,):
            found = [word for word in self._filed_near(heard, distance) if _is_near(heard, word)]
            near = [word for word in found if edits(heard, word) == distance]
            if near:
                one = all(self._meanings[word] == self._meanings[near[0]] for word in near)
                return min(near, key=self._rank.__getitem__) if one else None
        return None

    def _filed_near(self, heard: str, distance: int) -> Iterable[str]:
        filed = self._filed
        return {word for rest in _shortened(heard, distance) for word in filed.get(rest, ())}


def edits(one: str, other: str) -> int:
    """How many letters were changed, added, left out or swapped with a neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row, two_above = row, [i], before
        for j, b in enumerate(other, 1):
            least = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, two_above[j - 2] + 1)
            row.append(least)
        before = above
    return row[-1]


def _shortened(word: str, most: int) -> Iterator[str]:
    yield word
    once = {word[:i] + word[i + 1 :] for i in range(len(word))}
    yield from once
    if most > 1:
        yield from {rest[:i] + rest[i + 1 :] for rest in once for i in range(len(rest))}


def _is_near(heard: str, word: str) -> bool:
    """Whether it can be the same word misheard: “mango” is no tango, “gold” is no golf."""
    if len(heard) < LONG - 1 and heard in (word + "s", word[:-1]) and len(word) <= SHORTEST:
        return False
    if not _sounds_alike(heard[0], word[0]):
        return False
    return len(word) > SHORTEST or _differs_in_sound_only(heard, word)


def _sounds_alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _SOUND_ALIKE)


def _differs_in_sound_only(heard: str, word: str) -> bool:
    """A word of four letters may differ in a vowel or in a letter written twice."""
    start = next((i for i, (a, b) in enumerate(zip(heard, word, strict=False)) if a != b), None)
    if start is None:
        return heard[len(word) :] in _VOWELS or heard[-1] == heard[-2]
    if len(heard) > len(word):
        return heard[start] in _VOWELS or heard[start] == heard[start - 1]
    if len(heard) < len(word):
        return word[start] in _VOWELS or word[start] == word[start - 1]
    return {heard[start], word[start]} <= _VOWELS or _sounds_alike(heard[start], word[start])
