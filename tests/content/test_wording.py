"""What the shipped rules find, what they leave alone, and what stands there afterwards."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.content.faults import FaultyFile
from companion.content.wording import WordingLibrary, own_words, read_wording
from companion.domain.wording_check import Finding, check_wording
from companion.domain.wording_rules import RULED, Fault
from tests.content.shipped import NOWHERE, RESOURCES

LIBRARY = WordingLibrary(RESOURCES, NOWHERE)
RULES = LIBRARY.rules()


def better(text: str, language: str = "en") -> str:
    """The text with every finding's first offer taken."""
    for finding in reversed(check_wording(text, LIBRARY.rules(language))):
        text = finding.applied(text)
    return text


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Just restart it.", "Restart it."),
        ("It's just a cable.", "It's a cable."),
        ("You can just click there.", "You can click there."),
        ("Obviously, the cable is loose.", "The cable is loose."),
        ("It works, obviously.", "It works."),
        ("It is simply a loose cable.", "It is a loose cable."),
        ("It was an obviously bad plug.", "It was a bad plug."),
        ("It's easy to set up.", "It takes a few steps to set up."),
        ("There's an easy fix.", "There's a fix."),
        ("It's a small issue.", "It's an issue."),
        ("This is not a big deal.", "This is something we can look at."),
        ("It will only take a minute.", "It will take a minute."),
        ("All you have to do is restart.", "The next step is to restart."),
        ("You should have saved it.", "It would have helped to have saved it."),
        ("Because you forgot to restart, it stopped.",
         "Because there wasn't a chance to restart, it stopped."),
        ("This was a user error.", "This was a mix-up."),
        ("It is your fault.", "It is nobody's fault."),
        ("You broke the printer.", "Something broke the printer."),
        ("As I already said, it comes tomorrow.", "To sum up, it comes tomorrow."),
        ("Send me a photo of the message.", "Could you send me a photo of the message?"),
        ("Confirm your number.", "Could you confirm your number?"),
        ("You must restart it.", "Could you restart it?"),
        ("Before that, you must save it.", "Before that, it would help to save it."),
        ("Do not open the file.", "Please don't open the file."),
        ("Thx, can u send ur number?", "Thank you, can you send your number?"),
        ("I'll do it asap, pls wait.", "I'll do it as soon as possible, please wait."),
        ("Log in to an MFA page.", "Log in to a second check when you sign in page."),
        ("Reboot it.", "Restart it."),
        ("It was escalated to them.", "It was passed on to them."),
    ],
)  # fmt: skip
def test_what_is_offered_reads_well_in_place(text: str, instead: str) -> None:
    assert better(text) == instead


@pytest.mark.parametrize(
    "text",
    [
        "I've just sent it, and it's just arrived.",
        "We were just about to ring you; just now it came back.",
        "Put simply, the disk was full. See https://simply.example.com for more.",
        "The only thing left is the cable, and only you can see it.",
        "You should have access by now. You should have received a link.",
        "It is not your fault. The error message names the file.",
        "If you forgot to save it, we can look for a copy.",
        "You must be tired of this. You must have seen it before.",
        "Please send me a photo of the message. Could you restart it?",
        "Ring us whenever it comes back. Call me if it returns.",
        "Confirm it when you like, or reply if anything is unclear.",
        "Don't worry about the files. Don't hesitate to ring.",
        "1. Restart the computer.\n2. Confirm the change.\n- Do not unplug it.",
        "You need to be on the office network. You'll need to be at your desk.",
        "When you have to leave, tell me if you can.",
        "The secure connection to the office (VPN) works.",
        "No small problem, that. A just-in-time delivery.",
        "Take the U-turn, then drive R is there. We're 2 of 4.",
        "She had a just cause, more or less. It's not easily said.",
        "Your user name is sarah.pls@example.com",
    ],
)
def test_leaves_alone_what_is_fine(text: str) -> None:
    assert [text[f.start : f.end] for f in check_wording(text, RULES)] == []


def test_each_finding_has_a_kind_and_a_why() -> None:
    text = (
        "Just send it asap. You failed to restart. Restart the PC. The VPN is up. "
        "The password is Ab12cd34."
    )

    kinds = {finding.kind for finding in check_wording(text, RULES)}

    assert kinds == {Fault.SECRET, *RULED}
    assert all(f.why.endswith(".") for f in check_wording(text, RULES))


def test_a_caller_at_ease_with_jargon_is_told_in_it() -> None:
    assert check_wording("The VPN is up.", RULES, technical=True) == ()
    assert len(check_wording("The VPN is up.", RULES)) == 1


