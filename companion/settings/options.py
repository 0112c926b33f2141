"""Every setting, declared once: its name in the file, its default and what to say of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from companion.services.global_keys import AUTOMATIC, SHIPPED_KEYS, Way

Value = TypeVar("Value", str, int, bool)

_KINDS: dict[type, str] = {bool: "true or false", int: "a whole number", str: "text in quotes"}


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """One setting. `choices` maps allowed values to their titles; `limits` bound a number.

    `rule` says what is wrong with a value of the right kind, or None.
    """

    key: str
    default: Value
    title: str
    help: str
    choices: tuple[tuple[Value, str], ...] = ()
    limits: tuple[int, int] | None = None
    rule: Callable[[Value], str | None] | None = None

    def complaint(self, value: object) -> str | None:
        """What is wrong with a value from the file, or None."""
        if type(value) is not type(self.default):
            return f"should be {_KINDS[type(self.default)]}"
        allowed = [str(choice) for choice, _ in self.choices]
        if allowed and str(value) not in allowed:
            return f"should be one of {', '.join(allowed)}"
        if self.limits and isinstance(value, int):
            low, high = self.limits
            return None if low <= value <= high else f"should be from {low} to {high}"
        reason = self.rule(value) if self.rule else None
        return f"cannot be {reason}" if reason else None


AGENT = Option("agent", "", "Your name", "What you call yourself in the greeting.")
TEAM = Option("team", "", "Your team", "As callers know it, such as “the IT help desk”.")
OWN_NUMBER = Option(
    "own_number",
    "",
    "Your phone number",
    "Where callers reach you, as a voicemail says it: 020 7946 0100.",
)
FLOW = Option("flow", "incident", "Flow to start with", "The id of the flow a call begins with.")
NUMBER_REGION = Option(
    "number_region",
    "",
    "Country of phone numbers",
    "Two letters, such as GB, for numbers typed without a country code: to tell who has called "
    "before. Empty: as the computer.",
    rule=lambda region: (
        None
        if re.fullmatch("([A-Z]{2})?", region)
        else f"“{region}”: two letters stand for a country, such as GB"
    ),
)
HOLD_MINUTES = Option(
    "hold_minutes",
    2,
    "Minutes to offer",
    "The wait that is suggested when you ask a caller to hold.",
    limits=(1, 60),
)
HOLD_NEAR = Option(
    "hold_near",
    75,
    "Mark the countdown from",
    "Per cent of the promised wait after which it counts as nearly up.",
    limits=(10, 99),
)
CHECK_BACK_AFTER = Option(
    "check_back_after",
    60,
    "First check-back after",
    "Seconds on hold after which you are reminded to speak to the caller. 0 is never.",
    limits=(0, 900),
)
CHECK_BACK_EVERY = Option(
    "check_back_every",
    30,
    "Further check-backs after",
    "Seconds after you have last spoken to them. 0 is never again.",
    limits=(0, 900),
)
CALL_BACK_AFTER = Option(
    "suggest_call_back_after",
    5,
    "Suggest a call back from",
    "Waits of more than so many minutes are better offered as a call back.",
    limits=(1, 60),
)
CALL_BACK_ON_SECOND = Option(
    "suggest_call_back_on_second_hold",
    True,
    "Suggest a call back at a second hold",
    "Nobody likes to be put on hold twice in one call.",
)
HOLD_SOUND = Option(
    "hold_sound",
    False,
    "Sound while somebody waits",
    "A short chime when the wait is nearly up or over, and when a check-back is due.",
)
CHECK_NOTES = Option(
    "check_notes",
    False,
    "Check the notes as the caller reads them",
    "Wording that belittles, blames or is jargon is underlined in the parts of the notes that the "
    "caller's copy of the ticket takes in. Ctrl+J switches it.",
)
SILENCE_NUDGE = Option(
    "silence_nudge",
    15,
    "Suggest something to say after",
    "Seconds of talk without a key or a step from you. 0 is never.",
    limits=(0, 300),
)
WRAP_UP_TARGET = Option(
    "wrap_up_minutes",
    3,
    "Minutes for a wrap-up",
    "What it is measured against where the call flow says nothing. It only informs.",
    limits=(1, 60),
)
SELF_CHECK = Option(
    "self_check",
    True,
    "Look back after each call",
    "Empathy, tone, acknowledgement, trust: what went well, one key each. For your eyes only.",
)
PAUSE_HINT = Option(
    "pause_hint",
    True,
    "Suggest a pause",
    "One quiet line after a hard call, or after many calls in a row.",
)
THEME = Option(
    "theme",
    "system",
    "Look",
    "Light, dark, or whichever the computer is set to.",
    choices=(("system", "As the computer"), ("light", "Light"), ("dark", "Dark")),
)
TEXT_SIZE = Option(
    "text_size",
    100,
    "Text size",
    "In per cent.",
    choices=((100, "100 %"), (125, "125 %"), (150, "150 %"), (200, "200 %")),
)
ALPHABET = Option("alphabet", "icao", "Alphabet", "The id of the alphabet to spell in.")
KEYBOARD = Option(
    "keyboard",
    "",
    "Caller's keyboard",
    "The id of a keyboard layout, to be told how a character is typed.",
)
WIPE_AFTER = Option(
    "speller_wipe_after",
    120,
    "Wipe the speller after",
    "Seconds without a key, after which what is spelled is forgotten.",
    limits=(5, 3600),
)
READING_ALOUD = Option(
    "read_aloud",
    "off",
    "Read spellings aloud",
    "In your ear or out loud, as the output below has it. Who stands near may hear a password.",
    choices=(
        ("off", "Never"),
        ("asked", "When I ask for it"),
        ("at_once", "As soon as something selected is spelled"),
    ),
)
READING_PACE = Option(
    "read_aloud_pace",
    60,
    "Characters a minute",
    "A character that takes longer is said to its end.",
    limits=(10, 180),
)
READING_PAUSE = Option(
    "read_aloud_pause",
    500,
    "Pause between groups",
    "In milliseconds, besides the time between characters.",
    limits=(0, 5000),
)
VOICE = Option(
    "voice",
    "",
    "Voice",
    "It says what is in its own language; an alphabet of another one gets a voice of that.",
)
VOICE_RATE = Option("voice_rate", 170, "Speed of the voice", "Words a minute.", limits=(80, 450))
VOICE_VOLUME = Option("voice_volume", 100, "Volume", "In per cent.", limits=(0, 100))
VOICE_OUTPUT = Option(
    "voice_output",
    "",
    "Output",
    "Where the voice comes out: your headset, so that nobody else hears it.",
)
MINI_BAR_PLACES = Option("mini_bar_places", "", "Mini bar", "Where the mini bar stands, by screen.")
GLOBAL_KEYS_WAY = Option(
    "global_keys_way",
    AUTOMATIC,
    "Way of grabbing keys",
    "How the program gets keys that are pressed in other programs.",
    choices=((AUTOMATIC, "Automatic"), *((way.value, way.label) for way in Way)),
)


def _key_complaint(key: str) -> str | None:
    """What is wrong with a global key; keys are looked at when one is changed or grabbed."""
    from companion.domain.chord import complaint

    return complaint(key)


GLOBAL_KEYS = {
    action: Option(
        f"global_key_{action}",
        keys,
        action.label,
        "Pressed in any program. Empty: no key.",
        rule=_key_complaint,
    )
    for action, keys in SHIPPED_KEYS.items()
}
"""The global key of each action, written like Ctrl+Shift+F9."""

COPY_SELECTION = Option(
    "copy_selection",
    False,
    "Copy what a program does not tell",
    "To read what is selected in such a program it is sent the keys for copying; clipboard "
    "histories and the cloud may see that text before it is taken back.",
)

REMIND_MINUTES = Option(
    "remind_minutes",
    10,
    "Remind you before",
    "Minutes before something you promised is due; 0 reminds you when it is due.",
    limits=(0, 240),
)

AnyOption = Option[str] | Option[int] | Option[bool]

# Linux has a selection to read; nothing need be copied for it.
_ONLY_WHERE_COPIED = (COPY_SELECTION,) if sys.platform in ("win32", "darwin") else ()

SECTIONS: tuple[tuple[str, tuple[AnyOption, ...]], ...] = (
    ("You and your callers", (AGENT, TEAM, OWN_NUMBER, FLOW, NUMBER_REGION)),
    ("Look", (THEME, TEXT_SIZE)),
    (
        "Holds",
        (
            *(HOLD_MINUTES, HOLD_NEAR, CHECK_BACK_AFTER, CHECK_BACK_EVERY),
            *(CALL_BACK_AFTER, CALL_BACK_ON_SECOND, HOLD_SOUND),
        ),
    ),
    ("While you talk", (SILENCE_NUDGE, CHECK_NOTES)),
    ("After the talk", (WRAP_UP_TARGET, SELF_CHECK, PAUSE_HINT)),
    ("Promises", (REMIND_MINUTES,)),
    ("Speller", (WIPE_AFTER, *_ONLY_WHERE_COPIED)),
    (
        "Voice",
        (
            *(READING_ALOUD, READING_PACE, READING_PAUSE),
            *(VOICE, VOICE_RATE, VOICE_VOLUME, VOICE_OUTPUT),
        ),
    ),
)
"""The settings page, section by section."""

OPTIONS: tuple[AnyOption, ...] = tuple(option for _, options in SECTIONS for option in options)
REMEMBERED: tuple[AnyOption, ...] = (
    ALPHABET,
    KEYBOARD,
    COPY_SELECTION,
    MINI_BAR_PLACES,
    GLOBAL_KEYS_WAY,
    *GLOBAL_KEYS.values(),
)
"""What is chosen where it is used, and kept; it has no place on the settings page."""
