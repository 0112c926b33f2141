"""Reads cards from a file; `resources/cards/FORMAT.md` explains the format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from companion.content.faults import Fault, FaultList, FaultyFile, quoted
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes
from companion.domain.cards import Card, CardId, HowTo, KnownError, Step, Term

LONGEST_MEANING = 25
"""Words of a meaning or an analogy: one breath, and the caller still knows how it began."""
LONGEST_SAY = 22
"""Words of a step as it is said: somebody has to do it while they hear it."""
LONGEST_TITLE = 80
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")

_TERM_KEYS = ("id", "title", "stands_for", "meaning", "analogy", "instead", "also", "practices")
_HOW_TO_KEYS = ("id", "title", "systems", "also", "practices", "steps")
_STEP_KEYS = ("say", "why", "see", "done")
_ERROR_KEYS = (
    *("id", "title", "symptom", "cause", "workaround", "fix"),
    *("since", "until", "how_tos", "also", "practices"),
)


@dataclass(frozen=True, slots=True)
class CardFile:
    """The cards of a file, and the practices that all of them are good for."""

    cards: tuple[Card, ...]
    practices: tuple[str, ...] = ()


def read_cards(file: Path) -> CardFile:
    """The cards in a file; FaultyFile names everything that is wrong with it."""
    return parse_cards(read_bytes(file), file.name)


def parse_cards(source: bytes, file: str) -> CardFile:
    """The cards in a file of that name with that content; FaultyFile as for `read_cards`."""
    faults, found = _read(source, file)
    faults.raise_if_any()
    return found


def check_cards(
    file: Path, practices: Collection[str], how_tos: Collection[str]
) -> tuple[Fault, ...]:
    """All that is wrong with a file of cards, in the order of the lines.

    How long something is to say is judged too, and whether links lead to one of the `how_tos`
    or to one of the file's own.
    """
    try:
        return check_card_text(read_bytes(file), file.name, practices, how_tos)
    except FaultyFile as error:
        return error.faults


def check_card_text(
    source: bytes, file: str, practices: Collection[str], how_tos: Collection[str]
) -> tuple[Fault, ...]:
    """As `check_cards`, of a file of that name with that content."""
    try:
        faults, _ = _read(source, file, practices, how_tos)
    except FaultyFile as error:
        return error.faults
    return faults.found


def _read(
    source: bytes,
    file: str,
    practices: Collection[str] = (),
    how_tos: Collection[str] | None = None,
) -> tuple[FaultList, CardFile]:
    values, text = parse(source, file)
    faults = FaultList(file, text)
    return faults, _Reader(Table(values, (), "", faults), practices, how_tos).file()


class _Reader:
    """Turns tables into cards. What is faulty is noted and left out.

    Only where `how_tos` are given is it judged what harms nobody: lengths and links.
    """

    def __init__(
        self, whole: Table, practices: Collection[str], how_tos: Collection[str] | None
    ) -> None:
        self._whole = whole
        self._practices = practices
        self._how_tos = how_tos
        self._first: dict[str, int] = {}
        self._links: list[tuple[Table, int, str]] = []

    def file(self) -> CardFile:
        whole = self._whole
        whole.expect("practices", "terms", "how_tos", "known_errors")
        practices = whole.texts("practices", self._practices)
        terms = [self._term(table) for table in whole.tables("terms", "term")]
        how_tos = [h for t in whole.tables("how_tos", "how-to") if (h := self._how_to(t))]
        errors = [self._error(table) for table in whole.tables("known_errors", "known error")]
        if not any(key in whole for key in ("terms", "how_tos", "known_errors")):
            kinds = "[[terms]], [[how_tos]] or [[known_errors]]"
            whole.fault((), f"has no cards; each begins with {kinds}")
        self._check_links({how_to.id for how_to in how_tos})
        return CardFile((*terms, *how_tos, *errors), practices)

    def _term(self, table: Table) -> Term:
        table.expect(*_TERM_KEYS)
        return Term(
            self._id(table),
            self._title(table),
            self._said(table, "meaning", LONGEST_MEANING),
            self._said(table, "analogy", LONGEST_MEANING),
            table.optional_text("stands_for"),
            table.optional_text("instead"),
            table.texts("also"),
            table.texts("practices", self._practices),
        )

    def _how_to(self, table: Table) -> HowTo | None:
        table.expect(*_HOW_TO_KEYS)
        card_id, title = self._id(table), self._title(table)
        systems, also = table.texts("systems"), table.texts("also")
        practices = table.texts("practices", self._practices)
        if "systems" not in table:
            table.fault((), "'systems' is missing; it lists where this is done")
        if "steps" not in table:
            table.fault((), "'steps' is missing; each begins with [[how_tos.steps]]")
        steps = tuple(self._step(step) for step in table.tables("steps", "step"))
        return HowTo(card_id, title, systems, steps, also, practices) if steps else None

    def _step(self, table: Table) -> Step:
        table.expect(*_STEP_KEYS)
        say = self._said(table, "say", LONGEST_SAY)
        return Step(say, table.text("why"), table.text("see"), table.text("done"))

    def _error(self, table: Table) -> KnownError:
        table.expect(*_ERROR_KEYS)
        links = table.texts("how_tos")
        self._links += [(table, index, link) for index, link in enumerate(links)]
        cause, workaround, fix = (table.optional_text(k) for k in ("cause", "workaround", "fix"))
        if not any(key in table for key in ("workaround", "fix")):
            table.fault((), "has neither a 'workaround' nor a 'fix': what helps?")
        since, until = self._day(table, "since"), self._day(table, "until")
        if since and until and until < since:
            table.fault(("until",), "'until' is before 'since'")
        return KnownError(
            self._id(table),
            self._title(table),
            table.text("symptom"),
            cause,
            workaround,
            fix,
            since,
            until,
            tuple(map(CardId, links)),
            table.texts("also"),
            table.texts("practices", self._practices),
        )

    def _id(self, table: Table) -> CardId:
        name = table.text("id")
        if name and not ID.fullmatch(name):
            table.fault(("id",), "'id' is a short name of small letters, digits and '-'")
        elif name in self._first:
            reason = f"is the second card called {quoted(name)}; the first is on line"
            table.fault(("id",), f"{reason} {self._first[name]}")
        elif name:
            self._first[name] = table.line("id")
        return CardId(name)

    def _title(self, table: Table) -> str:
        title = table.text("title")
        if len(title) > LONGEST_TITLE:
            table.fault(("title",), f"'title' is longer than {LONGEST_TITLE} characters")
        return title

    def _said(self, table: Table, key: str, longest: int) -> str:
        text = table.text(key)
        length = len(text.split())
        if self._how_tos is not None and length > longest:
            table.fault((key,), f"'{key}' is {length} words long; a breath holds {longest}")
        return text

    def _day(self, table: Table, key: str) -> date | None:
        text = table.optional_text(key)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            table.fault((key,), f'{quoted(text)} is no day; write it like "2026-03-02"')
            return None

    def _check_links(self, own: Collection[str]) -> None:
        if self._how_tos is None:
            return
        known = {*own, *self._how_tos}
        for table, index, link in self._links:
            if link not in known:
                reason = f"leads to {quoted(link)}, and no how-to is called so"
                table.fault(("how_tos", index), reason, link, known)


def how_to_ids(cards: Collection[Card]) -> Iterator[str]:
    """The ids of the how-tos among some cards."""
    return (card.id for card in cards if isinstance(card, HowTo))
