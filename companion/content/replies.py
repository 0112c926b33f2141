"""Reads written replies; `resources/replies/FORMAT.md` explains the format."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from companion.content.faults import Fault, FaultList, FaultyFile, close_match, quoted
from companion.content.folders import own_or_shipped, read_both
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes
from companion.domain.manner import Audience
from companion.domain.replies import Channel, Frame, Paragraph, Reply, ReplyId, ReplyText
from companion.domain.wording import SLOTS, Wording

FOLDER, FRAME_FILE = "replies", "reply_frame.toml"
_TEXT = ("subject", "body")


class ReplyLibrary:
    """The shipped replies and the team's own; a faulty file is left out and told in `faults`."""

    def __init__(self, resources: Path, data: Path) -> None:
        self._resources = resources
        self._data = data
        self.read_anew()

    def read_anew(self) -> None:
        """Somebody has changed the files. May be called beside the window's thread."""
        resources, data = self._resources, self._data
        found, faults = read_both(resources / FOLDER, data / FOLDER, read_replies)
        self.frames, faulty = own_or_shipped(FRAME_FILE, resources, data, read_frames)
        self.faults: tuple[Fault, ...] = (*faults, *faulty)
        self._replies = {reply.id: reply for file in found.values() for reply in file}

    def all(self) -> tuple[Reply, ...]:
        """Every reply, by file and in the order of the file."""
        return tuple(self._replies.values())

    def reply(self, reply_id: ReplyId) -> Reply:
        """The reply with that id; KeyError if there is none."""
        return self._replies[reply_id]

    def practices_covered(self) -> dict[str, list[str]]:
        """For each practice id, which replies carry it: `reply: voicemail-message`."""
        covered: dict[str, list[str]] = {}
        for reply in self._replies.values():
            for practice in reply.practices:
                covered.setdefault(practice, []).append(f"reply: {reply.id}")
        return covered


def read_replies(file: Path, practices: Collection[str] = ()) -> tuple[Reply, ...]:
    """The replies in a file; FaultyFile names everything that is wrong with it.

    Names of practices are checked against `practices` if any are given.
    """
    return parse_replies(read_bytes(file), file.name, practices)


def parse_replies(source: bytes, file: str, practices: Collection[str] = ()) -> tuple[Reply, ...]:
    """As `read_replies`, of a file of that name with that content."""
    values, text = parse(source, file)
    faults = FaultList(file, text)
    table = Table(values, (), "", faults)
    table.expect("title", "flow", "practices", "replies")
    title, flow = table.text("title"), table.optional_text("flow")
    named = table.texts("practices", practices)
    if "replies" not in table:
        table.fault(("replies",), "there are no [[replies]]")
    found = tuple(_replies(table, Path(file).stem, title, flow, named, practices))
    faults.raise_if_any()
    return found


def check_replies(file: Path, practices: Collection[str]) -> tuple[Fault, ...]:
    """Everything that is wrong with a file of replies."""
    try:
        return check_reply_text(read_bytes(file), file.name, practices)
    except FaultyFile as error:
        return error.faults


def check_reply_text(source: bytes, file: str, practices: Collection[str]) -> tuple[Fault, ...]:
    """As `check_replies`, of a file of that name with that content."""
    try:
        parse_replies(source, file, practices)
    except FaultyFile as error:
        return error.faults
    return ()


def read_frames(file: Path) -> dict[Channel, Frame]:
    """How the messages of each channel begin and end; FaultyFile as for `read_replies`."""
    values, text = parse(read_bytes(file), file.name)
    faults = FaultList(file.name, text)
    table = Table(values, (), "", faults)
    table.expect(*Channel)
    frames = {channel: _frame(table.table(channel)) for channel in Channel}
    faults.raise_if_any()
    return frames


def _frame(table: Table | None) -> Frame:
    if table is None:
        return Frame()
    table.expect("greeting", "closing")
    return Frame(*(tuple(_wordings(table, key)) for key in ("greeting", "closing")))


def _wordings(table: Table, key: str) -> Iterator[Wording]:
    for index, text in enumerate(table.texts(key)):
        if wording := _wording(table, (key, index), text):
            yield wording


def _replies(
    whole: Table,
    file: str,
    title: str,
    flow: str,
    named: tuple[str, ...],
    practices: Collection[str],
) -> Iterator[Reply]:
    seen: set[str] = set()
    for table in whole.tables("replies", "reply"):
        table.expect("id", "channel", "title", "practices", "unframed", "variants", *_TEXT)
        name, own_title = table.text("id"), table.text("title")
        if name in seen:
            table.fault(("id",), f"{quoted(name)} is there twice; take another id")
        seen.add(name)
        channel = table.choice("channel", tuple(Channel))
        if "channel" not in table:
            table.fault(("channel",), f"'channel' is missing; it can be {', '.join(Channel)}")
        texts = (_text(table, channel), *_variants(table, channel))
        also = table.texts("practices", practices)
        if name and channel:
            yield Reply(
                ReplyId(f"{file}-{name}"),
                f"{title}: {own_title}",
                Channel(channel),
                texts,
                flow,
                tuple(dict.fromkeys((*named, *also))),
                not table.flag("unframed"),
            )


def _variants(table: Table, channel: str) -> Iterator[ReplyText]:
    for inner in table.tables("variants", "variant"):
        inner.expect("for", "technical", *_TEXT)
        audiences = frozenset(Audience(name) for name in inner.texts("for", tuple(Audience)))
        technical = inner.flag("technical") if "technical" in inner else None
        if not audiences and technical is None:
            inner.fault((), "says for nobody what it is; add 'for' or 'technical'")
        plain = _text(inner, channel)
        yield ReplyText(plain.paragraphs, plain.subject, audiences, technical)


def _text(table: Table, channel: str) -> ReplyText:
    subject = table.optional_text("subject")
    if channel == Channel.EMAIL and not subject:
        table.fault(("subject",), "'subject' is missing; an e-mail needs one")
    if "body" not in table:
        table.fault(("body",), "'body' is missing; list its paragraphs")
    paragraphs = tuple(_paragraphs(table))
    return ReplyText(paragraphs, _wording(table, ("subject",), subject) if subject else None)


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    for index, item in table.items("body"):
        is_optional = isinstance(item, dict)
        keys: tuple[str | int, ...] = ("body", index)
        # A paragraph that is always there is read like one under a key of its own.
        value = item if is_optional else {"text": item}
        inner = table.inner(value, keys, "paragraph")
        assert inner is not None, item
        inner.expect("optional" if is_optional else "text")
        texts = inner.one_or_more("optional" if is_optional else "text")
        wordings = tuple(w for text in texts if (w := _wording(table, keys, text)))
        if wordings:
            yield Paragraph(wordings, is_optional)


def _wording(table: Table, keys: tuple[str | int, ...], text: str) -> Wording | None:
    try:
        return Wording(text)
    except ValueError as error:
        word = str(error).partition("{")[2].partition("}")[0].partition("|")[0]
        match = close_match(word, SLOTS)
        table.fault(keys, f"{error}; did you mean {{{match}}}?" if match else str(error))
        return None
