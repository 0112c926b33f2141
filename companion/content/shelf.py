"""The content as it is edited: opened, changed, checked, put in force beside what ships."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from companion.content.drafts import Draft, Drafts
from companion.content.entries import Found, Place, find_entries
from companion.content.faults import FaultyFile
from companion.content.kept_flows import KeptFlows
from companion.content.kinds import KindOfFile, kinds_of_content
from companion.content.locks import loaded, locked_records, refuse_unlocking
from companion.content.offers import Offers, offers_for
from companion.content.packs import read_pack, write_pack
from companion.content.plain_file import plain
from companion.content.records import Reading, languages_in, own_language
from companion.content.toml_edit import edited
from companion.content.toml_file import parse, read_bytes
from companion.content.toml_layout import with_block
from companion.domain.call import CallId
from companion.domain.errors import UserError
from companion.domain.flow import FlowId
from companion.files import remove_file, replace_text
from companion.services.editing import (
    ChangedElsewhere,
    Edit,
    Entry,
    Finding,
    Origin,
    PackItem,
    Sheet,
)
from companion.services.shapes import ContentKind, KeyPath

InUse = Callable[[], Iterable[tuple[CallId, FlowId]]]
"""The open calls, with each flow that they are in."""

_RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}
"""Names that Windows keeps for devices, whatever comes after a dot."""


class ContentShelf:
    """The `Shelf` over the shipped files and the data folder. A shipped file is never written."""

    def __init__(self, resources: Path, data: Path, in_use: InUse = tuple) -> None:
        self._resources = resources
        self._data = data
        self._in_use = in_use
        self._drafts = Drafts(data)
        self._kept = KeptFlows(data)
        self._kinds = _kinds(resources, data)
        self._offers: dict[str, Offers] = {}

    # ------------------------------------------------------------------ what there is

    def kinds(self) -> Sequence[ContentKind]:
        """What can be edited."""
        return [kind.kind for kind in self._kinds.values()]

    def entries(self) -> Sequence[Entry]:
        """Every entry, by kind and title."""
        return [entry for kind in self._kinds.values() for entry in self._entries(kind.kind)]

    def _entries(self, kind: ContentKind) -> list[Entry]:
        found, drafts = self._find(kind), self._drafts.ids(_draft_folder(kind))
        entries = [
            Entry(kind.id, name, places.in_force.title, _origin(places), name in drafts)
            for name, places in found.items()
        ]
        entries += [
            Entry(kind.id, name, name, Origin.OWN, has_draft=True)
            for name in drafts
            if name not in found
        ]
        return sorted(entries, key=lambda entry: (entry.title.casefold(), entry.id))

    # ------------------------------------------------------------------ editing

    def open(self, kind: str, entry_id: str) -> Sheet:
        """An entry, as its draft has it where there is one; UserError if it cannot be read."""
        of = self._kinds[kind].kind
        draft = self._drafts.get(_draft_folder(of), entry_id)
        saved, base, origin = self._saved(of, entry_id)
        if draft is None and not saved:
            raise UserError(f"There is no {of.shape.noun} called “{entry_id}” any more.")
        if draft is None:
            return self._sheet(of, entry_id, saved, saved, base, "", origin)
        return self._sheet(of, entry_id, draft.text, saved, draft.base, "", origin)

    def create(self, kind: str, title: str) -> Sheet:
        """A new entry of that title, small and sound."""
        of = self._kinds[kind]
        name = self._free_name(of.kind, title)
        quoted = {"{title}": _as_toml(title), "{id}": _as_toml(name)}
        text = re.sub(r"\{(?:title|id)\}", lambda found: quoted[found[0]], of.new)
        sheet = self._sheet(of.kind, name, text, "", "", "", Origin.OWN)
        return self._keep_draft(sheet)

    def edited(self, sheet: Sheet, edits: Sequence[Edit]) -> Sheet:
        """The sheet after the edits, its draft on the disk; UserError where one cannot be made."""
        text = sheet.text
        for edit in edits:
            text = edited(text, edit)
        refuse_unlocking(sheet.saved, text)
        return self.with_text(sheet, text)

    def with_text(self, sheet: Sheet, text: str) -> Sheet:
        """The sheet with another text that it had before, its draft on the disk."""
        return self._keep_draft(self._again(sheet, text=text))

    def in_language(self, sheet: Sheet, language: str) -> Sheet:
        """The sheet as it reads in a language."""
        return self._again(sheet, language=language)

    # ------------------------------------------------------------------ putting in force

    def save(self, sheet: Sheet, over: bool = False) -> Sheet:
        """Put it in force, beside what ships; UserError where it could not be used."""
        found = self._find(sheet.kind).get(sheet.id, Found())
        if not over and _digest(found.own) != sheet.base:
            raise ChangedElsewhere(
                "This was changed outside the editor since you opened it. Nothing was written.",
                "Save again to write yours over it, or discard yours to see the other.",
            )
        file, text = self._whole(sheet, found)
        self._kinds[sheet.kind.id].refuse(text.encode(), file.name)
        self._put(sheet.kind.folder, file, text)
        self._drafts.drop(_draft_folder(sheet.kind), sheet.id)
        return self.open(sheet.kind.id, sheet.id)

    def revert(self, kind: str, entry_id: str) -> Sheet | None:
        """Take the desk's own away, and go back to what ships; None where nothing does."""
        of = self._kinds[kind].kind
        found = self._find(of).get(entry_id, Found())
        if found.own is not None:
            shipped = found.shipped.text()[0] if found.shipped else ""
            self._refuse_to_lose_locks(found.own, shipped)
            self._take_away(of, found.own)
        self._drafts.drop(_draft_folder(of), entry_id)
        return self.open(kind, entry_id) if found.shipped else None

    def discard(self, kind: str, entry_id: str) -> Sheet | None:
        """Forget the draft, and go back to what is saved; None where nothing is."""
        of = self._kinds[kind].kind
        self._drafts.drop(_draft_folder(of), entry_id)
        return self.open(kind, entry_id) if entry_id in self._find(of) else None

    # ------------------------------------------------------------------ packs

    def export(self, file: Path) -> int:
        """Write everything that is the desk's own into one file; how many files are in it."""
        return write_pack(file, self._data, self._folders)

    def survey(self, file: Path) -> Sequence[PackItem]:
        """What a pack would bring; UserError where it is no pack or has a fault."""
        return [item for item, _ in self._unpacked(file)]

    def take_in(self, file: Path, replace: bool) -> Sequence[PackItem]:
        """Put the files of a pack in force; without `replace`, none if one would be replaced."""
        unpacked = list(self._unpacked(file))
        replaced = [item for item, _ in unpacked if item.replaces]
        if replaced and not replace:
            names = ", ".join(map(str, replaced[:5])) + (" …" if len(replaced) > 5 else "")
            raise UserError(f"The pack would replace {names}.", "Nothing was written.")
        for item, source in unpacked:
            if not item.is_same:
                text, style = plain(source, item.name)
                target = self._data / item.folder / item.name
                self._put(item.folder, target, style.written(text))
        return [item for item, _ in unpacked]

    def _unpacked(self, file: Path) -> Iterator[tuple[PackItem, bytes]]:
        for (folder, name), source in read_pack(file, self._folders).items():
            own = self._data / folder / name
            there = read_bytes(own) if own.exists() else None
            is_same = there == source
            yield PackItem(folder, name, there is not None and not is_same, is_same), source

    @property
    def _folders(self) -> dict[str, KindOfFile]:
        """What judges the files of each folder."""
        return {kind.kind.folder: kind for kind in self._kinds.values()}

    # ------------------------------------------------------------------ inside

    def _find(self, kind: ContentKind) -> dict[str, Found]:
        return find_entries(kind, self._resources, self._data)

    def _saved(self, kind: ContentKind, entry_id: str) -> tuple[str, str, Origin]:
        """The text in force, a digest of the desk's own, and where it comes from."""
        found = self._find(kind).get(entry_id)
        if found is None:
            return "", "", Origin.OWN
        return found.in_force.text()[0], _digest(found.own), _origin(found)

    def _sheet(
        self,
        kind: ContentKind,
        entry_id: str,
        text: str,
        saved: str,
        base: str,
        language: str,
        origin: Origin,
    ) -> Sheet:
        file = f"{entry_id}.toml"
        values, _ = parse(text.encode(), file)
        own = own_language(values)
        reading = Reading(
            "" if language in ("", own) else language, frozenset(locked_records(loaded(saved)))
        )
        root = _root(kind)
        record = reading.record(
            kind.shape, _at(values, root), root, loaded(saved).get("locked") is True
        )
        found = self._kinds[kind.id].check(text.encode(), file)
        findings = tuple(Finding(fault.path, fault.reason, fault.is_note) for fault in found)
        languages = (own, *languages_in(values)) if _speaks(kind) else ()
        shown = language or (own if languages else "")
        return Sheet(
            kind,
            entry_id,
            text,
            saved,
            base,
            record,
            findings,
            languages,
            shown,
            origin,
            self._offers_for(kind),
        )

    def _offers_for(self, kind: ContentKind) -> Offers:
        if kind.id not in self._offers:
            self._offers[kind.id] = offers_for(kind.shape, self._resources, self._data)
        return self._offers[kind.id]

    def _look_again(self) -> None:
        """What can be led to is another now; a checker remembers it, too."""
        self._kinds = _kinds(self._resources, self._data)
        self._offers = {}

    def _again(self, sheet: Sheet, text: str | None = None, language: str | None = None) -> Sheet:
        return self._sheet(
            sheet.kind,
            sheet.id,
            sheet.text if text is None else text,
            sheet.saved,
            sheet.base,
            sheet.language if language is None else language,
            sheet.origin,
        )

    def _keep_draft(self, sheet: Sheet) -> Sheet:
        folder = _draft_folder(sheet.kind)
        if not sheet.is_changed:
            self._drafts.drop(folder, sheet.id)
            return sheet
        try:
            self._drafts.put(folder, sheet.id, Draft(sheet.text, sheet.base))
        except UserError as error:
            # What was typed is worth more than where it is kept.
            return replace(sheet, trouble=str(error))
        return sheet

    def _whole(self, sheet: Sheet, found: Found) -> tuple[Path, str]:
        """The own file that the sheet is saved in, and all of its text."""
        folder = self._data / sheet.kind.folder
        if found.own is None:
            file = folder / f"{sheet.id}.toml"
            # A file of cards may be called like this card and hold others.
            numbers = iter(range(2, 1000))
            while sheet.kind.listed and file.exists():
                file = folder / f"{sheet.id}-{next(numbers)}.toml"
            return file, sheet.text
        text, style = plain(read_bytes(found.own.file), found.own.file.name)
        text = with_block(text, found.own.path, sheet.text) if found.own.path else sheet.text
        return found.own.file, style.written(text)

    def _put(self, folder: str, file: Path, text: str) -> None:
        try:
            if folder == "flows":
                self._keep_for_calls(FlowId(file.stem))
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_text(file, text)
        except OSError as error:
            raise _not_saved(error) from error
        self._look_again()

    def _take_away(self, kind: ContentKind, place: Place) -> None:
        try:
            if kind.folder == "flows":
                self._keep_for_calls(FlowId(place.file.stem))
            rest = ""
            if place.path:
                text, style = plain(read_bytes(place.file), place.file.name)
                rest = style.written(with_block(text, place.path, ""))
            if loaded(rest):
                replace_text(place.file, rest)
            else:
                remove_file(place.file)
        except OSError as error:
            raise _not_saved(error) from error
        self._look_again()

    def _keep_for_calls(self, flow_id: FlowId) -> None:
        """Open calls go on with the flow as it is before it is changed."""
        calls = [call for call, flow in self._in_use() if flow == flow_id]
        for folder in (self._data, self._resources) if calls else ():
            file = folder / "flows" / f"{flow_id}.toml"
            if file.exists() and _is_usable(self._kinds["flow"], file):
                for call in calls:
                    self._kept.keep(call, flow_id, read_bytes(file))
                return

    def _refuse_to_lose_locks(self, own: Place, shipped: str) -> None:
        try:
            refuse_unlocking(own.text()[0], shipped)
        except FaultyFile:
            return

    def _free_name(self, kind: ContentKind, title: str) -> str:
        folded = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
        words = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:50].strip("-") or kind.id
        taken = {*self._find(kind), *self._drafts.ids(_draft_folder(kind)), *_RESERVED}
        if words not in taken:
            return words
        return next(name for n in range(2, len(taken) + 3) if (name := f"{words}-{n}") not in taken)


