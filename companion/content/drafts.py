"""Edits that are not saved yet, kept on the disk until they are."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from companion.domain.errors import UserError
from companion.files import replace_text

FOLDER = "drafts"


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of an entry as it was left, and a digest of what was saved when it was begun."""

    text: str
    base: str


class Drafts:
    """One file for each entry in the folder `drafts` of the data folder; nobody else reads them."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def get(self, folder: str, entry_id: str) -> Draft | None:
        """The draft of an entry, if there is one that can be read."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            found = json.loads(self._file(folder, entry_id).read_text("utf-8"))
            return Draft(str(found["text"]), str(found["base"]))
        return None

    def put(self, folder: str, entry_id: str, draft: Draft) -> None:
        """Keep a draft in the place of the one that was there; UserError where that fails."""
        file = self._file(folder, entry_id)
        record = json.dumps({"base": draft.base, "text": draft.text}, ensure_ascii=False, indent=1)
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_text(file, record)
        except OSError as error:
            raise UserError(
                f"The draft is not on the disk: {error.strerror or type(error).__name__}.",
                "It is here in the window; save it elsewhere before you close the program.",
            ) from error

    def drop(self, folder: str, entry_id: str) -> None:
        """The draft is not needed any more."""
        with suppress(OSError):
            self._file(folder, entry_id).unlink()

    def ids(self, folder: str) -> frozenset[str]:
        """The entries of a folder that have one."""
        with suppress(OSError):
            return frozenset(file.stem for file in (self._folder / folder).glob("*.json"))
        return frozenset()

    def _file(self, folder: str, entry_id: str) -> Path:
        return self._folder / folder / f"{entry_id}.json"