def test_a_message_without_next_step_or_open_door_is_offered_both_before_its_greeting() -> None:
    text = "Hello Sarah,\n\nYour mailbox was full and no mail came in.\n\nKind regards,\nAlex"

    found = check_wording(text, RULES, is_whole=True)
    for finding in reversed(found):
        text = finding.applied(text)

    assert [f.kind for f in found] == [Fault.NO_NEXT_STEP, Fault.NO_OPEN_DOOR]
    assert text.endswith("reply here or ring us.\n\nKind regards,\nAlex")
    assert check_wording(text, RULES, is_whole=True) == ()


def test_a_note_needs_neither() -> None:
    assert check_wording("Your mailbox was full and no mail came in at all.", RULES) == ()


@pytest.mark.parametrize(
    ("language", "text", "instead"),
    [
        ("de", "Schicken Sie mir die Nummer.", "Bitte schicken Sie mir die Nummer."),
        ("de", "Das war ein Bedienfehler.", "Das war ein Missverständnis."),
        ("de-AT", "Das ist Ihre Schuld.", "Das ist niemandes Schuld."),
        ("es", "Es simplemente un cable.", "Es un cable."),
        ("es", "Envíeme el número.", "Por favor, envíeme el número."),
    ],
)
def test_german_and_spanish_have_the_most_needed(language: str, text: str, instead: str) -> None:
    assert better(text, language) == instead


def test_a_language_that_nobody_has_taught_finds_nothing() -> None:
    assert check_wording("Just send me ur number asap.", LIBRARY.rules("fr")) == ()


@given(st.text(max_size=400))
def test_findings_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = [f for f in check_wording(text, RULES) if f.end > f.start]

    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


PIECES = (
    *("just", "a", "simply", ",", ".", "you must", "u", "\n", "VPN", "an", "obviously"),
    *("send me", "It's", "easy", "don't", "1."),
)


@given(st.lists(st.sampled_from(PIECES)))
def test_taking_every_offer_ends(words: list[str]) -> None:
    text = " ".join(words)
    for _ in range(len(words) + 2):
        found = check_wording(text, RULES)
        if not found:
            return
        for finding in reversed(found):
            text = finding.applied(text)

    assert check_wording(text, RULES) == (), text


def test_ten_pages_take_a_moment() -> None:
    text = "Just restart it, and the cable is simply loose, you must see. " * 500
    check_wording("warm", RULES)
    began = time.perf_counter()

    check_wording(text, RULES)

    assert time.perf_counter() - began < 3


def test_the_desk_adds_rules_and_allows_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "en.toml").write_text(
        'allow = ["VPN"]\n[jargon]\n"Citrix" = "your desktop from afar"\n'
    )
    rules = WordingLibrary(RESOURCES, tmp_path).rules()

    found: tuple[Finding, ...] = check_wording("The VPN and Citrix are up; just wait.", rules)

    assert [f.about for f in found] == ["Citrix", "just"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('[[rules]]\nkind = "rude"\nwhy = "x"\nfind = ["x"]', "2: rule 1: 'kind' cannot be 'rude'"),
        ('[[rules]]\nkind = "blame"\nfind = ["x"]', "1: rule 1: 'why' is missing"),
        ('[[rules]]\nkind = "blame"\nwhy = "x"', "1: rule 1: 'find' is missing"),
        ('[[rules]]\nkind = "blame"\nwhy = "x"\nfind = ["(a|b"]', "4: rule 1: “(a|b” is not"),
        ('[[rules]]\nkind = "blame"\nwhy = "x"\nfind = ["a"]\ninstead = "{1}"', "5: rule 1: {1}"),
        ('[[rule]]\nkind = "blame"', "1: 'rule' is not known here; did you mean 'rules'?"),
        ('[jargon]\n"VPN" = 3', "2: jargon: 'VPN' must be text, not a number"),
    ],
)  # fmt: skip
def test_names_line_place_and_remedy(tmp_path: Path, source: str, said: str) -> None:
    file = tmp_path / "en.toml"
    file.write_text(source)
    with pytest.raises(FaultyFile) as caught:
        read_wording(file)

    found = [str(fault) for fault in caught.value.faults]

    assert any(fault.startswith(f"en.toml:{said}") for fault in found), found


def test_own_words_are_read_beside_the_shipped(tmp_path: Path) -> None:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "words.txt").write_text("Contosonet # our intranet\n\n# nothing\n")

    words = own_words(RESOURCES, tmp_path)

    assert {"contosonet", "onedrive"} <= words
    assert not any(word.startswith("#") or not word for word in words)
