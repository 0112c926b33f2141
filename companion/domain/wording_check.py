"""Reads a text as the caller will: what belittles, blames, orders or stays unexplained.

Nothing is changed by itself: each finding offers what reads well in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from companion.domain.secrets_in_text import secrets_in
from companion.domain.wording_rules import Fault, WordingRule, WordingRules, compiled

SHORTEST_MESSAGE = 8
"""Words from which a message is expected to say what happens next."""

INSTEAD_OF_SECRET = "(not in writing)"

_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…](?=\w)[^.!?…\n]*)*[.!?…]*")
_WORD_BEFORE = re.compile(r"([\w'’-]+)[\s“\"(]*$")
_WORD_AFTER = re.compile(r"[\s,]*([\w'’-]+)")
_ARTICLE = re.compile(r"\b(an?)\s+$", re.IGNORECASE)
_NOT_A_VOWEL = re.compile(r"(uni|use|usu|euro?|one\b)", re.IGNORECASE)
_STEP = re.compile(r"[ \t]*(\d+[.)]|[-*•])[ \t]+[“\"]?")
"""What begins a line of a list of steps, where an order is what one wants to read."""
_LEADING = re.compile(r"[\s“”\"'‘(¿¡]*")


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text (`start` to `end`), what is wrong with it, and what may stand there.

    `offered` holds the replacements, best first; it is empty where nobody can know. `about` is
    the phrase that was found; it `is_taken_out` where nothing stands in its place.
    """

    start: int
    end: int
    kind: Fault
    why: str
    offered: tuple[str, ...]
    about: str = ""
    is_taken_out: bool = False

    def applied(self, text: str, choice: int = 0) -> str:
        """The text with the finding's replacement in its place."""
        return text[: self.start] + self.offered[choice] + text[self.end :]


def check_wording(
    text: str, rules: WordingRules, *, technical: bool = False, is_whole: bool = False
) -> tuple[Finding, ...]:
    """What the caller would stumble over, in the order of the text.

    Jargon is no fault for a caller who is at ease with it (`technical`). A text that `is_whole`
    (a message, not a note) also has a next step and an open door.
    """
    found = [*_secrets(text), *_ruled(text, rules, technical)]
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.start, f.kind is not Fault.SECRET, -f.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    if is_whole and len(text.split()) >= SHORTEST_MESSAGE:
        kept.extend(_lacking(text, rules))
    return tuple(kept)


def _secrets(text: str) -> Iterator[Finding]:
    for start, end, why in secrets_in(text):
        yield Finding(start, end, Fault.SECRET, why, (INSTEAD_OF_SECRET,), text[start:end])


def _ruled(text: str, rules: WordingRules, technical: bool) -> Iterator[Finding]:
    sentences = [(match.start(), match.end()) for match in _SENTENCE.finditer(text)]
    for rule in rules.rules:
        if rule.kind is Fault.JARGON and technical:
            continue
        for phrase in rule.find:
            for match in compiled(phrase, exact=rule.exact).finditer(text):
                start, end = _around(sentences, match.start())
                if match[0].casefold() in rules.allowed:
                    continue
                if _counts(rule, text, match, text[start:end], start):
                    yield _finding(rule, text, match, start, end)


def _around(sentences: Iterable[tuple[int, int]], place: int) -> tuple[int, int]:
    return next((s for s in sentences if s[0] <= place < s[1]), (place, place))


def _counts(rule: WordingRule, text: str, match: re.Match[str], sentence: str, start: int) -> bool:
    """Whether a phrase means here what the rule is about."""
    before, after = _word_before(text, match.start()), _word_after(text, match.end())
    if before in rule.not_after or any(
        before.endswith(end) for end in rule.not_after if end.startswith("'")
    ):
        return False
    if after in rule.not_before or (rule.only_before and after not in rule.only_before):
        return False
    if rule.at_start and not _is_start(text, match.start(), start):
        return False
    if rule.asks and sentence.rstrip().endswith("?"):
        return False
    if rule.kind is Fault.ORDER and _is_step(text, match.start()):
        return False
    if rule.kind is Fault.JARGON and _is_explained(text, match):
        return False
    return not any(compiled(phrase).search(sentence) for phrase in rule.unless)


def _is_step(text: str, place: int) -> bool:
    line = text.rfind("\n", 0, place) + 1
    return _STEP.fullmatch(text, line, place) is not None


