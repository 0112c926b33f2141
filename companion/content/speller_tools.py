"""Everything the speller's window works with, put together when it is first opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from companion.content.alphabets import AlphabetLibrary
from companion.content.faults import Fault
from companion.content.graphemes import clusters
from companion.content.keyboards import KeyboardLibrary
from companion.content.speller import TextSpeller
from companion.domain.speller.alphabet import AlphabetName
from companion.domain.speller.decoding import Decoder, Decoding
from companion.domain.speller.keyboard import Keyboard
from companion.domain.speller.readback import SayCharacter, compare, say_with_case, told
from companion.domain.speller.spelling import Spelling
from companion.services.speller import How, ReadBack


class SpellerTools:
    """Spells, and compares what is read back (`services.speller.Speller`). Keeps no text."""

    def __init__(self, resources: Path, data: Path) -> None:
        self._alphabets = AlphabetLibrary(resources, data)
        self._keyboards = KeyboardLibrary(resources, data)
        self._speller = TextSpeller(resources, self._alphabets)
        self._decoders: dict[str, Decoder] = {}

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the team's own alphabets and layouts."""
        return (*self._alphabets.faults, *self._keyboards.faults)

    def alphabets(self) -> Sequence[AlphabetName]:
        """Every alphabet, the default first."""
        return self._alphabets.all()

    def keyboards(self) -> Sequence[Keyboard]:
        """Every keyboard layout that is known."""
        return self._keyboards.all()

    def spell(self, text: str, how: How) -> Spelling:
        """The text, unit by unit."""
        return self._speller.spell(text, how.alphabet, figures=how.figures, as_in=how.as_in)

    def read_back(self, spelling: Spelling, heard: str, how: How) -> ReadBack:
        """The caller's words beside what was spelled."""
        decoding = self._decoder(how.alphabet).decode(heard)
        meant = _as_meant(spelling.characters, decoding)
        difference = compare(
            spelling.characters, meant, is_finished=False, is_clear=not decoding.unknown
        )
        if difference is None:
            return ReadBack("", is_complete=meant == [*spelling.characters])
        say = self._sayer(how, difference.wanted + difference.heard)
        return ReadBack(told(difference, say), is_complete=False)

    def _sayer(self, how: How, text: str) -> SayCharacter:
        from companion.content.unicode_data import emoji_names, may_have_emoji

        emoji = emoji_names() if may_have_emoji(text) else {}
        return say_with_case(self._alphabets.alphabet(how.alphabet), how.figures, emoji)

    def _decoder(self, alphabet: str) -> Decoder:
        from companion.content.unicode_data import emoji_named

        if alphabet not in self._decoders:
            self._decoders[alphabet] = Decoder(self._alphabets.alphabet(alphabet), emoji_named)
        return self._decoders[alphabet]


def _as_meant(wanted: Sequence[str], decoding: Decoding) -> list[str]:
    """What was heard, character by character; of a name with several meanings the one that fits.

    A caller who says “open bracket” for the [ that was spelled has read it back rightly.
    """
    meanings = {doubt.chosen: doubt.also for doubt in decoding.ambiguous}
    heard = list(clusters(decoding.text))
    for index, (one, other) in enumerate(zip(wanted, heard, strict=False)):
        if one in meanings.get(other, ()):
            heard[index] = one
    return heard
