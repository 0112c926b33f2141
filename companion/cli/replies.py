"""The commands for written replies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.cli.options import as_json_option
from companion.cli.output import complain, write, write_json, write_table
from companion.cli.program import program
from companion.cli.sources import data_folder, database, known_practices, now, reply_library
from companion.domain.errors import UserError

if TYPE_CHECKING:
    from companion.content.replies import ReplyLibrary
    from companion.domain.call import Call
    from companion.domain.replies import Letter, Reply
    from companion.domain.wording_check import Finding
    from companion.services.ports import Profile


@program.group(invoke_without_command=True)
@as_json_option
@click.pass_context
def replies(context: click.Context, as_json: bool) -> None:
    """List the written replies: e-mails, chat messages, voicemails."""
    if context.invoked_subcommand is None:
        _list(as_json)


@replies.command("list")
@as_json_option
def list_replies(as_json: bool) -> None:
    """List the written replies."""
    _list(as_json)


def _list(as_json: bool) -> None:
    library = reply_library()
    complain(library.faults)
    if as_json:
        write_json([_summary(reply) for reply in library.all()])
    else:
        write_table([(r.id, r.channel.value, r.title) for r in library.all()], (26, 10, 60))


@replies.command("show")
@click.argument("reply_id", metavar="ID")
@click.option("--call", "call_id", metavar="CALL", help='Fill it from a call; may be "last".')
@as_json_option
def show_reply(reply_id: str, call_id: str | None, as_json: bool) -> None:
    """Write a reply, filled from a call; what it lacks and could say better goes to the errors."""
    from companion.domain.manner import PLAIN
    from companion.domain.replies import fill_reply
    from companion.services.replying import write_reply

    library = reply_library()
    reply = _reply(library, reply_id)
    if call_id is None:
        letter = fill_reply(reply, library.frames[reply.channel], PLAIN, {})
        findings: tuple[Finding, ...] = ()
    else:
        call = _call(call_id)
        letter = write_reply(reply, library.frames, call, _profile(), now())
        findings = _findings(letter, call)
    if as_json:
        write_json(_record(reply, letter, findings))
        return
    subject = f"Subject: {letter.subject.text}\n\n" if letter.subject else ""
    write([subject, letter.text, "\n"])
    if call_id is not None:
        _tell(letter, findings)


@replies.command("check")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
def check_replies(files: tuple[Path, ...]) -> None:
    """Name every fault in files of replies: where it is, and what would be right."""
    from companion.content.replies import check_replies

    practices = known_practices()
    found = [fault for file in files for fault in check_replies(file, practices)]
    write(f"{fault}\n" for fault in found)
    if found:
        count = "One fault." if len(found) == 1 else f"{len(found)} faults."
        raise UserError(count, "resources/replies/FORMAT.md explains the format.")


def _reply(library: ReplyLibrary, wanted: str) -> Reply:
    found = [reply for reply in library.all() if reply.id == wanted]
    if not found:
        raise UserError(
            f"There is no reply {wanted!r}.", "`companion replies` lists what there is."
        )
    return found[0]


def _call(given_id: str) -> Call:
    from companion.storage.call_log import read_call, resolve_id
    from companion.storage.trouble import told_plainly

    with database() as db, told_plainly(data_folder()):
        if db is None:
            raise UserError("There are no calls yet.")
        return read_call(db, resolve_id(db, given_id))


def _profile() -> Profile:
    from companion.services.ports import Profile
    from companion.settings.options import AGENT, OWN_NUMBER, TEAM
    from companion.settings.store import Settings

    settings = Settings(data_folder() / "settings.toml")
    return Profile(settings.get(AGENT), settings.get(TEAM), settings.get(OWN_NUMBER))


def _findings(letter: Letter, call: Call) -> tuple[Finding, ...]:
    from companion.content.wording import WordingLibrary
    from companion.domain.wording_check import check_wording
    from companion.paths import resources

    rules = WordingLibrary(resources(), data_folder()).rules()
    technical = call.caller.technical
    return check_wording(letter.text, rules, technical=technical, is_whole=True)


def _summary(reply: Reply) -> dict[str, object]:
    return {
        "id": reply.id,
        "title": reply.title,
        "channel": reply.channel.value,
        "flow": reply.flow or None,
    }


def _record(reply: Reply, letter: Letter, findings: tuple[Finding, ...]) -> dict[str, object]:
    from companion.domain.replies import Channel, seconds_to_say

    is_spoken = reply.channel is Channel.VOICEMAIL
    return {
        **_summary(reply),
        "subject": letter.subject.text if letter.subject else None,
        "text": letter.text,
        "seconds": seconds_to_say(letter.text) if is_spoken else None,
        "missing": list(letter.missing),
        "held_back": list(letter.held_back),
        "findings": [
            {
                "start": finding.start,
                "end": finding.end,
                "kind": finding.kind.value,
                "why": finding.why,
                "offered": list(finding.offered),
            }
            for finding in findings
        ],
    }


def _tell(letter: Letter, findings: tuple[Finding, ...]) -> None:
    """What it lacks, what was held back, what could be said better."""
    from companion.services.replying import called

    for slot in letter.missing:
        click.echo(f"companion: not known: {called(slot)}", err=True)
    for slot in letter.held_back:
        held = f"{called(slot)} holds what looks secret; it was left out."
        click.echo(f"companion: {held}", err=True)
    for finding in findings:
        stretch = letter.text[finding.start : finding.end]
        instead = f" Better: “{finding.offered[0].strip()}”." if finding.offered else ""
        shown = f"“{stretch}”: " if stretch else ""
        click.echo(f"companion: {shown}{finding.why}{instead}", err=True)
