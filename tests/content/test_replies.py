"""The replies that ship say what they should, to everybody; a faulty file is answered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from companion.content.faults import FaultyFile
from companion.content.orthography import Dictionaries
from companion.content.practices import practice_ids
from companion.content.replies import ReplyLibrary, check_replies, read_frames, read_replies
from companion.content.wording import WordingLibrary, own_words
from companion.domain.manner import Audience, Manner
from companion.domain.replies import Channel, Reply, ReplyId, fill_reply, seconds_to_say
from companion.domain.spelling_check import words_to_check
from companion.domain.wording_check import check_wording
from tests.content.shipped import FLOW_FILES, NOWHERE, RESOURCES
from tests.content.test_wordings import FULL

LIBRARY = ReplyLibrary(RESOURCES, NOWHERE)
REPLIES = [pytest.param(reply, id=reply.id) for reply in LIBRARY.all()]
RULES = WordingLibrary(RESOURCES, NOWHERE).rules()
MANNERS = [Manner(who, technical) for who in Audience for technical in (False, True)]
PLAINLY = FULL | {
    "reported": "mail doesn't come in",
    "restated": "mail doesn't come in, since Monday",
    "summary": "mail didn't come in; the mailbox was emptied",
}
NEEDED = {
    **dict.fromkeys(("known", "update", "apology", "our_number", "done"), ""),
    "agent": "Alex",
    "known": "mail is down",
    "update": "half past ten",
    "apology": "I'm sorry about the wrong answer yesterday",
    "our_number": "020 7946 0100",
    "done": "the mailbox was emptied",
    "reported": "mail doesn't come in",
}
FLOWS = (
    *("incident", "password-reset", "account-lockout", "request", "printer", "vpn-remote-access"),
    *("email", "network", "outage", "on-site-visit", "callback", "voicemail", "security-incident"),
)
SOUND = """\
title = "Printer"
flow = "printer"
[[replies]]
id = "email"
channel = "email"
title = "where it stands"
subject = "Printing"
body = ["News {due}.", ["One {done}.", "Two."], { optional = "Three {cause}." }]
"""


def test_nothing_that_ships_has_a_fault() -> None:
    practices = practice_ids(RESOURCES / "practices.toml")
    files = sorted((RESOURCES / "replies").glob("*.toml"))

    assert [str(fault) for file in files for fault in check_replies(file, practices)] == []
    assert LIBRARY.faults == ()


@pytest.mark.parametrize("flow", FLOWS)
def test_every_flow_has_an_email_and_a_chat_message(flow: str) -> None:
    channels = {reply.channel for reply in LIBRARY.all() if reply.flow == flow}

    assert {Channel.EMAIL, Channel.CHAT} <= channels


def test_there_is_one_for_calls_of_every_flow_that_ships() -> None:
    shipped = {file.stem for file in FLOW_FILES}

    assert {reply.flow for reply in LIBRARY.all()} - {""} - shipped <= set(FLOWS)
    assert {"general-email", "status-update-email", "acknowledgement-chat"} <= {
        reply.id for reply in LIBRARY.all()
    }


@pytest.mark.parametrize("values", [PLAINLY, NEEDED], ids=["all known", "little known"])
@pytest.mark.parametrize("reply", REPLIES)
def test_passes_the_wording_check_whatever_is_known(reply: Reply, values: dict[str, str]) -> None:
    """A next step and an open door included."""
    for manner in MANNERS:
        text = fill_reply(reply, LIBRARY.frames[reply.channel], manner, values).text
        found = check_wording(text, RULES, technical=manner.technical, is_whole=True)
        assert [(f.kind, text[f.start : f.end]) for f in found] == [], text


@pytest.mark.parametrize("values", [PLAINLY, NEEDED], ids=["all known", "little known"])
@pytest.mark.parametrize("reply", REPLIES)
def test_reads_as_whole_sentences(reply: Reply, values: dict[str, str]) -> None:
    for manner in MANNERS:
        letter = fill_reply(reply, LIBRARY.frames[reply.channel], manner, values)
        assert letter.missing == ()
        for line in letter.lines:
            assert not re.search(r" \s|\s[.,;:?!]|[.,;:?!][.,;:!]|[{}|‹]", line.text), line.text
            assert line.text[0].isupper(), line.text
            starts = re.findall(r"[.?!] (\w+)", line.text)
            assert all(word[0] != word[0].lower() for word in starts if word.isalpha()), line.text


@pytest.mark.parametrize("reply", REPLIES)
def test_is_spelled_right_in_british_english(reply: Reply) -> None:
    words = own_words(RESOURCES, NOWHERE)
    text = fill_reply(reply, LIBRARY.frames[reply.channel], Manner(), PLAINLY).text
    looked_up = [word for _, word in words_to_check(text, PLAINLY.values())]

    assert Dictionaries(words).misspelled(looked_up, "en") == {}
    assert not re.search(r"\b(color|center|apologiz|organiz|recogniz)", text)


@pytest.mark.parametrize("reply", REPLIES)
def test_uses_contractions_and_is_short(reply: Reply) -> None:
    text = fill_reply(reply, LIBRARY.frames[reply.channel], Manner(), PLAINLY).text

    assert not re.search(r"(do not|cannot|I am|we will|I will|(?<!as )(?<!why )it is)\b", text), (
        text
    )
    assert len(text.split()) <= (75 if reply.channel is not Channel.EMAIL else 120)
    assert "!" not in text


def test_subjects_fit_a_list_of_mails() -> None:
    for reply in LIBRARY.all():
        for text in reply.texts:
            if reply.channel is Channel.EMAIL:
                assert text.subject is not None
                assert len(text.subject.fill(NEEDED).text) <= 78


def test_the_voicemail_has_name_number_reason_and_a_good_time_in_half_a_minute() -> None:
    reply = LIBRARY.reply(ReplyId("voicemail-message"))
    text = fill_reply(reply, LIBRARY.frames[reply.channel], Manner(), PLAINLY).text

    for part in ("Alex", "mail doesn't come in", "between two and four"):
        assert part in text
    assert text.count(PLAINLY["our_number"]) == 2
    assert 20 <= seconds_to_say(text) <= 40


def test_no_reply_about_a_password_carries_one() -> None:
    for name in ("password-reset-email", "password-reset-chat", "account-lockout-email"):
        reply = LIBRARY.reply(ReplyId(name))
        slots = {w.template for t in reply.texts for p in t.paragraphs for w in p.wordings}
        assert not any("{done" in template or "{observed" in template for template in slots)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{due}", "{dew}", "8: reply 'email': {dew} is not a placeholder; did you mean {due}?"),
        ('channel = "email"', 'channel = "mail"', "5: reply 'email': 'channel' cannot be 'mail'"),
        ('subject = "Printing"\n', "", "3: reply 'email': 'subject' is missing; an"),
        ('"Two."', "2", "8: reply 'email', paragraph 2: 'text', item 2 must be text, not a numb"),
        ("optional =", "option =", "8: reply 'email', paragraph 3: 'option' is not known here"),
        ('title = "where', 'tilte = "where', "6: reply 'email': 'tilte' is not known here"),
        ('flow = "printer"', "flow = 3", "2: 'flow' must be text, not a number"),
    ],
)  # fmt: skip
def test_names_line_place_and_remedy(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SOUND
    file = tmp_path / "printer.toml"
    file.write_text(SOUND.replace(old, new, 1))
    with pytest.raises(FaultyFile) as caught:
        read_replies(file)

    found = [str(fault) for fault in caught.value.faults]

    assert any(fault.startswith(f"printer.toml:{said}") for fault in found), found


def test_an_id_that_is_there_twice_is_named(tmp_path: Path) -> None:
    file = tmp_path / "printer.toml"
    file.write_text(SOUND + SOUND[SOUND.index("[[replies]]") :])

    assert "'email' is there twice" in str(check_replies(file, ())[0])


def test_an_own_file_replaces_the_shipped_one_and_adds_others(tmp_path: Path) -> None:
    (tmp_path / "replies").mkdir()
    (tmp_path / "replies" / "printer.toml").write_text(SOUND)
    (tmp_path / "replies" / "fan.toml").write_text("title = 3")
    (tmp_path / "reply_frame.toml").write_text('[email]\ngreeting = ["Dear {caller|all},"]\n')

    library = ReplyLibrary(RESOURCES, tmp_path)

    ids = [reply.id for reply in library.all()]
    assert "printer-email" in ids
    assert "printer-chat" not in ids
    assert "incident-email" in ids
    assert any("fan.toml" in str(fault) for fault in library.faults)
    assert library.frames[Channel.EMAIL].greeting[0].template == "Dear {caller|all},"


def test_a_frame_with_a_fault_is_named(tmp_path: Path) -> None:
    file = tmp_path / "reply_frame.toml"
    file.write_text('[email]\ngreeting = ["Dear {calller},"]\n')
    with pytest.raises(FaultyFile, match="did you mean"):
        read_frames(file)
