"""What ships can be said aloud: short, whole sentences, and other words each time."""

from __future__ import annotations

import re
from itertools import combinations
from statistics import median

import pytest

from companion.domain.flow import CallFlow, FlowId, Prompt, Stage, StageId
from companion.domain.wording import SLOTS, Wording
from tests.content.shipped import flows, prompts

FULL = {
    "caller": "Sarah",
    "agent": "Alex",
    "team": "Service Desk",
    "daypart": "afternoon",
    "company": "Contoso",
    "number": "020 7946 0018",
    "minutes": "3 minutes",
    "reason": "checking the mail logs",
    "reported": "the VPN drops every ten minutes",
    "outcome": "resolved",
    "follow_up": "I ring you once the new cable is in",
    "due": "tomorrow at 10:00",
}
PROMPTS = prompts()
WORDINGS = [
    pytest.param(w, id=f"{name}-{w.tone}") for name, prompt in PROMPTS for w in prompt.wordings
]
PAIRS = [pytest.param(prompt, id=name) for name, prompt in PROMPTS]
SCRIPTED = (
    "unfortunately|inconvenience|kindly|please be|rest assured|valued|bear in mind|as per|policy"
    "|i understand your|i do apologise|calm down|you should have|you failed|you need to|you must"
    "|actually|obviously|basically|just|only|simply|merely|quick|easy|little problem|not a big"
)
JARGON = "vpn|mfa|dns|sso|authenticat|credential|reboot|ticket|remote session|escalat|provision"


def plain_words(wording: Wording) -> set[str]:
    """The words of a wording itself, without what stands in its placeholders."""
    plain = " ".join(part.text for part in wording.fill({}).parts if part.slot is None)
    return set(re.findall(r"[\w'-]+", plain.lower()))


def stage_of(flow: str, stage: str) -> Stage:
    return next(f for f in flows() if f.id == FlowId(flow)).stage(StageId(stage))


@pytest.mark.parametrize("prompt", PAIRS)
def test_has_a_neutral_a_warm_and_a_brief_wording(prompt: Prompt) -> None:
    assert [wording.tone for wording in prompt.wordings] == ["neutral", "warm", "brief"]


@pytest.mark.parametrize("prompt", PAIRS)
def test_wordings_share_less_than_half_their_words(prompt: Prompt) -> None:
    for one, other in combinations(map(plain_words, prompt.wordings), 2):
        assert len(one & other) / min(len(one), len(other)) < 0.5, one & other


@pytest.mark.parametrize("prompt", PAIRS)
def test_brief_is_the_shortest(prompt: Prompt) -> None:
    lengths = [len(wording.fill(FULL).text.split()) for wording in prompt.wordings]

    assert lengths[2] == min(lengths), lengths


@pytest.mark.parametrize("prompt", PAIRS)
def test_has_one_to_four_short_cues(prompt: Prompt) -> None:
    assert 1 <= len(prompt.cues) <= 4
    assert all(len(cue.split()) <= 4 for cue in prompt.cues)


@pytest.mark.parametrize("wording", WORDINGS)
def test_can_be_said_in_one_breath(wording: Wording) -> None:
    assert len(wording.fill({}).text.split()) <= 22
    assert len(wording.fill(FULL).text.split()) <= 27


def test_most_wordings_are_short() -> None:
    lengths = [len(w.fill({}).text.split()) for _, prompt in PROMPTS for w in prompt.wordings]

    assert median(lengths) <= 14


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("values", [FULL, {}], ids=["filled", "unknown"])
def test_reads_as_whole_sentences(wording: Wording, values: dict[str, str]) -> None:
    text = wording.fill(values).text

    assert not re.search(r"\s\s|\s[.,;:?!]|[.,;:?!][.,;:!]|[{}|]", text), text
    assert text[0].isupper(), text
    assert text[-1] in ".?!", text
    assert all(word[0] != word[0].lower() for word in re.findall(r"[.?!] (\w+)", text)), text


