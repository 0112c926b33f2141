"""What the desk needs from outside, in the desk's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from companion.domain.call import Call, Caller, CallId
from companion.domain.draft import Draft, DraftId
from companion.domain.errors import UserError
from companion.domain.flow import CallFlow, FlowId, FlowTitle
from companion.domain.moment import Moment
from companion.domain.phase import PhaseName
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.domain.style import Styles
from companion.domain.wrapup import OUTCOME_TITLES, Outcome, OwnOutcome
from companion.services.reports import Reports

if TYPE_CHECKING:
    from companion.domain.stats import Which


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> Moment:
        """The present moment, on the wall clock and on the clock that counts through sleep."""
        ...


class CallLog(Protocol):
    """Where calls are kept, and drafts of what will be said or written about them."""

    def save(self, kept: Call | Draft) -> None:
        """Take it to be written. Returns at once; a later revision may overtake it."""
        ...


class Flows(Protocol):
    """The call flows that are installed."""

    def flow(self, flow_id: FlowId) -> CallFlow:
        """The flow with that id; KeyError if there is none."""
        ...

    def titles(self) -> Sequence[FlowTitle]:
        """Every flow a call can be started with, in the order to offer them."""
        ...

    def all(self) -> Sequence[CallFlow]:
        """The same flows, whole; reading them may take a while."""
        ...

    def sides(self) -> Sequence[FlowTitle]:
        """Every side-flow."""
        ...

    def kept(self, call_id: CallId, flow_id: FlowId) -> CallFlow | None:
        """The flow as it was when that call began, where another has taken its place since."""
        ...


@dataclass(frozen=True, slots=True)
class Profile:
    """Who is at the desk."""

    agent: str = ""
    team: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class CallQuery:
    """Which calls to find; an empty field does not narrow. Times are aware, in UTC.

    `outcome` is the id of a usual outcome, which its desk's own count as, or of one of those.
    `search` is what a person types: words, of which the last may be unfinished, looked for in
    names, numbers, companies and notes. `which` are the calls that a figure counts.
    """

    search: str = ""
    caller: str = ""
    number: str = ""
    outcome: str | None = None
    open_only: bool = False
    since: datetime | None = None
    until: datetime | None = None
    which: Which | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class CallSummary:
    """A call as one line of a list."""

    id: CallId
    started: datetime
    state: PhaseName
    flow: FlowId
    caller: str
    number: str
    company: str
    outcome: Outcome | None
    reported: str
    own_outcome: OwnOutcome | None = None

    @property
    def outcome_title(self) -> str:
        """The outcome in words; empty while there is none."""
        if self.own_outcome:
            return self.own_outcome.title
        return OUTCOME_TITLES[self.outcome] if self.outcome else ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the program has said of a promise, for as long as it is due then (`due`).

    `told` is the latest time to remind that the agent has been told of; `snoozed` is until
    when they want to hear nothing of it. Times are aware, in UTC.
    """

    due: datetime
    told: datetime | None = None
    snoozed: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwedPromise:
    """A follow-up that is not done, and whom it is owed to.

    `to` is who else than the caller it was promised to. A reminder of another due time is void
    and not in here.
    """

    call: CallId
    id: FollowUpId
    what: str
    due: datetime
    caller: str
    number: str
    kind: FollowUpKind = FollowUpKind.NOTE
    to: str = ""
    company: str = ""
    made: datetime | None = None
    reminder: Reminder | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A promise of any call: owed, kept, or `withdrawn` at that time."""

    call: CallId
    follow_up: FollowUp
    caller: str
    number: str
    company: str
    withdrawn: datetime | None = None


class CallHistory(Reports, Protocol):
    """Finds calls again, and counts them. Answers come later, on a thread of the history's own."""

    def find(
        self,
        query: CallQuery,
        found: Callable[[Sequence[CallSummary]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """The calls that match, newest first."""
        ...

    def owed(
        self,
        found: Callable[[Sequence[OwedPromise]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """What is still owed to callers, due first."""
        ...

    def delays(
        self,
        found: Callable[[Mapping[FollowUpKind, Sequence[timedelta]]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """How late the newest promises of each kind were kept; early is negative."""
        ...

    def styles(
        self,
        caller: Caller,
        found: Callable[[Styles], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """How the caller and their company like to be spoken to."""
        ...

    def keep_styles(
        self, caller: Caller, styles: Styles, failed: Callable[[UserError], None]
    ) -> None:
        """Remember it for their next call."""
        ...

    def read(
        self,
        call_id: CallId,
        found: Callable[[Call], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """One whole call."""
        ...


class ReminderMemory(Protocol):
    """Where it is kept what the agent has been reminded of."""

    def remember(
        self, promise: FollowUpId, reminder: Reminder, failed: Callable[[UserError], None]
    ) -> None:
        """Keep it in the place of what was kept of that promise. Returns at once."""
        ...


class DraftMemory(Protocol):
    """Brings back what was half-typed when the program ended."""

    def drafts(
        self,
        found: Callable[[Mapping[DraftId, str]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Every draft that is not too old to be of use."""
        ...


class CallRecords(CallHistory, ReminderMemory, Protocol):
    """What is on disk of calls and of reminders."""
