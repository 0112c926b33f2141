"""`cards check` on broken files: file, line and remedy, for everything the format knows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from companion.content.card_file import check_cards, parse_cards
from companion.content.faults import Fault, FaultyFile
from companion.content.practices import practice_ids
from companion.domain.cards import CardId, HowTo, KnownError, Term
from tests.content.shipped import RESOURCES

KNOWN = practice_ids(RESOURCES / "practices.toml")
FORMAT = (RESOURCES / "cards" / "FORMAT.md").read_text("utf-8")
WHOLE = re.search(r"```toml\n(.*?)```", FORMAT, re.DOTALL)
assert WHOLE is not None
SOUND = WHOLE[1]
"""The example that the format's description ends with."""


def check(tmp_path: Path, source: str) -> tuple[Fault, ...]:
    file = tmp_path / "own.toml"
    file.write_text(source, "utf-8")
    return check_cards(file, KNOWN, ())


def line_of(source: str, words: str) -> int:
    return source[: source.index(words)].count("\n") + 1


def test_the_example_of_the_format_has_no_fault_and_is_read(tmp_path: Path) -> None:
    assert check(tmp_path, SOUND) == ()

    found = parse_cards(SOUND.encode(), "own.toml")
    term, how_to, error = found.cards
    assert isinstance(term, Term)
    assert (term.title, term.stands_for, term.also) == (
        "VPN",
        "virtual private network",
        ("tunnel",),
    )
    assert isinstance(how_to, HowTo)
    assert how_to.steps[0].see == "You should now see where you were."
    assert isinstance(error, KnownError)
    assert (error.since, error.until) == (date(2026, 3, 2), None)
    assert error.how_tos == (CardId("wake-the-screen"),)
    assert found.practices == ("plain-language",)


LONG = "word " * 26
BROKEN = [
    # (what is there, what is written instead, words on the faulty line, the remedy)
    ('id = "vpn"', 'id = "V P N"', '"V P N"', "small letters"),
    ('id = "vpn"', "", "[[terms]]", "'id' is missing"),
    ('id = "vpn"', 'id = "vpn"\ncolour = "red"', "colour", "'colour' is not known here"),
    ('id = "vpn"', 'id = "vpn"\nalos = ["x"]', "alos", "did you mean 'also'?"),
    ('title = "VPN"', "title = 3", "title = 3", "must be text"),
    ('title = "VPN"', f'title = "{LONG}"', "word word", "longer than 80 characters"),
    ("It's a private tunnel through the internet to the office.", LONG, "word word", "holds 25"),
    ("Think of a covered walkway between two buildings.", LONG, "word word", "holds 25"),
    ('analogy = "Think', 'like = "Think', "like =", "'like' is not known here"),
    ('also = ["tunnel"]', 'also = "tunnel"', 'also = "tunnel"', "must be a list"),
    ('["plain-language"]', '["plain-langauge"]', "plain-langauge", "mean 'plain-language'?"),
    ("Could you press any key?", LONG, "word word", "a breath holds 22"),
    ('systems = ["Windows 11", "macOS"]\n', "", "[[how_tos]]", "'systems' is missing"),
    ('why = "A screen that sleeps wakes up then."\n', "", "[[how_tos.steps]]", "'why' is missing"),
    ('see = "You', 'sees = "You', "sees =", "did you mean 'see'?"),
    ('since = "2026-03-02"', 'since = "2 March"', "2 March", 'write it like "2026-03-02"'),
    (
        'since = "2026-03-02"',
        'since = "2026-03-02"\nuntil = "2026-03-01"',
        "until",
        "before 'since'",
    ),
    ('["wake-the-screen"]', '["wake-screen"]', "wake-screen", "mean 'wake-the-screen'?"),
    ('id = "screen-stays-dark"', 'id = "vpn"', "placeholder", "the first is on line 4"),
    ("[[known_errors]]", "[[known_error]]", "[[known_error]]", "did you mean 'known_errors'?"),
]


@pytest.mark.parametrize(("there", "instead", "words", "remedy"), BROKEN)
def test_names_the_line_and_the_remedy(
    tmp_path: Path, there: str, instead: str, words: str, remedy: str
) -> None:
    assert there in SOUND
    source = SOUND.replace(there, instead, 1)

    found = check(tmp_path, source)

    about = [fault for fault in found if remedy in str(fault)]
    assert about, [str(fault) for fault in found]
    assert str(about[0]).startswith("own.toml:")
    if words in source:
        assert about[0].line == line_of(source, words)


def test_an_error_that_nothing_helps_against_is_no_card(tmp_path: Path) -> None:
    source = SOUND.replace('workaround = "Wake it by key."\n', "").replace(
        'fix = "Seat the cable."\n', ""
    )

    assert "what helps?" in str(check(tmp_path, source)[0])


@pytest.mark.parametrize("source", ["", 'practices = ["plain-language"]', "[[terms]]", "terms = 3"])
def test_a_file_without_cards_says_so(tmp_path: Path, source: str) -> None:
    assert check(tmp_path, source)


def test_what_is_long_to_say_keeps_no_card_out() -> None:
    source = SOUND.replace("Could you press any key?", LONG.strip())

    assert len(parse_cards(source.encode(), "own.toml").cards) == 3


@pytest.mark.parametrize(
    "source",
    [b"\xff\xfe", b"a" * 600_000, b"x = " + b"[" * 5000, b"[[terms]]\n" * 100_000, b"a=1\na=2"],
)
def test_a_hostile_file_is_refused_without_a_traceback(source: bytes) -> None:
    with pytest.raises(FaultyFile):
        parse_cards(source, "own.toml")
