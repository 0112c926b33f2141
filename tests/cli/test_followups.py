"""What was promised, on the command line and as a calendar."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import vobject  # type: ignore[import-untyped] # it comes without types

from companion.domain.call import Call
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from tests.cli.kinds import Keep, Run
from tests.formats.samples import finished_call

NOW = datetime.now(UTC).replace(microsecond=0)


def promised() -> Call:
    """A call with one promise owed, one kept, and one withdrawn."""

    def promise(name: str, done: datetime | None = None) -> FollowUp:
        due = NOW + timedelta(hours=1)
        return FollowUp(FollowUpId(name), FollowUpKind.STATUS, name, due, done, to="Tom")

    call = replace(finished_call(), follow_ups=())
    for follow_up in (promise("owed"), promise("kept", NOW), promise("gone")):
        call = call.promise(follow_up)
    return call.withdraw(FollowUpId("gone"), NOW)


def test_says_to_whom_and_what_is_owed_only(run: Run, keep: Keep) -> None:
    keep(promised())

    (owed,) = json.loads(run("followups", "--json").stdout)
    (line,) = run("followups").stdout.splitlines()

    assert (owed["what"], owed["to"], owed["kind"]) == ("owed", "Tom", "status_update")
    assert owed["caller"]["name"] == "Sarah Okafor"
    assert "Tom" in line


def test_says_what_was_kept_and_withdrawn_when_asked(run: Run, keep: Keep) -> None:
    keep(promised())

    told = {f["what"]: f for f in json.loads(run("followups", "--json", "--done").stdout)}

    assert set(told) == {"owed", "kept", "gone"}
    assert told["kept"]["done_at"]
    assert told["gone"]["withdrawn_at"]
    assert told["owed"]["done_at"] is told["owed"]["withdrawn_at"] is None


def test_the_calendar_has_them_all(run: Run, keep: Keep, folder: Path, tmp_path: Path) -> None:
    keep(promised())
    (folder / "settings.toml").write_text("remind_minutes = 25\n", "utf-8")
    file = tmp_path / "promises.ics"

    result = run("followups", "--ics", str(file))

    assert (result.exit_code, result.output) == (0, "")
    calendar = vobject.readOne(file.read_bytes().decode())
    statuses = sorted(task.status.value for task in calendar.vtodo_list)
    assert statuses == ["CANCELLED", "COMPLETED", "NEEDS-ACTION"]
    alarms = [e.valarm.trigger.value for e in calendar.vevent_list if hasattr(e, "valarm")]
    assert alarms == [timedelta(minutes=-25)]


def test_a_calendar_of_events_only(run: Run, keep: Keep, tmp_path: Path) -> None:
    keep(promised())
    file = tmp_path / "promises.ics"

    run("followups", "--ics", str(file), "--only", "events")

    assert "BEGIN:VTODO" not in file.read_text("utf-8")
    assert run("followups", "--only", "events").exit_code == 2
