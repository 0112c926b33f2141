"""What is typed finds what is meant: words, their beginnings, any order, slips of the keys."""

from __future__ import annotations

import pytest

from companion.content.find_index import WordIndex
from companion.services.finding import Findable, FindIndex, FindKind


def entry(title: str, text: str = "", *names: str, kind: FindKind = FindKind.TERM) -> Findable:
    return Findable(kind, title, "", text, title, names)


ENTRIES = (
    entry("Account lockout", "Too many wrong passwords"),
    entry("Lock screen", "What shows before one signs in"),
    entry("Password reset", "A new one, after the identity check", "new password"),
    entry("Printer queue", "Documents wait here for the printer"),
    entry("Küche", "Wo der Drucker steht"),
    entry("Tell me what's happening", "", kind=FindKind.PROMPT),
    entry("Blocker", "It stops things"),
)


@pytest.fixture
def index() -> FindIndex:
    return WordIndex(ENTRIES)


def titles(index: FindIndex, text: str) -> list[str]:
    return [hit.found.title for hit in index.find(text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lock", "Lock screen"),
        ("locko", "Account lockout"),
        ("reset password", "Password reset"),
        ("res pass", "Password reset"),
        ("KUCHE", "Küche"),
        ("kÜch", "Küche"),
        ("whats happening", "Tell me what's happening"),
        ("pasword rest", "Password reset"),
        ("prniter", "Printer queue"),
        ("queue", "Printer queue"),
    ],
)
def test_what_is_meant_comes_first(index: FindIndex, typed: str, first: str) -> None:
    assert titles(index, typed)[0] == first


def test_exact_comes_before_begun_and_a_name_before_a_text(index: FindIndex) -> None:
    assert titles(index, "lock") == ["Lock screen", "Account lockout"]
    assert titles(index, "password") == ["Password reset", "Account lockout"]


def test_a_guess_is_told_from_what_was_typed(index: FindIndex) -> None:
    assert [hit.is_sure for hit in index.find("printer")] == [True]
    assert {hit.is_sure for hit in index.find("prniter")} == {False}


@pytest.mark.parametrize("blank", ["", "  ", "…", "\0", "()"])
def test_nothing_typed_finds_nothing(index: FindIndex, blank: str) -> None:
    assert titles(index, blank) == []


def test_what_there_is_not_is_not_found(index: FindIndex) -> None:
    assert titles(index, "zzzzqq") == []
