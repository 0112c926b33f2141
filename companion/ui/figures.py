"""The agent's own numbers as lines to read: titles, figures, and how long their bars are.

Nothing here needs Qt; the command line prints the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from companion.domain.flow import CallFlow, Prompt
from companion.domain.manner import PLAIN
from companion.domain.stats import CALLS_AGAIN_WITHIN, Figure, Numbers, Said, Spread, Which
from companion.domain.ticket import spoken_duration
from companion.domain.wording import shortened
from companion.domain.wrapup import OUTCOME_TITLES
from companion.ui.clock_text import clock_text

NO_OUTCOME = "No outcome"
LONGEST_WORDING = 70
"""Characters of a wording that tell it from the others."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure: `shown` on screen, `spoken` by a screen reader.

    `share` is the length of its bar, 0 to 1; None where a bar would say nothing. `which` are the
    calls it leads to; None where it leads to none.
    """

    title: str
    shown: str
    spoken: str
    share: float | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures that are read together; their bars have one scale."""

    title: str
    lines: Sequence[FigureLine]


def figure_groups(numbers: Numbers, flows: Sequence[CallFlow]) -> Sequence[FigureGroup]:
    """All figures; what a period has nothing of is left out. No calls, no groups."""
    if not numbers.calls:
        return ()
    titles: dict[str, str] = {flow.id: flow.title for flow in flows}
    groups = (
        FigureGroup("Calls", _calls(numbers)),
        FigureGroup("Time for a call", _times(numbers)),
        FigureGroup("Holds", _holds(numbers)),
        FigureGroup("Promises", _promises(numbers)),
        FigureGroup("Fixes", _fixes(numbers)),
        FigureGroup("Outcomes", _outcomes(numbers)),
        FigureGroup("Call flows", _flows(numbers, titles)),
        FigureGroup("Hours of the day", _hours(numbers)),
        FigureGroup("Wordings said", _said(numbers, flows)),
        FigureGroup("Never said", _never_said(numbers, flows)),
    )
    return tuple(group for group in groups if group.lines)


# ---------------------------------------------------------------------- calls and their time


def _calls(numbers: Numbers) -> list[FigureLine]:
    days = CALLS_AGAIN_WITHIN.days
    lines = [_count("Calls", numbers.calls, numbers.calls, Figure.CALLS)]
    if still_open := numbers.calls - numbers.closed:
        lines.append(_count("Not closed yet", still_open, numbers.calls, Figure.OPEN))
    title = f"Called again within {days} days"
    lines.append(_part(title, numbers.called_again, numbers.known_callers, Figure.CALLED_AGAIN))
    return lines


def _times(numbers: Numbers) -> list[FigureLine]:
    if not numbers.closed:
        return []
    longest = max(_durations(numbers.handle), default=timedelta())
    return [
        *_spread("Handle time", numbers.handle, longest, Figure.HANDLE),
        *_spread("Talk", numbers.talk, longest, Figure.TALK),
        *_spread("Hold", numbers.hold, longest, Figure.HOLD),
        *_spread("Wrap-up", numbers.wrap_up, longest, Figure.WRAP_UP),
    ]


def _durations(spread: Spread) -> Iterator[timedelta]:
    for value in (spread.median, spread.nine_of_ten, spread.mean):
        if value is not None:
            yield value


