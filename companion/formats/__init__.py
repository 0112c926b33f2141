"""What a ticket can be written as. A new format is a file here and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from companion.domain.call import Call
from companion.domain.moment import Moment
from companion.domain.ticket import TicketAudience, TicketDraft, draft
from companion.formats import eml, html, json_record, markdown, plain_text

Format = Callable[[Call, TicketAudience, Moment, tzinfo | None], str]
"""Writes a call's ticket for a reader, as of a moment, with times in a zone (None: local)."""


def _from_draft(render: Callable[[TicketDraft], str]) -> Format:
    def write(call: Call, audience: TicketAudience, now: Moment, zone: tzinfo | None) -> str:
        return render(draft(call, audience, now, zone))

    return write


def _whole_record(call: Call, _audience: TicketAudience, now: Moment, _zone: tzinfo | None) -> str:
    """For programs, not for a reader: all of the call, in UTC."""
    return json_record.render(call, now)


FORMATS: dict[str, Format] = {
    "text": _from_draft(plain_text.render),
    "markdown": _from_draft(markdown.render),
    "html": _from_draft(html.render),
    "json": _whole_record,
    "eml": _from_draft(eml.render),
}
