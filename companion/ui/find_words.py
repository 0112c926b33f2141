"""What can be found besides the content, and how a hit reads before it is opened."""

from __future__ import annotations

from companion.domain.cards import HowTo, KnownError, Term
from companion.services.desk import Desk
from companion.services.finding import Findable, FindKind, FlowPlace, prompt_for
from companion.services.ports import CallSummary
from companion.settings.options import SECTIONS
from companion.ui.card_words import face
from companion.ui.keys import Keys


def keys_and_settings() -> tuple[Findable, ...]:
    """Every setting of the settings page, and every key."""
    settings = (
        Findable(
            FindKind.SETTING,
            option.title,
            section,
            "\n".join((option.help, *(title for _, title in option.choices))),
            option,
        )
        for section, options in SECTIONS
        for option in options
    )
    keys = (
        Findable(FindKind.KEY, key.value.title, key.sequence, "", key, (key.sequence,))
        for key in Keys
        if key is not Keys.FIND
    )
    return (*keys, *settings)


def call_words(call: CallSummary) -> Findable:
    """A past call, as it stands in the list."""
    who = " · ".join(filter(None, (call.caller or call.number or "No name", call.company)))
    state = call.outcome_title or call.state.replace("_", " ")
    where = f"{call.started.astimezone():%d %b %Y %H:%M} · {state}"
    return Findable(FindKind.CALL, who, where, call.reported or "Nothing noted.", call)


def preview(found: Findable, desk: Desk) -> str:
    """All of a hit that is worth reading before it is opened."""
    match found.target:
        case FlowPlace(prompt=None):
            return found.text or found.where
        case FlowPlace() as place:
            wordings = prompt_for(place, desk.call)
            return "\n\n".join(desk.spoken(wording) for wording in wordings)
        case Term() | HowTo() | KnownError() as card:
            shown = face(card, None, desk.now().at.astimezone().date())
            parts = (f"{title}: {text}" for title, text in shown.parts)
            return "\n\n".join(filter(None, (shown.title, shown.said, *parts)))
        case _:
            return found.text or f"{found.title}\n{found.where}"
