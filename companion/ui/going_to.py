"""What is done with a thing that was found: each has one place where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from companion.domain.cards import HowTo, KnownError, Term
from companion.domain.flow import Place
from companion.domain.replies import Reply
from companion.services.desk import Desk
from companion.services.finding import FlowPlace
from companion.services.ports import CallSummary
from companion.settings.options import Option
from companion.ui.keys import Keys

if TYPE_CHECKING:
    from companion.ui.main_window import MainWindow


class GoingTo:
    """Goes to what was found, in the window; `acts` are what the keys do."""

    def __init__(
        self, window: MainWindow, desk: Desk, acts: Mapping[Keys, Callable[[], None]]
    ) -> None:
        self._window = window
        self._desk = desk
        self._acts = acts

    def says(self, target: object) -> str:
        """What `go` does, in words."""
        match target:
            case FlowPlace() as place:
                return self._says_of_flow(place)
            case Term() | HowTo() | KnownError():
                return "opens the card"
            case Reply():
                return "writes it to the caller" if self._window.letters.call else "reads it"
            case CallSummary():
                return "shows the call among the past calls"
            case Option():
                return "goes to the setting"
            case Keys() as key:
                return f"does it ({key.sequence})"
        return ""

    def go(self, target: object, typed: str) -> None:
        """Do what is sensible with it; `typed` is what it was found with."""
        pages = self._window.pages
        match target:
            case FlowPlace() as place:
                self._go_in_flow(place)
            case Term() | HowTo() | KnownError() as card:
                pages.show_page(pages.cards)
                pages.cards.enter_at(card)
            case Reply() as reply:
                self._write(reply)
            case CallSummary() as call:
                pages.show_page(pages.history)
                pages.history.enter_at(call.id, typed)
            case Option() as option:
                pages.show_page(pages.settings)
                pages.settings.go_to(option)
            case Keys() as key:
                # As if it had been pressed where the agent was.
                self._window.navigation.go_home()
                self._acts[key]()

    # ------------------------------------------------------------------ inside

    def _write(self, reply: Reply) -> None:
        if call := self._window.letters.call:
            self._window.pages.write_about(call)
            self._window.pages.replies.page.choose(reply)
        else:
            self._window.pages.finding.show_hit()

    def _says_of_flow(self, place: FlowPlace) -> str:
        call, flow = self._desk.call, place.flow
        if self._desk.can_go_to(flow.id):
            if place.stage is None:
                return "begins it" if flow.is_side else "goes on with the call"
            return "goes to this line" if place.prompt else "goes to this stage"
        if place.stage is None and not flow.is_side:
            return "makes this the call's flow" if call else "the next call begins with it"
        return "reads it in full"

    def _go_in_flow(self, place: FlowPlace) -> None:
        desk, flow = self._desk, place.flow
        if desk.can_go_to(flow.id):
            self._window.navigation.go_home()
            self._lead(place)
        elif place.stage is None and not flow.is_side:
            self._window.choose_flow(flow.id)
            self._window.navigation.go_home()
        else:
            self._window.pages.finding.show_hit()

    def _lead(self, place: FlowPlace) -> None:
        """The call goes where it can; the keyboard goes where that is about."""
        desk, page = self._desk, self._window.pages.call
        if place.stage and place.prompt:
            desk.go_to_line(place.flow.id, Place(place.stage.id, place.prompt.id))
            page.go_to_section()
        elif place.stage:
            page.go_to_stage(place.stage.id)
        elif place.flow.is_side:
            page.interrupt(place.flow.id)
