"""`flows check` on broken files: file, line and remedy, for everything the format knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from companion.content.faults import Fault
from companion.content.flows import check_flow, parse_flow
from companion.content.practices import practice_ids
from tests.content.shipped import RESOURCES

KNOWN = practice_ids(RESOURCES / "practices.toml")
FORMAT = (RESOURCES / "flows" / "FORMAT.md").read_text("utf-8")
WHOLE = re.search(r"```toml\n(.*?)```", FORMAT, re.DOTALL)
assert WHOLE is not None
SOUND = WHOLE[1].replace('side = "escalate"', 'to = "wrap-up"')
"""The example that the format's description ends with."""
SIDE = SOUND.replace('title = "Loud fan"', 'title = "Loud fan"\nside = true', 1)


def check(tmp_path: Path, source: str) -> tuple[Fault, ...]:
    file = tmp_path / "fan.toml"
    file.write_text(source, "utf-8")
    return check_flow(file, KNOWN)


def line_of(source: str, words: str) -> int:
    """The line on which these words stand first."""
    return source[: source.index(words)].count("\n") + 1


def test_the_example_of_the_format_has_no_fault(tmp_path: Path) -> None:
    found = [fault for fault in check(tmp_path, SOUND) if not fault.is_note]

    assert found == []
    assert parse_flow(SOUND.encode(), "fan.toml", KNOWN).in_language("de").title == "Lauter Lüfter"


BREATHLESS = "word " * 23
BROKEN = [
    # (what is there, what is written instead, the words on the faulty line, the remedy)
    ('id = "hello"', 'id = "hello"\nlock = true', "lock = true", "'lock' is not known here"),
    ('id = "hello"', 'id = "hello"\nlocked = 1', "locked = 1", "must be true or false"),
    ('id = "hello"', 'id = "hello"\nfills = ["sinse"]', "fills", "did you mean 'since'?"),
    ('id = "hello"', 'id = "hello"\nfills = ["daypart"]', "fills", "'fills', item 1 cannot be"),
    ('["executive"], text', '["exec"], text', '["exec"]', "did you mean 'executive'?"),
    ('for = ["executive"], text', 'for = "executive", text', 'for = "ex', "'for' must be a list"),
    ('for = ["executive"], text', 'four = ["executive"], text', "four =", "did you mean 'for'?"),
    ('for = ["executive"], text', 'technical = "yes", text', 'technical = "y', "true or false"),
    (
        'tone = "brief", text = "Hi',
        'tone = "curt", text = "Hi',
        '"curt"',
        "'tone' cannot be 'curt'",
    ),
    (
        "How long has it been like",
        "Since when is it that {calller}",
        "{calller}",
        "did you mean 'cal",
    ),
    ("Since when?", BREATHLESS.strip() + "?", "word word", "a breath holds 22"),
    (
        "How long has it been like that?",
        "When did you first hear it?",
        "get on your",
        "of its words",
    ),
    ('de.title = "Lauter', 'dee.title = "Lauter', "dee.title", "'dee' is not known here"),
    ('de.title = "Lauter Lüfter"', 'en.title = "Loud fan"', "en.title", "without 'en.' in front"),
    ('de.title = "Begrüßen"', "de.title = 5", "de.title = 5", "'title' must be text"),
    ('de.title = "Begrüßen"', 'de.name = "x"', "de.name", "'name' is not known here"),
    ('de.cues = ["lächeln"', 'de.cues = "lächeln" #', "de.cues", "'cues' must be a list"),
    ("mein Name ist {agent}", "mein Name ist {agnet}", "{agnet}", "did you mean 'agent'?"),
    (
        "Hallo {caller|und",
        "Hallo } {caller|und",
        "Hallo }",
        "brace without its partner",
    ),
    ('ask = "Does the case feel hot?"\n', "", "[[stages.questions]]", "'ask' is missing"),
    ('ask = "Does the', 'ask = "Do {you} the', "Do {you}", "{you} is not a placeholder"),
    ('no = "The case is cool."\n', "", "[[stages.questions]]", "'no' is missing"),
    ('yes = "The case feels hot."\n', "", "[[stages.questions]]", "'yes' is missing"),
    ('yes = "The case', 'yep = "The case', "yep =", "'yep' is not known here"),
    ('note = "observed"', 'note = "observd"', '"observd"', "did you mean 'observed'?"),
    ('id = "vents"', 'id = "hot"', 'id = "hot"\ntext', "is the second question or check called"),
    ('id = "vents"', 'id = "the vents"', 'id = "the vents"', "short name without spaces"),
    ('text = "Vents free of paper and dust"\n', "", "[[stages.checks]]", "'text' is missing"),
    ('done = "The vents', 'line = "The vents', "line =", "'line' is not known here"),
    (
        'label = "Quiet again"\nto = "wrap-up"',
        'label = "Quiet again"',
        "[[stages.exits]]",
        "'to' is",
    ),
    (
        'label = "Quiet again"',
        'label = "Quiet again"\nback = true',
        "back = true",
        "more than one way",
    ),
    ('to = "wrap-up"', "back = true", "back = true", "only a side-flow has a call to go back to"),
    ('to = "wrap-up"', 'to = "wrapup"', 'to = "wrapup"', "did you mean 'wrap-up'?"),
    (
        'line = "The fan',
        'given = false\nline = "The fan',
        "given = false",
        "belongs to a 'consent'",
    ),
    ('line = "The fan', 'consent = "remote"\nline = "The fan', "consent =", "remote_control"),
    ('line = "The fan', 'lines = "The fan', "lines =", "did you mean 'line'?"),
    ('practices = ["we-are-one-team"]', 'practices = ["one-team"]', "one-team", "we-are-one-team"),
    ('practices = ["open-then', 'practices = ["open-than', "open-than", "open-then-closed"),
    (
        'practices = ["we-are',
        'letter = "f"\npractices = ["we-are',
        "letter",
        "calls up a side-flow",
    ),
    ('title = "Loud fan"', 'title = "Loud fan"\nlanguage = "german"', "language", "like 'en-GB'"),
    ('title = "Wrap up"', 'title = "Wrap up"\noffers = ["spell"]', "offers", "mean 'speller'?"),
    ('note = "follow_up"', "needs_answer = true", "needs_answer", "no [[stages.exits]] to give"),
    ('id = "since-when"', 'id = "hello"', 'id = "hello"\nsay = [\n  "When', "the second prompt"),
]


