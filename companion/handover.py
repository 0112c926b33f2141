"""What one start of the program hands to the window that is open already.

Standard library only: the desktop's own keys and links come through here, and must be quick.
The window listens at `address`, takes one line of JSON and answers `ok` or `no: reason`. A line
that begins with a question mark is a question, answered `ok: words`.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from companion.domain.errors import UserError
from companion.door import LONGEST_LINE, address, exchange

LONGEST_LINK = 2048
LONGEST_SPELLED = 10_000

QUESTION_MARK = "?"
ABOUT_GLOBAL_KEYS = "global keys"
"""The question how the global keys fare."""

_LIMITS = {
    "caller": 200,
    "number": 40,
    "company": 200,
    "ticket": 100,
    "flow": 64,
    "note": 8000,
    "press": 40,
}
_NUMBER = re.compile(r"(?=.*[0-9])[0-9+*#()./ xX-]+")
# Controls, halves of characters, line separators, and what turns the direction of writing.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LINK_FIELDS = ("caller", "number", "company", "ticket", "flow", "start")
_YES_OR_NO = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Command:
    """What a start of the program asks of the window, beside showing itself.

    Fields that are empty leave the window's as they are. A value that cannot be right is a
    UserError that names the field, not the value.
    """

    caller: str = ""
    number: str = ""
    company: str = ""
    ticket: str = ""
    flow: str = ""
    start: bool = False
    hold: bool = False
    next: bool = False
    note: str = ""
    press: str = ""
    """A global action by its name: what its key would do."""
    spell_selection: bool = False
    spell: str = ""
    """A text for the speller, to the letter. No link can give one, and nobody keeps it."""

    def __post_init__(self) -> None:
        for name, limit in _LIMITS.items():
            _check_text(name, getattr(self, name), limit)
        if len(self.spell) > LONGEST_SPELLED:
            raise _bad("spell", f"is longer than {LONGEST_SPELLED} characters")
        if self.number and not _NUMBER.fullmatch(self.number):
            raise _bad("number", "is not a phone number")

    @property
    def only_shows(self) -> bool:
        """It asks for nothing but the window."""
        return self == Command()

    def to_json(self) -> str:
        """The command as one line of ASCII."""
        import json

        return json.dumps({k: v for k, v in asdict(self).items() if v})

    @classmethod
    def from_json(cls, line: str) -> Command:
        """The command in a line; UserError for anything that is not exactly one."""
        if len(line) > LONGEST_LINE:
            raise UserError("The command is too long.")
        import json

        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UserError("The command is not JSON.") from error
        if not isinstance(values, dict):
            raise UserError("The command is not a JSON object.")
        # A link comes as it was: taking it apart would keep the start that hands it over.
        if list(values) == ["link"] and isinstance(values["link"], str):
            return from_link(values["link"])
        known = {field.name: type(field.default) for field in fields(cls)}
        for name, value in values.items():
            if known.get(name) is not type(value):
                raise UserError("The command has a field that is not known, or of another type.")
        return cls(**values)


def from_link(link: str) -> Command:
    """The command in a `companion://call?…` link, which any web page may have made.

    So it fills fields and may start a call, nothing else. Unknown keys are passed over; bad
    values are UserErrors.
    """
    if len(link.encode(errors="surrogatepass")) > LONGEST_LINK:
        raise UserError("The link is too long.", f"It may have {LONGEST_LINK} bytes.")
    # urllib would drop line ends and tabs from a link in silence.
    if _UNSEEN.search(link):
        raise UserError("The link has control characters in it.")
    place, _, query = link.partition("?")
    if place.lower() not in ("companion://call", "companion://call/"):
        raise UserError("This is not a link to a call.", "One begins with companion://call?")
    values = _link_values(query.partition("#")[0])
    return Command(
        caller=values.get("caller", ""),
        number=values.get("number", ""),
        company=values.get("company", ""),
        ticket=values.get("ticket", ""),
        flow=values.get("flow", ""),
        start=_yes_or_no(values.get("start", "0")),
    )


def _link_values(query: str) -> dict[str, str]:
    from urllib.parse import unquote

    values: dict[str, str] = {}
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        if key not in _LINK_FIELDS:
            continue
        if key in values:
            raise _bad(key, "is given twice")
        # A plus is a space, but one that begins a number is what it says, whoever wrote it.
        kept = 1 if key == "number" else 0
        spaced = value[:kept] + value[kept:].replace("+", " ")
        try:
            values[key] = unquote(spaced, errors="strict")
        except UnicodeDecodeError as error:
            raise _bad(key, "is not UTF-8") from error
    return values


def _yes_or_no(word: str) -> bool:
    if word.lower() not in _YES_OR_NO:
        raise _bad("start", "is neither 1 nor 0")
    return _YES_OR_NO[word.lower()]


def _check_text(name: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise _bad(name, f"is longer than {limit} characters")
    if _UNSEEN.search(re.sub(r"[\n\t]", "", text) if name == "note" else text):
        raise _bad(name, "has control characters in it")


def _bad(name: str, reason: str) -> UserError:
    return UserError(f"The value of '{name}' {reason}.")


def send(folder: Path, command: Command) -> bool:
    """Hand the command to the open window of a data folder; False when there is none.

    Raises UserError when the window refuses it or does not answer.
    """
    line = f"{command.to_json()}\n".encode("ascii")
    answer = exchange(address(folder), line)
    if answer is None:
        return False
    verdict, _, reason = answer.decode("utf-8", "replace").strip().partition(": ")
    if verdict == "ok":
        return True
    if verdict == "no":
        raise UserError("The open window could not do that.", reason)
    raise UserError("The open window did not answer.", "It may be busy. Try again.")


def ask(folder: Path, question: str) -> str | None:
    """What the open window of a data folder answers to a question; None when there is none.

    The answer is empty when the window does not know, or is busy.
    """
    answer = exchange(address(folder), f"{QUESTION_MARK}{question}\n".encode("ascii"))
    if answer is None:
        return None
    verdict, _, words = answer.decode("utf-8", "replace").strip().partition(": ")
    return words if verdict == "ok" else ""
