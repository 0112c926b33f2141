from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from companion.domain.call import Call, CallId
from companion.domain.errors import UserError
from companion.domain.hold import Permission
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.storage.call_log import (
    last_call_id,
    read_call,
    resolve_id,
    write_call,
)
from companion.storage.errors import OlderRevision, Unreadable
from tests.storage.calls import NINE, a_call, at, closed, histories, typed
from tests.storage.databases import check, content, in_memory, open_calls


@given(histories())
def test_any_call_reads_back_as_it_was(history: list[Call]) -> None:
    with in_memory() as db:
        write_call(db, history[-1])

        assert read_call(db, history[-1].id) == history[-1]


@given(histories(), st.data())
@settings(max_examples=60, deadline=None)
def test_writing_what_changed_is_as_good_as_writing_it_all(
    history: list[Call], data: st.DataObject
) -> None:
    with in_memory() as step_by_step, in_memory() as at_once:
        before = None
        for call in history:
            write_call(step_by_step, call, before)
            before = data.draw(st.sampled_from([call, None]))
        write_call(at_once, history[-1])

        assert content(step_by_step) == content(at_once)
        check(step_by_step)


@given(histories(most=6), histories(most=6))
@settings(max_examples=30, deadline=None)
def test_what_is_remembered_wrongly_does_no_harm(one: list[Call], other: list[Call]) -> None:
    wrong = replace(other[-1], revision=one[-1].revision + 7)
    with in_memory() as db:
        write_call(db, one[0])
        write_call(db, one[-1], wrong)

        assert read_call(db, one[-1].id) == one[-1]


def test_a_moment_is_kept_to_the_last_bit(db: Database) -> None:
    odd = Moment(NINE.replace(microsecond=1), "b/o/ot", 0.1 + 0.2)
    call = replace(a_call(), started=odd)

    write_call(db, call)

    assert read_call(db, call.id).started == odd


@pytest.mark.parametrize(
    ("typed_text", "kept"),
    [
        ("nul \0 inside", "nul \0 inside"),
        ("whole pair \ud83d\ude00", "whole pair \U0001f600"),
        ("half a pair \ud83d!", "half a pair �!"),
        ("other half \ude00", "other half �"),
        ("\ufefffirst", "\ufefffirst"),
    ],
)
def test_no_text_keeps_a_call_from_being_saved(db: Database, typed_text: str, kept: str) -> None:
    call = a_call(reported=typed_text)

    write_call(db, call)

    assert read_call(db, call.id).notes.reported == kept
    check(db)


@given(st.text(alphabet=st.characters()))
@settings(max_examples=50)
def test_no_text_at_all_keeps_a_call_from_being_saved(text: str) -> None:
    with in_memory() as db:
        call = a_call()
        write_call(db, call)
        write_call(db, typed(call, text), call)
        write_call(db, typed(typed(call, text), text + "."), None)

        check(db)


def test_refuses_an_older_revision(db: Database) -> None:
    call = a_call(reported="older")
    newer = typed(call, "newer")
    write_call(db, newer)

    with pytest.raises(OlderRevision):
        write_call(db, call, call)

    assert read_call(db, call.id) == newer


def test_takes_the_same_revision_twice(db: Database) -> None:
    call = a_call(reported="VPN drops")

    write_call(db, call)
    write_call(db, call, None)

    assert read_call(db, call.id) == call


def test_one_letter_changes_one_note_and_the_call(db: Database) -> None:
    call = a_call(reported="VPN drop", observed="x" * 2000).said(at(3)).said(at(4))
    write_call(db, call)
    statements: list[str] = []

    with db.tracer(lambda sql, _: statements.append(sql)):
        write_call(db, typed(call, "VPN drops"), call)

    assert [sql.partition(" WHERE")[0].partition(" = ?, changed")[0] for sql in statements] == [
        "UPDATE calls SET revision = revision",
        "UPDATE calls SET revision = ?",
        "UPDATE notes SET text",
    ]


