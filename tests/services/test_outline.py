"""The tree of an entry: what can be added where, and where things are after an edit."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from companion.content.flow_shape import FLOW
from companion.content.records import Reading
from companion.services.editing import Edit, Finding, Insert, Move, Remove, SetValue
from companion.services.outline import (
    Node,
    additions,
    findings_at,
    insertion,
    is_about,
    language_of,
    node_at,
    nodes_of,
    path_after,
)
from companion.services.shapes import KeyPath
from tests.content.shipped import SOUND

VALUES = tomllib.loads(SOUND)
NODES = nodes_of(Reading().record(FLOW, VALUES, ()))
HELLO: KeyPath = ("stages", 0, "prompts", 0)


def at(path: KeyPath) -> Node:
    return next(node for node in NODES if node.path == path)


def test_every_part_is_there_in_the_order_of_the_file_and_says_what_it_is() -> None:
    assert [node.title for node in NODES] == [
        "Flow: Printer",
        "Stage: Greet",
        "Prompt: hello",
        "Hello {caller|there}.",
        "warm · Good {daypart|day}!",
        "Answer: Bye",
        "Stage: End",
        "Prompt: goodbye",
        "Bye.",
    ]


def test_what_can_be_added_is_close_by_first_and_after_what_is_in_hand() -> None:
    offered = [(one.noun, one.to.path, one.index) for one in additions(at((*HELLO, "say", 0)))]

    assert offered == [
        ("wording", (*HELLO, "say"), 1),
        ("prompt", ("stages", 0, "prompts"), 1),
        ("question", ("stages", 0, "questions"), 0),
        ("check", ("stages", 0, "checks"), 0),
        ("answer", ("stages", 0, "exits"), 1),
        ("stage", ("stages",), 1),
    ]


def test_what_is_added_has_an_id_that_nothing_has_yet() -> None:
    taken = SOUND.replace('id = "goodbye"', 'id = "new-prompt"')
    nodes = nodes_of(Reading().record(FLOW, tomllib.loads(taken), ()))
    stage = next(one for one in additions(nodes[0]) if one.noun == "stage")

    new: Any = insertion(stage, nodes).values
    assert (new["id"], new["prompts"][0]["id"]) == ("new-stage", "new-prompt-2")


def test_nothing_is_added_to_what_is_locked() -> None:
    locked = Reading(locked=frozenset({"stages greet"})).record(FLOW, VALUES, ())
    nodes = nodes_of(locked)

    assert [one.noun for one in additions(node_at(nodes, (*HELLO, "say", 0)))] == ["stage"]
    assert not node_at(nodes, HELLO).can_be_taken_out


def test_a_finding_belongs_to_the_closest_part_and_to_its_field() -> None:
    finding = Finding((*HELLO, "de", "cues", 0), "too long")
    found = findings_at(NODES, [finding])

    assert found == {HELLO: [finding]}
    fields = [
        f.key for f in at(HELLO).record.shape.fields if is_about(finding, at(HELLO).record, f)
    ]
    assert fields == ["cues"]
    assert language_of(finding) == "de"


@st.composite
def moves(draw: st.DrawFn) -> tuple[Edit, list[Any]]:
    """An edit of the stages, and the stages after it by what they were called."""
    names = list("abcde")
    index = draw(st.integers(0, 4))
    match draw(st.sampled_from(("insert", "remove", "move", "value"))):
        case "insert":
            index = draw(st.integers(0, 5))
            return Insert(("stages",), index, {}), [*names[:index], "new", *names[index:]]
        case "remove":
            return Remove(("stages",), index), [*names[:index], *names[index + 1 :]]
        case "move":
            assume(index < 4)
            names[index], names[index + 1] = names[index + 1], names[index]
            return Move(("stages",), index), names
    return SetValue(("stages", index), ("title",), "x"), names


@given(moves(), st.integers(0, 4), st.sampled_from([(), ("prompts", 2), ("prompts", 1, "say", 0)]))
def test_a_part_is_found_again_after_any_edit(
    moved: tuple[Edit, list[str]], index: int, rest: KeyPath
) -> None:
    edit, after = moved
    name = "abcde"[index]

    path = path_after(("stages", index, *rest), edit)
    if path is None:
        assert name not in after
    else:
        assert path == ("stages", after.index(name), *rest)


@pytest.mark.parametrize("path", [("title",), ("other", 3), ("stages",)])
def test_what_is_elsewhere_stays(path: KeyPath) -> None:
    assert path_after(path, Remove(("stages",), 0)) == path
