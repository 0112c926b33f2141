"""The installed flows: what ships, with the team's own files in their place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from companion.content.flows import read_flow
from companion.content.headings import read_heading
from companion.content.library import FlowLibrary
from companion.domain.flow import CallFlow, FlowId, Place, Stage, StageId
from companion.services.ports import Flows
from tests.content.shipped import FLOW_FILES, NOWHERE, RESOURCES, SOUND, flows


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "flows").mkdir()
    return tmp_path / "flows"


def library(own: Path) -> FlowLibrary:
    return FlowLibrary(RESOURCES, own.parent)


def test_is_what_the_desk_asks_for() -> None:
    flows: Flows = FlowLibrary(RESOURCES, NOWHERE)

    assert flows.all()


def test_every_shipped_file_is_sound() -> None:
    assert FlowLibrary(RESOURCES, NOWHERE).faults == ()


def test_offers_incident_first_then_the_others_by_title(own: Path) -> None:
    (own / "zebra.toml").write_text(SOUND.replace('"Printer"', '"aardvark"'), "utf-8")
    (own / "abc.toml").write_text(SOUND, "utf-8")

    first, second, *others = library(own).all()

    assert (first.id, second.id) == ("incident", "zebra")
    assert "abc" in [flow.id for flow in others]
    assert [flow.title for flow in others] == sorted(
        (flow.title for flow in others), key=str.casefold
    )


def test_a_side_flow_is_there_but_not_to_start_with() -> None:
    flows = FlowLibrary(RESOURCES, NOWHERE)

    assert flows.flow(FlowId("hold")).is_side
    assert "hold" not in [flow.id for flow in flows.all()]


def test_an_unknown_flow_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        FlowLibrary(RESOURCES, NOWHERE).flow(FlowId("nobody"))


def test_an_own_file_replaces_the_shipped_one(own: Path) -> None:
    (own / "incident.toml").write_text(SOUND, "utf-8")

    assert library(own).flow(FlowId("incident")).title == "Printer"
    assert library(own).faults == ()


def test_a_broken_own_file_is_reported_and_the_shipped_one_used(own: Path) -> None:
    (own / "incident.toml").write_text(SOUND.replace('to = "end"', 'to = "ende"'), "utf-8")

    assert library(own).flow(FlowId("incident")).title == "Incident"
    assert [str(fault)[:27] for fault in library(own).faults] == ["incident.toml:19: stage 'gr"]


def test_an_own_hold_needs_the_prompts_that_the_program_asks_for(own: Path) -> None:
    (own / "hold.toml").write_text(SOUND.replace("hello", "ask-to-hold"), "utf-8")
    reasons = [fault.reason for fault in library(own).faults]

    assert library(own).flow(FlowId("hold")).title == "Hold"
    assert "the program needs a prompt 'check-back' in this flow" in reasons
    assert "'side = true' is missing at the top" in reasons


def test_there_is_always_an_incident_to_start_with(own: Path) -> None:
    (own / "incident.toml").write_text(f"side = true\n{SOUND}", "utf-8")

    assert library(own).all()[0].id == "incident"
    assert library(own).faults


def test_leaves_other_files_alone(own: Path) -> None:
    for name in ("notes.txt", ".hidden.toml", "incident.toml~", "incident.toml.bak"):
        (own / name).write_text("not a flow", "utf-8")

    assert library(own).faults == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_a_folder_named_like_a_flow_does_not_stop_the_start(own: Path) -> None:
    os.mkfifo(own / "pipe.toml")
    (own / "folder.toml").mkdir()
    (own / "loop.toml").symlink_to(own / "loop.toml")

    assert len(library(own).faults) == 3


def test_a_file_whose_name_cannot_be_shown_is_a_fault_that_can(own: Path) -> None:
    (own / "a\x1b[2J\nb.toml").write_text(SOUND, "utf-8")

    assert [str(fault).isprintable() for fault in library(own).faults] == [True]


def test_a_file_in_the_place_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "flows").write_text("", "utf-8")

    assert [fault.file for fault in FlowLibrary(RESOURCES, tmp_path).faults] == ["flows"]


def test_says_where_each_practice_is() -> None:
    covered = FlowLibrary(RESOURCES, NOWHERE).practices_covered()

    assert "incident: greet/greet-by-name" in covered["greet-by-name"]
    assert "incident: listen" in covered["listen-without-interrupting"]
    assert "password-reset: identity" in covered["verify-identity"]
    assert "hold: ask/ask-to-hold" in covered["permission-to-hold"]


CALLS = frozenset(
    {
        "account-lockout",
        "callback",
        "email",
        "general",
        "incident",
        "network",
        "on-site-visit",
        "outage",
        "password-reset",
        "printer",
        "request",
        "security-incident",
        "voicemail",
        "vpn-remote-access",
    }
)
ASIDES = frozenset(
    {
        "apology",
        "bad-news",
        "calm",
        "escalate",
        "explain-term",
        "hand-over",
        "identity",
        "refusal",
        "remote-consent",
        "repeat-question",
        "running-late",
    }
)
CALLED_BY_THE_PROGRAM = frozenset({"hold", "promise", "silence"})


def test_ships_one_file_for_each_flow() -> None:
    shipped = {file.stem for file in FLOW_FILES}

    assert shipped <= CALLS | ASIDES | CALLED_BY_THE_PROGRAM
    assert {"incident", "password-reset"} | CALLED_BY_THE_PROGRAM <= shipped


def test_each_side_flow_has_a_letter_of_its_own() -> None:
    letters = {flow.id: flow.letter for flow in flows() if flow.is_side and flow.letter}

    assert letters.keys() <= ASIDES
    assert len(set(letters.values())) == len(letters)


@pytest.mark.parametrize("flow", flows(), ids=lambda flow: flow.id)
def test_every_answer_leads_to_what_ships(flow: CallFlow) -> None:
    led = {name for s in flow.stages for way in s.exits for name in (way.flow, way.side) if name}

    assert led <= CALLS | ASIDES


@pytest.mark.parametrize("flow", flows(), ids=lambda flow: flow.id)
def test_every_stage_can_be_come_to(flow: CallFlow) -> None:
    """By the line after the last one of a stage, or by an answer."""
    reached, new = set[StageId](), {flow.stages[0].id}
    while new:
        reached |= new
        new = {to for name in new for to in _onward(flow, flow.stage(name))} - reached

    by_the_program = flow.is_side and not flow.letter
    assert by_the_program or reached == {stage.id for stage in flow.stages}


def _onward(flow: CallFlow, stage: Stage) -> Iterator[StageId]:
    yield from (way.to for way in stage.exits if way.to)
    following = flow.after(Place(stage.id, stage.prompts[-1].id))
    if following and not stage.needs_answer:
        yield following.stage


def test_a_flow_says_what_its_answers_settle_and_how_long_the_wrap_up_takes() -> None:
    flow = FlowLibrary(RESOURCES, NOWHERE).flow(FlowId("password-reset"))
    answers = [way for stage in flow.stages for way in stage.exits if way.passes]

    assert [way.passes for way in answers] == [("confirm-the-fix", "caller-satisfied")]
    assert flow.wrap_up_target == timedelta(seconds=90)


def test_a_list_of_flows_is_had_without_reading_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path) -> CallFlow:
        raise AssertionError(f"{file.name} was read")

    monkeypatch.setattr("companion.content.library._read_flow", refuse)
    library = FlowLibrary(RESOURCES, NOWHERE)

    assert library.titles()[0].id == "incident"
    assert "hold" in [flow.id for flow in library.sides()]


@pytest.mark.parametrize("file", FLOW_FILES, ids=lambda file: file.stem)
def test_a_heading_says_what_the_flow_says(file: Path) -> None:
    heading, flow = read_heading(file), read_flow(file)

    assert heading is not None
    assert (heading.id, heading.title, heading.is_side, heading.letter) == (
        flow.id,
        flow.title,
        flow.is_side,
        flow.letter,
    )


def test_no_two_side_flows_have_the_same_letter() -> None:
    letters = [flow.letter for flow in FlowLibrary(RESOURCES, NOWHERE).sides() if flow.letter]

    assert len(set(letters)) == len(letters)


def test_is_read_anew_when_somebody_has_changed_a_file(own: Path) -> None:
    library = FlowLibrary(RESOURCES, own.parent)
    (own / "loud-fan.toml").write_text(SOUND, "utf-8")
    assert FlowId("loud-fan") not in [flow.id for flow in library.titles()]

    library.read_anew()
    assert FlowId("loud-fan") in [flow.id for flow in library.titles()]
    assert library.flow(FlowId("loud-fan")).title == "Printer"
