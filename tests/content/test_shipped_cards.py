"""The cards that ship: enough of them, short enough to say, in plain words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from companion.content.card_file import check_cards, how_to_ids
from companion.content.card_search import plain
from companion.content.cards import CardLibrary
from companion.content.practices import practice_ids
from companion.domain.cards import Card, HowTo, KnownError, Step, Term
from tests.content.shipped import NOWHERE, RESOURCES

LIBRARY = CardLibrary(RESOURCES, NOWHERE)
CARDS = LIBRARY.all()
TERMS = [card for card in CARDS if isinstance(card, Term)]
HOW_TOS = [card for card in CARDS if isinstance(card, HowTo)]
ERRORS = [card for card in CARDS if isinstance(card, KnownError)]
STEPS = [
    pytest.param(step, id=f"{h.id}-{number}")
    for h in HOW_TOS
    for number, step in enumerate(h.steps, 1)
]
FILES = sorted((RESOURCES / "cards").glob("*.toml"))
ASKED_FOR = (
    "vpn|mfa|cache|dns|dhcp|permissions|outbox|spooler|driver|phishing|bitlocker|onedrive sync"
    "|proxy|firewall|ip address|router|wi-fi access point|bandwidth|latency|browser|cookie"
    "|certificate|encryption|sso|password manager|passphrase|account lockout|profile|domain"
    "|active directory|group policy|remote session|ticket|incident|service request|escalation"
    "|workaround|root cause|patch|update|reboot|bios|uefi|firmware|ram|ssd|cpu|safe mode|malware"
    "|ransomware|spam|quarantine|backup|restore|sync conflict|shared mailbox|distribution list"
    "|calendar permission|pst|ost|add-in|docking station|port|usb-c|hdmi|printer queue|toner"
    "|scan to mail|voip|headset|softphone|sip|voicemail|licence|subscription|cloud|server"
    "|database|api|url|qr code|pdf|macro"
)
MINIMISING = r"\b(just|simply|simple|easy|easily|merely|only|quick|obviously|basically|of course)\b"
UNCONTRACTED = (
    r"\b(do not|does not|did not|cannot|can not|it is|that is|there is|you are|they are|we are"
    r"|i am|i will|we will|you will|it will|is not|are not|was not|has not|have not|will not)"
    r"(?= \w)"
)


def texts(card: Card) -> list[str]:
    """Whatever of a card is read or said."""
    match card:
        case Term():
            return [card.meaning, card.analogy, card.instead]
        case HowTo():
            return [t for s in card.steps for t in (s.say, s.why, s.see, s.done)]
        case KnownError():
            return [card.symptom, card.cause, card.workaround, card.fix]


def test_there_are_enough_of_each_kind() -> None:
    assert len(TERMS) >= 60
    assert len(HOW_TOS) >= 15
    assert len(ERRORS) >= 8
    systems = {system for how_to in HOW_TOS for system in how_to.systems}
    assert {"Windows 11", "macOS", "Outlook for Windows (classic)"} <= systems


@pytest.mark.parametrize("word", ASKED_FOR.split("|"))
def test_what_a_help_desk_says_is_found_by_its_name(word: str) -> None:
    found = LIBRARY.find(word)

    assert isinstance(found[0], Term)
    names = {plain(part) for name in found[0].names for part in (name, *name.split(" or "))}
    assert plain(word) in names or plain(word) in plain(found[0].title)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_has_no_fault_and_each_line_fits_a_breath(file: Path) -> None:
    practices = practice_ids(RESOURCES / "practices.toml")

    assert check_cards(file, practices, tuple(how_to_ids(CARDS))) == ()


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_nothing_is_made_small_and_nothing_is_stiff(card: Card) -> None:
    for text in texts(card):
        assert not re.search(MINIMISING, text, re.IGNORECASE), text
        assert not re.search(UNCONTRACTED, text, re.IGNORECASE), text


JARGON = {plain(term.title): term for term in TERMS if term.instead}
"""Words that have a plain one to say instead."""


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_meaning_explains_no_word_by_another_that_needs_explaining(term: Term) -> None:
    meaning = f" {plain(term.meaning)} "
    found = {w for w, other in JARGON.items() if f" {w} " in meaning and other is not term}

    assert found == set()


@pytest.mark.parametrize("step", STEPS)
def test_a_step_asks_and_says_what_should_be_seen(step: Step) -> None:
    assert step.see.startswith("You should now see ")
    assert re.search(r"[.?]$", step.say), step.say
    assert "?" in step.say or "please" in step.say.lower(), "a request, not an order"
    assert step.done.endswith(".")


def test_no_two_steps_of_a_how_to_leave_the_same_line_in_the_notes() -> None:
    for how_to in HOW_TOS:
        lines = [step.done for step in how_to.steps]
        assert len(set(lines)) == len(lines), how_to.id


def test_every_link_leads_to_a_how_to() -> None:
    for error in ERRORS:
        assert all(isinstance(LIBRARY.card(link), HowTo) for link in error.how_tos)


def test_nothing_is_found_under_a_name_of_two_terms() -> None:
    owners: dict[str, str] = {}
    for term in TERMS:
        for name in set(map(plain, term.names)):
            assert owners.setdefault(name, term.id) == term.id, name
