"""What is half-typed outside of the call itself is as safe as the notes are."""

from __future__ import annotations

from collections.abc import Mapping

from companion.domain.call import CallId
from companion.domain.draft import Draft, DraftId
from companion.services.ports import CallLog


class Drafts:
    """Keeps texts by the place they are typed in; each change is on its way to disk at once."""

    def __init__(self, log: CallLog) -> None:
        self._log = log
        self._texts: dict[DraftId, str] = {}
        self._revision = 0

    def text(self, place: DraftId) -> str:
        """What was typed there; empty when nothing was, or when it has been given."""
        return self._texts.get(place, "")

    def keep(self, place: DraftId, text: str) -> None:
        """Remember what is typed there; an empty text forgets it."""
        if text == self.text(place):
            return
        self._revision += 1
        self._texts[place] = text
        self._log.save(Draft(place, text, self._revision))

    def forget(self, *places: DraftId) -> None:
        """What was typed there has been given, or is not wanted."""
        for place in places:
            self.keep(place, "")

    def take_back(self, kept: Mapping[DraftId, str]) -> None:
        """After a start: what is on disk is there again, but for what has been typed since."""
        self._texts = {**kept, **self._texts}


def place_in(call: CallId, *names: str) -> DraftId:
    """A field that is about a call."""
    return DraftId("/".join((*names, call)))
