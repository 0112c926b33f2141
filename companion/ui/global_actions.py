"""What the keys do that are pressed while another program has the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from companion.services.global_keys import GlobalAction

if TYPE_CHECKING:
    from companion.handover import Command
    from companion.services.desk import Desk
    from companion.services.hotkeys import KeyReport
    from companion.ui.main_window import MainWindow
    from companion.ui.quick_note import QuickNote
    from companion.ui.speller_window import SpellerWindow


class GlobalActions:
    """Carries out global keys, and what another start of the program asks for.

    Only what the agent is going to type into takes the keyboard: a quick note, the window, and
    the pop-up when the agent goes to it. Everything else leaves it where it is.
    """

    def __init__(
        self, window: MainWindow, desk: Desk, new_popup: Callable[[], SpellerWindow]
    ) -> None:
        self._window = window
        self._desk = desk
        self._new_popup = new_popup
        window.call_left.connect(self._wipe_popup)

    @cached_property
    def popup(self) -> SpellerWindow:
        """The speller's pop-up, made when it is first needed."""
        return self._new_popup()

    @cached_property
    def quick_note(self) -> QuickNote:
        """The line for a note."""
        from companion.ui.quick_note import QuickNote

        return QuickNote(self._desk)

    def act(self, action: GlobalAction) -> None:
        """A global key was pressed."""
        match action:
            case GlobalAction.SPELL_SELECTION:
                self.popup.spell_selection()
            case GlobalAction.GO_TO_SPELLER:
                self.popup.take_or_give_back_keyboard()
            case GlobalAction.SPEAK_AGAIN:
                self.popup.say_again()
            case GlobalAction.SILENCE:
                self._wipe_popup()
                self._window.silence()
            case GlobalAction.HOLD:
                self._window.hold_from_afar()
            case GlobalAction.NEXT_PROMPT:
                self._window.next_from_afar()
            case GlobalAction.QUICK_NOTE:
                self._begin_note()
            case GlobalAction.MINI_BAR:
                self._window.bar.switch()
            case GlobalAction.SHOW_OR_HIDE:
                self._window.show_or_hide()

    def show_keys(self, report: KeyReport) -> None:
        """Say in the pop-up which keys work from wherever the keyboard is."""
        grabs = report.grabs
        held = {action: grab.trigger for action, grab in grabs.items() if grab.holds}
        self.popup.show_keys(
            held.get(GlobalAction.GO_TO_SPELLER, ""), held.get(GlobalAction.SILENCE, "")
        )

    def obey(self, command: Command) -> None:
        """Do what a second start of the program, or a link, asks for."""
        if command.spell_selection:
            self.act(GlobalAction.SPELL_SELECTION)
        if command.press:
            self._press(command.press)
        self._window.obey(command)

    def _press(self, name: str) -> None:
        if name in {action.value for action in GlobalAction}:
            self.act(GlobalAction(name))
        else:
            self._window.show_notice(f"There is nothing called “{name}” that a key could do.")

    def close(self) -> None:
        """Take down what stands beside the window."""
        self._window.take_down()
        for made in ("popup", "quick_note"):
            if beside := self.__dict__.pop(made, None):
                beside.close()
                beside.deleteLater()

    def _begin_note(self) -> None:
        if not self.quick_note.begin():
            self._window.come_to_the_front()
            self._window.show_notice("There is no call to note that on. Start one with F2.")

    def _wipe_popup(self) -> None:
        """What was spelled for one caller is gone when the call is."""
        if popup := self.__dict__.get("popup"):
            popup.wipe()
