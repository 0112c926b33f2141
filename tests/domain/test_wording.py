"""A wording filled from the call reads as somebody would write it."""

from __future__ import annotations

import pytest

from companion.domain.wording import Wording


@pytest.mark.parametrize(
    ("company", "said"),
    [
        ("Acme Ltd.", "I work for Acme Ltd. Ask me."),
        ("Acme", "I work for Acme. Ask me."),
        ("", "I work for you. Ask me."),
    ],
)
def test_a_name_that_ends_in_a_full_stop_ends_the_sentence(company: str, said: str) -> None:
    wording = Wording("I work for {company|you}. Ask me.")

    assert wording.fill({"company": company}).text == said
