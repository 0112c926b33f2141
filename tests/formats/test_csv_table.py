"""Calls as a table that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings

from companion.domain.call import Call, Caller
from companion.formats import csv_table
from tests.formats.samples import after, finished_call, hostile_text, talking_call


def rows(*calls: Call) -> list[dict[str, str]]:
    text = csv_table.render(calls, after(200))
    return list(csv.DictReader(io.StringIO(text.encode().decode(), newline="")))


def test_lays_a_call_flat() -> None:
    (row,) = rows(finished_call())

    assert row["caller_name"] == "Sarah Okafor"
    assert row["notes_reported"] == "VPN drops every ten minutes.\nSince Monday."
    assert (row["holds"], row["seconds_hold"]) == ("1", "95.25")


def test_names_its_columns_even_without_calls() -> None:
    assert csv_table.render([], after(0)).strip().split(",") == list(csv_table.COLUMNS)


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("  @sum", "'  @sum"),
        ("\N{NO-BREAK SPACE}-1", "'\N{NO-BREAK SPACE}-1"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("one\n=two", "one\n'=two"),
        ("a=b - c", "a=b - c"),
    ],
)
def test_no_cell_is_a_formula(typed: str, cell: str) -> None:
    (row,) = rows(talking_call(caller=Caller(typed)))

    assert row["caller_name"] == cell


@settings(deadline=None)
@given(hostile_text)
def test_reads_back_as_one_row(text: str) -> None:
    (row,) = rows(talking_call(caller=Caller(text, text, text)))

    assert row["id"] == "c0ffee"
    assert row["caller_name"].lstrip()[:1] not in tuple("=+-@＝＋－＠")
