"""Phrases in Spanish: with usted, and with the whole name."""

from __future__ import annotations

from datetime import datetime, time

from companion.domain.phrases.speech import Known, begins, joined, listed, matches, tidy, without
from companion.domain.wrapup import Outcome

_NEAR = {-1: "ayer", 0: "hoy", 1: "mañana"}
_WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
    *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_OUTCOMES = {
    Outcome.RESOLVED: "resuelto",
    Outcome.WORKAROUND: "resuelto de momento",
    Outcome.ESCALATED: "pasado a otro equipo",
    Outcome.ON_SITE: "visita acordada",
    Outcome.CALLBACK: "llamada acordada",
    Outcome.WAITING: "a la espera de usted",
    Outcome.NOT_RESOLVED: "sin resolver, y explicado",
    Outcome.NO_ANSWER: "sin respuesta",
    Outcome.VOICEMAIL: "mensaje dejado",
    Outcome.WRONG_NUMBER: "número equivocado",
    Outcome.ABUSIVE: "llamada terminada",
}
_FOR_A_WHILE = (
    r"(casi |más de )?(\d+|una?|unos|unas|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|varios|"
    r"varias|muchos|muchas|algunos|algunas) (minutos?|horas?|días?|semanas?|mes|meses|años?)"
    r"|(un )?rato|(mucho |bastante )?tiempo"
)
_ROUGH = ("un", "una", "unos", "unas", "poco", "menos", "más", "hasta", "casi", "alrededor")
"""Estimates that say themselves that they are rough."""
_BY_ITSELF = ("antes", "en", "cuanto", "lo", "ya", "ahora")
"""Times by which something is needed, without "para"."""
_TO_DO = r"(?!cualquier\b)\w+[aeií]r(se|lo|la|los|las|le|les)?\b.*"
"""enviar facturas; conectarse a la red."""


class Spanish:
    """As it is spoken to customers."""

    language = "es"

    def name(self, name: str) -> str:
        return " ".join(name.split())

    def greeting(self, local: time) -> str:
        if local.hour < 5 or local.hour >= 20:
            return "Buenas noches"
        return "Buenos días" if local.hour < 14 else "Buenas tardes"

    def daypart(self, local: time) -> str:
        if local.hour < 5 or local.hour >= 20:
            return "noche"
        return "mañana" if local.hour < 14 else "tarde"

    def minutes(self, count: int) -> str:
        return "un minuto" if count == 1 else f"{count} minutos"

    def due(self, due: datetime, now: datetime) -> str:
        days = (due.date() - now.date()).days
        at = f"a la{'' if due.hour == 1 else 's'} {due.hour}:{due:%M}"
        if days in _NEAR:
            return f"{_NEAR[days]} {at}"
        if 1 < days < 7:
            return f"el {_WEEKDAYS[due.weekday()]} {at}"
        return f"el {due.day} de {_MONTHS[due.month - 1]} {at}"

    def outcome(self, outcome: Outcome) -> str:
        return _OUTCOMES[outcome]

    def restated(self, known: Known) -> str:
        facts, reported, since = known.facts, tidy(known.reported), _since(known.facts.since)
        if since:
            reported = f"{reported}, {since}" if reported else f"está así {since}"
        return listed((reported, _stops(tidy(facts.stops)), _needed(facts.deadline)), ", y ")

    def plan(self, known: Known) -> str:
        step = tidy(known.facts.step)
        if matches(_TO_DO, step):
            first = f"voy a empezar por {step}"
        elif begins(step, "voy", "vamos"):
            first = step
        else:
            first = step and f"voy a empezar por esto: {step}"
        takes = without(known.facts.estimate, "lleva", "más o menos")
        about = "" if begins(takes, *_ROUGH) else "más o menos "
        return listed((first, takes and f"lleva {about}{takes}"), ", y ")

    def apology(self, known: Known) -> str:
        facts = known.facts
        mistake, remedy = tidy(facts.mistake), tidy(facts.remedy)
        stopped = _stopped(tidy(facts.stops))
        if not (mistake or stopped or remedy):
            return ""
        sorry = f"siento lo ocurrido: {mistake}" if mistake else "lo siento"
        if matches(_TO_DO, remedy):
            puts_right = f"voy a {remedy}"
        elif begins(remedy, "le", "les", "se", "voy", "vamos"):
            puts_right = remedy
        else:
            puts_right = remedy and f"lo arreglo así: {remedy}"
        due = remedy and known.due and known.now and self.due(known.due, known.now)
        return joined((sorry, stopped, puts_right + (f", a más tardar {due}" if due else "")))

    def summary(self, known: Known) -> str:
        facts, reported, done = known.facts, tidy(known.reported), tidy(known.done)
        impact = _stopped(tidy(facts.stops)) or (reported and f"lo que pasó: {reported}")
        if not impact and not done:
            return ""
        owner = tidy(facts.handed_to) or tidy(known.agent)
        due = self.due(known.due, known.now) if known.due and known.now else ""
        has_it = f"lo lleva {owner}" if owner else "lo llevamos nosotros"
        watched = f", y lo volvemos a mirar {due}" if due else ""
        return joined((impact, done and f"lo que hicimos: {done}", has_it + watched))


def _since(text: str) -> str:
    since = without(text, "desde")
    if matches(_FOR_A_WHILE, since):
        return f"desde hace {since}"
    return since and f"desde {since}"


def _stops(stops: str) -> str:
    if matches(_TO_DO, stops):
        return f"no le deja {stops}"
    return stops and f"lo que le afecta es esto: {stops}"


def _stopped(stops: str) -> str:
    if matches(_TO_DO, stops):
        return f"no le dejó {stops}"
    return stops and f"lo que le afectó es esto: {stops}"


def _needed(text: str) -> str:
    deadline = without(text, "para")
    if begins(deadline, *_BY_ITSELF):
        return f"lo necesita {deadline}"
    return deadline and f"lo necesita para {deadline}"
