"""Every key of the window, declared once: what it does and how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Key:
    """A key, what it does, and where in the list of keys it stands."""

    sequence: str
    title: str
    group: str


class Keys(Enum):
    """What can be done by key from anywhere in the window."""

    HELP = Key("F1", "Show these keys", "Window")
    START = Key("F2", "Start a call (one that is open is parked)", "Call")
    FIND = Key("Ctrl+F", "Find anything: lines, cards, calls, keys …", "Window")
    HISTORY = Key("F3", "Find a past call", "Window")
    NUMBERS = Key("Ctrl+F3", "Your own numbers", "Window")
    REWORD = Key("F4", "Other wording", "Talk")
    SAY = Key("Ctrl+F4", "Hear the line in your ear; again: silence", "Talk")
    TAKE_UP = Key("F5", "Take up the call parked longest", "Call")
    PARK = Key("F6", "Park the call", "Call")
    NOTES = Key("F7", "Next part of the notes", "Notes")
    HOLD = Key("F8", "Ask to hold; back from hold", "Call")
    SPELL = Key("F9", "Spell something", "Talk")
    NEXT = Key("F10", "Said what is shown: next prompt", "Talk")
    NEXT_LINE = Key("Ctrl+Return", "Said the large line only: the next line", "Talk")
    PREVIOUS = Key("Ctrl+F10", "Previous prompt", "Talk")
    ASIDE = Key("Ctrl+K", "Choose what comes in between; back from it", "Talk")
    CALM = Key("Ctrl+F9", "Calm mode; back from it", "Talk")
    ESCALATE = Key("Ctrl+F12", "Escalate; back from it", "Talk")
    LADDER = Key("Ctrl+E", "The question to ask; the next one", "Talk")
    GAPS = Key("Ctrl+G", "Fill in what the line lacks", "Talk")
    TONE = Key("Ctrl+T", "Another tone", "Talk")
    TECHNICAL = Key("Ctrl+Shift+T", "Technical words, or none", "Talk")
    LANGUAGE = Key("Ctrl+Shift+L", "Another language of the caller", "Talk")
    STYLE = Key("Ctrl+B", "Note how the caller likes to be spoken to", "Notes")
    ACCESS = Key("Ctrl+D", "Log what you looked at, and why", "Notes")
    CHECK_BACK = Key("Ctrl+F8", "Checked back with the caller on hold", "Call")
    EXTEND = Key("Shift+F8", "Ask the caller on hold to wait longer", "Call")
    CHOOSE_PARKED = Key("Shift+F5", "Choose among the parked calls", "Call")
    WRAP_UP = Key("F12", "Caller has gone: wrap up, then close", "Call")
    PROMISE = Key("Ctrl+P", "Promise the caller something", "Call")
    PROMISES = Key("Ctrl+R", "What is owed, and reminders", "Window")
    CARDS = Key("Shift+F1", "Explain the word; terms, how-tos, known errors", "Talk")
    PRIORITY = Key("Ctrl+I", "Priority and type of the call; back", "Notes")
    COPY = Key("Ctrl+Shift+C", "Copy the ticket", "Notes")
    CHECK_NOTES = Key("Ctrl+J", "Check the notes as the caller reads them; or not", "Notes")
    REPLY = Key("Ctrl+M", "Write to the caller: e-mail, chat, voicemail", "Notes")
    ACKNOWLEDGE = Key("Ctrl+Shift+M", "Copy a line to the caller: I have your case", "Notes")
    CALLER = Key("Ctrl+L", "Go to the caller's name", "Call")
    NOTICE = Key("F11", "Do what the message offers, or put it away", "Window")
    MINI_BAR = Key("Ctrl+F11", "Window away, mini bar there; and back", "Window")
    EDITOR = Key("Shift+F4", "Edit flows, cards and replies; share them", "Window")
    SETTINGS = Key("Ctrl+,", "Settings", "Window")

    @property
    def sequence(self) -> str:
        """The key as Qt writes it."""
        return self.value.sequence


STAGE_KEY = "Alt+{number}"
"""Goes to the stage with that number."""
EXIT_KEY = "Ctrl+{number}"
"""Takes the answer with that number; in the wrap-up and after the call, what has that number."""
EARLIER_KEY, LATER_KEY = "Alt+Left", "Alt+Right"
"""In the numbers: the period before, the period after."""
ALL_CALLS_KEY = "Ctrl+0"
"""In the past calls: those that a figure led to are not all; show all."""
APPLY_KEY, LEAVE_KEY = "Alt+Return", "Alt+Delete"
"""In a reply, and in checked notes: take what is offered instead; let it stand as it is."""
NEXT_FINDING_KEY, PREVIOUS_FINDING_KEY = "Alt+Down", "Alt+Up"
"""In a reply, and in checked notes: the next thing that was found in it, the one before."""
ADD_KEY, UP_KEY, DOWN_KEY = "Ins", "Ctrl+Shift+Up", "Ctrl+Shift+Down"
"""In the editor: add something after what is in hand; move that up or down."""
UNDO_KEY, REDO_KEY, SAVE_KEY = "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+S"
BEFORE_KEY, AFTER_KEY = "Ctrl+PgUp", "Ctrl+PgDown"
"""In the editor: the record before, the record after, with the keyboard in its fields."""
EDITOR_KEYS = frozenset(
    (
        *(ADD_KEY, UP_KEY, DOWN_KEY, UNDO_KEY, REDO_KEY, SAVE_KEY, BEFORE_KEY, AFTER_KEY),
        *(NEXT_FINDING_KEY, PREVIOUS_FINDING_KEY),
    )
)
"""The keys that the fields of the editor leave to its page."""