def _kinds(resources: Path, data: Path) -> dict[str, KindOfFile]:
    return {kind.kind.id: kind for kind in kinds_of_content(resources, data)}


def _draft_folder(kind: ContentKind) -> str:
    return kind.id


def _root(kind: ContentKind) -> KeyPath:
    """Where the entry is in its own text."""
    return (kind.listed, 0) if kind.listed else ()


def _at(values: dict[str, Any], root: KeyPath) -> dict[str, Any]:
    found: Any = values
    for key in root:
        found = found[key]
    assert isinstance(found, dict), root
    return found


def _origin(found: Found) -> Origin:
    if found.own is None:
        return Origin.SHIPPED
    return Origin.CHANGED if found.shipped else Origin.OWN


def _digest(place: Place | None) -> str:
    """What tells whether a text is still the same; empty where there is none."""
    if place is None:
        return ""
    try:
        return sha256(place.text()[0].encode()).hexdigest()
    except FaultyFile:
        return "unreadable"


def _speaks(kind: ContentKind) -> bool:
    """Its texts may be there in several languages."""
    return any(field.spoken for field in kind.shape.fields)


def _is_usable(kind: KindOfFile, file: Path) -> bool:
    try:
        kind.refuse(read_bytes(file), file.name)
    except FaultyFile:
        return False
    return True


def _as_toml(text: str) -> str:
    import tomlkit

    return str(tomlkit.string(" ".join(text.split())).as_string())


def _not_saved(error: OSError) -> UserError:
    return UserError(
        f"It is not saved: {error.strerror or type(error).__name__}.",
        "What you typed is still here. Make room on the disk, or see who may write there.",
    )
