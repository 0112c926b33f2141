"""What the page of the agent's own numbers needs from where calls are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Protocol

from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.domain.stats import Numbers


@dataclass(frozen=True, slots=True)
class NumbersQuery:
    """Which calls to count: those that start from `since` on and before `until`, in UTC.

    `zone` is the one whose hours of the day are meant; None is this computer's.
    """

    since: datetime | None = None
    until: datetime | None = None
    zone: tzinfo | None = None


class Reports(Protocol):
    """Counts calls. Answers come later, on a thread of their own."""

    def numbers(
        self,
        query: NumbersQuery,
        found: Callable[[Numbers], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """The figures of a period."""
        ...
