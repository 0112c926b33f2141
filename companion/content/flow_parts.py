"""Reads the parts of a stage, prompts to exits, in the flow's own language or in another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from companion.content.faults import quoted
from companion.content.table import Table
from companion.domain.flow import (
    Check,
    ConsentKind,
    Exit,
    FlowId,
    ItemId,
    Prompt,
    PromptId,
    Question,
    StageId,
)
from companion.domain.gate import GateId
from companion.domain.manner import ENGLISH, LANGUAGES, Audience, Tone
from companion.domain.notes import Section
from companion.domain.wording import ASKED, SLOTS, Wording

_ID = re.compile(r"[^\s/'\"{}]{1,60}")
_SLOT = re.compile(r"\{([^{}|]*)(?:\|[^{}|]*)?\}")
WAYS = ("to", "flow", "side", "back")

PROMPT_KEYS = ("id", "say", "cues", "practices", "fills", "locked")
QUESTION_KEYS = ("id", "ask", "yes", "no", "note", "practices")
CHECK_KEYS = ("id", "text", "done", "note", "practices")
EXIT_KEYS = ("label", *WAYS, "line", "note", "consent", "given", "practices", "passes")


class Tongue:
    """Finds the texts of a table in one language: `de.title` where there is one, else `title`.

    Without a language it reads the texts that stand there by themselves, in the flow's `own`.
    """

    def __init__(self, language: str = "", own: str = ENGLISH) -> None:
        self.language = language
        self._own = own

    def spoken(self, table: Table, key: str) -> str:
        """The language in which `key` is read."""
        return self.language if self.table(table, key) is not table else self._own

    def table(self, table: Table, key: str) -> Table:
        """The table in which `key` is to be read."""
        own = table.table(self.language) if self.language in table else None
        return own if own is not None and key in own else table

    def text(self, table: Table, key: str) -> str:
        """The text under `key`, which must be there; empty when it is not."""
        return self.table(table, key).text(key)

    def optional_text(self, table: Table, key: str) -> str:
        """The text under `key`, or an empty one."""
        return self.table(table, key).optional_text(key)


def expect(table: Table, known: Collection[str], words: Collection[str]) -> tuple[str, ...]:
    """Note every key that is not known; the languages in which there are `words`."""
    spoken = tuple(name for name in table.names() if name in LANGUAGES)
    table.expect(*known, beside=spoken)
    for language in spoken:
        if translated := table.table(language):
            translated.expect(*words)
    return spoken


def read_id(table: Table) -> str:
    """The id of a table; empty, and a fault, when it cannot be one."""
    name = table.text("id")
    if name and not _ID.fullmatch(name):
        table.fault(("id",), "'id' is a short name without spaces, quotes, braces or '/'")
    return name


def read_section(table: Table) -> Section | None:
    """The part of the notes that `note` names, if it does."""
    note = table.choice("note", tuple(Section))
    return Section(note) if note else None


def read_prompt(table: Table, tongue: Tongue, practices: Collection[str]) -> Prompt | None:
    """The prompt in a table; None when nothing can be said."""
    prompt_id = read_id(table)
    if "say" not in table:
        table.fault((), "'say' is missing; it lists the wordings of this prompt")
    wordings = tuple(_wordings(tongue.table(table, "say")))
    cues = tongue.table(table, "cues").texts("cues")
    named, fills = table.texts("practices", practices), table.texts("fills", ASKED)
    locked = table.flag("locked")
    if not any(wording.is_for_everybody for wording in wordings):
        if wordings:
            where, reason = tongue.table(table, "say"), "no wording is for everybody"
            where.fault(("say",), f"{reason}; leave 'for' and 'technical' out of one of them")
        return None
    spoken = tongue.spoken(table, "say")
    return Prompt(PromptId(prompt_id), wordings, cues, named, fills, locked, spoken)


def read_question(table: Table, tongue: Tongue, practices: Collection[str]) -> Question | None:
    """The question in a table; None when it asks nothing."""
    item_id, said = read_id(table), tongue.text(table, "ask")
    yes, no = (tongue.optional_text(table, answer) for answer in ("yes", "no"))
    if bool(yes) != bool(no) and ("yes" in table) != ("no" in table):
        lacking = "no" if yes else "yes"
        reason = f"'{lacking}' is missing: a closed question has a note line for either answer"
        table.fault((), reason)
        return None
    section, named = read_section(table), table.texts("practices", practices)
    asked = tuple(_filled(tongue.table(table, "ask"), ("ask",), said))
    if not asked or bool(yes) != bool(no):
        return None
    return Question(ItemId(item_id), asked[0], yes, no, section, named)


def read_check(table: Table, tongue: Tongue, practices: Collection[str]) -> Check | None:
    """The check in a table; None when there is nothing to tick."""
    item_id, text = read_id(table), tongue.text(table, "text")
    done, section = tongue.optional_text(table, "done"), read_section(table)
    named = table.texts("practices", practices)
    return Check(ItemId(item_id), text, done, section, named) if text else None


def read_exit(table: Table, tongue: Tongue, practices: Collection[str]) -> Exit | None:
    """The exit in a table; None when it leads nowhere, or more than one way."""
    label = tongue.text(table, "label")
    to, flow, side = (table.optional_text(way) for way in WAYS[:3])
    back, consent = table.flag("back"), table.choice("consent", tuple(ConsentKind))
    given = table.flag("given") if "given" in table else True
    if "given" in table and "consent" not in table:
        table.fault(("given",), "'given' belongs to a 'consent', and there is none")
    if not _one_way(table):
        return None
    if not (to or flow or side or back):
        return None
    return Exit(
        label,
        StageId(to) if to else None,
        FlowId(flow) if flow else None,
        FlowId(side) if side else None,
        back,
        tongue.optional_text(table, "line"),
        read_section(table),
        ConsentKind(consent) if consent else None,
        given,
        table.texts("practices", practices),
        tuple(map(GateId, table.texts("passes", tuple(GateId)))),
    )


def _one_way(table: Table) -> bool:
    ways = [way for way in WAYS if way in table]
    if not ways:
        table.fault((), "'to' is missing: the stage this answer leads to (or flow, side, back)")
    elif len(ways) > 1:
        reason = f"leads more than one way: {', '.join(ways)}; keep one of them"
        table.fault((ways[1],), reason)
    return len(ways) == 1


def _wordings(prompt: Table) -> Iterator[Wording]:
    for index, item in prompt.items("say"):
        fields = item if isinstance(item, dict) else {"text": item}
        table = prompt.inner(fields, ("say", index), "wording")
        if table is not None:
            yield from _wording(table)


def _wording(table: Table) -> Iterator[Wording]:
    table.expect("text", "tone", "for", "technical")
    text, tone = table.text("text"), table.choice("tone", tuple(Tone), Tone.NEUTRAL)
    audiences = table.texts("for", tuple(Audience))
    technical = table.flag("technical") if "technical" in table else None
    for wording in _filled(table, ("text",), text):
        yield Wording(
            wording.template,
            Tone(tone or Tone.NEUTRAL),
            frozenset(map(Audience, audiences)),
            technical,
        )


def _filled(table: Table, keys: tuple[str], text: str) -> Iterator[Wording]:
    """The text as a wording, unless a placeholder in it is unknown or broken."""
    unknown = [slot for slot in _SLOT.findall(text) if slot not in SLOTS]
    for slot in unknown[:3]:
        table.fault(keys, f"{{{quoted(slot)[1:-1]}}} is not a placeholder", slot, tuple(SLOTS))
    if text and not unknown:
        try:
            yield Wording(text)
        except ValueError:
            table.fault(keys, "a brace without its partner; a placeholder is {caller|there}")
