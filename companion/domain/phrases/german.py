"""Phrases in German: with Sie, and with the whole name."""

from __future__ import annotations

import re
from datetime import datetime, time

from companion.domain.phrases.speech import Known, begins, joined, listed, matches, tidy, without
from companion.domain.wrapup import Outcome

_NEAR = {-1: "gestern", 0: "heute", 1: "morgen"}
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)
_OUTCOMES = {
    Outcome.RESOLVED: "gelöst",
    Outcome.WORKAROUND: "vorläufig behoben",
    Outcome.ESCALATED: "weitergegeben",
    Outcome.ON_SITE: "Termin vor Ort",
    Outcome.CALLBACK: "Rückruf zugesagt",
    Outcome.WAITING: "wir warten auf Sie",
    Outcome.NOT_RESOLVED: "nicht gelöst und besprochen",
    Outcome.NO_ANSWER: "nicht erreicht",
    Outcome.VOICEMAIL: "Nachricht hinterlassen",
    Outcome.WRONG_NUMBER: "falsche Nummer",
    Outcome.ABUSIVE: "Gespräch beendet",
}
_TO_DO = r".*\b(zu \w+n|\w+zu\w+n)"
"""Rechnungen zu schreiben; sich anzumelden."""
_DOING = r"(.*\s)?[a-zäöüß]+(en|eln|ern)"
"""Rechnungen schreiben; drucken. A noun at the end would have a capital."""
_WHILE = r".*\b(Minuten?|Stunden?|Tage?|Wochen?|Monate?|Jahre?|Weile)"
_DATIVE = {
    "eine": "einer",
    "einen": "einem",
    "halbe": "halben",
    "einige": "einigen",
    "mehrere": "mehreren",
    "viele": "vielen",
    "wenige": "wenigen",
    "Tage": "Tagen",
    "Monate": "Monaten",
    "Jahre": "Jahren",
}
_STARTED = (
    *("vor", "am", "um", "im", "in", "nach", "beim", "kurz", "heute", "gestern", "letzte"),
    *("letzten", "letztes", "diese", "diesen", "dieses", "vergangene", "vergangenen", "vorige"),
)
"""What an event is said to have begun with, and not since."""
_BY_ITSELF = (
    *("vor", "am", "um", "in", "innerhalb", "spätestens", "heute", "noch", "sofort", "gleich"),
    *("jetzt", "so", "möglichst", "zum", "zur", "für"),
)
"""Times by which something is needed, without "bis"."""
_ROUGH = ("ein", "einen", "höchstens", "maximal", "mindestens", "bis", "knapp", "nicht", "keine")
"""Estimates that "etwa" does not go with."""


class German:
    """As it is spoken to customers."""

    language = "de"

    def name(self, name: str) -> str:
        return " ".join(name.split())

    def greeting(self, local: time) -> str:
        if local.hour < 5 or local.hour >= 18:
            return "Guten Abend"
        return "Guten Morgen" if local.hour < 11 else "Guten Tag"

    def daypart(self, local: time) -> str:
        if local.hour < 5 or local.hour >= 18:
            return "Abend"
        return "Vormittag" if local.hour < 12 else "Nachmittag"

    def minutes(self, count: int) -> str:
        return "eine Minute" if count == 1 else f"{count} Minuten"

    def due(self, due: datetime, now: datetime) -> str:
        days, at = (due.date() - now.date()).days, f"um {_clock(due)}"
        if days in _NEAR:
            return f"{_NEAR[days]} {at}"
        if 1 < days < 7:
            return f"am {_WEEKDAYS[due.weekday()]} {at}"
        return f"am {due.day}. {_MONTHS[due.month - 1]} {at}"

    def outcome(self, outcome: Outcome) -> str:
        return _OUTCOMES[outcome]

    def restated(self, known: Known) -> str:
        facts, reported = known.facts, tidy(known.reported)
        since, began = _since(facts.since)
        if since:
            reported = f"{reported}, {since}" if reported else f"so ist es {since}"
        return listed(
            (reported, began, _stops(tidy(facts.stops)), _needed(facts.deadline)), ", und "
        )

    def plan(self, known: Known) -> str:
        step = tidy(known.facts.step)
        first = step if begins(step, "ich", "wir") else step and f"ich beginne so: {step}"
        takes = without(known.facts.estimate, "es dauert", "etwa", "ungefähr", "ca.")
        about = "" if begins(takes, *_ROUGH) else "etwa "
        return listed((first, takes and f"es dauert {about}{takes}"), ", und ")

    def apology(self, known: Known) -> str:
        facts = known.facts
        mistake, stops, remedy = tidy(facts.mistake), tidy(facts.stops), tidy(facts.remedy)
        stopped = _stopped(stops)
        if not (mistake or stopped or remedy):
            return ""
        sorry = f"es tut mir leid, was da passiert ist: {mistake}" if mistake else "es tut mir leid"
        if begins(remedy, "ich", "wir"):
            puts_right = remedy
        else:
            puts_right = remedy and f"ich bringe das so in Ordnung: {remedy}"
        due = remedy and known.due and known.now and self.due(known.due, known.now)
        return joined((sorry, stopped, puts_right + (f", spätestens {due}" if due else "")))

    def summary(self, known: Known) -> str:
        facts, reported, done = known.facts, tidy(known.reported), tidy(known.done)
        impact = _stopped(tidy(facts.stops)) or (reported and f"das war los: {reported}")
        if not impact and not done:
            return ""
        owner = tidy(facts.handed_to) or tidy(known.agent)
        due = self.due(known.due, known.now) if known.due and known.now else ""
        has_it = f"zuständig ist {owner}" if owner else "wir kümmern uns darum"
        watched = f", und {due} sehen wir noch einmal nach" if due else ""
        return joined((impact, done and f"das haben wir gemacht: {done}", has_it + watched))


def _since(text: str) -> tuple[str, str]:
    """As `seit …`, or as a clause of its own where that would not be German."""
    since = without(text, "seit")
    if begins(since, *_STARTED):
        return "", f"angefangen hat es {since}"
    return since and f"seit {_dative(since) if matches(_WHILE, since) else since}", ""


def _dative(a_while: str) -> str:
    """A time that lasted, as it follows "seit": zwei Tagen, einer halben Stunde."""
    words = [_DATIVE.get(word, word) for word in a_while.split()]
    return re.sub(r"\bein (?!paar\b)", "einem ", " ".join(words))


def _needed(text: str) -> str:
    if begins(tidy(text), *_BY_ITSELF):
        return f"Sie brauchen es {tidy(text)}"
    deadline = without(text, "bis")
    return deadline and f"Sie brauchen es bis {deadline}"


def _clock(due: datetime) -> str:
    return f"{due.hour} Uhr" if due.minute == 0 else f"{due.hour}:{due:%M} Uhr"


def _stops(stops: str) -> str:
    if matches(_TO_DO, stops):
        return f"es hindert Sie daran, {stops}"
    if re.fullmatch(_DOING, stops):
        return f"das geht deshalb nicht: {stops}"
    return stops and f"betroffen ist: {stops}"


def _stopped(stops: str) -> str:
    if matches(_TO_DO, stops):
        return f"es hat Sie daran gehindert, {stops}"
    if re.fullmatch(_DOING, stops):
        return f"das ging deshalb nicht: {stops}"
    return stops and f"betroffen war: {stops}"
