"""A ticket as plain text, which every system takes."""

from __future__ import annotations

from companion.domain.ticket import TicketDraft, TicketPart
from companion.formats.clean import lines, one_line


def render(draft: TicketDraft) -> str:
    """The ticket with underlined headings."""
    facts = [f"{label}: {one_line(value)}" for label, value in draft.facts]
    blocks = [_heading(draft.title, "="), "\n".join(facts), *map(_part, draft.parts)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _part(part: TicketPart) -> str:
    text = "\n".join(line.rstrip() for line in lines(part.text))
    items = "\n".join(f"- {one_line(item)}" for item in part.items)
    return "\n".join(filter(None, (_heading(part.title, "-"), text, items)))


def _heading(title: str, rule: str) -> str:
    title = one_line(title)
    return f"{title}\n{rule * len(title)}"
