"""Characters that cannot be seen, or are not what they look like."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from companion.domain.speller.caution import SpellingWarning, WarningKind, place
from companion.domain.speller.character_names import sequence_name
from companion.domain.speller.lookalikes import Lookalikes


def unusual_characters(
    characters: Sequence[str], lookalikes: Lookalikes
) -> Iterator[SpellingWarning]:
    """Warnings of single characters; what deceives only beside others is not here."""
    unusual = {text for text in set(characters) if len(text) > 1 or not text.isascii()}
    sorts = {text: sort for text in unusual if (sort := _sort(text, lookalikes))}
    joining = {text for text in unusual if len(text) > 1 and text[-1] in _JOINERS}
    if not sorts and not joining:
        return
    for at, character in enumerate(characters):
        if sort := sorts.get(character):
            yield SpellingWarning(sort[0], at, sort[1].format(place=place(at)))
        if character in joining and not _joins(characters, at):
            yield _unseen(at, character[-1])


_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = "\u200c\u200d"
_FILLERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0\u17b4\u17b5\u180b\u180c\u180d\u180f")
_WIDE = "<wide>"


def _sort(character: str, lookalikes: Lookalikes) -> tuple[WarningKind, str] | None:
    if not _BIDI.isdisjoint(character):
        name = sequence_name(next(c for c in character if c in _BIDI))
        return WarningKind.BIDI_CONTROL, _braced(f"An unseen mark that turns the text ({name}) is")
    hidden = _hidden(character)
    if hidden:
        name = sequence_name(hidden)
        return WarningKind.INVISIBLE, _braced(f"An invisible character ({name}) is")
    if not unicodedata.is_normalized("NFC", character):
        name = sequence_name(character[:3])
        sentence = f"is written in an unusual way ({name}) and may not match when compared"
        return WarningKind.NOT_NORMALISED, f"The character {{place}} {sentence}."
    if unicodedata.decomposition(character[0]).startswith(_WIDE):
        usual = unicodedata.normalize("NFKC", character[0])
        sentence = "is a full-width form, not the usual one"
        return WarningKind.FULL_WIDTH, f"“{_escaped(usual)}” {{place}} {sentence}."
    if like := lookalikes.always.get(character[0]):
        return WarningKind.NON_ASCII_LOOKALIKE, looks_like(character[0], like)
    return None


def _hidden(character: str) -> str:
    """The code point of a character that nobody can see, unless it belongs to a picture."""
    if len(character) > 1 and _is_picture(character):
        return ""
    for position, code_point in enumerate(character):
        if code_point in _JOINERS and position:
            is_last = position == len(character) - 1
            if is_last or unicodedata.combining(character[position - 1]) == _VIRAMA:
                continue
        category = unicodedata.category(code_point)
        is_selector = "\ufe00" <= code_point <= "\ufe0f" or code_point >= "\U000e0100"
        if code_point not in _BIDI and (
            (category == "Cf" and not _is_prefix(code_point))
            or code_point in _FILLERS
            or (is_selector and category == "Mn")
        ):
            return code_point
    return ""


def _is_picture(character: str) -> bool:
    first = character[0]
    is_keycap = character[-1] == "\N{COMBINING ENCLOSING KEYCAP}"
    return is_keycap or unicodedata.category(first) in ("So", "Sk", "Sm") or first in "‼⁉〰"


def _is_prefix(code_point: str) -> bool:
    """Signs that are seen although Unicode calls them format characters: Arabic number sign."""
    return "SIGN" in unicodedata.name(code_point, "") or code_point in "\u06dd\u08e2\u070f"


def _joins(characters: Sequence[str], at: int) -> bool:
    """Whether a joiner at the end of a character is where writing needs one (RFC 5892, A.1)."""
    before = characters[at][:-1]
    after = characters[at + 1] if at + 1 < len(characters) else ""
    if not before or not after:
        return False
    if unicodedata.combining(before[-1]) == _VIRAMA:
        return True
    return unicodedata.bidirectional(before[0]) == unicodedata.bidirectional(after[0]) == "AL"


_VIRAMA = 9


def _unseen(at: int, code_point: str) -> SpellingWarning:
    name = sequence_name(code_point)
    return SpellingWarning(
        WarningKind.INVISIBLE, at, f"An invisible character ({name}) is {place(at)}."
    )


def looks_like(character: str, like: str) -> str:
    """A sentence about a look-alike; `{place}` is where it is."""
    shown = "a space" if like == " " else f"“{_escaped(like)}”"
    name = _escaped(sequence_name(character))
    return f"The character {{place}} looks like {shown} but is {name}."


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _braced(beginning: str) -> str:
    return f"{beginning} {{place}}."