def _is_explained(text: str, match: re.Match[str]) -> bool:
    """The term stands in brackets after its plain words, or the plain words after it."""
    return text[: match.start()].endswith("(") or text[match.end() :].lstrip().startswith("(")


def _is_start(text: str, place: int, sentence: int) -> bool:
    return _LEADING.fullmatch(text, sentence, place) is not None


def _finding(rule: WordingRule, text: str, match: re.Match[str], first: int, last: int) -> Finding:
    start, end = match.span()
    new = re.sub(r"\{(\d)\}", lambda m: _chosen(match, int(m[1])), rule.instead)
    if rule.asks:
        new, end = _as_question(new, text[end:last]), last
    if not new:
        start, end = _with_gap(text, start, end)
    if not new or _ARTICLE.search(text, max(0, start - 5), start):
        start, end, new = _joined(text, start, end, new)
    if _is_start(text, start, first):
        start, end, new = _capital(text, start, end, new)
    return Finding(start, end, rule.kind, rule.why, (new,), match[0], not rule.instead)


def _chosen(match: re.Match[str], number: int) -> str:
    """What was chosen of a phrase, as it is written inside a sentence."""
    word = match[number].strip()
    begins = match.start(number) == match.start() and not word[1:2].isupper()
    return word[:1].lower() + word[1:] if begins else word


def _as_question(asked: str, rest: str) -> str:
    return f"{asked}{rest.rstrip().rstrip('.!…')}?"


def _with_gap(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the space that must go with it when it is taken out, and its commas."""
    if behind := re.match(r"(,?)\s+(?=\S)", text[end:]):
        is_parted = re.search(r"(^|[\n,.!?])\s*$", text[:start])
        if not behind[1] or is_parted:
            return start, end + behind.end()
        return start, end
    before = re.search(r",?\s+$", text[:start])
    return (before.start() if before else start), end


def _joined(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """The article in front fits what follows: `an obvious` becomes `a`."""
    article = _ARTICLE.search(text, 0, start)
    follows = new or text[end:]
    if not article or not follows:
        return start, end, new
    wanted = "an" if follows[0].lower() in "aeiou" and not _NOT_A_VOWEL.match(follows) else "a"
    if article[1].lower() == wanted:
        return start, end, new
    shown = wanted.capitalize() if article[1][0].isupper() else wanted
    return article.start(), end, f"{shown} {new}" if new else f"{shown} "


def _capital(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """What now begins the sentence begins with a capital."""
    if new:
        return start, end, new[0].upper() + new[1:]
    if end < len(text) and text[end].islower():
        return start, end + 1, text[end].upper()
    return start, end, new


def _lacking(text: str, rules: WordingRules) -> Iterator[Finding]:
    """What a whole message lacks, to be added before the words it ends with."""
    whole, place = rules.whole, _place_for_more(text, rules.whole.sign_offs)
    for kind, phrases, sentence, why in (
        (Fault.NO_NEXT_STEP, whole.next_step, whole.add_step, whole.why_step),
        (Fault.NO_OPEN_DOOR, whole.open_door, whole.add_door, whole.why_door),
    ):
        if phrases and not any(compiled(phrase).search(text) for phrase in phrases):
            yield Finding(place, place, kind, why, (_added(text, place, sentence),))


def _place_for_more(text: str, sign_offs: tuple[str, ...]) -> int:
    """After the last sentence, before a last paragraph that is a greeting."""
    ends = [
        match.start()
        for phrase in sign_offs
        for match in compiled(phrase).finditer(text)
        if text.rfind("\n", 0, match.start()) == match.start() - 1
    ]
    return len(text[: max(ends, default=len(text))].rstrip())


def _added(text: str, place: int, sentence: str) -> str:
    """The sentence as a paragraph of its own where the text has paragraphs."""
    joint = "\n\n" if "\n\n" in text else " "
    return (joint if text[:place].strip() else "") + sentence


def _word_before(text: str, place: int) -> str:
    match = _WORD_BEFORE.search(text, max(0, place - 60), place)
    return match[1].lower().replace("’", "'") if match else ""


def _word_after(text: str, place: int) -> str:
    match = _WORD_AFTER.match(text, place)
    return match[1].lower().replace("’", "'") if match else ""
