"""What the wording check looks for, in one language: rules that a desk adds to in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Fault(StrEnum):
    """What may be wrong with a text that the caller reads."""

    SECRET = "secret"
    MINIMISING = "minimising"
    BLAME = "blame"
    JARGON = "jargon"
    ORDER = "order"
    ABBREVIATION = "abbreviation"
    NO_NEXT_STEP = "no_next_step"
    NO_OPEN_DOOR = "no_open_door"
    SPELLING = "spelling"


RULED = (Fault.MINIMISING, Fault.BLAME, Fault.JARGON, Fault.ORDER, Fault.ABBREVIATION)
"""The faults that rules find; the others are found by looking at the text as a whole."""

_GROUP = re.compile(r"\(([^()]*)\)")
_ALLOWED = re.compile(r"(?:[^()|{}\\]|\([^()|{}\\]+(?:\|[^()|{}\\]+)*\))+")


@dataclass(frozen=True, slots=True)
class WordingRule:
    """Phrases that had better not stand there, why, and what may stand there instead.

    A phrase is words, with `(one|another)` for a choice; `{1}` in `instead` is what was chosen
    first. An empty `instead` takes the phrase out. It counts only where the word in front is not
    one of `not_after`, the word behind not one of `not_before` but, if there are any, one of
    `only_before`, and no phrase of `unless` is in its sentence; `at_start` is the beginning of a
    sentence, `exact` means capitals count. `asks` makes a question of the sentence.
    ValueError for a phrase that is none.
    """

    kind: Fault
    why: str
    find: tuple[str, ...]
    instead: str = ""
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    at_start: bool = False
    exact: bool = False
    asks: bool = False

    def __post_init__(self) -> None:
        for phrase in (*self.find, *self.unless):
            compiled(phrase)
        most = min((len(_GROUP.findall(phrase)) for phrase in self.find), default=0)
        for number in re.findall(r"\{(.*?)\}", self.instead):
            if not number.isdecimal() or not 1 <= int(number) <= most:
                raise ValueError(f"{{{number}}} is no choice of every phrase")


@dataclass(frozen=True, slots=True)
class WholeText:
    """What a whole message has: a next step and an open door, by the phrases that tell it.

    `add_step` and `add_door` are the sentences to offer; they go before the `sign_offs`.
    """

    next_step: tuple[str, ...] = ()
    open_door: tuple[str, ...] = ()
    sign_offs: tuple[str, ...] = ()
    add_step: str = ""
    add_door: str = ""
    why_step: str = ""
    why_door: str = ""


@dataclass(frozen=True, slots=True)
class WordingRules:
    """All of it for one language; what is in `allowed` is never found fault with."""

    language: str
    rules: tuple[WordingRule, ...] = ()
    whole: WholeText = WholeText()
    allowed: frozenset[str] = frozenset()

    def with_more(self, more: WordingRules) -> WordingRules:
        """These rules and the desk's own, whose own come first."""
        whole = more.whole if more.whole != WholeText() else self.whole
        return WordingRules(
            self.language, (*more.rules, *self.rules), whole, self.allowed | more.allowed
        )


@lru_cache(maxsize=4096)
def compiled(phrase: str, *, exact: bool = False) -> re.Pattern[str]:
    """A phrase as a pattern that takes no longer than the text is long; ValueError if it is none.

    A phrase holds no repetition, so no text can make it slow.
    """
    if not phrase.strip() or not _ALLOWED.fullmatch(phrase):
        raise ValueError(f"“{phrase}” is not a phrase: words, and (one|another) for a choice")
    parts = re.split(r"([()|]|\s+)", phrase.strip())
    pattern = "".join(
        part if part in ("(", ")", "|") else r"\s+" if part.isspace() else _literal(part)
        for part in parts
    )
    # Not inside a word, a compound, or an address such as simply.example.com.
    whole = rf"(?<![\w'’@/.-]){pattern}(?![\w@]|['’-]\w|\.\w)"
    return re.compile(whole, 0 if exact else re.IGNORECASE)


def _literal(text: str) -> str:
    return re.escape(text).replace("'", "['’]")
