"""Written replies on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from companion.domain.call import Caller
from companion.domain.notes import Section
from tests.cli.kinds import Keep, Run
from tests.storage.calls import a_call


def test_lists_the_replies(run: Run) -> None:
    listed = json.loads(run("replies", "--json").stdout)

    assert set(listed[0]) == {"id", "title", "channel", "flow"}
    assert {"incident-email", "voicemail-message"} <= {reply["id"] for reply in listed}
    assert "incident-email" in run("replies", "list").stdout


def test_fills_a_reply_from_the_last_call(run: Run, keep: Keep, folder: Path) -> None:
    call = replace(a_call(), caller=Caller(name="Sarah Okafor"))
    keep(call.note(Section.REPORTED, "Mail does not arrive."))
    (folder / "settings.toml").write_text('agent = "Alex"\n')

    shown = run("replies", "show", "incident-email", "--call", "last")

    assert shown.exit_code == 0
    assert shown.stdout.startswith(
        "Subject: Your call to IT support: where it stands\n\nHello Sarah,"
    )
    assert "this: Mail does not arrive." in shown.stdout
    assert shown.stdout.endswith("Alex\nIT support\n")


def test_tells_what_is_missing_what_was_held_back_and_what_could_be_better(
    run: Run, keep: Keep
) -> None:
    call = a_call().note(Section.REPORTED, "Just the VPN").note(Section.DONE, "Password: Tulip77!x")
    keep(call)

    shown = run("replies", "show", "general-email", "--call", "last")
    found = json.loads(run("replies", "show", "general-email", "--call", "last", "--json").stdout)

    assert "Tulip77" not in shown.output + json.dumps(found)
    assert "What was done holds what looks secret; it was left out." in shown.stderr
    assert {"minimising", "jargon"} <= {finding["kind"] for finding in found["findings"]}
    assert found["held_back"] == ["done"]


def test_a_voicemail_says_how_long_it_is(run: Run, keep: Keep) -> None:
    keep(a_call())

    found = json.loads(
        run("replies", "show", "voicemail-message", "--call", "last", "--json").stdout
    )

    assert 5 < found["seconds"] < 60
    assert "our_number" in found["missing"]


def test_an_unknown_reply_or_a_missing_call_is_said_in_a_line(run: Run) -> None:
    unknown = run("replies", "show", "nothing")
    no_call = run("replies", "show", "incident-email", "--call", "last")

    assert (unknown.exit_code, no_call.exit_code) == (1, 1)
    assert "There is no reply 'nothing'" in unknown.stderr
    assert len(unknown.stderr.splitlines()) == len(no_call.stderr.splitlines()) == 1


def test_names_every_fault(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        'title = "Own"\n[[replies]]\nid = "a"\nchannel = "fax"\ntitle = "x"\nbody = [""]\n'
    )

    result = run("replies", "check", str(file))

    assert result.exit_code == 1
    assert "own.toml:4" in result.stdout
    assert "own.toml:6" in result.stdout
    assert len(result.stderr.splitlines()) == 1
