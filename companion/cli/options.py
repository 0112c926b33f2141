"""Options that several commands take, and the kinds of value they have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypedDict

import click

_ALL = 10**9
"""More calls than anybody has."""


class OneOf(click.ParamType):  # type: ignore[type-arg] # is generic in later versions of click only
    """One of some names, which are looked up only when they are needed."""

    name = "choice"

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._names = names

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        return click.Choice(tuple(self._names())).convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return f"[{'|'.join(self._names())}]"


class When(click.ParamType):  # type: ignore[type-arg] # as above
    """A date or a time of this machine's, as an instant in UTC."""

    name = "date or time"

    def __init__(self, *, end_of_day: bool = False) -> None:
        self._end_of_day = end_of_day

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            return self._instant(str(value)).astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            form = "write a date such as 2026-03-02, or a time such as 2026-03-02T14:30"
            self.fail(f"'{value}' is not a date or time; {form}.", param, ctx)

    def _instant(self, text: str) -> datetime:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return datetime.fromisoformat(text)
        midnight = datetime.combine(day, time())
        return midnight + timedelta(days=1) if self._end_of_day else midnight


def _outcomes() -> Iterable[str]:
    from companion.cli.sources import desk_outcomes
    from companion.domain.wrapup import Outcome

    # What is wrong with the desk's own file, `companion outcomes` tells.
    own, _ = desk_outcomes()
    return [*(outcome.value for outcome in Outcome), *(outcome.id for outcome in own.own)]


def format_names() -> Iterable[str]:
    from companion.formats import FORMATS

    return FORMATS


def audience_names() -> Iterable[str]:
    from companion.domain.ticket import TicketAudience

    return [audience.value for audience in TicketAudience]


as_json_option = click.option("--json", "as_json", is_flag=True, help="For programs to read.")
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output.",
)


class Filters(TypedDict):
    since: datetime | None
    until: datetime | None
    caller: str
    number: str
    outcome: str | None
    open_only: bool
    search: str
    limit: int


_PERIOD = (
    click.option("--since", type=When(), metavar="WHEN", help="Started then or later."),
    click.option(
        "--until",
        type=When(end_of_day=True),
        metavar="WHEN",
        help="Started before that time, or on that day at the latest.",
    ),
)


def period_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say when calls started."""
    for option in reversed(_PERIOD):
        command = option(command)
    return command


def filters(limit: int | None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that say which calls are meant. (Commands differ in what else they take.)"""
    options = (
        *_PERIOD,
        click.option("--caller", default="", metavar="NAME"),
        click.option("--number", default=""),
        click.option("--outcome", type=OneOf(_outcomes)),
        click.option("--open", "open_only", is_flag=True, help="Not closed yet."),
        click.option("--search", default="", metavar="QUERY", help="Words, anywhere in a call."),
        click.option(
            "--limit",
            type=click.IntRange(1, _ALL),
            default=limit or _ALL,
            show_default=str(limit or "all of them"),
            metavar="N",
        ),
    )

    def add_to(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            command = option(command)
        return command

    return add_to
