"""Edits of a file: what was meant and nothing else, every other line as it was."""

from __future__ import annotations

import tomllib
from difflib import unified_diff

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from companion.content.flow_shape import FLOW
from companion.content.records import Reading, languages_in
from companion.content.toml_edit import edited
from companion.domain.errors import UserError
from companion.services.editing import Edit, Insert, Move, Remove, SetValue
from companion.services.shapes import ItemForm, Record, RecordList
from tests.content.shipped import FLOW_FILES

SHIPPED = [f.read_text("utf-8") for f in FLOW_FILES if f.stem in ("incident", "silence")]
BY_HAND = """\
# Our own printer flow.
title = "Printer"  # as in the list

# Greeting, agreed in May.
[[stages]]
id = "greet"
title = "Greet"

  # the first line
  [[stages.prompts]]
  id = "hello"
  say = [
    "Hello {caller|there}.", # usual
    # never to callers who are upset
    { tone = "brief", text = 'Hi "you".' },
  ]
  cues = ["smile"]

  [[stages.prompts]]
  id = "name"
  say = ["Who's calling?"]

# The end.
[[stages]]
id = "end"
title = "End"
[[stages.prompts]]
id = "bye"
say = ["Bye."]
"""
FIRST = ("stages", 0, "prompts", 0)


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that differ, with + or - in front."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_a_value_changes_its_line_and_no_other() -> None:
    after = edited(BY_HAND, SetValue((), ("title",), "Plotter"))

    assert changed_lines(BY_HAND, after) == [
        '-title = "Printer"  # as in the list',
        '+title = "Plotter"  # as in the list',
    ]


def test_a_wording_changes_in_its_line_with_the_comment_kept() -> None:
    after = edited(BY_HAND, SetValue((*FIRST, "say", 0), ("text",), "Hi.", ItemForm.WORDING))

    assert changed_lines(BY_HAND, after) == [
        '-    "Hello {caller|there}.", # usual',
        '+    "Hi.", # usual',
    ]


def test_a_wording_with_a_tone_is_a_table_and_without_it_a_text_again() -> None:
    place = (*FIRST, "say", 0)
    warm = edited(BY_HAND, SetValue(place, ("tone",), "warm", ItemForm.WORDING))
    plain = edited(warm, SetValue(place, ("tone",), None, ItemForm.WORDING))

    assert '    { tone = "warm", text = "Hello {caller|there}." }, # usual' in warm.splitlines()
    assert plain == BY_HAND


def test_a_record_moves_with_the_comment_above_it_and_all_inside() -> None:
    after = edited(BY_HAND, Move(("stages",), 0))

    assert after.index("# The end.") < after.index("# Greeting, agreed in May.")
    assert sorted(after.splitlines()) == sorted(BY_HAND.splitlines())
    assert edited(after, Move(("stages",), 0)) == BY_HAND


def test_a_record_that_is_taken_out_takes_its_comment_along() -> None:
    after = edited(BY_HAND, Remove(("stages",), 1))

    assert "# The end." not in after
    assert BY_HAND.startswith(after)


def test_a_new_record_is_written_as_by_hand() -> None:
    question = {"id": "colour", "ask": "Which colour?"}
    after = edited(BY_HAND, Insert(("stages", 0, "questions"), 0, question))

    assert changed_lines(BY_HAND, after) == [
        "+[[stages.questions]]",
        '+id = "colour"',
        '+ask = "Which colour?"',
        "+",
    ]


def test_a_language_is_added_beside() -> None:
    after = edited(BY_HAND, Insert((*FIRST, "de", "say"), 0, "Hallo.", inline=True))
    after = edited(after, SetValue(FIRST, ("de", "cues"), ("lächeln", "Name")))

    assert changed_lines(BY_HAND, after) == [
        "+de.say = [",
        '+  "Hallo.",',
        "+]",
        '+de.cues = ["lächeln", "Name"]',
    ]


def test_a_field_that_is_emptied_goes() -> None:
    after = edited(BY_HAND, SetValue(FIRST, ("cues",), None))

    assert changed_lines(BY_HAND, after) == ['-  cues = ["smile"]']


def test_a_list_in_brackets_is_edited_where_it_stands() -> None:
    text = 'title = "x"\nstages = [{id = "a"}, {id = "b"}]\n'

    after = edited(text, Move(("stages",), 0))

    assert tomllib.loads(after)["stages"] == [{"id": "b"}, {"id": "a"}]


def test_what_would_change_anything_else_is_refused() -> None:
    text = '[[stages]]\nid = "a"\n[[stages]]\nid = "b"\n[extra]\nx = 1\n[[stages]]\nid = "c"\n'

    with pytest.raises(UserError, match="unusual"):
        edited(text, Move(("stages",), 7))


def lists_of(record: Record) -> list[RecordList]:
    return [inner for one in record.all() for inner in one.lists]


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)


@st.composite
def edits(draw: st.DrawFn, text: str) -> Edit:
    """Some edit that the editor could ask for in a flow."""
    values = tomllib.loads(text)
    language = draw(st.sampled_from(("", *languages_in(values), "it")))
    record = Reading(language).record(FLOW, values, ())
    lists = lists_of(record)
    filled = [inner for inner in lists if inner.records]
    match draw(st.sampled_from(("value", "words", "insert", "remove", "move"))):
        case "insert":
            where = draw(st.sampled_from(lists))
            at = draw(st.integers(0, len(where.records)))
            new = draw(TEXTS) if where.part.form else {"id": draw(TEXTS), "title": "New"}
            return Insert(where.path, at, new, inline=where.part.form is not None)
        case "remove":
            assume(filled)
            where = draw(st.sampled_from(filled))
            return Remove(where.path, draw(st.integers(0, len(where.records) - 1)))
        case "move":
            several = [inner for inner in filled if len(inner.records) > 1]
            assume(several)
            where = draw(st.sampled_from(several))
            return Move(where.path, draw(st.integers(0, len(where.records) - 2)))
        case "words":
            prompts = [r for r in record.all() if r.shape.noun == "prompt"]
            assume(prompts)
            cues = tuple(draw(st.lists(TEXTS, min_size=1, max_size=5)))
            key = (language, "cues") if language else ("cues",)
            return SetValue(draw(st.sampled_from(prompts)).path, key, cues)
    wordings = [r for r in record.all() if r.shape.noun == "wording"]
    one: Record = draw(st.sampled_from([*record.all(), *wordings]))
    if one.shape.noun == "wording":
        return SetValue(one.path, ("text",), draw(TEXTS), ItemForm.WORDING)
    return SetValue(one.path, (draw(st.sampled_from(("id", "title", "extra"))),), draw(TEXTS))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([*SHIPPED, BY_HAND]), st.data())
def test_any_edits_are_read_back_and_comments_survive(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        edit = data.draw(edits(text))
        before, text = text, edited(text, edit)
        if isinstance(edit, SetValue):
            comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
            assert set(comments) <= set(text.splitlines())

    tomllib.loads(text)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([*SHIPPED, BY_HAND]), st.data())
def test_untouched_lines_are_the_same_to_the_byte(text: str, data: st.DataObject) -> None:
    record = Reading().record(FLOW, tomllib.loads(text), ())
    one = data.draw(st.sampled_from([r for r in record.all() if "id" in dict(r.values)]))
    if one.values["id"] is None:
        return
    after = edited(text, SetValue(one.path, ("id",), "another"))

    assert len(after.split("\n")) == len(text.split("\n"))
    assert sum(a != b for a, b in zip(after.split("\n"), text.split("\n"), strict=True)) <= 1
