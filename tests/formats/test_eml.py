"""A mail carries the ticket and no header that was not meant."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, message_from_string, policy
from email.message import EmailMessage
from unicodedata import category

import pytest
from hypothesis import given, settings

from companion.domain.ticket import TicketDraft
from companion.formats import eml
from tests.formats.samples import HOSTILE, START, TICKET, drafts, hostile_text


def parsed(mail: str) -> EmailMessage:
    message = message_from_bytes(mail.encode("ascii"), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.fixture
def mail() -> str:
    return eml.render(TICKET)


def test_says_when_the_call_was_and_which_one(mail: str) -> None:
    message = parsed(mail)

    assert message["Message-ID"] == "<c0ffee@phone-support-companion>"
    assert message["Date"].datetime == START.at.replace(microsecond=0)
    assert message["Subject"] == "VPN drops every ten minutes"


def test_carries_text_and_html(mail: str) -> None:
    text, html = parsed(mail).iter_parts()

    assert "Sarah Okafor" in text.get_content()
    assert "<h2>Reported</h2>" in html.get_content()


def test_is_the_same_mail_each_time(mail: str) -> None:
    assert eml.render(TICKET) == mail


@settings(deadline=None)
@given(drafts)
def test_has_exactly_the_headers_meant(ticket: TicketDraft) -> None:
    for message in (parsed(eml.render(ticket)), message_from_string(eml.render(ticket))):
        assert sorted(message.keys()) == sorted(eml.HEADERS)
        assert [part.get_content_type() for part in message.walk()] == [
            "multipart/alternative",
            "text/plain",
            "text/html",
        ]


@settings(deadline=None)
@given(drafts)
def test_lines_are_short_enough_for_every_mail_server(ticket: TicketDraft) -> None:
    assert all(len(line) <= 998 for line in eml.render(ticket).split("\r\n"))


@settings(deadline=None)
@given(hostile_text)
def test_a_subject_is_one_short_line_without_encoded_words(text: str) -> None:
    subject = eml.subject(text)

    assert len(subject) <= 200
    assert not {"Cc", "Cs", "Zl", "Zp"} & set(map(category, subject))
    assert "=?" not in subject


@settings(deadline=None)
@given(hostile_text)
def test_a_subject_arrives_as_it_was_sent(title: str) -> None:
    mail = eml.render(TicketDraft("id", title, (), (), START.at, "", ""))

    # Folding in the standard library may add a space in front.
    assert str(parsed(mail)["Subject"]).strip() == eml.subject(title)


@pytest.mark.parametrize("text", HOSTILE)
def test_an_id_from_elsewhere_injects_nothing(text: str) -> None:
    mail = eml.render(replace(TICKET, call_id=text))

    assert parsed(mail)["Bcc"] is None


def test_refuses_to_hand_out_a_mail_with_a_foreign_header(mail: str) -> None:
    with pytest.raises(ValueError, match="headers"):
        eml._checked("Bcc: evil@x.test\r\n" + mail)
