"""What is built reads as a sentence, whatever is known and in each language."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.facts import FACT_NAMES, Facts
from companion.domain.phrases import SPOKEN, Known, speech_in
from companion.domain.wrapup import Outcome

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday."""
TYPED = {
    "since": ["", "Monday", "since Monday", "two days", "  this morning. ", "vor zwei Stunden"],
    "stops": ["", "sending invoices", "the month-end report", "Rechnungen zu schreiben", "enviar"],
    "deadline": ["", "four o'clock", "by Friday", "before noon", "bis Freitag", "para el viernes"],
    "step": ["", "checking the line", "the line", "I'll look at the line", "revisar la línea"],
    "estimate": ["", "ten minutes", "about an hour", "etwa zehn Minuten", "unos diez minutos"],
    "mistake": ["", "the wrong answer", "we lost your request", "that nobody called"],
    "remedy": ["", "send you the right one", "I'll call", "enviarle otro"],
    "handed_to": ["", "our network team"],
}
facts = st.builds(Facts, **{name: st.sampled_from(texts) for name, texts in TYPED.items()})
known = st.builds(
    Known,
    facts,
    st.sampled_from(["", "the VPN drops every ten minutes", "The printer is off."]),
    st.sampled_from(["", "The line was replaced"]),
    st.sampled_from(["", "Alex"]),
    st.none() | st.integers(-2, 400).map(lambda days: NOW + timedelta(days=days)),
    st.just(NOW),
)
BUILT = ("restated", "plan", "apology", "summary")


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("built", BUILT)
@given(known)
def test_reads_as_a_sentence_for_any_combination(language: str, built: str, what: Known) -> None:
    text = getattr(speech_in(language), built)(what)

    assert not re.search(r"\s\s|\s[.,;:]|[.,;:]{2}|[.,;:]$|^[.,;:\s]|[.,;:](?=[^\W\d])", text), text
    first, *others = re.split(r", and |, und |, y |; |, which |: ", text)
    assert not text or (first and all(others)), text
    assert not re.search(r"\b(\w+) \1\b", text.lower()), text


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("built", BUILT)
@given(st.builds(Facts, *[st.text(max_size=30)] * len(FACT_NAMES)), st.text(max_size=30))
def test_takes_whatever_was_typed(language: str, built: str, what: Facts, said: str) -> None:
    text = getattr(speech_in(language), built)(Known(what, said, said))

    assert "\n" not in text


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("built", BUILT)
def test_with_nothing_known_there_is_nothing_to_say(language: str, built: str) -> None:
    assert getattr(speech_in(language), built)(Known(agent="Alex", due=NOW, now=NOW)) == ""


@pytest.mark.parametrize(
    ("language", "what", "said"),
    [
        (
            "en",
            Known(Facts(since="since Monday", stops="sending invoices"), "the VPN drops."),
            "the VPN drops, since Monday, and it stops you from sending invoices",
        ),
        (
            "en",
            Known(Facts(since="two days", stops="the report", deadline="by noon"), "it crashes"),
            "it crashes, for two days, what it stops is this: the report, and you need it by noon",
        ),
        ("en", Known(Facts(since="Monday")), "it's been like this since Monday"),
        ("en", Known(Facts(stops="printing")), "it stops you from printing"),
        (
            "de",
            Known(Facts(since="Montag", stops="Rechnungen zu schreiben"), "das VPN bricht ab"),
            "das VPN bricht ab, seit Montag, und es hindert Sie daran, Rechnungen zu schreiben",
        ),
        (
            "de",
            Known(Facts(since="vor zwei Stunden"), "das VPN bricht ab"),
            "das VPN bricht ab, und angefangen hat es vor zwei Stunden",
        ),
        (
            "es",
            Known(Facts(since="dos días", stops="enviar facturas"), "la VPN se corta"),
            "la VPN se corta, desde hace dos días, y no le deja enviar facturas",
        ),
        ("de", Known(Facts(since="eine halbe Stunde")), "so ist es seit einer halben Stunde"),
        ("de", Known(Facts(since="letzte Woche")), "angefangen hat es letzte Woche"),
        ("de", Known(Facts(deadline="so schnell es geht")), "Sie brauchen es so schnell es geht"),
        ("de", Known(Facts(deadline="bis Freitag")), "Sie brauchen es bis Freitag"),
        ("de", Known(Facts(stops="drucken")), "das geht deshalb nicht: drucken"),
        ("de", Known(Facts(stops="die Sitzung")), "betroffen ist: die Sitzung"),
        ("es", Known(Facts(since="un rato")), "está así desde hace un rato"),
        ("es", Known(Facts(deadline="lo antes posible")), "lo necesita lo antes posible"),
    ],
)
def test_restates_what_was_heard(language: str, what: Known, said: str) -> None:
    assert speech_in(language).restated(what) == said


def test_apologises_for_something_specific() -> None:
    what = Known(
        Facts(mistake="we lost your request", stops="working", remedy="I'll do it myself"),
        due=NOW + timedelta(days=1),
        now=NOW,
    )

    assert speech_in("en").apology(what) == (
        "I'm sorry that we lost your request, which stopped you from working; "
        "I'll do it myself, tomorrow at 09:00 at the latest"
    )


def test_sums_up_for_somebody_with_no_time() -> None:
    what = Known(Facts(stops="sending invoices"), "it fails", "the line was replaced", "Alex")

    assert speech_in("en").summary(what) == (
        "it stopped you from sending invoices; what we did: the line was replaced; Alex has it"
    )


def test_says_what_comes_first_and_how_long_it_takes() -> None:
    what = Known(Facts(step="checking the line", estimate="about ten minutes"))

    assert speech_in("en").plan(what) == (
        "I'll start with checking the line, and it takes about ten minutes"
    )


@pytest.mark.parametrize(
    ("language", "estimate", "said"),
    [
        ("de", "ein paar Minuten", "es dauert ein paar Minuten"),
        ("de", "eine Stunde", "es dauert etwa eine Stunde"),
        ("es", "unos minutos", "lleva unos minutos"),
        ("es", "diez minutos", "lleva más o menos diez minutos"),
    ],
)
def test_a_rough_estimate_is_not_made_rougher(language: str, estimate: str, said: str) -> None:
    assert speech_in(language).plan(Known(Facts(estimate=estimate))) == said


@pytest.mark.parametrize(
    ("language", "said"), [("de", "morgen um 9 Uhr"), ("es", "mañana a las 9:00")]
)
def test_a_time_is_as_it_is_said(language: str, said: str) -> None:
    assert speech_in(language).due(NOW + timedelta(days=1), NOW) == said


@pytest.mark.parametrize("language", SPOKEN)
def test_knows_every_hour_day_and_outcome(language: str) -> None:
    speech = speech_in(language)

    assert all(speech.greeting(time(hour))[0].isupper() for hour in range(24))
    assert all(speech.daypart(time(hour)) for hour in range(24))
    assert all(speech.outcome(outcome) for outcome in Outcome)
    assert len({speech.due(NOW + timedelta(days=days), NOW) for days in range(-1, 300)}) == 301


def test_an_untaught_language_is_answered_in_english() -> None:
    assert speech_in("fi").language == "en"
