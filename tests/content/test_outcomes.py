"""A desk adds outcomes in a file; a faulty one is answered with every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.content.faults import FaultyFile
from companion.content.outcomes import FILE, desk_outcomes, parse_outcomes
from companion.domain.wrapup import Outcome, OwnOutcome
from tests.content.shipped import RESOURCES

SOUND = """\
reasons = ["The caller had to go"]
[[outcomes]]
id = "to-vendor"
title = "Passed to the vendor"
counts_as = "escalated"
[[outcomes]]
id = "spam"
title = "Spam call"
counts_as = "wrong_number"
"""


def test_everything_in_the_file_is_in_the_value() -> None:
    found = parse_outcomes(SOUND.encode(), FILE)

    assert found.own == (
        OwnOutcome("to-vendor", "Passed to the vendor", Outcome.ESCALATED),
        OwnOutcome("spam", "Spam call", Outcome.WRONG_NUMBER),
    )
    assert found.reasons == ("The caller had to go",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "spam"', 'id = "to-vendor"', "7: outcome 'to-vendor': 'to-vendor' is there twice"),
        ('id = "spam"', 'id = "resolved"', "7: outcome 'resolved': 'resolved' is an outcome alre"),
        ('id = "spam"', 'id = "Spam!"', "7: outcome 'Spam!': 'id' is a short name of small"),
        ('title = "Spam call"\n', "", "6: outcome 'spam': 'title' is missing"),
        ('title = "Spam', f'title = "{"x" * 60}', "8: outcome 'spam': 'title' is longer than 60"),
        ("escalated", "escalate", "5: outcome 'to-vendor': 'counts_as' cannot be 'escalate'; did"),
        ('counts_as = "escalated"\n', "", "2: outcome 'to-vendor': 'counts_as' is missing; it can"),
        ("reasons =", "reason =", "1: 'reason' is not known here; did you mean 'reasons'?"),
    ],
)
def test_names_line_place_and_remedy(old: str, new: str, said: str) -> None:
    assert old in SOUND
    with pytest.raises(FaultyFile) as caught:
        parse_outcomes(SOUND.replace(old, new, 1).encode(), FILE)

    found = [str(fault) for fault in caught.value.faults]

    assert any(fault.startswith(f"{FILE}:{said}") for fault in found), found


def test_the_shipped_file_has_reasons_and_no_outcomes() -> None:
    found, faults = desk_outcomes(RESOURCES, Path("nowhere"))

    assert faults == ()
    assert found.own == ()
    assert 3 <= len(found.reasons) <= 5, "each has a key"


def test_own_outcomes_without_reasons_keep_the_shipped_reasons(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SOUND.partition("\n")[2], "utf-8")

    found, _ = desk_outcomes(RESOURCES, tmp_path)

    assert len(found.own) == 2
    assert "The line dropped" in found.reasons


def test_a_broken_own_file_is_told_and_never_in_the_way(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SOUND.replace("wrong_number", "wrong"), "utf-8")

    found, faults = desk_outcomes(RESOURCES, tmp_path)

    assert [fault.line for fault in faults] == [9]
    assert found.own == ()
    assert found.reasons
