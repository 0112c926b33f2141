"""What an entry is made of as a tree, where more can be added, and where things are after that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from companion.domain.manner import LANGUAGES
from companion.services.editing import Edit, Finding, Insert, Move, Remove
from companion.services.shapes import FieldShape, KeyPath, Record, RecordList

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Node:
    """A record in its place: the list it is in and its number there, and what is around it."""

    record: Record
    around: Node | None = None
    home: RecordList | None = None
    index: int = 0

    @property
    def path(self) -> KeyPath:
        """Where it is in the file."""
        return self.record.path

    @property
    def title(self) -> str:
        """The record in a line: what it is and what it says."""
        record = self.record
        name = record.name[:LONGEST_TITLE] or "(empty)"
        said = " · ".join([*_marks(record), name])
        if self.home is not None and self.home.part.form:
            return said
        return f"{record.shape.noun.capitalize()}: {said}"

    @property
    def chain(self) -> tuple[Node, ...]:
        """This node and those around it, from the outside in."""
        return (*(self.around.chain if self.around else ()), self)

    @property
    def can_be_taken_out(self) -> bool:
        """It is in a list, and not locked."""
        return self.home is not None and not self.record.is_locked


@dataclass(frozen=True, slots=True)
class Addition:
    """A record that can be added: in which list, and before which of it."""

    noun: str
    to: RecordList
    index: int


def nodes_of(record: Record) -> tuple[Node, ...]:
    """Every record of an entry, in the order of the file."""
    return tuple(_nodes(Node(record)))


def node_at(nodes: Sequence[Node], path: KeyPath) -> Node:
    """The record at a path, or the closest one around it."""
    return _closest({node.path: node for node in nodes}, nodes, path)


def node_called(nodes: Sequence[Node], noun: str, name: str) -> Node | None:
    """The record of that kind and id, if there is one."""
    return next(
        (n for n in nodes if n.record.shape.noun == noun and n.record.values.get("id") == name),
        None,
    )


def stages_in(nodes: Sequence[Node]) -> list[tuple[str, str]]:
    """The stages that an answer can lead to: ids and titles."""
    records = [node.record for node in nodes if node.record.shape.noun == "stage"]
    return [(str(r.values.get("id") or ""), r.name) for r in records]


def _closest(by_path: Mapping[KeyPath, Node], nodes: Sequence[Node], path: KeyPath) -> Node:
    while path not in by_path and len(path) > len(nodes[0].path):
        path = path[:-1]
    return by_path.get(path, nodes[0])


def additions(node: Node) -> tuple[Addition, ...]:
    """What can be added there: after this record, inside it, or further out. The closest first."""
    found: dict[str, Addition] = {}
    inner: Node | None = None
    for around in reversed(node.chain):
        for inside in () if around.record.is_locked else around.record.lists:
            is_home = inner is not None and inner.home is inside
            index = inner.index + 1 if inner is not None and is_home else len(inside.records)
            noun = inside.part.shape.noun
            found.setdefault(noun, Addition(noun, inside, index))
        inner = around
    return tuple(found.values())


def insertion(addition: Addition, nodes: Sequence[Node]) -> Insert:
    """The edit that adds it, under ids that nothing has yet."""
    taken = {str(node.record.values.get("id")) for node in nodes}
    part = addition.to.part
    new = _with_free_ids(part.new, taken)
    return Insert(addition.to.path, addition.index, new, inline=part.form is not None)


def path_after(path: KeyPath, edit: Edit) -> KeyPath | None:
    """Where a record is after an edit; None where it was taken out."""
    if not isinstance(edit, Insert | Remove | Move) or path[: len(edit.list)] != edit.list:
        return path
    if len(path) == len(edit.list):
        return path
    index, rest = path[len(edit.list)], path[len(edit.list) + 1 :]
    assert isinstance(index, int), path
    match edit:
        case Insert():
            index += index >= edit.index
        case Remove():
            if index == edit.index:
                return None
            index -= index > edit.index
        case Move():
            index = {edit.index: edit.index + 1, edit.index + 1: edit.index}.get(index, index)
    return (*edit.list, index, *rest)


def findings_at(nodes: Sequence[Node], findings: Sequence[Finding]) -> dict[KeyPath, list[Finding]]:
    """What the checker says of each record, apart from what is in it, by the record's path."""
    found: dict[KeyPath, list[Finding]] = {}
    by_path = {node.path: node for node in nodes}
    for finding in findings:
        found.setdefault(_closest(by_path, nodes, finding.path).path, []).append(finding)
    return found


def is_about(finding: Finding, record: Record, field: FieldShape) -> bool:
    """Whether a finding is about that field, in whatever language."""
    rest = [key for key in finding.path[len(record.path) :] if key not in LANGUAGES]
    return bool(rest) and rest[0] == field.key


def language_of(finding: Finding) -> str:
    """The language in which a finding is; empty for the file's own."""
    return next((key for key in finding.path if isinstance(key, str) and key in LANGUAGES), "")


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for inner in node.record.lists:
        for index, record in enumerate(inner.records):
            yield from _nodes(Node(record, node, inner, index))


def _marks(record: Record) -> Iterator[str]:
    """For whom and in what tone a wording is, and which way a reply goes."""
    if isinstance(channel := record.values.get("channel"), str):
        yield channel
    tone, callers = record.values.get("tone"), record.values.get("for")
    if isinstance(tone, str):
        yield tone
    if isinstance(callers, tuple):
        yield ", ".join(caller.replace("_", " ") for caller in callers)
    if (technical := record.values.get("technical")) is not None:
        yield "technical" if technical else "not technical"
    if record.values.get("optional"):
        yield "optional"


def _with_free_ids(new: Any, taken: set[str]) -> Any:
    """The same, each id in it one that is not taken. (Any: what a file may hold.)"""
    if isinstance(new, list):
        return [_with_free_ids(inner, taken) for inner in new]
    if not isinstance(new, Mapping):
        return new
    filled = {key: _with_free_ids(inner, taken) for key, inner in new.items()}
    if wanted := filled.get("id"):
        names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
        filled["id"] = next(name for name in names if name not in taken)
        taken.add(filled["id"])
    return filled
