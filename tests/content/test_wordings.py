"""What ships can be said aloud: short, whole sentences, and other words each time."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median, quantiles

import pytest

from companion.content.flows import check_flow
from companion.content.practices import practice_ids
from companion.domain.flow import CallFlow, ConsentKind, FlowId, Prompt, Stage, StageId
from companion.domain.manner import Audience, Manner, Tone
from companion.domain.wording import SLOTS, Wording
from tests.content.shipped import FLOW_FILES, RESOURCES, flows

FULL = {
    "caller": "Sarah",
    "agent": "Alex",
    "team": "Service Desk",
    "greeting": "Good afternoon",
    "daypart": "afternoon",
    "company": "Contoso",
    "number": "020 7946 0018",
    "ticket": "INC-41",
    "minutes": "3 minutes",
    "reason": "checking the mail logs",
    "reported": "the VPN drops every ten minutes",
    "observed": "the log ends at ten",
    "done": "the client was put in again",
    "outcome": "resolved",
    "follow_up": "I ring you once the new cable is in",
    "due": "tomorrow at 10:00",
    "promised": "check that the new cable is in",
    "promised_for": "yesterday at 16:00",
    "since": "Monday",
    "stops": "sending invoices",
    "deadline": "four o'clock",
    "step": "checking the line",
    "estimate": "ten minutes",
    "cause": "a full mailbox",
    "prevention": "emptying the bin",
    "term": "cache",
    "meaning": "a store of copies",
    "mistake": "the wrong answer yesterday",
    "remedy": "send you the right one",
    "known": "mail is down",
    "unknown": "why it is down",
    "update": "half past ten",
    "handed_to": "our network team",
    "our_number": "020 79 46 01 00",
    "good_time": "between two and four",
    "restated": "the VPN drops, since Monday, and it stops you from sending invoices",
    "plan": "I'll start with checking the line, and it takes about ten minutes",
    "apology": "I'm sorry about the wrong answer yesterday",
    "summary": "the VPN dropped, and the client was put in again",
}
BUILT = {"restated", "plan", "apology", "summary"}
BREATH_FILLED = 30
"""Words of a wording with what was typed in it; the agent takes a breath before a list."""


def spoken(language: str = "") -> list[tuple[str, Prompt]]:
    """Every prompt that ships, in its own language or as far as it is translated."""
    flows_spoken = [
        f.in_language(language) for f in flows() if not language or language in f.languages
    ]
    return [(f"{f.id}/{p.id}", p) for f in flows_spoken for s in f.stages for p in s.prompts]


PROMPTS = spoken()
PAIRS = [pytest.param(prompt, id=name) for name, prompt in PROMPTS]
TRANSLATED = [
    pytest.param(prompt, id=f"{language}:{name}")
    for language in ("de", "es")
    for name, prompt in spoken(language)
    if prompt.language == language
]
MANNERS = [Manner(who, technical) for who in Audience for technical in (False, True)]
SCRIPTED = (
    "unfortunately|inconvenience|kindly|please be|rest assured|valued|bear in mind|as per|policy"
    "|i understand your|i do apologise|calm down|you should have|you failed|you need to|you must"
    "|actually|obviously|basically|just|only|simply|merely|quick|easy|little problem|not a big"
)
SCRIPTED_ABROAD = (
    "leider|unannehmlichkeit|beruhigen|bedauerlich|selbstverständlich|richtlinie|einfach|bloß"
    "|lediglich|kleines problem|nicht so schlimm|gemäß|hätten sie besser"
    "|lamentablemente|desafortunadamente|molestias|cálmese|tranquilícese|estimado|política"
    "|simplemente|solamente|sólo|solo|fácil|sencillo|obviamente|debería haber"
)
"""The same in German and Spanish."""
WHOLE_CALL = (
    *("incident", "password-reset", "hold", "silence", "promise", "calm"),
    *("apology", "escalate", "identity", "refusal", "running-late"),
)
"""What a whole call says, with what it meets outside its flow."""
SAME_ABROAD = {"Code", "Tablet", "tablet"}
"""What is called the same in German."""
JARGON = "vpn|mfa|dns|sso|authenticat|credential|reboot|ticket|remote session|escalat|provision"


def own_words(wording: Wording) -> str:
    """What the wording says by itself, without what is filled in."""
    return "".join(part.text for part in wording.fill({}).parts if part.is_filled)


def stage_of(flow: str, stage: str) -> Stage:
    return next(f for f in flows() if f.id == FlowId(flow)).stage(StageId(stage))


@pytest.mark.parametrize("file", FLOW_FILES, ids=lambda file: file.stem)
def test_has_no_fault_and_could_not_be_better(file: Path) -> None:
    """Three tones for each caller a wording names, other words each time, one breath."""
    found = check_flow(file, practice_ids(RESOURCES / "practices.toml"))

    assert [str(f) for f in found if "texts are missing" not in f.reason] == []


@pytest.mark.parametrize("prompt", [*PAIRS, *TRANSLATED])
def test_says_it_three_ways_to_everybody(prompt: Prompt) -> None:
    for manner in MANNERS:
        tones = {wording.tone for wording in prompt.wordings_for(manner)}
        assert prompt.locked or tones == set(Tone), manner


@pytest.mark.parametrize("prompt", [*PAIRS, *TRANSLATED])
def test_brief_is_the_shortest(prompt: Prompt) -> None:
    for manner in MANNERS:
        lengths = {
            tone: min(
                len(w.fill(FULL).text.split())
                for w in prompt.wordings_for(manner)
                if w.tone is tone
            )
            for tone in Tone
            if not prompt.locked
        }
        assert not lengths or lengths[Tone.BRIEF] == min(lengths.values()), (manner, lengths)


@pytest.mark.parametrize("prompt", [*PAIRS, *TRANSLATED])
def test_has_one_to_four_short_cues(prompt: Prompt) -> None:
    assert 1 <= len(prompt.cues) <= 4
    assert all(len(cue.split()) <= 4 for cue in prompt.cues)


@pytest.mark.parametrize("prompt", [*PAIRS, *TRANSLATED])
def test_can_be_said_in_one_breath(prompt: Prompt) -> None:
    for wording in prompt.wordings:
        text = wording.fill(FULL).text
        built = BUILT & set(wording.fill({}).missing)
        assert len(wording.fill({}).text.split()) <= 22, text
        assert built or len(text.split()) <= BREATH_FILLED, text


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_most_wordings_are_short(language: str) -> None:
    lengths = [len(w.fill({}).text.split()) for _, p in spoken(language) for w in p.wordings]

    assert not lengths or median(lengths) <= 14
    assert not lengths or quantiles(lengths, n=10)[-1] <= 22


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("values", [FULL, {}], ids=["filled", "unknown"])
def test_reads_as_whole_sentences(language: str, values: dict[str, str]) -> None:
    for name, wording in ((name, w) for name, p in spoken(language) for w in p.wordings):
        text = wording.fill(values).text
        assert not re.search(r"\s\s|\s[.,;:?!]|[.,;:?!][.,;:!]|[{}|]", text), (name, text)
        first = text.lstrip("¿¡")[0]
        assert first.isupper() or first == "‹", (name, text)
        assert text[-1] in ".?!", (name, text)
        starts = re.findall(r"[.?!] [¿¡]?(\w+)", text)
        assert all(word[0] != word[0].lower() for word in starts), (name, text)


@pytest.mark.parametrize("prompt", [*PAIRS, *TRANSLATED])
def test_asks_the_agent_for_little_that_is_not_known(prompt: Prompt) -> None:
    """Name the caller's place only when there is a name: nobody asks for it in mid-sentence."""
    missing = {slot for wording in prompt.wordings for slot in wording.fill({}).missing}

    assert not missing & {"caller", "number", "company", "team", "daypart", "greeting"}


