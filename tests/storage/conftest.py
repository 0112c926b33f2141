from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from companion.storage.database import open_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "data"


@pytest.fixture
def db(folder: Path) -> Iterator[Database]:
    database = open_database(folder)
    yield database
    database.close()
