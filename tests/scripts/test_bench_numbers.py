"""Each figure equals a plain SQL query of the same thing, as the bench has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import bench_numbers
from companion.storage.database import open_database


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some months of the bench's calls, made in its own way."""
    monkeypatch.setattr(bench_numbers, "MADE", 120)
    monkeypatch.setattr(bench_numbers, "COPIES", 4)
    monkeypatch.setattr(bench_numbers, "TODAY", date(2016, 11, 29))
    bench_numbers._fill(tmp_path)
    return tmp_path


def test_every_figure_of_every_period_equals_a_plain_query(folder: Path) -> None:
    assert bench_numbers._compare(folder) == []


def test_a_figure_that_differs_is_told(folder: Path) -> None:
    db = open_database(folder)
    db.execute("UPDATE call_facts SET holds_asked = holds_asked + 1, talk_ms = talk_ms + 1000")
    db.close()

    wrong = " ".join(bench_numbers._compare(folder))

    assert "all asked:" in wrong
    assert "all talking median:" in wrong
