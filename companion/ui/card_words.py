"""What stands on a card: one thing large, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from companion.domain.cards import Card, CardKind, HowTo, KnownError, Term

KIND_TITLES = {
    CardKind.TERM: "Term",
    CardKind.HOW_TO: "How-to",
    CardKind.KNOWN_ERROR: "Known error",
}


@dataclass(frozen=True, slots=True)
class Face:
    """A card as it is shown: `said` is large, `parts` are titles and texts below it."""

    kind: str
    title: str
    said: str
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def read_out(self) -> str:
        """All of it, as a screen reader says it."""
        parts = (f"{title}: {text}" for title, text in self.parts)
        return " ".join(filter(None, (f"{self.title}. {self.kind}.", self.said, *parts)))


def face(card: Card, step: int | None, today: date) -> Face:
    """A card as it is shown; a how-to at a step (from 0) or, with None, all of it at once."""
    match card:
        case Term():
            return _term(card)
        case HowTo():
            return _overview(card) if step is None else _step(card, step)
        case KnownError():
            return _known_error(card, today)


def second_line(card: Card) -> str:
    """What stands below the title in a list."""
    match card:
        case Term():
            what = card.stands_for or card.instead
        case HowTo():
            what = ", ".join(card.systems)
        case KnownError():
            what = card.symptom
    return " · ".join(filter(None, (KIND_TITLES[card.kind], what)))


def _term(card: Term) -> Face:
    kind = " · ".join(filter(None, (KIND_TITLES[card.kind], card.stands_for)))
    return Face(
        kind,
        card.title,
        card.meaning,
        _filled(("What it's like", card.analogy), ("Say instead", card.instead)),
    )


def _overview(card: HowTo) -> Face:
    kind = f"{KIND_TITLES[card.kind]} · {', '.join(card.systems)}"
    steps = tuple((f"Step {number}", step.say) for number, step in enumerate(card.steps, 1))
    return Face(kind, card.title, "", steps)


def _step(card: HowTo, number: int) -> Face:
    step = card.steps[number]
    kind = f"{KIND_TITLES[card.kind]} · step {number + 1} of {len(card.steps)}"
    return Face(kind, card.title, step.say, (("Then check", step.see), ("Why", step.why)))


def _known_error(card: KnownError, today: date) -> Face:
    helps, at_once = (card.workaround, True) if card.workaround else (card.fix, False)
    kind = f"{KIND_TITLES[card.kind]} · {'workaround' if at_once else 'fix'}"
    if card.is_over(today):
        kind += " · over"
    parts = (
        ("What they see", card.symptom),
        ("What's behind it", card.cause),
        ("What helps for good", card.fix if at_once else ""),
        ("Since", _day(card.since)),
        ("Until", _day(card.until)),
    )
    return Face(kind, card.title, helps, _filled(*parts))


def _filled(*parts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((title, text) for title, text in parts if text)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
