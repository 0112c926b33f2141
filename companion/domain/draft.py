"""Something typed that is not given yet: half a promise, half an e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

DraftId = NewType("DraftId", str)
"""Where it was typed, such as `promise/what/CALL`; no id of a call has a slash."""


def is_draft(kept: str) -> bool:
    """Whether this is the id of a draft, and not a call's."""
    return "/" in kept


@dataclass(frozen=True, slots=True)
class Draft:
    """A field's text, to the letter; an empty one is no draft any more.

    `revision` grows with every change, so that an older text never overwrites a newer one.
    """

    id: DraftId
    text: str
    revision: int
