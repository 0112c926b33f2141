"""What a talk has gathered, as rows and back."""

from __future__ import annotations

from companion.domain.aside import Aside
from companion.domain.flow import ConsentKind, FlowId, ItemId, Place, PromptId, StageId
from companion.domain.gathered import Access, Answer, AnswerValue, Consent
from companion.storage.times import Row, moment_of, moment_row


def fact_row(fact: tuple[str, str]) -> Row:
    """A fact's row."""
    name, text = fact
    return {"name": name, "text": text}


def fact_value(row: Row) -> tuple[str, str]:
    """The fact, by its name."""
    return row["name"], row["text"]


def answer_row(answer: Answer) -> Row:
    """The row of an answer or a tick."""
    return {
        "item": answer.item,
        "value": answer.value,
        "line": answer.line,
        **moment_row("answered", answer.at),
    }


def answer_value(row: Row) -> Answer:
    """An answer from its row."""
    value = AnswerValue(row["value"])
    return Answer(ItemId(row["item"]), value, moment_of(row, "answered"), row["line"])


def consent_row(consent: Consent) -> Row:
    """The row of a consent, given or refused."""
    return {"what": consent.what, "given": int(consent.given), **moment_row("asked", consent.at)}


def consent_value(row: Row) -> Consent:
    """A consent from its row."""
    return Consent(ConsentKind(row["what"]), bool(row["given"]), moment_of(row, "asked"))


def access_row(access: Access) -> Row:
    """The row of something that was looked at."""
    return {"what": access.what, "why": access.why, **moment_row("looked", access.at)}


def access_value(row: Row) -> Access:
    """An access from its row."""
    return Access(row["what"], row["why"], moment_of(row, "looked"))


def aside_row(aside: Aside) -> Row:
    """The row of a side-flow's place."""
    place = aside.place
    return {
        "flow": aside.flow,
        "stage": place.stage,
        "prompt": place.prompt,
        "variant": place.variant,
    }


def aside_value(row: Row) -> Aside:
    """A side-flow's place from its row."""
    place = Place(StageId(row["stage"]), PromptId(row["prompt"]), row["variant"])
    return Aside(FlowId(row["flow"]), place)
