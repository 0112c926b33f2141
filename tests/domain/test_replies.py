"""A reply takes what the call knows, leaves out what it need not have, and lets no secret in."""

from __future__ import annotations

import pytest

from companion.domain.manner import PLAIN, Audience, Manner
from companion.domain.replies import (
    Channel,
    Frame,
    Paragraph,
    Reply,
    ReplyId,
    ReplyText,
    fill_reply,
    in_chunks,
    seconds_to_say,
)
from companion.domain.wording import Wording


def paragraph(*texts: str, optional: bool = False) -> Paragraph:
    return Paragraph(tuple(Wording(text) for text in texts), optional)


def reply(*paragraphs: Paragraph, channel: Channel = Channel.EMAIL) -> Reply:
    subject = Wording("About {reported|your call}")
    return Reply(ReplyId("r"), "R", channel, (ReplyText(paragraphs, subject),))


FRAME = Frame((Wording("Hello {caller|there},"),), (Wording("Regards,"), Wording("{agent}")))


def test_takes_the_first_wording_that_the_call_fills() -> None:
    letter = fill_reply(
        reply(paragraph("News {due}.", "News soon."), paragraph("I {done}.", "I'm on it.")),
        Frame(),
        PLAIN,
        {"due": "today at 16:00"},
    )

    assert letter.text == "News today at 16:00.\n\nI'm on it."


def test_leaves_out_what_is_optional_and_asks_for_the_rest() -> None:
    letter = fill_reply(
        reply(paragraph("It was {cause}.", optional=True), paragraph("News {due}.")),
        Frame(),
        PLAIN,
        {},
    )

    assert letter.text == "News ‹when›."
    assert letter.missing == ("due",)


def test_is_framed_by_the_greeting_and_the_closing() -> None:
    letter = fill_reply(reply(paragraph("Done.")), FRAME, PLAIN, {"agent": "Alex"})

    assert letter.text == "Hello there,\n\nDone.\n\nRegards,\nAlex"


def test_what_looks_secret_is_held_back_and_told() -> None:
    letter = fill_reply(
        reply(paragraph("What we did: {done}.", optional=True), paragraph("Ring us.")),
        Frame(),
        PLAIN,
        {"done": "set the password to Tulip77", "caller": "Sarah"},
    )

    assert letter.text == "Ring us."
    assert letter.held_back == ("done",)


def test_the_text_cut_closest_to_the_reader_is_taken() -> None:
    texts = (
        ReplyText((paragraph("all"),)),
        ReplyText((paragraph("boss"),), audiences=frozenset({Audience.EXECUTIVE})),
        ReplyText((paragraph("geek"),), technical=True),
    )
    various = Reply(ReplyId("r"), "R", Channel.CHAT, texts)

    def to(who: Manner) -> str:
        return fill_reply(various, Frame(), who, {}).text

    assert to(Manner()) == "all"
    assert to(Manner(Audience.EXECUTIVE, technical=True)) == "boss"
    assert to(Manner(technical=True)) == "geek"


def test_a_reply_that_is_not_for_everybody_is_refused() -> None:
    with pytest.raises(ValueError, match="everybody"):
        Reply(ReplyId("r"), "R", Channel.CHAT, (ReplyText((), technical=True),))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("020 7946 0018", "020, 7946, 0018"),
        ("+442079460018", "+44, 207, 946, 00, 18"),
        ("02079460018", "020, 794, 600, 18"),
        ("0207946", "020, 79, 46"),
        ("ask for Alex", "ask for Alex"),
        ("", ""),
    ],
)
def test_a_number_is_said_in_chunks(number: str, said: str) -> None:
    assert in_chunks(number) == said


def test_a_spoken_message_is_as_long_as_it_takes_to_say() -> None:
    fifty_words = "word " * 50

    assert seconds_to_say(fifty_words) == 20
    assert seconds_to_say(fifty_words + "020, 7946, 0018") == 20 + round(11 / 1.5)
