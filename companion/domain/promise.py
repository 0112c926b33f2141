"""Promises to a caller: what, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NewType

FollowUpId = NewType("FollowUpId", str)


class FollowUpKind(StrEnum):
    """Where a follow-up came from."""

    NOTE = "note"
    """The call's own follow-up; its words are the follow-up note."""
    CALLBACK = "callback"
    """The caller would rather be called back than hold."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something promised for after the call. Times are aware, in UTC."""

    id: FollowUpId
    kind: FollowUpKind
    what: str
    due: datetime
    done: datetime | None = None

    def __post_init__(self) -> None:
        if self.due.tzinfo is not UTC or (self.done and self.done.tzinfo is not UTC):
            raise ValueError(f"a follow-up's times are kept in UTC: {self}")

    @property
    def is_open(self) -> bool:
        """It is still owed."""
        return self.done is None
