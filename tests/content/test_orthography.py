"""British spelling is right, a slip is found, and what is meant is offered."""

from __future__ import annotations

import pytest

from companion.content.orthography import Dictionaries
from companion.domain.spelling_check import spelling_findings, words_to_check

SPELLING = Dictionaries(frozenset({"onedrive", "contosonet"}))


@pytest.mark.parametrize(
    "word",
    [
        *("colour", "apologise", "organised", "centre", "programme", "behaviour", "synchronise"),
        *("cheque", "catalogue", "travelling", "cancelled", "licence", "analyse", "whilst"),
        *("I'll", "don’t", "Sarah's", "hand-over", "OneDrive", "Contosonet", "grey"),
    ],
)
def test_is_right(word: str) -> None:
    assert SPELLING.misspelled([word], "en") == {}


@pytest.mark.parametrize(
    ("word", "meant"),
    [("recieve", "receive"), ("pritner", "printer"), ("Teh", "The"), ("colur", "colour")],
)
def test_offers_what_is_meant(word: str, meant: str) -> None:
    assert meant in SPELLING.misspelled([word], "en-GB")[word]


def test_other_languages_have_their_own_dictionary_or_none() -> None:
    assert SPELLING.misspelled(["Drucker"], "de") == {}
    assert "Drcuker" in SPELLING.misspelled(["Drcuker"], "de")
    assert SPELLING.misspelled(["xyzzyq"], "sv") == {}


def test_a_very_long_word_takes_no_time_and_is_offered_nothing() -> None:
    assert SPELLING.misspelled(["x" * 5000], "en") == {"x" * 5000: ()}


def test_names_addresses_codes_and_acronyms_are_not_looked_up() -> None:
    text = "Okafor wrote: ask Zbigniew at zbig@exmaple.com about C:\\tmpp, KB123 and DNSX. Teh end."

    words = [word for _, word in words_to_check(text, ["Sarah Okafor"])]

    assert "Okafor" not in words
    assert not {"Zbigniew", "zbig", "exmaple", "tmpp", "KB", "DNSX"} & set(words)
    assert {"wrote", "Teh", "end"} <= set(words)


def test_an_empty_place_of_a_reply_is_not_looked_up() -> None:
    assert words_to_check("News ‹when therr is newws›.") == ((0, "News"),)


def test_the_offer_stands_where_the_slip_was() -> None:
    text = "I recieve it."
    words = words_to_check(text)

    found = spelling_findings(words, SPELLING.misspelled([w for _, w in words], "en"))

    assert found[0].applied(text) == "I receive it."
