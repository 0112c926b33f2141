"""The cards that are installed: the shipped ones and the desk's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from companion.content.card_file import ID, parse_cards, read_cards
from companion.content.card_search import CardIndex, plain
from companion.content.faults import Fault, FaultyFile, quoted
from companion.content.folders import toml_files
from companion.domain.cards import Card, CardId, CardKind, KnownError
from companion.domain.errors import UserError
from companion.files import replace_text


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read: cards by id, their files where they are the desk's own, and the faults."""

    index: CardIndex
    cards: dict[CardId, Card]
    own_files: dict[CardId, Path]
    practices: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]


class CardLibrary:
    """Every card found in `resources` and in the data folder, read when first asked for.

    A card of the desk's own takes the place of the shipped one with its id. A file with a fault
    is left out, and all that is wrong with it is in `faults`.
    """

    def __init__(self, resources: Path, data: Path) -> None:
        self._shipped = resources / "cards"
        self._own = data / "cards"
        self._read_so_far: _Found | None = None

    def read_anew(self) -> None:
        """Somebody has changed the files; what nobody has asked for yet is not read."""
        if self._read_so_far is not None:
            self._read_so_far = self._read()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the files that were left out."""
        return self._found.faults

    def all(self) -> Sequence[Card]:
        """Every card: terms, how-tos, known errors, each kind by title."""
        return self._found.index.cards

    def card(self, card_id: CardId) -> Card:
        """The card with that id; KeyError if there is none."""
        return self._found.cards[card_id]

    def find(self, text: str, kind: CardKind | None = None) -> Sequence[Card]:
        """The cards that match what is typed, the best first; all of them for a blank text."""
        return self._found.index.find(text, kind)

    def explains(self, word: str) -> bool:
        """A term is called so or nearly so, or has that word in one of its names."""
        return self._found.index.explains(word)

    def fitting(self, notes: str, today: date) -> Sequence[KnownError]:
        """The known errors not over that the words of the notes speak of, the best first."""
        return self._found.index.fitting(notes, today)

    def practices_covered(self) -> dict[str, list[str]]:
        """For each practice id, where among the cards it is: `cards: terms-network.toml`."""
        covered: dict[str, list[str]] = {}
        for practice, place in self._found.practices:
            covered.setdefault(practice, []).append(f"cards: {place}")
        return covered

    def new_id(self, title: str) -> CardId:
        """An id for a new card of that title that no other card has."""
        words = re.sub(r"[^a-z0-9]+", "-", plain(title)).strip("-")[:50].strip("-") or "card"
        taken = {*self._found.cards, *(file.stem for file in toml_files(self._own, []))}
        numbered = (f"{words}-{number}" for number in range(2, len(taken) + 3))
        return CardId(next(name for name in (words, *numbered) if name not in taken))

    def keep(self, card: KnownError) -> None:
        """Save a known error of the desk's own, in the place of the one with its id.

        Waits for the disk. UserError where it cannot be written, or not be read again.
        """
        from companion.content.card_writing import with_error

        assert ID.fullmatch(card.id), card.id
        file = self._found.own_files.get(card.id, self._own / f"{card.id}.toml")
        try:
            self._own.mkdir(mode=0o700, parents=True, exist_ok=True)
            before = file.read_text("utf-8") if file.exists() else ""
            if before:
                # Somebody else may have put a fault into it: then it is left alone.
                parse_cards(before.encode(), file.name)
            text = with_error(before, card)
            parse_cards(text.encode(), file.name)
            replace_text(file, text)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UserError(
                f"The card is not saved: {reason}.", "What you typed is still there."
            ) from error
        self._read_so_far = self._read()

    @property
    def _found(self) -> _Found:
        if self._read_so_far is None:
            self._read_so_far = self._read()
        return self._read_so_far

    def _read(self) -> _Found:
        cards: dict[CardId, Card] = {}
        own_files: dict[CardId, Path] = {}
        practices: list[tuple[str, str]] = []
        faults: list[Fault] = []
        for folder in (self._shipped, self._own):
            files: dict[CardId, Path] = {}
            for file, card in self._cards_in(folder, practices, faults):
                if card.id in files:
                    reason = f"is in {quoted(files[card.id].name)} as well, and that one is used"
                    faults.append(Fault(file.name, 0, f"card {quoted(card.id)}", reason))
                    continue
                files[card.id], cards[card.id] = file, card
            own_files = files
        for card in cards.values():
            practices += [(practice, f"{card.kind}/{card.id}") for practice in card.practices]
        index = CardIndex(tuple(cards.values()))
        return _Found(index, cards, own_files, tuple(practices), tuple(faults))

    def _cards_in(
        self, folder: Path, practices: list[tuple[str, str]], faults: list[Fault]
    ) -> Iterator[tuple[Path, Card]]:
        for file in toml_files(folder, faults):
            try:
                read = read_cards(file)
            except FaultyFile as error:
                faults.extend(error.faults)
                continue
            practices += [(practice, file.name) for practice in read.practices]
            yield from ((file, card) for card in read.cards)
