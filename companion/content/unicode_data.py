"""What Unicode and CLDR know about characters, read when it is first needed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from companion.domain.speller.lookalikes import Lookalikes

_FIRST_EMOJI = "\N{DOUBLE EXCLAMATION MARK}"
"""All emoji have this character, or one behind it: the small ones a variation selector."""
_SAID = {"&": "and", "#": "number sign", "*": "asterisk"}
_FLAG = "\N{REGIONAL INDICATOR SYMBOL LETTER A}", "\N{REGIONAL INDICATOR SYMBOL LETTER Z}"


def may_have_emoji(text: str) -> bool:
    """Whether it is worth loading the names of emoji for a text."""
    return not text.isascii() and max(text) >= _FIRST_EMOJI


@cache
def emoji_names() -> dict[str, str]:
    """The CLDR short name, as it can be said, of every emoji as keyboards write it.

    Emoji without the variation selector that is due to them are not here: they look the same
    or not, but are other text, and have their Unicode names.
    """
    # 50 ms, and few texts have emoji.
    import emoji

    usual = (emoji.STATUS["fully_qualified"], emoji.STATUS["component"])
    return {
        text: _spoken(text, facts["en"])
        for text, facts in emoji.EMOJI_DATA.items()
        if facts["status"] in usual
    }


def emoji_named(name: str) -> str | None:
    """The emoji that is called that, in whatever case and with whatever marks between words."""
    return _emoji_by_name().get(_key(name))


@cache
def _emoji_by_name() -> dict[str, str]:
    return {_key(name): text for text, name in emoji_names().items()}


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _spoken(text: str, alias: str) -> str:
    name = alias.strip(":").replace("_", " ")
    name = re.sub(r"[&#*]", lambda match: f" {_SAID[match[0]]} ", name)
    name = " ".join(re.sub(r"[^\w\s'-]", "", name.replace("’", "'")).split())
    return f"flag {name}" if _FLAG[0] <= text[0] <= _FLAG[1] else name


@cache
def lookalikes(resources: Path) -> Lookalikes:
    """The characters that look like ASCII (TR39)."""
    source = (resources / "unicode" / "lookalikes.txt").read_text("utf-8")
    return Lookalikes(*_sections(source))


def _sections(source: str) -> list[dict[str, str]]:
    sections: list[dict[str, str]] = []
    for line in source.splitlines():
        if line.startswith("["):
            sections.append({})
        elif line and not line.startswith("#"):
            like, characters = line.split(" = ")
            sections[-1].update(dict.fromkeys(_text(characters), _text(like)))
    return sections


def _text(code_points: str) -> str:
    return "".join(chr(int(number, 16)) for number in code_points.split())
