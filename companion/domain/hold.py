"""A hold: asked for, answered, promised, timed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from companion.domain.errors import WrongPhase
from companion.domain.moment import Moment

LONGEST_PROMISE = timedelta(minutes=60)
SHORTEST_PROMISE = timedelta(minutes=1)


class Permission(StrEnum):
    """What the caller answered when asked to hold."""

    GRANTED = "granted"
    DECLINED = "declined"
    CALLBACK = "callback"


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold from the question to the return.

    `permission` is None while the question is still open. A hold starts only with permission,
    and `promised` is the wait that was named to the caller, one minute to an hour.
    """

    asked: Moment
    reason: str
    promised: timedelta
    permission: Permission | None = None
    started: Moment | None = None
    ended: Moment | None = None
    check_backs: int = 0

    def __post_init__(self) -> None:
        if not SHORTEST_PROMISE <= self.promised <= LONGEST_PROMISE:
            raise ValueError(f"a wait of {self.promised} cannot be promised")
        if (self.started is not None) != (self.permission is Permission.GRANTED):
            raise ValueError(f"a hold starts when it is granted, and only then: {self}")
        if self.ended is not None and self.started is None:
            raise ValueError(f"a hold that never started cannot end: {self}")
        if self.check_backs and self.started is None:
            raise ValueError(f"nobody waits, so nobody is checked back on: {self}")

    @property
    def is_question(self) -> bool:
        """The caller has been asked and has not answered yet."""
        return self.permission is None

    @property
    def is_running(self) -> bool:
        """The caller is waiting now."""
        return self.started is not None and self.ended is None

    def waited(self, now: Moment) -> timedelta:
        """How long the caller has waited, or waited in all once the hold has ended."""
        if self.started is None:
            return timedelta()
        return (self.ended or now).since(self.started)

    def left(self, now: Moment) -> timedelta:
        """What is left of the promised wait; negative once it is over."""
        return self.promised - self.waited(now)

    def answered(self, permission: Permission, now: Moment) -> Hold:
        """The caller's answer; with permission the wait begins at once."""
        if not self.is_question:
            raise WrongPhase(f"this hold was already answered: {self.permission}")
        started = now if permission is Permission.GRANTED else None
        return replace(self, permission=permission, started=started)

    def checked_back(self) -> Hold:
        """The agent has spoken to the waiting caller once more."""
        return replace(self, check_backs=self.check_backs + 1)

    def over(self, now: Moment) -> Hold:
        """The agent is back with the caller."""
        if not self.is_running:
            raise WrongPhase("only a hold that is running can end")
        return replace(self, ended=now)