@pytest.mark.parametrize("prompt", PAIRS)
def test_does_not_sound_like_a_script(prompt: Prompt) -> None:
    said = " ".join(own_words(wording) for wording in prompt.wordings)
    plainly = " ".join(own_words(w) for w in prompt.wordings if not w.technical)

    assert not re.search(rf"\b({SCRIPTED})", said.lower())
    assert not re.search(rf"\b({JARGON})", plainly.lower())
    assert "!" not in said
    assert not re.search(r"\b(do not|can not|cannot|i am|we will|i will|it is)\b", said)


@pytest.mark.parametrize("prompt", TRANSLATED)
def test_does_not_sound_like_a_script_in_another_language(prompt: Prompt) -> None:
    said = " ".join(own_words(wording) for wording in prompt.wordings)

    assert not re.search(rf"\b({SCRIPTED_ABROAD})", said.lower())
    assert not re.search(r"[!¡]", said)
    assert not re.search(r"\b(du|dir|dein|euch|tú|tu|contigo|vosotros)\b", said.lower())


@pytest.mark.parametrize("language", ["de", "es"])
@pytest.mark.parametrize("name", WHOLE_CALL)
def test_a_whole_call_is_there_in_german_and_spanish(name: str, language: str) -> None:
    """Nothing that the call or what interrupts it says is in English."""
    flow = next(flow for flow in flows() if flow.id == name)
    translated = flow.in_language(language)

    assert {p.language for s in translated.stages for p in s.prompts} == {language}
    assert not shown_beside(flow) & shown_beside(translated) - SAME_ABROAD


