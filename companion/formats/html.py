"""A ticket as HTML: everything that was typed is escaped, and nothing is loaded or run."""

from __future__ import annotations

from html import escape

from companion.domain.ticket import TicketDraft, TicketPart
from companion.formats.clean import lines, one_line


def render(draft: TicketDraft) -> str:
    """The ticket as a page of its own."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{_inline(draft.title)}</title>\n</head>\n<body>\n{body(draft)}</body>\n</html>\n"
    )


def body(draft: TicketDraft) -> str:
    """The ticket for a place inside another page, such as a ticketing system's own."""
    rows = "".join(
        f"<tr><th>{_inline(label)}</th><td>{_inline(value)}</td></tr>\n"
        for label, value in draft.facts
    )
    facts = f"<table>\n{rows}</table>\n" if rows else ""
    return f"<h1>{_inline(draft.title)}</h1>\n{facts}{''.join(map(_part, draft.parts))}"


def _part(part: TicketPart) -> str:
    text = "<br>\n".join(escape(line) for line in lines(part.text))
    items = "".join(f"<li>{_inline(item)}</li>\n" for item in part.items)
    return (
        f"<h2>{_inline(part.title)}</h2>\n"
        + (f"<p>{text}</p>\n" if text else "")
        + (f"<ul>\n{items}</ul>\n" if items else "")
    )


def _inline(text: str) -> str:
    return escape(one_line(text))
