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
class WaitPromise:
    """A wait that was named to the caller, one minute to an hour, counted from `at`."""

    at: Moment
    wait: timedelta

    def __post_init__(self) -> None:
        _check_wait(self.wait)

    def left(self, now: Moment) -> timedelta:
        """What is left of it; negative once it is over."""
        return self.wait - now.since(self.at)


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold from the question to the return.

    `permission` is None while the question is still open. A hold starts only with permission,
    and `promised` is the wait that was named to the caller first, one minute to an hour.
    Each of the `extensions` is a new promise, agreed to by the waiting caller; the newest one
    stands, and whether the agent was late is judged by what stood at the time.
    """

    asked: Moment
    reason: str
    promised: timedelta
    permission: Permission | None = None
    started: Moment | None = None
    ended: Moment | None = None
    check_backs: int = 0
    extensions: tuple[WaitPromise, ...] = ()

    def __post_init__(self) -> None:
        _check_wait(self.promised)
        if (self.started is not None) != (self.permission is Permission.GRANTED):
            raise ValueError(f"a hold starts when it is granted, and only then: {self}")
        if self.ended is not None and self.started is None:
            raise ValueError(f"a hold that never started cannot end: {self}")
        if (self.check_backs or self.extensions) and self.started is None:
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

    @property
    def promises(self) -> tuple[WaitPromise, ...]:
        """Every wait that was named to the caller who agreed to it, the first one first."""
        if self.started is None:
            return ()
        return (WaitPromise(self.started, self.promised), *self.extensions)

    @property
    def standing(self) -> timedelta:
        """The wait that was promised last."""
        return self.extensions[-1].wait if self.extensions else self.promised

    def left(self, now: Moment) -> timedelta:
        """What is left of the wait promised last, or was at the end; negative once it is over."""
        return self.promises[-1].left(self.ended or now) if self.promises else self.promised

    def is_late(self, now: Moment) -> bool:
        """The wait promised last is over, or was when the agent came back."""
        return self.left(now) < timedelta()

    def broken(self, now: Moment) -> tuple[WaitPromise, ...]:
        """The promises that ran out before the caller heard of a new one, or of the agent."""
        heard = (*(promise.at for promise in self.extensions), self.ended or now)
        pairs = zip(self.promises, heard, strict=False)
        return tuple(promise for promise, at in pairs if promise.left(at) < timedelta())

    def answered(self, permission: Permission, now: Moment) -> Hold:
        """The caller's answer; with permission the wait begins at once."""
        if not self.is_question:
            raise WrongPhase(f"this hold was already answered: {self.permission}")
        started = now if permission is Permission.GRANTED else None
        return replace(self, permission=permission, started=started)

    def checked_back(self) -> Hold:
        """The agent has spoken to the waiting caller once more."""
        return replace(self, check_backs=self.check_backs + 1)

    def extended(self, wait: timedelta, now: Moment) -> Hold:
        """The caller agreed to wait so much longer, counted from now; ValueError as for a hold."""
        if not self.is_running:
            raise WrongPhase("only a hold that is running can be extended")
        return replace(self, extensions=(*self.extensions, WaitPromise(now, wait)))

    def over(self, now: Moment) -> Hold:
        """The agent is back with the caller."""
        if not self.is_running:
            raise WrongPhase("only a hold that is running can end")
        return replace(self, ended=now)


def _check_wait(wait: timedelta) -> None:
    if not SHORTEST_PROMISE <= wait <= LONGEST_PROMISE:
        raise ValueError(f"a wait of {wait} cannot be promised")
