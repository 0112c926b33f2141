"""settings.toml: read once, written when something changes, safe to edit by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

from companion.domain.errors import UserError
from companion.files import replace_text
from companion.settings.options import OPTIONS, REMEMBERED, AnyOption, Option, Value

_BY_KEY = {option.key: option for option in (*OPTIONS, *REMEMBERED)}


class Settings:
    """The settings in force. What the file lacks, or says wrongly, has its default.

    `faults` says in words what was wrong with the file. A file that cannot be read as TOML is
    never written over.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._changed: dict[str, str | int] = {}
        self.faults: list[str] = []
        self._is_writable = True
        self._read()

    def get(self, option: Option[Value]) -> Value:
        """The value in force."""
        value = self.value(option.key)
        assert isinstance(value, type(option.default)), (option.key, value)
        return value

    def value(self, key: str) -> str | int:
        """The value in force of the option with that key."""
        return self._changed.get(key, _BY_KEY[key].default)

    def change(self, key: str, value: str | int) -> None:
        """Take a new value, which `write` puts in the file; ValueError if it is not allowed."""
        option = _BY_KEY[key]
        complaint = option.complaint(value)
        if complaint:
            raise ValueError(f"{option.key} {complaint}")
        self._changed[key] = value

    def write(self) -> None:
        """Put what was changed in the file, keeping its comments and other lines.

        Raises UserError when the file cannot be read or written. Waits for the disk.
        """
        # tomlkit costs as much to import as everything else here; only writing needs it.
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        if not self._is_writable:
            raise UserError(
                f"The settings were not saved: {self._file.name} cannot be understood.",
                "Mend or remove the file, then change the setting again.",
            )
        try:
            old = self._file.read_text("utf-8") if self._file.exists() else ""
            document = tomlkit.parse(old)
            for key, value in self._changed.items():
                if document.get(key) != value:
                    document[key] = value
            replace_text(self._file, tomlkit.dumps(document))
        except (OSError, TOMLKitError) as error:
            raise UserError(
                "The settings were not saved.", f"{self._file.name} cannot be written: {error}."
            ) from error

    def _read(self) -> None:
        try:
            found = tomllib.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError, RecursionError) as error:
            self._is_writable = False
            self.faults.append(f"{self._file.name} cannot be read, so defaults are used: {error}.")
            return
        for option in _BY_KEY.values():
            if option.key in found:
                self._take(option, found[option.key])

    def _take(self, option: AnyOption, value: str | int) -> None:
        complaint = option.complaint(value)
        if complaint:
            self.faults.append(f"{self._file.name}: {option.key} {complaint}.")
        else:
            self._changed[option.key] = value