@pytest.mark.parametrize("wording", WORDINGS)
def test_asks_the_agent_for_little_that_is_not_known(wording: Wording) -> None:
    """Name the caller's place only when there is a name; the agent knows the rest by heart."""
    assert set(wording.fill({}).missing) <= {"agent", "reported", "minutes"}


@pytest.mark.parametrize("wording", WORDINGS)
def test_does_not_sound_like_a_script(wording: Wording) -> None:
    assert not re.search(rf"\b({SCRIPTED})", wording.template.lower())
    assert not re.search(rf"\b({JARGON})", wording.template.lower())
    assert "!" not in wording.template
    assert not re.search(r"\b(do not|can not|cannot|i am|we will|i will|it is)\b", wording.template)


@pytest.mark.parametrize("minutes", ["a minute", "12 minutes"])
@pytest.mark.parametrize("wording", WORDINGS)
def test_the_wait_fits_into_the_sentence(wording: Wording, minutes: str) -> None:
    text = wording.fill({**FULL, "minutes": minutes}).text

    assert not re.search(r"\b(the|a|few|these|those) a minute|minutes? minutes?|the 12", text), text


@pytest.mark.parametrize("flow", [f for f in flows() if not f.is_side], ids=lambda f: f.id)
def test_acknowledges_before_the_first_question(flow: CallFlow) -> None:
    practised = False
    for prompt in (prompt for stage in flow.stages for prompt in stage.prompts):
        practised |= "assume-frustration" in prompt.practices
        if any("?" in wording.template for wording in prompt.wordings):
            break

    assert practised


def test_every_stage_says_two_to_four_things() -> None:
    stages = [stage for flow in flows() if not flow.is_side for stage in flow.stages]

    assert {len(stage.prompts) for stage in stages} <= {2, 3, 4}


def test_the_stages_of_an_incident_stand() -> None:
    incident = next(flow for flow in flows() if flow.id == "incident")

    assert [stage.id for stage in incident.stages] == [
        "greet", "listen", "confirm", "work", "resolve", "wrap-up",
    ]  # fmt: skip
    assert incident.start.prompt == "greet-by-name"
    assert [str(stage.section) for stage in incident.stages] == [
        "reported", "reported", "observed", "done", "outcome", "follow_up",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("flow", "stage", "ways"),
    [
        ("incident", "confirm", {"Yes, that's right": "work", "Not quite": "listen"}),
        ("incident", "resolve", {"It works": "wrap-up", "Not yet": "work"}),
        ("password-reset", "identity", {"Verified": "reset", "Not verified": "not-verified"}),
    ],
)
def test_answers_lead_where_they_should(flow: str, stage: str, ways: dict[str, str]) -> None:
    assert {way.label: way.to for way in stage_of(flow, stage).exits} == ways


def test_no_way_on_from_a_caller_who_is_not_verified_leads_to_the_reset() -> None:
    flow = next(flow for flow in flows() if flow.id == "password-reset")
    place = flow.entry(StageId("not-verified"))
    while place.stage == "not-verified":
        following = flow.after(place)
        assert following is not None
        place = following

    assert place.stage == "wrap-up"


def test_nothing_that_is_spelled_is_noted() -> None:
    spell = stage_of("password-reset", "spell")

    assert spell.offers_speller
    assert spell.section is None


def test_asking_to_hold_names_the_reason_and_the_wait_in_every_wording() -> None:
    ask = stage_of("hold", "ask").prompts[0]

    for wording in ask.wordings:
        assert {"{minutes", "{reason"} <= set(re.findall(r"\{\w+", wording.template))
        assert wording.template.endswith("?")


def test_the_restatement_carries_the_note_in_every_wording() -> None:
    restate = next(p for p in stage_of("incident", "confirm").prompts if p.id == "restate")

    assert all("{reported}" in w.template and w.template[-1] == "?" for w in restate.wordings)


def test_full_knows_every_placeholder() -> None:
    assert FULL.keys() == SLOTS.keys()
