"""Judges a flow by how it is said: in a breath, in other words each time, for everybody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import combinations

from companion.content.faults import quoted
from companion.content.flow_parts import Tongue
from companion.content.table import Table
from companion.domain.flow import Prompt, Question
from companion.domain.manner import LANGUAGES, Audience, Tone
from companion.domain.wording import Wording

BREATH = 22
"""Words that can be said in one breath; an empty placeholder counts as the words that name it."""
MOST_ALIKE = 0.5
"""The share of the shorter wording's words that another wording of the prompt may repeat."""
MOST_CUES, LONGEST_CUE = 4, 4
"""Cue words at a prompt, and words in a cue: what a glance takes in."""


class Review:
    """Adds what it finds to the faults of the file, at the line it is about.

    Its faults are of no harm to a call: only `flows check` asks for them.
    """

    def __init__(self, installed: Collection[str] = ()) -> None:
        """`installed` are the flows that an answer may lead to."""
        self._installed = installed
        self._texts: list[tuple[Table, str]] = []

    def count_words(self, table: Table, words: Collection[str]) -> None:
        """These texts of the table are to be there in every language of the file."""
        self._texts.extend((table, key) for key in words if key in table)

    def translations(self, languages: Collection[str]) -> None:
        """Note, once for each language, what is not there in it."""
        for language in languages:
            lacking = [(t, key) for t, key in self._texts if Tongue(language).table(t, key) is t]
            if lacking:
                table, key = lacking[0]
                count = f"{len(lacking)} of {len(self._texts)} texts are missing"
                where = f"the first is {language}.{key}"
                reason = f"in {LANGUAGES[language]}, {count}; {where}, and said as it is here"
                table.note((key,), reason)

    def prompt(self, prompt: Prompt, table: Table, tongue: Tongue) -> None:
        """Every wording of a prompt, and all of them together."""
        where = tongue.table(table, "say")
        if tongue.language and where is table:
            return
        for index, wording in enumerate(prompt.wordings):
            _breath(where, ("say", index), wording)
        for (_, one), (index, other) in combinations(enumerate(prompt.wordings), 2):
            shared = _shared(one, other)
            if shared > MOST_ALIKE:
                share = f"shares {shared:.0%} of its words with “{_opening(one)}”"
                where.fault(("say", index), f"{share}; say it in other words")
        _tones(where, prompt)
        _cues(tongue.table(table, "cues"), prompt)

    def way(self, way: Table) -> None:
        """An answer leads to a flow that is installed."""
        for key in ("flow", "side"):
            name = way.optional_text(key)
            if name and self._installed and name not in self._installed:
                reason = f"leads to the flow {quoted(name)}, which is not installed"
                way.fault((key,), reason, name, self._installed)

    def question(self, question: Question, table: Table, tongue: Tongue) -> None:
        """A question is asked in one breath."""
        _breath(tongue.table(table, "ask"), ("ask",), question.ask)


def _breath(table: Table, keys: tuple[str | int, ...], wording: Wording) -> None:
    length = len(wording.fill({}).text.split())
    if length > BREATH:
        reason = f"is {length} words long and a breath holds {BREATH}; shorten it, or make it two"
        table.fault(keys, reason)


def _shared(one: Wording, other: Wording) -> float:
    words, more = _own_words(one), _own_words(other)
    return len(words & more) / (min(len(words), len(more)) or 1)


def _own_words(wording: Wording) -> frozenset[str]:
    """The words of a wording itself, without what stands in its placeholders."""
    plain = " ".join(part.text for part in wording.fill({}).parts if part.slot is None)
    return frozenset(re.findall(r"[\w'-]+", plain.lower()))


def _opening(wording: Wording) -> str:
    return " ".join(wording.template.split()[:4]) + " …"


def _tones(table: Table, prompt: Prompt) -> None:
    if prompt.locked:
        if len(prompt.wordings) > 1:
            table.note(("say",), "is locked: the first wording is said, and none of the others")
        return
    general = {wording.tone for wording in prompt.wordings if wording.is_for_everybody}
    if lacking := _lacking(general):
        table.note(("say",), f"has no {lacking} wording for everybody")
    for audience, tones in _by_audience(prompt.wordings):
        if lacking := _lacking(tones):
            who = audience.replace("_", " ")
            table.note(("say",), f"has no {lacking} wording for the {who}; the general one is said")


def _by_audience(wordings: Collection[Wording]) -> Iterator[tuple[Audience, set[Tone]]]:
    for audience in Audience:
        tones = {w.tone for w in wordings if audience in w.audiences}
        if tones:
            yield audience, tones


def _lacking(tones: Collection[Tone]) -> str:
    return " and no ".join(tone for tone in Tone if tone not in tones)


def _cues(table: Table, prompt: Prompt) -> None:
    if not 1 <= len(prompt.cues) <= MOST_CUES:
        count = len(prompt.cues) or "no"
        table.note(("cues",), f"has {count} cues; one to {MOST_CUES} are read at a glance")
    for index, cue in enumerate(prompt.cues):
        if len(cue.split()) > LONGEST_CUE:
            reason = f"cue {index + 1} is longer than {LONGEST_CUE} words; a cue is for a glance"
            table.note(("cues", index), reason)
