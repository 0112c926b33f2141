"""A ticket in Markdown shows what was typed, and only the ticket's own headings are markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from companion.domain.ticket import TicketDraft, TicketPart
from companion.formats import markdown
from tests.formats.samples import START, TICKET, drafts


def note(text: str) -> str:
    """How a note is written between its heading and the end."""
    ticket = TicketDraft("id", "T", (), (TicketPart("Done", text),), START.at, "", "")
    return markdown.render(ticket).removeprefix("# T\n\n## Done\n\n").removesuffix("\n")


def test_reads_well_as_it_is() -> None:
    assert markdown.render(TICKET) == (
        "# VPN drops every ten minutes\n\n"
        "- **Caller:** Sarah Okafor\n- **Number:** +44 20 7946 0018\n\n"
        "## Reported\n\nVPN drops every ten minutes.  \nSince Monday.\n\nAt home.\n\n"
        "## Follow-up\n\nWatch it.\n\n- Ring back\n- Ask the vendor\n"
    )


@pytest.mark.parametrize(
    "prose",
    [
        "Plain prose. With (brackets), numbers 1.5 and 2-3, a dash – and #41 inside.",
        r"C:\Users\sarah\file_name.txt",
        "see https://contoso.test/a_b?x=1&y=2#top",
        "5 < 6 > 4 & so on",
        "+44 20 7946 0018",
    ],
)
def test_leaves_plain_prose_alone(prose: str) -> None:
    assert note(prose) == prose


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("*bold* __init__", r"\*bold\* \_\_init\_\_"),
        ("[text](javascript:x)", r"\[text](javascript:x)"),
        ("<script>", "&lt;script>"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("# heading", r"\# heading"),
        ("> quoted", r"\> quoted"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("words\n---", "words  \n\\---"),
        ("words\n===", "words  \n\\==="),
        ("```sh", r"\`\`\`sh"),
        ("~~gone~~", r"\~\~gone\~\~"),
        ("a|b", r"a\|b"),
        (r"\\server\share \*", r"\\\server\share \\\*"),
        ("one \\\ntwo", "one \\\\  \ntwo"),
    ],
)
def test_escapes_what_would_be_markup(typed: str, written: str) -> None:
    assert note(typed) == written


def test_keeps_indents_without_making_them_code() -> None:
    assert note("ipconfig:\n    lease\n\tgateway") == (
        "ipconfig:  \n\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}lease"
        "  \n\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}gateway"
    )


@settings(deadline=None)
@given(drafts)
def test_has_no_heading_but_its_own(ticket: TicketDraft) -> None:
    headings = [line for line in markdown.render(ticket).splitlines() if line.startswith("#")]

    assert headings[1:] == ["## Reported"] * len(ticket.parts)


@settings(deadline=None)
@given(drafts)
def test_can_be_written_to_a_file(ticket: TicketDraft) -> None:
    assert "\0" not in markdown.render(ticket).encode().decode()