def shown_beside(flow: CallFlow) -> set[str]:
    """Every text of a flow beside its wordings: titles, cues, questions, checks, answers."""
    texts = {flow.title}
    for stage in flow.stages:
        texts |= {stage.title, *(cue for prompt in stage.prompts for cue in prompt.cues)}
        texts |= {text for q in stage.questions for text in (q.ask.template, q.yes, q.no)}
        texts |= {text for check in stage.checks for text in (check.text, check.done)}
        texts |= {text for way in stage.exits for text in (way.label, way.line)}
    return texts - {""}


@pytest.mark.parametrize("minutes", ["a minute", "12 minutes"])
@pytest.mark.parametrize("prompt", PAIRS)
def test_the_wait_fits_into_the_sentence(prompt: Prompt, minutes: str) -> None:
    for wording in prompt.wordings:
        text = wording.fill({**FULL, "minutes": minutes}).text
        clash = r"\b(the|a|few|these|those) a minute|minutes? minutes?|the 12"
        assert not re.search(clash, text), text


@pytest.mark.parametrize("prompt", PAIRS)
def test_the_time_of_day_follows_no_article(prompt: Prompt) -> None:
    """Neither "a afternoon" nor "an morning" is ever said."""
    assert not any(re.search(r"\b[Aa]n? \{daypart", w.template) for w in prompt.wordings)


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

    assert all("{restated}" in w.template and w.template[-1] == "?" for w in restate.wordings)


def test_full_knows_every_placeholder() -> None:
    assert FULL.keys() == SLOTS.keys()


def test_how_somebody_was_checked_is_noted_and_nothing_leads_past_it() -> None:
    """Next waits at every question of the check; each answer that ends it leaves a line."""
    identity = next(flow for flow in flows() if flow.id == "identity")
    decided = [w for s in identity.stages for w in s.exits if w.to == "confirmed" or w.back]

    assert all(stage.needs_answer for stage in identity.stages[:-1])
    assert all(way.line.startswith("Identity") for way in decided)


def test_a_remote_session_asks_for_control_and_tells_of_recording() -> None:
    given = [
        (way.consent, way.given)
        for stage in ("ask", "recording")
        for way in stage_of("remote-consent", stage).exits
        if way.consent
    ]

    assert given == [
        *((ConsentKind.REMOTE_CONTROL, yes) for yes in (True, False)),
        *((ConsentKind.RECORDING, yes) for yes in (True, False)),
    ]


def test_each_warning_is_counted_in_the_notes() -> None:
    stages = ("first-warning", "second-warning")
    lines = [way.line for stage in stages for way in stage_of("refusal", stage).exits]

    assert all(line.startswith("Abuse: ") for line in lines)
    assert len(set(lines)) == len(lines) == 4


def test_what_must_be_reported_is_written_in_fixed_words() -> None:
    """Nobody is asked to type, fill in or say back what was found."""
    stage = stage_of("security-incident", "illegal-content")

    assert stage.needs_answer
    assert not stage.questions
    assert not any(prompt.fills for prompt in stage.prompts)
    assert all(check.done for check in stage.checks)
