"""What all formats of a ticket promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given, settings

from companion.domain.call import Caller
from companion.domain.notes import Notes
from companion.domain.ticket import TicketAudience
from companion.formats import FORMATS, plain_text
from tests.formats.samples import TICKET, after, finished_call, hostile_text, talking_call


@pytest.mark.parametrize("audience", TicketAudience)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_notes(name: str, audience: TicketAudience) -> None:
    written = FORMATS[name](finished_call(), audience, after(200), UTC)

    assert "Renewed the certificate." in written


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None)
@given(hostile_text, hostile_text)
def test_no_words_make_a_format_fail(name: str, caller: str, note: str) -> None:
    call = replace(talking_call(caller=Caller(caller, caller, caller)), notes=Notes(note, note))

    written = FORMATS[name](call, TicketAudience.INTERNAL, after(1), UTC)

    written.encode()
    assert not {"\0", "\x1b", "\x9b"} & set(written)


def test_plain_text_is_laid_out_for_reading() -> None:
    assert plain_text.render(TICKET) == (
        "VPN drops every ten minutes\n===========================\n\n"
        "Caller: Sarah Okafor\nNumber: +44 20 7946 0018\n\n"
        "Reported\n--------\nVPN drops every ten minutes.\nSince Monday.\n\nAt home.\n\n"
        "Follow-up\n---------\nWatch it.\n- Ring back\n- Ask the vendor\n"
    )
