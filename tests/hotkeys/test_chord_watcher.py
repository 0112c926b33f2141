"""Chords found in a stream of keys, with what real streams have: repeats, and lost releases."""

from __future__ import annotations

import pytest

from companion.domain.chord import Modifier
from companion.hotkeys.chord_watcher import ChordWatcher
from tests.hotkeys.listening import HOLD, SPELL

L_CTRL, R_CTRL, SHIFT, SUPER, F8, F9, A = 29, 97, 42, 125, 66, 67, 30
BOTH = Modifier.CTRL | Modifier.SHIFT


@pytest.fixture
def watcher() -> ChordWatcher:
    modifiers = {
        Modifier.CTRL: (L_CTRL, R_CTRL),
        Modifier.SHIFT: (SHIFT,),
        Modifier.META: (SUPER,),
    }
    return ChordWatcher(modifiers, {SPELL: (BOTH, (F9,)), HOLD: (BOTH, (F8,))})


def hold(watcher: ChordWatcher, *codes: int, at: float = 0.0) -> None:
    for code in codes:
        watcher.press(code, at)


@pytest.mark.parametrize("order", [(L_CTRL, SHIFT), (SHIFT, R_CTRL), (L_CTRL, R_CTRL, SHIFT)])
def test_the_order_and_the_side_do_not_matter(
    watcher: ChordWatcher, order: tuple[int, ...]
) -> None:
    hold(watcher, *order)

    assert watcher.press(F9, 0.1) == SPELL


def test_another_key_that_is_down_does_not_matter(watcher: ChordWatcher) -> None:
    hold(watcher, A, L_CTRL, SHIFT)

    assert watcher.press(F9, 0.1) == SPELL


@pytest.mark.parametrize("held", [(), (L_CTRL,), (SHIFT,), (L_CTRL, SHIFT, SUPER)])
def test_other_modifiers_are_another_key(watcher: ChordWatcher, held: tuple[int, ...]) -> None:
    hold(watcher, *held)

    assert watcher.press(F9, 0.1) is None


def test_a_held_key_counts_once(watcher: ChordWatcher) -> None:
    hold(watcher, L_CTRL, SHIFT)
    repeats = [watcher.press(F9, 0.5 + n / 30) for n in range(60)]
    watcher.release(F9)

    assert repeats == [SPELL] + [None] * 59
    assert watcher.press(F9, 3) == SPELL


def test_a_modifier_whose_release_was_lost_is_forgotten(watcher: ChordWatcher) -> None:
    hold(watcher, SUPER, at=0.0)
    hold(watcher, L_CTRL, SHIFT, at=11.0)

    assert watcher.press(F9, 11.1) == SPELL


def test_a_key_whose_release_was_lost_is_not_dead(watcher: ChordWatcher) -> None:
    hold(watcher, L_CTRL, SHIFT, F9)
    hold(watcher, L_CTRL, SHIFT, at=9.0)

    assert watcher.press(F9, 9.1) == SPELL
