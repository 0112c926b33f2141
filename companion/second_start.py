"""The short way to the open window, for a start that only hands its command over.

It takes what a key of the desktop's, a link or a softphone says, and leaves everything else (other
commands, help, mistakes) to the command line proper, which says the same and takes longer: click,
dataclasses and pathlib are 40 ms of imports, several times the whole of this way.
"""

from __future__ import annotations

import os
import sys

from companion.door import address, exchange

FLAGS = {
    "--start": "start",
    "--hold": "hold",
    "--next": "next",
    "--spell-selection": "spell_selection",
}
VALUES = {
    "--caller": "caller",
    "--number": "number",
    "--company": "company",
    "--ticket": "ticket",
    "--flow": "flow",
    "--note": "note",
    "--press": "press",
}
FOLDER = "--data-dir"
LONGEST_COMMAND = 32 * 1024
"""Characters; what is longer is refused elsewhere, in words."""


def hand_over(arguments: list[str]) -> int | None:
    """The exit status once the open window has taken the command.

    None when this start must go the long way: nobody is there, or it is not that simple.
    """
    asked = _understood(arguments)
    if asked is None or sys.platform == "win32":
        return None
    where = address(_folder(asked.pop(FOLDER, "")))
    if not os.path.exists(where):  # noqa: PTH110 - pathlib takes 10 ms to import
        return None
    answer = exchange(where, f"{as_json(asked)}\n".encode("ascii"))
    if answer == b"ok\n":
        return 0
    if answer is None or answer.startswith(b"no: "):
        # Nothing was done; the long way says what is wrong, and where.
        return None
    sys.stderr.write("companion: The open window did not answer. It may be busy. Try again.\n")
    return 1


def plain_folder(arguments: list[str]) -> str | None:
    """The data folder of a start that asks for the window and nothing else; None for others."""
    asked = _understood(arguments)
    if asked is None or {*asked} - {FOLDER} or sys.platform == "win32":
        return None
    return _folder(asked.get(FOLDER, ""))


def _understood(arguments: list[str]) -> dict[str, str | bool] | None:
    """What `companion open` is asked for, and the folder; None if it is anything but plain."""
    if (arguments and arguments[0] != "open") or sum(map(len, arguments)) > LONGEST_COMMAND:
        return None
    asked: dict[str, str | bool] = {}
    links: list[str] = []
    left = iter(arguments[1:])
    for word in left:
        if word in FLAGS:
            asked[FLAGS[word]] = True
        elif word in VALUES or word == FOLDER:
            name = VALUES.get(word, FOLDER)
            value = next(left, "-")
            if name in asked or value.startswith("-"):
                return None
            asked[name] = value
        elif word == "--":
            # What follows is a link, whatever it looks like.
            links += left
        elif word.startswith("-"):
            return None
        else:
            links.append(word)
    if len(links) > 1 or "" in links or (links and {*asked} - {FOLDER}):
        return None
    if links:
        asked["link"] = links[0]
    return {name: value for name, value in asked.items() if value}


def as_json(asked: dict[str, str | bool]) -> str:
    """As `json.dumps` would write it; that module takes 8 ms to import."""
    pairs = (
        f'"{name}": {"true" if value is True else _as_json_string(str(value))}'
        for name, value in asked.items()
    )
    return f"{{{', '.join(pairs)}}}"


def _as_json_string(text: str) -> str:
    units = text.encode("utf-16-be", "surrogatepass")
    codes = (units[n] << 8 | units[n + 1] for n in range(0, len(units), 2))
    inside = (chr(c) if 0x20 <= c < 0x7F and c not in b'"\\' else f"\\u{c:04x}" for c in codes)
    return f'"{"".join(inside)}"'


def _folder(given: str | bool) -> str:
    """The data folder as `paths.data_folder` finds it; a test holds the two together."""
    chosen = str(given or os.environ.get("COMPANION_DATA_DIR") or "")
    if chosen:
        return os.path.abspath(os.path.expanduser(chosen))  # noqa: PTH100, PTH111 - as above
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support/companion")  # noqa: PTH111
    shared = os.environ.get("XDG_DATA_HOME", "")
    # Only an absolute one counts (XDG base directory specification).
    base = shared if os.path.isabs(shared) else "~/.local/share"  # noqa: PTH117
    return os.path.join(os.path.expanduser(base), "companion")  # noqa: PTH111, PTH118
