"""Spelling alphabets: what is said for each character, and what is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Figures = Literal["plain", "radio", "itu"]
"""How digits are said: “nine”, “niner” (ICAO Annex 10) or “novenine” (ITU Radio Regulations
appendix 14). All are understood."""

Words = tuple[str, ...]
"""The word to say first, then every other that is accepted when decoding."""


class AlphabetName(NamedTuple):
    """What an alphabet is called, for a list to choose from."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A spelling alphabet. In each tuple the first word is said, all of them are understood.

    `letters` is by lower-case letter. `capital` and `small` are the case markers (“capital
    Bravo”, “small Alfa”); `all_capitals` and `all_small` say the case of a whole text, once,
    in front; `joiner` stands between a letter and its word (“A as in Alfa”, “A wie Aachen”).
    """

    id: str
    title: str
    language: str
    letters: Mapping[str, Words]
    digits: Mapping[str, Words]
    symbols: Mapping[str, Words]
    capital: Words = ("capital",)
    small: Words = ("small",)
    all_capitals: Words = ("all capitals",)
    all_small: Words = ("all small letters",)
    joiner: Words = ("as in",)
    radio: Mapping[str, str] = field(default_factory=dict)
    itu: Mapping[str, str] = field(default_factory=dict)
    respellings: Mapping[str, str] = field(default_factory=dict)
    """What a synthesiser is given for a word of the alphabet that it gets wrong."""

    def digit(self, digit: str, figures: Figures) -> str:
        """The word for a digit that this alphabet names."""
        own = {"plain": {}, "radio": self.radio, "itu": self.itu}[figures]
        return own.get(digit) or self.digits[digit][0]

    def capital_of(self, letter: str) -> str:
        """The one character that is the capital of a small letter; empty where there is none.

        In a Turkish alphabet the capital of i has a dot and I is the capital of ı. The capital
        of ß is ẞ (Council for German Orthography, 2017), not SS, which is two characters.
        """
        if letter == "i" and "ı" in self.letters:
            return "İ"
        capital = "ẞ" if letter == "ß" else letter.upper()
        return capital if len(capital) == 1 and capital != letter else ""
