"""Where the keys of a chord are on the keyboard that an X server has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from Xlib import XK, X
from Xlib.display import Display

from companion.domain.chord import LETTERS, Chord, Modifier

_KEYSYMS = {
    "Space": "space",
    "Ins": "Insert",
    "Del": "Delete",
    "PgUp": "Prior",
    "PgDown": "Next",
    **{letter: letter.lower() for letter in LETTERS},
}
_ROWS = ((10, "1234567890"), (24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM"))
_US_PLACES = {key: first + n for first, row in _ROWS for n, key in enumerate(row)}
"""Keycodes by what is printed there on an American keyboard, as all Linux X servers count."""

_LOCKS = (XK.XK_Caps_Lock, XK.XK_Num_Lock, XK.XK_Scroll_Lock)


@dataclass(frozen=True, slots=True)
class Place:
    """A key with the modifiers that are held beside it, as the server counts them."""

    keycode: int
    mask: int


class KeyPlaces:
    """The keyboard as it is now: made anew when the layout changes."""

    def __init__(self, server: Display) -> None:
        self._codes = _codes_by_keysym(server)
        self._modifiers = [list(codes) for codes in server.get_modifier_mapping()]
        self._masks = {
            Modifier.SHIFT: X.ShiftMask,
            Modifier.CTRL: X.ControlMask,
            Modifier.ALT: self._mask(XK.XK_Alt_L) or X.Mod1Mask,
            Modifier.META: self._mask(XK.XK_Super_L) or X.Mod4Mask,
        }
        # Which bit NumLock and ScrollLock have is the layout's choice; some have none at all.
        self._locks = {X.LockMask, *filter(None, map(self._mask, _LOCKS))}
        self._locks -= set(self._masks.values())

    def is_like(self, other: KeyPlaces) -> bool:
        """Every key and modifier is where the other has it."""
        mine, others = ((p._codes, p._masks, p._locks) for p in (self, other))
        return mine == others

    def place(self, chord: Chord) -> Place | None:
        """Where to press it; None when the keyboard has no such key.

        A letter that the layout lacks (Cyrillic has no N) is where an American keyboard has it.
        """
        name = _KEYSYMS.get(chord.key, chord.key)
        codes = self._codes.get(XK.string_to_keysym(name))
        keycode = codes[0] if codes else _US_PLACES.get(chord.key, 0)
        mask = sum(bit for modifier, bit in self._masks.items() if modifier in chord.modifiers)
        return Place(keycode, mask) if keycode else None

    def variants(self, place: Place) -> Iterator[int]:
        """The masks to grab it with: a grab holds for one state of the locks only."""
        locks = sorted(self._locks)
        for on in chain.from_iterable(combinations(locks, n) for n in range(len(locks) + 1)):
            yield place.mask | sum(on)

    def pressed(self, keycode: int, state: int) -> Place:
        """The place of a key event, whatever the state of the locks."""
        return Place(keycode, state & sum(self._masks.values()))

    def _mask(self, keysym: int) -> int:
        codes = set(self._codes.get(keysym, ()))
        for bit, held in enumerate(self._modifiers):
            if codes & set(held):
                return 1 << bit
        return 0


def _codes_by_keysym(server: Display) -> dict[int, list[int]]:
    """The keys that give each keysym; first those that give it with the fewest modifiers."""
    first, last = server.display.info.min_keycode, server.display.info.max_keycode
    mapping = server.get_keyboard_mapping(first, last - first + 1)
    found: dict[int, list[tuple[int, int]]] = {}
    for keycode, keysyms in enumerate(mapping, start=first):
        for level, keysym in enumerate(keysyms):
            found.setdefault(keysym, []).append((level, keycode))
    return {keysym: [code for _, code in sorted(places)] for keysym, places in found.items()}
