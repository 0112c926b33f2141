"""Phrases in English."""

from __future__ import annotations

from datetime import datetime, time

from companion.domain.phrases.speech import (
    Known,
    begins,
    joined,
    listed,
    matches,
    tidy,
    without,
)
from companion.domain.wording import daypart, spoken_name
from companion.domain.wrapup import OUTCOME_TITLES, TOLD_OF_ABUSIVE, Outcome

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_FOR_A_WHILE = (
    r"(about |over |nearly |almost )?(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"some|several|a few|a couple of|many) (minute|hour|day|week|month|year)s?"
)
_PERSONS = ("i", "we", "you", "they", "he", "she", "it", "nobody", "somebody", "there", "this")


class English:
    """As it is spoken on a British help desk."""

    language = "en"

    def name(self, name: str) -> str:
        return spoken_name(name)

    def greeting(self, local: time) -> str:
        return f"Good {daypart(local)}"

    def daypart(self, local: time) -> str:
        return daypart(local)

    def minutes(self, count: int) -> str:
        return "a minute" if count == 1 else f"{count} minutes"

    def due(self, due: datetime, now: datetime) -> str:
        days, at = (due.date() - now.date()).days, f"at {due:%H:%M}"
        if days in _NEAR:
            return f"{_NEAR[days]} {at}"
        if 1 < days < 7:
            return f"on {_WEEKDAYS[due.weekday()]} {at}"
        return f"on {due.day} {_MONTHS[due.month - 1]} {at}"

    def outcome(self, outcome: Outcome) -> str:
        told = TOLD_OF_ABUSIVE if outcome is Outcome.ABUSIVE else OUTCOME_TITLES[outcome]
        return told.lower()

    def restated(self, known: Known) -> str:
        facts, reported = known.facts, tidy(known.reported)
        since, stops = _since(facts.since), tidy(facts.stops)
        if since:
            reported = f"{reported}, {since}" if reported else f"it's been like this {since}"
        return listed((reported, _stops(stops), _needed(facts.deadline)), ", and ")

    def plan(self, known: Known) -> str:
        step = tidy(known.facts.step)
        if begins(step, "i'll", "we'll", "i", "we"):
            first = step
        elif _is_gerund(step):
            first = f"I'll start with {step}"
        else:
            first = step and f"I'll start with this: {step}"
        takes = without(known.facts.estimate, "it takes", "about", "around", "some")
        return listed((first, takes and f"it takes about {takes}"), ", and ")

    def apology(self, known: Known) -> str:
        facts = known.facts
        mistake, stops = without(facts.mistake, "about", "for", "that"), tidy(facts.stops)
        remedy = without(facts.remedy, "i'll", "i will", "we'll", "to")
        sorry = ""
        if mistake:
            sorry = f"I'm sorry {'that' if begins(mistake, *_PERSONS) else 'about'} {mistake}"
            sorry = joined((sorry, _stopped("which", stops)), ", ")
        elif stops:
            sorry = f"I'm sorry {_stopped('that it', stops)}"
        elif remedy:
            sorry = "I'm sorry about this"
        due = remedy and known.due and known.now and self.due(known.due, known.now)
        return joined(
            (sorry, remedy and f"I'll {remedy}" + (f", {due} at the latest" if due else ""))
        )

    def summary(self, known: Known) -> str:
        facts, reported, done = known.facts, tidy(known.reported), tidy(known.done)
        impact = _stopped("it", tidy(facts.stops)) or (reported and f"what happened: {reported}")
        if not impact and not done:
            return ""
        owner = tidy(facts.handed_to) or tidy(known.agent)
        due = self.due(known.due, known.now) if known.due and known.now else ""
        has_it = f"{owner} has it" if owner else "we have it"
        watched = f", and we look at it again {due}" if due else ""
        return joined((impact, done and f"what we did: {done}", has_it + watched))


def _is_gerund(text: str) -> bool:
    return matches(r"[a-z-]{2,}ing\b.*", text)


def _since(text: str) -> str:
    since = without(text, "since")
    if matches(_FOR_A_WHILE, since):
        return f"for {since}"
    return since and (since if begins(since, "for") else f"since {since}")


def _stops(stops: str) -> str:
    if _is_gerund(stops):
        return f"it stops you from {stops}"
    return stops and f"what it stops is this: {stops}"


def _stopped(subject: str, stops: str) -> str:
    if _is_gerund(stops):
        return f"{subject} stopped you from {stops}"
    return stops and f"{subject} stopped this: {stops}"


def _needed(text: str) -> str:
    deadline = without(text, "by", "until")
    if begins(deadline, "before", "within", "in", "on", "at"):
        return f"you need it {deadline}"
    return deadline and f"you need it by {deadline}"