@pytest.mark.parametrize(("old", "new", "where", "remedy"), BROKEN, ids=range(len(BROKEN)))
def test_names_the_line_and_the_remedy(
    tmp_path: Path, old: str, new: str, where: str, remedy: str
) -> None:
    assert old in SOUND
    source = SOUND.replace(old, new, 1)

    faults = [fault for fault in check(tmp_path, source) if not fault.is_note]

    lines = [fault.line for fault in faults if remedy in str(fault)]
    assert lines, [str(fault) for fault in faults]
    assert line_of(source, where) in lines, [str(fault) for fault in faults]
    assert all(str(fault).startswith("fan.toml:") for fault in faults)


def test_there_are_forty_of_them() -> None:
    assert len(BROKEN) >= 40


def test_no_wording_for_everybody_is_a_fault(tmp_path: Path) -> None:
    source = SOUND.replace(
        '"When did you first hear it?",', '{ technical = true, text = "When?" },'
    )
    source = re.sub(r'\n  \{ tone = "(warm|brief)", text = "(That noise|Since when).*', "", source)

    found = [str(fault) for fault in check(tmp_path, source) if not fault.is_note]

    assert any("no wording is for everybody; leave 'for'" in fault for fault in found), found


@pytest.mark.parametrize("letter", ["F", "ff", "1"])
def test_a_side_flows_letter_is_one_small_letter(tmp_path: Path, letter: str) -> None:
    source = SIDE.replace("side = true", f'side = true\nletter = "{letter}"')

    assert any("one small letter" in str(fault) for fault in check(tmp_path, source))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('  { tone = "brief", text = "Since when?" },\n', "", "has no brief wording for everybody"),
        (
            '  { for = ["executive"], tone = "brief", text = "{caller|Hello}, it\'s {agent}." },\n',
            "",
            "has no brief wording for the executive",
        ),
        ('cues = ["since when"]\n', "", "has no cues"),
        ('"since when"]', '"since when did it start being so"]', "cue 1 is longer than 4 words"),
        ("fills =", "locked = true\nfills =", "the first wording is said, and none of the others"),
        ('title = "Loud fan"', 'title = "Loud fan"', "in Deutsch, 13 of 17 texts are missing"),
    ],
)
def test_notes_what_could_be_better(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SOUND
    notes = [str(f) for f in check(tmp_path, SOUND.replace(old, new, 1)) if f.is_note]

    assert any(said in note for note in notes), notes
    assert all(": note: " in note for note in notes)


def test_a_note_is_no_reason_to_refuse_a_flow() -> None:
    alone = SOUND.replace('  { tone = "brief", text = "Since when?" },\n', "")

    assert parse_flow(alone.encode(), "fan.toml", KNOWN).title == "Loud fan"


def test_the_simple_form_stays_sound(tmp_path: Path) -> None:
    source = """title = "Printer"
[[stages]]
id = "greet"
title = "Greet"
[[stages.prompts]]
id = "hello"
say = ["Hello {caller|there}, this is {agent}."]
"""

    assert [fault for fault in check(tmp_path, source) if not fault.is_note] == []


def test_a_file_that_is_too_large_is_refused_at_once(tmp_path: Path) -> None:
    (fault,) = check(tmp_path, "#" * 10_000_000)

    assert "is larger than 512 kB" in str(fault)


def test_more_languages_than_anybody_speaks_are_a_fault(tmp_path: Path) -> None:
    codes = ("es", "fr", "it", "nl", "pl", "pt", "sv", "da", "nb")
    more = "".join(f'{code}.title = "x"\n' for code in codes)
    source = SOUND.replace('title = "Loud fan"\n', f'title = "Loud fan"\n{more}', 1)

    assert any("more than 8 languages" in str(fault) for fault in check(tmp_path, source))


def test_an_answer_leads_to_a_flow_that_is_installed(tmp_path: Path) -> None:
    file = tmp_path / "fan.toml"
    source = SOUND.replace('to = "wrap-up"', 'side = "escalat"', 1)
    file.write_text(source, "utf-8")

    faults = [f for f in check_flow(file, KNOWN, ("incident", "escalate")) if not f.is_note]

    (fault,) = faults
    assert fault.line == line_of(source, 'side = "escalat"')
    assert "which is not installed; did you mean 'escalate'?" in fault.reason
