"""A style note is found again by number, else by name and company."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from companion.domain.call import Caller
from companion.domain.style import LONGEST, Styles
from companion.storage.style_notes import keep_styles, read_styles

SARAH = Caller("Sarah Okafor", "+44 20 7946 0018", "Contoso")
KNOWN = Styles("Likes it short.", "First names.")


def test_is_there_on_the_next_call(db: Database) -> None:
    keep_styles(db, SARAH, KNOWN)

    assert read_styles(db, SARAH) == KNOWN


@pytest.mark.parametrize(
    ("caller", "found"),
    [
        (Caller("", "020 7946 0018", " contoso "), KNOWN),
        (Caller("Ben", "", "CONTOSO"), Styles(company="First names.")),
        (Caller("Sarah Okafor", "", "Fabrikam"), Styles()),
        (Caller(), Styles()),
    ],
)
def test_is_found_however_it_is_typed(db: Database, caller: Caller, found: Styles) -> None:
    keep_styles(db, SARAH, KNOWN)

    assert read_styles(db, caller) == found


def test_a_blank_one_is_forgotten(db: Database) -> None:
    keep_styles(db, SARAH, KNOWN)
    keep_styles(db, SARAH, Styles(company="First names."))

    assert read_styles(db, SARAH) == Styles(company="First names.")


def test_is_cut_to_what_a_glance_takes_in(db: Database) -> None:
    keep_styles(db, SARAH, Styles("x" * 500))

    assert len(read_styles(db, SARAH).caller) == LONGEST
