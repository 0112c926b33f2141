"""Reads what the wording check looks for; `resources/wording/en.toml` explains the format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from companion.content.faults import Fault, FaultList
from companion.content.folders import read_both
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes
from companion.domain.manner import ENGLISH, primary
from companion.domain.wording_rules import (
    RULED,
    WholeText,
    WordingRule,
    WordingRules,
    compiled,
)
from companion.domain.wording_rules import Fault as Kind

FOLDER = "wording"
WORD_LIST = "words.txt"
WHY_JARGON = "Not everybody knows the term; these are the plain words."
_CONDITIONS = ("not_after", "not_before", "only_before", "unless")
_PHRASES = ("next_step", "open_door", "sign_offs")
_SENTENCES = ("add_step", "add_door", "why_step", "why_door")


class WordingLibrary:
    """The shipped rules of each language, with the desk's own; what is wrong is in `faults`."""

    def __init__(self, resources: Path, data: Path) -> None:
        shipped, faulty = read_both(resources / FOLDER, resources / "none", read_wording)
        own, faults = read_both(data / FOLDER, data / "none", read_wording)
        self.faults: tuple[Fault, ...] = (*faulty, *faults)
        names = {*shipped, *own}
        nothing = {name: WordingRules(name) for name in names}
        self._rules = {
            name: shipped.get(name, nothing[name]).with_more(own.get(name, nothing[name]))
            for name in names
        }

    def rules(self, language: str = ENGLISH) -> WordingRules:
        """The rules of a language; none where nobody has written any."""
        return self._rules.get(primary(language), WordingRules(primary(language)))


def read_wording(file: Path) -> WordingRules:
    """The rules in a file; FaultyFile names everything that is wrong with it."""
    values, text = parse(read_bytes(file), file.name)
    faults = FaultList(file.name, text)
    table = Table(values, (), "", faults)
    table.expect("allow", "rules", "jargon", "whole")
    rules = (*_rules(table), *_jargon(table))
    allowed = frozenset(word.casefold() for word in table.texts("allow"))
    whole = _whole(table)
    faults.raise_if_any()
    return WordingRules(file.stem, rules, whole, allowed)


def _rules(whole: Table) -> Iterator[WordingRule]:
    for table in whole.tables("rules", "rule"):
        table.expect("kind", "why", "find", "instead", *_CONDITIONS, "at_start", "exact", "asks")
        kind = table.choice("kind", tuple(RULED))
        if "kind" not in table:
            table.fault(("kind",), f"'kind' is missing; it can be {', '.join(RULED)}")
        why, find = table.text("why"), tuple(_phrases(table, "find"))
        after, before, only = (_lower(table, key) for key in _CONDITIONS[:3])
        unless = tuple(_phrases(table, "unless"))
        if "find" not in table:
            table.fault(("find",), "'find' is missing; list the phrases it looks for")
        if kind and why and find:
            instead = table.optional_text("instead")
            try:
                yield WordingRule(
                    Kind(kind),
                    why,
                    find,
                    instead,
                    after,
                    before,
                    only,
                    unless,
                    table.flag("at_start"),
                    table.flag("exact"),
                    table.flag("asks"),
                )
            except ValueError as error:
                table.fault(("instead",), f"{error}; write one (group|of|words) in each")


def _lower(table: Table, key: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in table.texts(key))


def _phrases(table: Table, key: str) -> Iterator[str]:
    for index, phrase in enumerate(table.texts(key)):
        try:
            compiled(phrase)
        except ValueError as error:
            table.fault((key, index), str(error))
        else:
            yield phrase


def _jargon(whole: Table) -> Iterator[WordingRule]:
    terms = whole.table("jargon")
    for term in terms.names() if terms else ():
        assert terms is not None, "a table that has names is there"
        plain = terms.text(term)
        try:
            # Two capitals may be a word in small letters: AD, PC, IT.
            exact = term.isupper() and len(term) < 3
            yield WordingRule(Kind.JARGON, WHY_JARGON, (term,), plain, exact=exact)
        except ValueError as error:
            terms.fault((term,), str(error))


def _whole(table: Table) -> WholeText:
    inner = table.table("whole")
    if inner is None:
        return WholeText()
    inner.expect(*_PHRASES, *_SENTENCES)
    step, door, ends = (tuple(_phrases(inner, key)) for key in _PHRASES)
    add_step, add_door, why_step, why_door = (inner.text(key) for key in _SENTENCES)
    return WholeText(step, door, ends, add_step, add_door, why_step, why_door)


def own_words(resources: Path, data: Path) -> frozenset[str]:
    """Words that are spelled right though no dictionary has them: the shipped and the desk's own.

    One a line; `#` begins a comment. A list that cannot be read is as good as none.
    """
    found: set[str] = set()
    for file in (resources / FOLDER / WORD_LIST, data / FOLDER / WORD_LIST):
        try:
            lines = file.read_text("utf-8-sig").splitlines()[:20_000]
        except (OSError, ValueError):
            continue
        found |= {line.partition("#")[0].strip().casefold() for line in lines}
    return frozenset(found - {""})
