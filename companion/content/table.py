"""A table of a content file, asked field by field. What is wrong is noted and reading goes on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from companion.content.faults import FaultList, quoted
from companion.content.lines import KeyPath

MOST_ITEMS = 200
LONGEST_TEXT = 600
_TYPES = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


class Table:
    """Values under names. `place` is what the table is called in a fault."""

    def __init__(
        self, values: Mapping[str, object], path: KeyPath, place: str, faults: FaultList
    ) -> None:
        self.place = place
        self._values = values
        self._path = path
        self._faults = faults

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def names(self) -> Iterator[str]:
        """The names in this table."""
        return iter(self._values)

    def line(self, *keys: str | int) -> int:
        """The line of a field of this table."""
        return self._faults.line((*self._path, *keys))

    def fault(
        self,
        keys: KeyPath,
        reason: str,
        word: str = "",
        known: Collection[str] = (),
        place: str | None = None,
    ) -> None:
        """Note that something is wrong with the field at `keys`."""
        where = self.place if place is None else place
        self._faults.add((*self._path, *keys), where, reason, word, known)

    def note(self, keys: KeyPath, reason: str) -> None:
        """Note that the field at `keys` works and could be better."""
        self._faults.note((*self._path, *keys), self.place, reason)

    def expect(self, *known: str, beside: Collection[str] = ()) -> None:
        """Note every key that is neither one of the `known` nor one of those `beside` them."""
        for key in self._values:
            if key not in known and key not in beside:
                self.fault((key,), f"{quoted(key)} is not known here", key, known)

    def text(self, key: str) -> str:
        """The text under `key`, which must be there; empty when it is not."""
        if key not in self._values:
            self.fault((key,), f"{quoted(key)} is missing")
            return ""
        return self._text(self._values[key], (key,))

    def optional_text(self, key: str, default: str = "") -> str:
        """The text under `key`, or the default."""
        return self.text(key) if key in self._values else default

    def choice(self, key: str, known: Collection[str], default: str = "") -> str:
        """The text under `key`, which must be one of the `known`; empty when it is not."""
        word = self.optional_text(key, default)
        return word if not word or self._is_known((key,), word, known) else ""

    def flag(self, key: str) -> bool:
        """Whether `key` is set to true."""
        value = self._values.get(key, False)
        return bool(self._is_a(bool, value, (key,)) and value)

    def texts(self, key: str, known: Collection[str] = ()) -> tuple[str, ...]:
        """The texts listed under `key`, each one of the `known` if any are given."""
        return tuple(
            word
            for index, item in self.items(key)
            if (word := self._text(item, (key, index)))
            and (not known or self._is_known((key, index), word, known))
        )

    def one_or_more(self, key: str) -> tuple[str, ...]:
        """The texts under `key`: a list of them, or one by itself."""
        if isinstance(self._values.get(key), list):
            return self.texts(key)
        text = self.text(key)
        return (text,) if text else ()

    def items(self, key: str) -> Iterator[tuple[int, object]]:
        """What is listed under `key`, numbered; nothing when there is no such list."""
        value = self._values.get(key)
        if value is None or not self._is_a(list, value, (key,)):
            return
        assert isinstance(value, list), value
        if not value:
            self.fault((key,), f"{quoted(key)} is an empty list; fill it or leave it out")
        if len(value) > MOST_ITEMS:
            self.fault((key,), f"{quoted(key)} has more than {MOST_ITEMS} items")
        yield from enumerate(value[:MOST_ITEMS])

    def table(self, key: str) -> Table | None:
        """The table under `key`, if there is one."""
        return self.inner(self._values[key], (key,), key) if key in self._values else None

    def tables(self, key: str, noun: str) -> Iterator[Table]:
        """The tables listed under `key`, each called `noun` and its id or number."""
        for index, item in self.items(key):
            table = self.inner(item, (key, index), noun)
            if table is not None:
                yield table

    def inner(self, value: object, keys: KeyPath, noun: str) -> Table | None:
        """A value of this table as a table of its own; None, and a fault, when it is none."""
        if not self._is_a(dict, value, keys):
            return None
        assert isinstance(value, dict), value
        name = value.get("id")
        number = int(keys[-1]) + 1 if isinstance(keys[-1], int) else ""
        called = f"{noun} {quoted(name) if isinstance(name, str) and name else number}".strip()
        place = f"{self.place}, {called}" if self.place else called
        return Table(value, (*self._path, *keys), place, self._faults)

    def _text(self, value: object, keys: KeyPath) -> str:
        if not self._is_a(str, value, keys):
            return ""
        text = " ".join(str(value).split())
        if not text:
            self.fault(keys, f"{_called(keys)} is empty")
        elif len(text) > LONGEST_TEXT:
            self.fault(keys, f"{_called(keys)} is longer than {LONGEST_TEXT} characters")
        elif not text.isprintable():
            self.fault(keys, f"{_called(keys)} holds a character that cannot be seen")
        return text

    def _is_known(self, keys: KeyPath, word: str, known: Collection[str]) -> bool:
        if word in known:
            return True
        self.fault(keys, f"{_called(keys)} cannot be {quoted(word)}", word, known)
        return False

    def _is_a(self, wanted: type, value: object, keys: KeyPath) -> bool:
        if type(value) is wanted:
            return True
        found = _TYPES.get(type(value), "a date or time")
        reason = f"{_called(keys)} must be {_TYPES[wanted]}, not {found}"
        self.fault(keys, reason + _REMEDIES.get(wanted, ""))
        return False


_REMEDIES = {
    str: ': "write it between double quotes"',
    list: ': ["write it", "between square brackets"]',
    bool: ", without quotes",
}


def _called(keys: KeyPath) -> str:
    name = quoted(str(keys[0]))
    return f"{name}, item {int(keys[1]) + 1}" if len(keys) > 1 else name