def _spread(title: str, spread: Spread, longest: timedelta, figure: Figure) -> list[FigureLine]:
    assert spread.median is not None, title
    assert spread.nine_of_ten is not None, title
    assert spread.mean is not None, title
    tail = Which(figure, number=spread.nine_of_ten // timedelta(milliseconds=1))
    closed = Which(Figure.CLOSED)
    return [
        _duration(f"{title}, median", spread.median, longest, closed),
        _duration(f"{title}, 9 of 10 within", spread.nine_of_ten, longest, tail),
        _duration(f"{title}, mean", spread.mean, longest, closed),
        _duration(f"{title}, in all", spread.total, None, closed),
    ]


# ---------------------------------------------------------------------- holds, promises, fixes


def _holds(numbers: Numbers) -> list[FigureLine]:
    holds = numbers.holds
    if not holds.asked:
        return []
    lines = [
        _count("Asked to hold", holds.asked, holds.asked, Figure.HOLDS_ASKED),
        _part("Agreed", holds.granted, holds.asked, Figure.HOLDS_GRANTED),
        _part("Declined", holds.declined, holds.asked, Figure.HOLDS_DECLINED),
        _part("Callback instead", holds.callback, holds.asked, Figure.HOLDS_CALLBACK),
    ]
    if holds.over:
        promised, waited = holds.promised / holds.over, holds.waited / holds.over
        longest, over = max(promised, waited), Which(Figure.HOLDS_OVER)
        late = holds.over - holds.in_time
        lines += [
            _part("Back in time", holds.in_time, holds.over, Figure.HOLDS_IN_TIME),
            _part("Back later than promised", late, holds.over, Figure.HOLDS_LATE),
            _duration("Wait promised, mean", promised, longest, over),
            _duration("Wait in fact, mean", waited, longest, over),
        ]
    return lines


def _promises(numbers: Numbers) -> list[FigureLine]:
    promises = numbers.promises
    if not promises.made:
        return []
    owed = promises.made - promises.kept
    return [
        _count("Made", promises.made, promises.made, Figure.PROMISES_MADE),
        _part("Kept", promises.kept, promises.made, Figure.PROMISES_KEPT),
        _part("Kept in time", promises.in_time, promises.made, Figure.PROMISES_IN_TIME),
        _part("Still owed", owed, promises.made, Figure.PROMISES_OWED),
    ]


def _fixes(numbers: Numbers) -> list[FigureLine]:
    if not numbers.fixes:
        return []
    open_ones = numbers.fixes - numbers.fixes_confirmed
    return [
        _count("Closed as fixed", numbers.fixes, numbers.fixes, Figure.FIXES),
        _part("Fix confirmed", numbers.fixes_confirmed, numbers.fixes, Figure.FIXES_CONFIRMED),
        _part("Not confirmed", open_ones, numbers.fixes, Figure.FIXES_UNCONFIRMED),
    ]


# ---------------------------------------------------------------------- what kind, and when


def _outcomes(numbers: Numbers) -> list[FigureLine]:
    titles = {outcome.value: title for outcome, title in OUTCOME_TITLES.items()}
    return [
        _count(
            NO_OUTCOME if tally.of is None else titles.get(tally.of, tally.title or tally.of),
            tally.calls,
            numbers.outcomes[0].calls,
            Figure.OUTCOME,
            tally.of,
        )
        for tally in numbers.outcomes
    ]


def _flows(numbers: Numbers, titles: dict[str, str]) -> list[FigureLine]:
    return [
        _count(
            titles.get(tally.of or "", tally.of or ""),
            tally.calls,
            numbers.flows[0].calls,
            Figure.FLOW,
            tally.of,
        )
        for tally in numbers.flows
    ]


def _hours(numbers: Numbers) -> list[FigureLine]:
    """From the first hour with calls to the last, the empty ones between included."""
    busy = [hour for hour, calls in enumerate(numbers.hours) if calls]
    most = max(numbers.hours)
    return [
        _count(f"{hour:02}:00", numbers.hours[hour], most, Figure.HOUR, number=hour)
        for hour in range(min(busy, default=0), max(busy, default=-1) + 1)
    ]


# ---------------------------------------------------------------------- what was said


def _said(numbers: Numbers, flows: Sequence[CallFlow]) -> list[FigureLine]:
    prompts = _prompts(flows)
    most = numbers.said[0].times if numbers.said else 0
    return [
        _count(
            _words(prompts.get(said.prompt), said.prompt, said.variant),
            said.times,
            most,
            Figure.SAID,
            said.prompt,
            said.variant,
        )
        for said in numbers.said
    ]


def never_said(numbers: Numbers, flows: Sequence[CallFlow]) -> Sequence[Said]:
    """The wordings of the flows that were never said in the period, as for a plain caller."""
    said = {(one.prompt, one.variant) for one in numbers.said}
    return [
        Said(name, variant, 0)
        for name, prompt in _prompts(flows).items()
        for variant in range(len(prompt.wordings_for(PLAIN)))
        if (name, variant) not in said
    ]


def _never_said(numbers: Numbers, flows: Sequence[CallFlow]) -> list[FigureLine]:
    prompts = _prompts(flows)
    return [
        FigureLine(_words(prompts[one.prompt], one.prompt, one.variant), "never", "never")
        for one in never_said(numbers, flows)
    ]


def _prompts(flows: Iterable[CallFlow]) -> dict[str, Prompt]:
    """Every prompt by its id; of two with one id the first, as flows are offered."""
    found: dict[str, Prompt] = {}
    for flow in flows:
        for stage in flow.stages:
            for prompt in stage.prompts:
                found.setdefault(prompt.id, prompt)
    return found


def _words(prompt: Prompt | None, name: str, variant: int) -> str:
    """A wording by its words, as a caller is told them of whom nothing is known."""
    if prompt is None or variant >= len(prompt.wordings_for(PLAIN)):
        return f"{name}, wording {variant + 1}"
    return f"“{shortened(prompt.wording(variant).fill({}).text, LONGEST_WORDING)}”"


# ---------------------------------------------------------------------- one figure


def _count(
    title: str, count: int, most: int, figure: Figure, of: str | None = None, number: int = 0
) -> FigureLine:
    share = count / most if most else 0.0
    return FigureLine(title, f"{count:,}", f"{count}", share, Which(figure, of, number))


def _part(title: str, count: int, whole: int, figure: Figure) -> FigureLine:
    """A count with what it is a part of."""
    if not whole:
        return FigureLine(title, "0", "none", None, Which(figure))
    share = count / whole
    shown = f"{count:,} · {share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")
    spoken = f"{count} of {whole}, {share:.0%}"
    return FigureLine(title, shown, spoken, share, Which(figure))


def _duration(
    title: str, duration: timedelta, longest: timedelta | None, which: Which
) -> FigureLine:
    share = duration / longest if longest else None
    return FigureLine(title, clock_text(duration), spoken_duration(duration), share, which)
