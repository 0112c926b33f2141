"""Scripts of letters, by their Unicode names, and which may be together in one word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SCRIPT = re.compile(
    r"(?:(?:FULL|HALF)WIDTH )?(?!MODIFIER|MATHEMATICAL|DOUBLE|SCRIPT|BLACK|TURNED|ROMAN)"
    r"([A-Z]+(?:-[A-Z]+)?)\b.*(?:LETTER|SYLLABLE|IDEOGRAPH|SYLLABICS|LIGATURE)"
)
_TOGETHER = (
    frozenset({"latin", "cjk", "hiragana", "katakana"}),
    frozenset({"latin", "cjk", "bopomofo"}),
    frozenset({"latin", "cjk", "hangul"}),
)
"""What is written together in Japan, Taiwan and Korea (TR39, section 5.2, highly restrictive)."""


def script_of(character: str) -> str:
    """The script of a letter in small letters; empty for what belongs to every script.

    Python has no script property; the first word of a letter's name stands in for it.
    """
    if not character.isalpha():
        return ""
    match = _SCRIPT.match(unicodedata.name(character, ""))
    return match[1].lower() if match else ""


def odd_letter(text: str) -> int | None:
    """Where the letter is that makes a word one of mixed scripts; None if none does.

    Beside Latin letters it is the first that is not Latin, else the first in a rarer script.
    """
    scripts = [script_of(character) for character in text]
    count = Counter(filter(None, scripts))
    if len(count) < 2 or any(count.keys() <= together for together in _TOGETHER):
        return None
    usual = "latin" if "latin" in count else count.most_common(1)[0][0]
    return next(at for at, script in enumerate(scripts) if script and script != usual)
