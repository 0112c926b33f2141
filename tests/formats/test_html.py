"""A ticket in HTML has the tags that were meant and shows everything else."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings

from companion.domain.ticket import TicketDraft, TicketPart
from companion.formats import html
from companion.formats.clean import lines
from tests.formats.samples import START, TICKET, drafts, hostile_text

TAGS = {"html", "head", "meta", "title", "body", "h1", "h2", "table", "tr", "th", "td"} | {
    *("p", "br", "ul", "li"),
}


class Page(HTMLParser):
    """Which tags and attributes a browser would see, and what it would show."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_shows_facts_notes_and_promises() -> None:
    page = html.render(TICKET)

    assert "<th>Caller</th><td>Sarah Okafor</td>" in page
    assert "<p>VPN drops every ten minutes.<br>\nSince Monday.<br>\n<br>\nAt home.</p>" in page
    assert "<li>Ring back</li>" in page


@settings(deadline=None)
@given(drafts)
def test_has_no_tag_and_no_attribute_but_its_own(ticket: TicketDraft) -> None:
    page = Page(html.render(ticket))

    assert page.tags <= TAGS
    assert page.attributes == [("lang", "en-GB"), ("charset", "utf-8")]


@settings(deadline=None)
@given(hostile_text)
def test_shows_a_note_to_the_letter(text: str) -> None:
    part = TicketPart("", text)
    page = Page(html.body(TicketDraft("id", "", (), (part,), START.at, "", "")))

    assert page.text.split() == " ".join(lines(text)).split()
