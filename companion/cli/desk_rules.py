"""The commands for what a desk has agreed on: its outcomes and its service level."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from companion.cli.options import as_json_option
from companion.cli.output import complain, write, write_json, write_table
from companion.cli.program import program
from companion.cli.sources import desk_outcomes, service_level

if TYPE_CHECKING:
    from companion.domain.service_level import Allowance, BusinessHours, ServiceLevel

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@program.command()
@as_json_option
def outcomes(as_json: bool) -> None:
    """List what a call can come to, and name every fault of the desk's own outcomes.toml."""
    from companion.domain.wrapup import OUTCOME_TITLES

    own, faults = desk_outcomes()
    complain(faults)
    rows = [(outcome.value, title, outcome.value) for outcome, title in OUTCOME_TITLES.items()]
    rows += [(outcome.id, outcome.title, outcome.counts_as.value) for outcome in own.own]
    if as_json:
        write_json([dict(zip(("id", "title", "counts_as"), row, strict=True)) for row in rows])
    else:
        write_table(rows, (24, 40, 20))
    if faults:
        _fail(len(faults))


@program.command("service-level")
@as_json_option
def show_service_level(as_json: bool) -> None:
    """Show by when the desk answers and solves, and name every fault of service_level.toml."""
    level, faults = service_level()
    complain(faults)
    if as_json:
        write_json(_as_record(level))
    else:
        write(_as_text(level))
    if faults:
        _fail(len(faults))


def _fail(count: int) -> None:
    from companion.domain.errors import UserError

    raise UserError("One fault." if count == 1 else f"{count} faults.", "The shipped one is used.")


def _as_record(level: ServiceLevel) -> dict[str, object]:
    from companion.domain.wrapup import Level

    return {
        "matrix": {i.value: {u.value: level.matrix[i, u] for u in Level} for i in Level},
        "targets": {
            name: {
                "respond": _written(target.respond),
                "resolve": _written(target.resolve),
                "around_the_clock": target.around_the_clock,
            }
            for name, target in level.targets.items()
        },
        "business_hours": _hours_record(level.hours) if level.hours else None,
    }


def _hours_record(hours: BusinessHours) -> dict[str, object]:
    return {
        **{_DAYS[day]: [_span(*span) for span in spans] for day, spans in hours.week.items()},
        "holidays": [
            *sorted(day.isoformat() for day in hours.holidays),
            *(f"{month:02}-{day:02}" for month, day in sorted(hours.yearly)),
        ],
    }


def _as_text(level: ServiceLevel) -> Iterator[str]:
    from companion.domain.wrapup import Level

    yield "impact \\ urgency" + "".join(f"{urgency:>9}" for urgency in Level) + "\n"
    for impact in Level:
        yield f"{impact:<16}" + "".join(f"{level.matrix[impact, u]:>9}" for u in Level) + "\n"
    for name, target in level.targets.items():
        respond, resolve = _written(target.respond), _written(target.resolve)
        always = ", around the clock" if target.around_the_clock else ""
        yield f"{name}: respond {respond or 'at no set time'}, resolve "
        yield f"{resolve or 'at no set time'}{always}\n"
    if level.hours:
        for day, spans in sorted(level.hours.week.items()):
            yield f"{_DAYS[day]}: {', '.join(_span(*span) for span in spans)}\n"


def _written(allowance: Allowance | None) -> str | None:
    """An allowance as it is written in the file."""
    if allowance is None:
        return None
    parts = [f"{allowance.days} day{'s' if allowance.days > 1 else ''}"] if allowance.days else []
    minutes, seconds = divmod(allowance.time // timedelta(seconds=1), 60)
    hours, minutes = divmod(minutes, 60)
    parts += [f"{n} {unit}" for n, unit in ((hours, "h"), (minutes, "min"), (seconds, "s")) if n]
    return " ".join(parts)


def _span(opens: int, closes: int) -> str:
    return f"{opens // 60:02}:{opens % 60:02}-{closes // 60:02}:{closes % 60:02}"
