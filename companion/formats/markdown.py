"""A ticket as Markdown. What agent and caller wrote stays text: nothing in it becomes markup."""

from __future__ import annotations

import re

from companion.domain.ticket import TicketDraft, TicketPart
from companion.formats.clean import lines, one_line

# One pass over the original text. Plain prose stays readable: a full stop, a bracket or an
# underscore inside a word is left alone, because it means nothing there.
_MARKUP = re.compile(
    r"""
      (?P<escaped> [*`\[|~]                 # emphasis, code, links, tables, struck-out text
                 | (?<![^\W_]) _ | _ (?![^\W_])     # an underscore at the edge of a word
                 | \\ (?= [!-/:-@\[-`{-~] | $ )     # a backslash that would escape what follows
      )
    | (?P<tag> < (?= [A-Za-z/!?] ) )        # some parsers know no backslash before a tag
    | (?P<entity> & (?= \#?\w+; ) )
    """,
    re.VERBOSE,
)
# What counts at the beginning of a line only: headings, quotations, lists, rules, underlines.
_LINE_START = re.compile(r"^(?:(?P<number>\d+)(?=[.)](?:\s|$))|(?=[#>])|(?=[-+=](?:[-=\s]|$)))")
_LINE_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def render(draft: TicketDraft) -> str:
    """The ticket as CommonMark."""
    facts = [f"- **{_inline(label)}:** {_inline(value)}" for label, value in draft.facts]
    blocks = [f"# {_inline(draft.title)}", "\n".join(facts), *map(_part, draft.parts)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _part(part: TicketPart) -> str:
    items = "\n".join(f"- {_inline(item)}" for item in part.items)
    blocks = (f"## {_inline(part.title)}", _paragraphs(part.text), items)
    return "\n\n".join(filter(None, blocks))


def _paragraphs(text: str) -> str:
    """A note with its lines: two spaces at a line's end are Markdown's line break."""
    return _LINE_BREAK.sub("  \n", "\n".join(map(_line, lines(text))))


def _inline(text: str) -> str:
    return _line(one_line(text))


def _line(text: str) -> str:
    """One line; an indent that would turn it into code is kept with spaces that mean nothing."""
    text = text.rstrip()
    words = text.lstrip(" \t")
    indent = text[: len(text) - len(words)].expandtabs(4)
    return _NO_BREAK_SPACE * len(indent) + _escape(words)


def _escape(words: str) -> str:
    escaped = _MARKUP.sub(_harmless, words)
    return _LINE_START.sub(lambda start: f"{start['number'] or ''}\\", escaped)


def _harmless(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "tag":
            return "&lt;"
        case "entity":
            return "&amp;"
    return f"\\{found[0]}"
