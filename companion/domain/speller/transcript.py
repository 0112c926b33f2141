"""What was understood so far: the text, what is doubtful about it, and what still waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that stands for nothing, and which word it is, counted from 0."""

    word: str
    position: int


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Words with several meanings: the one that was taken, and the others."""

    words: str
    position: int
    chosen: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A word that was taken for one that it nearly is."""

    word: str
    position: int
    taken_for: str


class Said(NamedTuple):
    """Words as they were said, and where."""

    words: str
    position: int


class Repeat(NamedTuple):
    """How many of what comes next are meant; `before` is what may be meant instead."""

    said: Said
    times: int
    before: str = ""


class Run(NamedTuple):
    """“Upper case”, and the number of the piece behind it."""

    start: int
    said: Callable[[], Said]


class Transcript:
    """Pieces that joined are the text, with the doubts about them."""

    def __init__(self, capital: Callable[[str], str], small: Callable[[str], str]) -> None:
        self.pieces: list[str] = []
        self.unknown: list[Unknown] = []
        self.ambiguous: list[Ambiguous] = []
        self.corrected: list[Corrected] = []
        self.is_all_capitals = False
        self.run: Run | None = None
        self._capital = capital
        self._small = small
        self._case: tuple[Said, bool] | None = None
        self._repeat: Repeat | None = None
        # Numbers of pieces. Behind which one: none may be looked back at; a bare capital was
        # typed; it has a doubt.
        self.broken = self.typed = self.doubt = 0

    @property
    def waits(self) -> bool:
        """Whether something was said about what comes next."""
        return self._case is not None or self._repeat is not None

    @property
    def has_repeat(self) -> bool:
        return self._repeat is not None

    @property
    def can_look_back(self) -> bool:
        """Whether there is a piece that what follows can be about."""
        return len(self.pieces) > self.broken and not self.waits

    @property
    def state(self) -> tuple[object, ...]:
        """Different after anything but plain pieces."""
        doubts = (len(self.unknown), len(self.ambiguous), len(self.corrected))
        marks = (self.broken, self.typed, self.doubt)
        return (*doubts, *marks, self.waits, self.run, self.is_all_capitals)

    def emit(self, texts: tuple[str, ...], said: Said) -> None:
        """Add a text in the case and as often as was asked; the first of several."""
        texts = self._in_case(texts)
        repeat, self._repeat = self._repeat, None
        if repeat is not None:
            # Nobody says “triple double u” for anything but www.
            texts = texts[:1] if texts[1:] == ("uu",) else texts
            texts = tuple(text * repeat.times for text in texts)
            said = Said(f"{repeat.said.words} {said.words}", repeat.said.position)
            if repeat.before:
                self._doubt_repeat(repeat, texts[0])
        self.pieces.append(texts[0])
        if len(texts) > 1:
            self.ambiguous.append(Ambiguous(*said, texts[0], texts[1:]))
            self.doubt = len(self.pieces)

    def emit_exact(self, text: str, said: Said) -> None:
        """Add a character that was named by its full name: no case applies to it."""
        if self._case is not None:
            self.unknown.append(Unknown(*self._case[0]))
            self._case = None
        capitals, self.is_all_capitals = self.is_all_capitals, False
        self.emit((text,), said)
        self.is_all_capitals = capitals

    def emit_typed(self, text: str, said: Said) -> None:
        """Add what was typed as it is; a letter in the case it has, or that was asked for."""
        is_bare = self._case is None and not self.is_all_capitals
        if self._case is not None and not self._case[1]:
            text = self._small(text)
        self.emit((text,), said)
        if is_bare and text != self._small(text):
            self.typed = len(self.pieces)

    def _in_case(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        case, self._case = self._case, None
        if case is None:
            return tuple(map(self._capital, texts)) if self.is_all_capitals else texts
        lettered = tuple(text for text in texts if any(map(str.isalpha, text)))
        if not lettered:
            self.unknown.append(Unknown(*case[0]))
            return texts
        return tuple(map(self._capital, lettered)) if case[1] else lettered

    def _doubt_repeat(self, repeat: Repeat, text: str) -> None:
        one = text[: len(text) // repeat.times]
        chosen, also = repeat.before + text, repeat.before * repeat.times + one
        self.ambiguous.append(Ambiguous(*repeat.said, chosen, (also,)))

    def lock_case(self, *, is_capital: bool) -> None:
        """All letters from here on are capitals, or they are not."""
        self.give_up()
        self.run = None
        self.is_all_capitals = is_capital

    def await_letter(self, said: Said, *, is_capital: bool) -> None:
        """The next letter is a capital, or is none."""
        if self._case is not None:
            self.give_up()
        self._case = (said, is_capital)

    def await_repeated(self, repeat: Repeat) -> None:
        """What comes next is said for more than one."""
        if self._repeat is not None:
            self.give_up()
        self._repeat = repeat

    def repeat_last(self, count: int) -> None:
        """The last piece was said for several; once only, so that the text stays in bounds."""
        self.pieces[-1] *= count
        self.broken = len(self.pieces)

    def end_run(self) -> None:
        """“Lower case” after “upper case” and two letters: all of them are capitals, it seems."""
        run, self.run = self.run, None
        if run is None or len(self.pieces) - run.start < 2:
            return
        heard = self.pieces[run.start :]
        if sum(1 for piece in heard if any(map(str.isalpha, piece))) < 2:
            return
        self.pieces[run.start :] = map(self._capital, heard)
        chosen = "".join(self.pieces[run.start :])
        self.ambiguous.append(Ambiguous(*run.said(), chosen, ("".join(heard),)))

    def reject(self, said: Said) -> None:
        """These words stand for nothing; what waited for them has waited in vain."""
        self.give_up()
        self.unknown.append(Unknown(*said))
        self.broken = len(self.pieces)

    def give_up(self) -> None:
        """Nothing comes that could be what was waited for."""
        if self._case is not None:
            self.unknown.append(Unknown(*self._case[0]))
        if self._repeat is not None:
            self.unknown.append(Unknown(*self._repeat.said))
        self._case = self._repeat = None
