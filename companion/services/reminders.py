"""Decides when the agent is reminded of a promise, and of which they have been told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from companion.domain.errors import UserError
from companion.domain.promise import FollowUpId
from companion.services.ports import Clock, OwedPromise, Reminder, ReminderMemory


class Reminders:
    """Reminds before a promise is due and when it is, until it is dealt with.

    Whether a promise calls for attention follows from the time alone, so that a window that was
    closed, a machine that slept or a clock that was changed cannot make one be missed. What is
    remembered is only what the agent was told, which spares them being told twice, and until
    when they want to hear nothing. Used on the main thread only.
    """

    def __init__(
        self,
        clock: Clock,
        memory: ReminderMemory,
        ahead: Callable[[], timedelta],
        in_hand: Callable[[], Collection[FollowUpId]],
        failed: Callable[[UserError], None],
    ) -> None:
        """`ahead` is how long before the due time to remind; nothing is at the time only.

        A promise `in_hand` is being kept this minute and calls for nothing. `failed` is told
        when something could not be remembered.
        """
        self._clock = clock
        self._memory = memory
        self._ahead = ahead
        self._in_hand = in_hand
        self._failed = failed
        self._owed: Sequence[OwedPromise] = ()
        self._said: dict[FollowUpId, Reminder] = {}

    def know(self, owed: Sequence[OwedPromise]) -> None:
        """What is owed now, with what earlier runs of the program remember of it."""
        self._owed = tuple(owed)

    @property
    def calling(self) -> tuple[OwedPromise, ...]:
        """What calls for attention now, due first."""
        now, in_hand = self._clock.now().at, self._in_hand()
        calling = [p for p in self._owed if p.id not in in_hand and self._reached(p, now)]
        return tuple(sorted(calling, key=lambda promise: promise.due))

    def news(self) -> tuple[OwedPromise, ...]:
        """What calls for attention and the agent has not been told of; from now on they have."""
        now = self._clock.now().at
        self._forget_what_lies_ahead(now)
        news = []
        for promise in self.calling:
            reached, reminder = self._reached(promise, now), self._reminder(promise)
            if reached and (reminder.told is None or reminder.told < reached):
                self._remember(promise, replace(reminder, told=reached))
                news.append(promise)
        return tuple(news)

    def _forget_what_lies_ahead(self, now: datetime) -> None:
        """The clock was put back since the agent was told: when it is time they are told again."""
        for promise in self._owed:
            reminder = self._reminder(promise)
            if reminder.told and reminder.told > now:
                self._remember(promise, replace(reminder, told=None))

    def snooze(self, promise: OwedPromise, until: datetime) -> None:
        """Say nothing of it until then (aware, in UTC)."""
        self._remember(promise, replace(self._reminder(promise), snoozed=until))

    def snoozed(self, promise: OwedPromise) -> datetime | None:
        """Until when the agent wants to hear nothing of it; None if that has gone by."""
        until = self._reminder(promise).snoozed
        return until if until and until > self._clock.now().at else None

    def _reached(self, promise: OwedPromise, now: datetime) -> datetime | None:
        """The latest time to remind of it that has come."""
        return max((at for at in self._times(promise) if at <= now), default=None)

    def _times(self, promise: OwedPromise) -> Iterator[datetime]:
        if snoozed := self._reminder(promise).snoozed:
            yield snoozed
            return
        before = promise.due - self._ahead()
        # Of what is promised for in five minutes nobody needs to be reminded at once.
        if promise.made is None or before > promise.made:
            yield before
        yield promise.due

    def _reminder(self, promise: OwedPromise) -> Reminder:
        for reminder in (self._said.get(promise.id), promise.reminder):
            if reminder and reminder.due == promise.due:
                return reminder
        return Reminder(promise.due)

    def _remember(self, promise: OwedPromise, reminder: Reminder) -> None:
        self._said[promise.id] = reminder
        self._memory.remember(promise.id, reminder, self._failed)
