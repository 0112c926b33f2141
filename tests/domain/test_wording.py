"""A wording filled from the call reads as somebody would write it."""

from __future__ import annotations

import pytest

from companion.domain.wording import Wording, short_name


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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Sabine Okafor", "Sabine Okafor"),
        ("Dr. Maria-Theresia von Hohenstein-Wittelsbach", "Dr. Hohenstein-Wittelsbach"),
        ("María Fernanda Guadalupe de la Torre y Gómez", "María Gómez"),
    ],
)
def test_a_name_too_long_to_say_is_its_first_and_last_word(name: str, said: str) -> None:
    assert short_name(name, 40) == said
