"""Gives every action of the window its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from companion.services.desk import Desk
from companion.ui.action_rows import CALM, ESCALATE
from companion.ui.keys import EXIT_KEY, STAGE_KEY, Keys

if TYPE_CHECKING:
    from companion.ui.main_window import MainWindow

Act = Callable[[], None]


def bind_keys(window: MainWindow, desk: Desk) -> Mapping[Keys, Act]:
    """Bind every key; one that is held down too long does not walk through the call.

    What each of them does.
    """
    actions = {**_anywhere(window), **_in_call(window, desk)}
    assert set(actions) == set(Keys), set(Keys) - set(actions)
    for key, act in actions.items():
        _bind(window, key.sequence, act)
    for number in range(1, 10):
        to_stage = partial(window.go_to_stage, number)
        _bind(window, STAGE_KEY.format(number=number), to_stage)
        _bind(window, EXIT_KEY.format(number=number), partial(window.answer, number))
    return actions


def _anywhere(window: MainWindow) -> dict[Keys, Act]:
    pages, enter = window.pages, window.enter
    return {
        Keys.HELP: lambda: enter(pages.keys),
        Keys.START: window.start_call,
        Keys.FIND: window.find_anything,
        Keys.HISTORY: lambda: enter(pages.history),
        Keys.NUMBERS: lambda: enter(pages.numbers),
        Keys.EDITOR: lambda: enter(pages.editor),
        Keys.SETTINGS: lambda: enter(pages.settings),
        Keys.TAKE_UP: window.take_up_longest_parked,
        Keys.CHOOSE_PARKED: window.choose_parked,
        Keys.PARK: window.park,
        Keys.SPELL: window.spell,
        Keys.CARDS: window.explain,
        Keys.MINI_BAR: window.bar.switch,
        Keys.WRAP_UP: window.wrap_up_or_close,
        Keys.PROMISE: window.promise_something,
        Keys.PROMISES: window.show_promises,
        Keys.COPY: window.letters.copy,
        Keys.REPLY: window.letters.write,
        Keys.ACKNOWLEDGE: window.letters.acknowledge,
        Keys.NOTICE: window.notices.answer,
        Keys.CALLER: window.header.name.setFocus,
    }


def _in_call(window: MainWindow, desk: Desk) -> dict[Keys, Act]:
    # The page of a call is made with the first call: nothing here may ask for it before.
    pages = window.pages
    actions: dict[Keys, Act] = {
        Keys.REWORD: desk.other_wording,
        Keys.SAY: window.say_line,
        Keys.NOTES: lambda: pages.call.notes.go_to_next(),
        Keys.HOLD: window.hold_or_resume,
        Keys.NEXT: lambda: pages.call.next_prompt(),
        Keys.NEXT_LINE: lambda: pages.call.next_line(),
        Keys.PREVIOUS: lambda: pages.call.previous_prompt(),
        Keys.ASIDE: lambda: pages.call.choose_aside(),
        Keys.CALM: lambda: pages.call.interrupt(CALM),
        Keys.ESCALATE: lambda: pages.call.interrupt(ESCALATE),
        Keys.LADDER: lambda: pages.call.talk.go_to_ladder(),
        Keys.GAPS: lambda: pages.call.fill_gaps(),
        Keys.TONE: lambda: pages.call.card.next_tone(),
        Keys.TECHNICAL: lambda: pages.call.card.switch_technical(),
        Keys.LANGUAGE: lambda: pages.call.card.next_language(),
        Keys.STYLE: lambda: pages.call.ask_styles(),
        Keys.ACCESS: lambda: pages.call.ask_access(),
        Keys.CHECK_BACK: desk.check_back,
        Keys.EXTEND: lambda: pages.call.extend_hold(),
        Keys.CHECK_NOTES: window.switch_note_check,
        Keys.PRIORITY: lambda: pages.call.turn_to_record(),
    }
    return {key: partial(window.navigation.in_call, act) for key, act in actions.items()}


def _bind(window: MainWindow, sequence: str, act: Act) -> None:
    shortcut = QShortcut(QKeySequence(sequence), window)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(act)