def test_a_withdrawn_promise_is_gone(db: Database) -> None:
    promised = (
        a_call()
        .ask_to_hold("", at(0).at - at(-120).at, at(1))
        .answer_hold(Permission.DECLINED, at(2))
    )
    write_call(db, promised)

    write_call(db, replace(promised, holds=(), revision=1), promised)

    assert read_call(db, promised.id).holds == ()


def test_open_calls_come_oldest_first_without_the_closed(db: Database) -> None:
    late, early, over = a_call("b", seconds=60), a_call("a"), closed(a_call("c", seconds=30))
    for call in (late, over, early):
        write_call(db, call)

    assert open_calls(db) == [early, late]


def test_two_calls_may_begin_in_the_same_microsecond(db: Database) -> None:
    first, second = a_call("a"), a_call("b")
    write_call(db, first)
    write_call(db, second)

    assert open_calls(db) == [first, second]
    assert last_call_id(db) == "b"


def test_one_call_that_makes_no_sense_is_told_and_left_alone(db: Database) -> None:
    write_call(db, a_call())
    db.execute("UPDATE calls SET flow = flow, outcome = 'who knows'")

    with pytest.raises(Unreadable, match="a1"):
        read_call(db, CallId("a1"))

    assert db.execute("SELECT outcome FROM calls").fetchone() == ("who knows",)


@pytest.mark.parametrize(
    ("given_id", "found"), [("last", "b77"), ("a1", "a1"), ("a12", "a12"), ("b", "b77")]
)
def test_a_call_is_meant_by_last_by_its_id_or_by_the_beginning_of_one(
    db: Database, given_id: str, found: str
) -> None:
    for seconds, call_id in enumerate(("a1", "a12", "b77")):
        write_call(db, a_call(call_id, seconds=seconds))

    assert resolve_id(db, given_id) == found


@pytest.mark.parametrize("given_id", ["", "x", "a", "%", "*", "\0", "A1", "\ud800"])
def test_an_id_that_means_no_call_or_several_is_a_user_error(db: Database, given_id: str) -> None:
    write_call(db, a_call("a1"))
    write_call(db, a_call("a2", seconds=1))

    with pytest.raises(UserError):
        resolve_id(db, given_id)


def test_last_of_no_calls_is_a_user_error(db: Database) -> None:
    with pytest.raises(UserError):
        resolve_id(db, "last")


def test_what_a_slip_wiped_out_is_kept(db: Database) -> None:
    call = a_call(done="Restarted the VPN service and it held.")
    write_call(db, call)

    write_call(db, typed(call, "x", Section.DONE), call)

    kept = db.execute("SELECT section, text FROM note_versions").fetchall()
    assert kept == [("done", "Restarted the VPN service and it held.")]


@pytest.mark.parametrize(
    ("before", "after"), [("nineteen characters", ""), ("x" * 20, "x" * 10), ("", "x" * 50)]
)
def test_ordinary_edits_are_not_kept_twice(db: Database, before: str, after: str) -> None:
    call = a_call(done=before)
    write_call(db, call)

    write_call(db, typed(call, after, Section.DONE), call)

    assert db.execute("SELECT count(*) FROM note_versions").fetchone() == (0,)


def test_a_deleted_call_takes_everything_along(db: Database) -> None:
    write_call(db, a_call(reported="VPN drops").said(at(3)))
    write_call(db, a_call("a2", reported="stays"))

    db.execute("DELETE FROM calls WHERE call_id = 'a1'")

    check(db)
    for table in ("calls", "stage_visits", "notes"):
        assert {row[0] for row in db.execute(f"SELECT count(*) FROM {table}")} <= {1, 5}, table
    assert not db.execute("SELECT 1 FROM calls_fts WHERE calls_fts MATCH 'drops'").fetchall()
