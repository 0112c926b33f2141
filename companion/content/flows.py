"""Reads a call flow from a file; `resources/flows/FORMAT.md` explains the format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from companion.content.faults import Fault, FaultList, FaultyFile, quoted
from companion.content.flow_parts import (
    CHECK_KEYS,
    EXIT_KEYS,
    PROMPT_KEYS,
    QUESTION_KEYS,
    Tongue,
    expect,
    read_check,
    read_exit,
    read_id,
    read_prompt,
    read_question,
    read_section,
)
from companion.content.flow_review import Review
from companion.content.headings import FIRST
from companion.content.spans import REMEDY, duration_of
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes
from companion.domain.flow import CallFlow, Check, Exit, FlowId, Prompt, Question, Stage, StageId
from companion.domain.manner import primary

SPOKEN_BY_ID = {
    FlowId("hold"): (
        *("ask-to-hold", "ask-or-call-back", "check-back", "long-wait", "need-longer"),
        *("thanks-for-waiting", "sorry-for-the-wait"),
    ),
    FlowId("silence"): ("say-what-you-do",),
    FlowId("promise"): ("promised-callback", "late-callback"),
}
"""Side-flows whose prompts the program itself asks for; a team's own file needs them too."""

DEFAULT_LANGUAGE = "en-GB"
_FLOW_KEYS = (
    *("title", "side", "letter", "language", "locked", "practices", "wrap_up_target"),
    "stages",
)
_STAGE_KEYS = (
    *("id", "title", "note", "detour", "needs_answer", "offers", "practices", "locked"),
    *("prompts", "questions", "checks", "exits"),
)
SPELLER = "speller"
MOST_LANGUAGES = 8
"""Languages beside its own that one file may speak."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_flow(file: Path, practices: Collection[str] = ()) -> CallFlow:
    """The flow in a file; FaultyFile names everything that is wrong with it.

    Where `practices` are given, others than those are a fault.
    """
    return parse_flow(read_bytes(file), file.name, practices)


def parse_flow(source: bytes, file: str, practices: Collection[str] = ()) -> CallFlow:
    """The flow in a file of that name with that content; FaultyFile as for `read_flow`."""
    faults, flow = _read(source, file, practices)
    faults.raise_if_any()
    assert flow is not None, "what cannot be built has a fault"
    return flow


def check_flow(
    file: Path, practices: Collection[str], installed: Collection[str] = ()
) -> tuple[Fault, ...]:
    """All that is wrong with a flow file, and what could be better, in the order of the lines.

    What can be said aloud is judged too: the length of a breath, other words each time, and,
    as notes, tones and translations that are missing. Where flows are given as `installed`, an
    answer that leads to another is a fault.
    """
    try:
        return check_flow_text(read_bytes(file), file.name, practices, installed)
    except FaultyFile as error:
        return error.faults


def check_flow_text(
    source: bytes, file: str, practices: Collection[str], installed: Collection[str] = ()
) -> tuple[Fault, ...]:
    """As `check_flow`, of a file of that name with that content."""
    try:
        faults, _ = _read(source, file, practices, Review(installed))
    except FaultyFile as error:
        return error.faults
    return faults.found


def _read(
    source: bytes, file: str, practices: Collection[str], review: Review | None = None
) -> tuple[FaultList, CallFlow | None]:
    values, text = parse(source, file)
    faults = FaultList(file, text)
    flow_id, table = FlowId(Path(file).stem), Table(values, (), "", faults)
    base = _base_language(table)
    own = _Reader(table, flow_id, practices, Tongue(own=base), review)
    flow = own.flow()
    own.check()
    translations = []
    for language in own.other_languages():
        tongue = Tongue(language, base)
        translations.append(_Reader(table, flow_id, practices, tongue, review).flow())
    if review:
        review.translations(own.other_languages())
    if faults or flow is None:
        return faults, None
    return faults, replace(flow, translations=tuple(f for f in translations if f))


class _Reader:
    """Turns tables into the flow in one language. What is faulty is noted and left out."""

    def __init__(
        self,
        table: Table,
        flow_id: FlowId,
        practices: Collection[str],
        tongue: Tongue,
        review: Review | None,
    ) -> None:
        self._flow = table
        self._id = flow_id
        self._practices = practices
        self._tongue = tongue
        self._review = review
        self._spoken: dict[str, None] = {}
        self._stage_tables: list[tuple[str, Table]] = []
        self._prompt_tables: list[tuple[str, Table]] = []
        self._item_tables: list[tuple[str, Table]] = []
        self._exit_tables: list[tuple[str, Table, Table]] = []

    # ------------------------------------------------------------------ reading

    def flow(self) -> CallFlow | None:
        """The flow as far as it is sound; None when nothing is left of it."""
        self._expect(self._flow, _FLOW_KEYS, ("title",))
        if "stages" not in self._flow:
            self._flow.fault((), "'stages' is missing; each begins with [[stages]]")
        stages = tuple(self._stages())
        title, language = self._tongue.text(self._flow, "title"), self._language()
        side, letter = self._flow.flag("side"), self._letter()
        practices = self._flow.texts("practices", self._practices)
        target = self._wrap_up_target()
        try:
            return CallFlow(
                self._id,
                title,
                stages,
                side,
                language,
                letter,
                practices,
                wrap_up_target=target,
            )
        except ValueError:
            # Whatever it is, `check` says it with its line.
            return None

    def other_languages(self) -> tuple[str, ...]:
        """The languages beside its own that the file speaks somewhere."""
        own = _base_language(self._flow)
        if own in self._spoken:
            reason = f"the file is in {quoted(own)}: write its texts without '{own}.' in front"
            self._flow.fault((own,), reason)
        if len(self._spoken) > MOST_LANGUAGES:
            self._flow.fault((), f"speaks more than {MOST_LANGUAGES} languages beside its own")
        return tuple(self._spoken)[:MOST_LANGUAGES]

    def _language(self) -> str:
        own = self._flow.optional_text("language", DEFAULT_LANGUAGE)
        if not _LANGUAGE.fullmatch(own):
            self._flow.fault(("language",), "'language' is written like 'en-GB'")
        return self._tongue.language or own

    def _letter(self) -> str:
        letter = self._flow.optional_text("letter")
        if letter and not re.fullmatch("[a-z]", letter):
            self._flow.fault(("letter",), "'letter' is one small letter from a to z")
        if letter and not self._flow.flag("side"):
            self._flow.fault(("letter",), "'letter' calls up a side-flow; this is none")
        return letter

    def _wrap_up_target(self) -> timedelta | None:
        text = self._flow.optional_text("wrap_up_target")
        target = duration_of(text) if text else None
        if text and target is None:
            self._flow.fault(("wrap_up_target",), f"'wrap_up_target' {REMEDY}, without days")
        return target

    def _expect(self, table: Table, known: Collection[str], words: Collection[str]) -> None:
        spoken = expect(table, known, words)
        self._spoken.update(dict.fromkeys(spoken))
        if self._review and not self._tongue.language:
            self._review.count_words(table, words)

    def _stages(self) -> Iterator[Stage]:
        for table in self._flow.tables("stages", "stage"):
            self._expect(table, _STAGE_KEYS, ("title",))
            stage_id, title = read_id(table), self._tongue.text(table, "title")
            self._stage_tables.append((stage_id, table))
            prompts = tuple(self._prompts(table))
            if prompts:
                yield self._stage(table, stage_id, title, prompts)

    def _stage(self, table: Table, stage_id: str, title: str, prompts: tuple[Prompt, ...]) -> Stage:
        exits = tuple(self._exits(table))
        return Stage(
            StageId(stage_id),
            title,
            prompts,
            section=read_section(table),
            exits=exits,
            detour=table.flag("detour"),
            needs_answer=_needs_answer(table) and bool(exits),
            offers_speller=SPELLER in table.texts("offers", (SPELLER,)),
            practices=table.texts("practices", self._practices),
            questions=tuple(self._questions(table)),
            checks=tuple(self._checks(table)),
        )

    def _prompts(self, stage: Table) -> Iterator[Prompt]:
        if "prompts" not in stage:
            stage.fault((), "has nothing to say; each prompt begins with [[stages.prompts]]")
        locked = self._flow.flag("locked") or stage.flag("locked")
        for table in stage.tables("prompts", "prompt"):
            self._expect(table, PROMPT_KEYS, ("say", "cues"))
            prompt = read_prompt(table, self._tongue, self._practices)
            self._prompt_tables.append((prompt.id if prompt else "", table))
            if prompt is None:
                continue
            if self._review:
                self._review.prompt(prompt, table, self._tongue)
            yield replace(prompt, locked=True) if locked else prompt

    def _questions(self, stage: Table) -> Iterator[Question]:
        for table in stage.tables("questions", "question"):
            self._expect(table, QUESTION_KEYS, ("ask", "yes", "no"))
            question = read_question(table, self._tongue, self._practices)
            self._item_tables.append((question.id if question else "", table))
            if question is not None:
                if self._review:
                    self._review.question(question, table, self._tongue)
                yield question

    def _checks(self, stage: Table) -> Iterator[Check]:
        for table in stage.tables("checks", "check"):
            self._expect(table, CHECK_KEYS, ("text", "done"))
            check = read_check(table, self._tongue, self._practices)
            self._item_tables.append((check.id if check else "", table))
            if check is not None:
                yield check

    def _exits(self, stage: Table) -> Iterator[Exit]:
        for table in stage.tables("exits", "exit"):
            self._expect(table, EXIT_KEYS, ("label", "line"))
            way = read_exit(table, self._tongue, self._practices)
            if self._review:
                self._review.way(table)
            if way is not None:
                self._exit_tables.append((way.to or "", table, stage))
                yield way

    # ------------------------------------------------------------------ checking

    def check(self) -> None:
        """Names, ways and needs: what can only be judged with the whole flow in sight."""
        self._check_names("stage", self._stage_tables)
        self._check_names("prompt", self._prompt_tables)
        self._check_names("question or check", self._item_tables)
        self._check_ways()
        self._check_needs()

    def _check_names(self, noun: str, tables: list[tuple[str, Table]]) -> None:
        """Everything of a kind goes by a name of its own."""
        first: dict[str, Table] = {}
        for name, table in tables:
            if name in first:
                line = first[name].line("id")
                reason = f"is the second {noun} called {quoted(name)}; the first is on line {line}"
                table.fault(("id",), reason)
            elif name:
                first[name] = table

    def _check_ways(self) -> None:
        """Every exit leads somewhere, and the flow begins and ends on the main way."""
        stages, is_side = self._stage_tables, self._flow.flag("side")
        known = tuple(name for name, _ in stages if name)
        for to, table, stage in self._exit_tables:
            if to and to not in known:
                reason = f"exit leads to {quoted(to)}, which does not exist"
                table.fault(("to",), reason, to, known, place=stage.place)
            if "back" in table and not is_side:
                table.fault(("back",), "only a side-flow has a call to go back to")
        for where, (_, table) in zip(("first", "last"), (stages[:1] + stages[-1:]), strict=False):
            if table.flag("detour"):
                table.fault(("detour",), f"the {where} stage cannot be a detour")

    def _check_needs(self) -> None:
        """The flows that the program itself uses have what it will ask them for."""
        is_side = self._flow.flag("side")
        if self._id == FIRST and is_side:
            self._flow.fault(("side",), "calls start with this flow, so it cannot be a side-flow")
        needed = SPOKEN_BY_ID.get(self._id, ())
        if needed and not is_side:
            self._flow.fault(("side",), "'side = true' is missing at the top")
        there = {name for name, _ in self._prompt_tables}
        for prompt in needed:
            if prompt not in there:
                self._flow.fault((), f"the program needs a prompt '{prompt}' in this flow")


def _base_language(flow: Table) -> str:
    return primary(flow.optional_text("language", DEFAULT_LANGUAGE))


def _needs_answer(stage: Table) -> bool:
    needs = stage.flag("needs_answer")
    if needs and "exits" not in stage:
        stage.fault(("needs_answer",), "needs an answer, but there are no [[stages.exits]] to give")
        return False
    return needs
