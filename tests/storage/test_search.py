from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from companion.domain.call import Call, Caller
from companion.domain.phase import PhaseName
from companion.domain.wrapup import Outcome, OwnOutcome
from companion.services.ports import CallQuery
from companion.storage.call_log import write_call
from companion.storage.search import find_calls
from tests.storage.calls import NINE, SARAH, a_call, at, closed, histories, typed
from tests.storage.databases import check, in_memory

ZOE = Caller("Zoë Müller", "020 7946 0018", "Fabrikam AG")


def found(db: Database, **query: object) -> list[str]:
    return [call.id for call in find_calls(db, CallQuery(**query))]  # type: ignore[arg-type]


@pytest.fixture
def two(db: Database) -> Database:
    write_call(db, a_call("sarah", SARAH, reported="VPN drops, can't work", done="C:\\temp wiped"))
    write_call(db, a_call("zoe", ZOE, 60, reported="Printer jams ☕", follow_up="Ticket 4711-A"))
    return db


@pytest.mark.parametrize(
    ("typed_text", "ids"),
    [
        ("", ["zoe", "sarah"]),
        ("vpn", ["sarah"]),
        ("VPN DROPS", ["sarah"]),
        ("oka", ["sarah"]),
        ("o", ["sarah"]),
        ("okafor drops", ["sarah"]),
        ("okafor jams", []),
        ("oka vpn", []),
        ("zoe muller", ["zoe"]),
        ("contoso", ["sarah"]),
        ("can't", ["sarah"]),
        ("C:\\temp", ["sarah"]),
        ('"', ["zoe", "sarah"]),
        ('"vpn', ["sarah"]),
        ("*", ["zoe", "sarah"]),
        ("vpn *", ["sarah"]),
        ("AND", []),
        ("a AND", []),
        ("NOT vpn", []),
        ("reported:vpn", []),
        ("^vpn", ["sarah"]),
        ("(vpn", ["sarah"]),
        ("- + ^ ( )", ["zoe", "sarah"]),
        ("☕", ["zoe"]),
        ("☕ jams", ["zoe"]),
        ("📞", []),
        ("vpn\0drops", ["sarah"]),
        ("\ud800", []),
        ("020 7946 0018", ["zoe", "sarah"]),
        ("02079460018", ["zoe", "sarah"]),
        ("+44 (0)20 7946-0018", ["zoe", "sarah"]),
        ("0044 20 79460018", ["zoe", "sarah"]),
        ("7946 00", ["zoe", "sarah"]),
        ("okafor 7946", ["sarah"]),
        ("4711", ["zoe"]),
        ("99999", []),
        ("x " * 3000, []),
    ],
)
def test_finds_what_a_person_types(two: Database, typed_text: str, ids: Sequence[str]) -> None:
    assert found(two, search=typed_text) == ids


@given(st.text(alphabet=st.characters() | st.sampled_from("\"*():^-+' ANDORT019")))
@settings(max_examples=200)
def test_nothing_that_is_typed_is_an_error(text: str) -> None:
    with in_memory() as db:
        for query in ({"search": text}, {"caller": text}, {"number": text}):
            assert found(db, **query) == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"caller": "zoe"}, ["zoe"]),
        ({"caller": "jams"}, []),
        ({"caller": "okaf", "search": "vpn"}, ["sarah"]),
        ({"number": "+442079460018"}, ["zoe", "sarah"]),
        ({"number": "0018"}, ["zoe", "sarah"]),
        ({"number": "withheld"}, []),
        ({"since": NINE + timedelta(seconds=60)}, ["zoe"]),
        ({"until": NINE + timedelta(seconds=60)}, ["sarah"]),
        ({"since": NINE, "until": NINE}, []),
        ({"since": NINE + timedelta(seconds=1), "search": "drops"}, []),
        ({"limit": 1}, ["zoe"]),
        ({"limit": 0}, []),
        ({"outcome": Outcome.RESOLVED}, []),
        ({"open_only": True}, ["zoe", "sarah"]),
    ],
)
def test_narrows_by_facts(two: Database, query: dict[str, object], ids: list[str]) -> None:
    assert found(two, **query) == ids


def test_open_only_passes_the_closed_by(two: Database) -> None:
    write_call(two, closed(a_call("sarah", SARAH, reported="VPN drops")))

    assert found(two, open_only=True, search="drops") == []
    assert found(two, search="drops") == ["sarah"]


def test_a_summary_says_what_a_list_needs(db: Database) -> None:
    long = "x" * 130
    write_call(db, a_call("a", SARAH, reported=f"\n  {long}\nsecond line"))

    (summary,) = find_calls(db, CallQuery())

    assert (summary.caller, summary.number, summary.company) == (
        "Sarah Okafor",
        "+44 20 7946 0018",
        "Contoso",
    )
    assert (summary.state, summary.started, summary.outcome) == (
        PhaseName.TALKING,
        at(0).at,
        None,
    )
    assert summary.reported == "x" * 120


def test_an_imported_older_call_stands_where_it_belongs(two: Database) -> None:
    write_call(two, a_call("old", SARAH, -3600, reported="drops"))

    assert found(two, search="drops") == ["sarah", "old"]
    assert found(two) == ["zoe", "sarah", "old"]


def test_what_was_typed_over_is_not_found(db: Database) -> None:
    call = a_call(reported="first words")
    write_call(db, call)

    write_call(db, typed(call, "other words"), call)

    assert found(db, search="first") == []
    assert found(db, search="other") == ["a1"]


@given(st.lists(histories(), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_index_is_true_to_the_text_after_any_edits(calls: list[list[Call]]) -> None:
    with in_memory() as db:
        for history in calls:
            # The same id each time: later calls take the earlier one's place, by a full write.
            before = None
            for call in history:
                write_call(db, call, before)
                before = call
            db.execute("DELETE FROM calls WHERE id % 2 = 0")
            db.execute("DELETE FROM notes WHERE id % 7 = 0")
            check(db)
            db.execute("DELETE FROM calls")


def test_an_older_sqlite_can_look_into_the_file(folder: Path, two: Database) -> None:
    path = folder / "calls.db"
    other = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)

    words = other.execute("SELECT rowid FROM calls_fts WHERE calls_fts MATCH 'okafor drops'")

    assert len(words.fetchall()) == 1
    other.close()


def test_an_own_outcome_is_found_by_its_id_and_by_what_it_counts_as(db: Database) -> None:
    own = OwnOutcome("to-vendor", "Passed to the vendor", Outcome.ESCALATED)
    write_call(db, closed(a_call("a1").come_to(own)))
    write_call(db, closed(a_call("a2", seconds=1).come_to(Outcome.ESCALATED)))

    assert [c.id for c in find_calls(db, CallQuery(outcome="to-vendor"))] == ["a1"]
    assert [c.id for c in find_calls(db, CallQuery(outcome="escalated"))] == ["a2", "a1"]
    assert [c.outcome_title for c in find_calls(db, CallQuery())] == [
        "Escalated",
        "Passed to the vendor",
    ]
