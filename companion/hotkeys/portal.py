"""Global keys on Wayland: the desktop gives them out (org.freedesktop.portal.GlobalShortcuts)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from secrets import token_hex
from typing import Any

from jeepney import DBusAddress, MatchRule

from companion.domain.chord import LETTERS, Chord, Modifier
from companion.hotkeys.portal_bus import BROKEN, Body, Bus, BusSignal, Refusal, ask_and_wait
from companion.paths import DESKTOP_ID
from companion.services.global_keys import GlobalAction
from companion.services.hotkeys import Grab, GrabListener, Loop

SERVICE, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = DBusAddress(PATH, SERVICE, "org.freedesktop.portal.GlobalShortcuts")
REGISTRY = DBusAddress(PATH, SERVICE, "org.freedesktop.host.portal.Registry")
PROPERTIES = DBusAddress(PATH, SERVICE, "org.freedesktop.DBus.Properties")
REQUEST, SESSION = "org.freedesktop.portal.Request", "org.freedesktop.portal.Session"

RETRY_AFTER_S = 1.0
"""The portal may be starting anew when it has ended a session."""

ANSWER_WITHIN_S = 5.0

NO_BUS = "There is no session bus."
NO_SERVICE = "The desktop has no portal service (xdg-desktop-portal)."
NO_SHORTCUTS = "The portal of this desktop gives out no keys."
NOT_INSTALLED = "The desktop gives keys only to programs it knows. Run: companion desktop install"
DECLINED = "The desktop's question about the keys was declined."
ENDED = "The desktop has taken the keys back."
NOT_ANSWERED = "The desktop has not answered yet."
NO_KEY = "The desktop has given it no key yet: set one in its settings."

_NO_SERVICE = ("ServiceUnknown", "NameHasNoOwner", "Spawn", "NoReply", "TimedOut")
_NO_SHORTCUTS = ("UnknownInterface", "UnknownMethod", "UnknownObject", "InvalidArgs")
# As the "shortcuts" specification of freedesktop.org writes them.
_MODIFIERS = (
    (Modifier.CTRL, "CTRL"),
    (Modifier.ALT, "ALT"),
    (Modifier.SHIFT, "SHIFT"),
    (Modifier.META, "LOGO"),
)
_KEYS = {
    "Space": "space",
    "Ins": "Insert",
    "Del": "Delete",
    "PgUp": "Prior",
    "PgDown": "Next",
    **{letter: letter.lower() for letter in LETTERS},
}

# What a vardict of D-Bus holds: each value with its signature.
Vardict = Mapping[str, tuple[str, Any]]
Shortcuts = Iterable[tuple[str, Vardict]]


class PortalKeys:
    """Asks the desktop for the keys; it may give others, or ask the agent first.

    The program says who it is, opens a session and binds the keys in it: three calls, each
    answered in its own time, the last perhaps by a person.
    """

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._bus: Bus | None = None
        self._call_off: Callable[[], None] = lambda: None

    def start(self, wanted: Mapping[GlobalAction, Chord], listener: GrabListener) -> None:
        self._wanted, self._listener = wanted, listener
        self._retries_left = 1
        self._open()

    def stop(self) -> None:
        self._call_off()
        bus, self._bus = self._bus, None
        if bus:
            # The portal ends what belongs to a connection that is gone.
            bus.close()

    def _open(self) -> None:
        self._session = ""
        self._down: set[str] = set()
        self._tells_of_release = False
        self._awaited: dict[str, Callable[[Vardict], None]] = {}
        try:
            self._bus = Bus(self._loop, self._take, lambda: self._fail(NO_BUS))
        except BROKEN:
            self._listener.failed(NO_BUS)
            return
        for interface in (REQUEST, SESSION, SHORTCUTS.interface):
            self._bus.listen(MatchRule(type="signal", interface=interface))
        owner = MatchRule(type="signal", member="NameOwnerChanged")
        owner.add_arg_condition(0, SERVICE)
        self._bus.listen(owner)
        # Portals without a registry refuse this, and do not need it.
        self._bus.call(REGISTRY, "Register", "sa{sv}", (DESKTOP_ID, {}), lambda _: None)
        self._tell(Grab("", NOT_ANSWERED) for _ in self._wanted)
        token = {"session_handle_token": ("s", f"companion_{token_hex(8)}")}
        self._ask("CreateSession", "", (), token, self._bind)

    def _bind(self, results: Vardict) -> None:
        self._session = str(results["session_handle"][1])
        keys = [
            (action.value, {"description": ("s", action.label), "preferred_trigger": ("s", key)})
            for action, key in ((a, trigger(chord)) for a, chord in self._wanted.items())
        ]
        before = (self._session, keys, "")
        self._ask("BindShortcuts", "oa(sa{sv})s", before, {}, self._show_bound)

    def _show_bound(self, results: Vardict) -> None:
        # Old portals answer with no list at all though they took note of every key.
        self._show(results.get("shortcuts", ("", ()))[1])

    def _show(self, shortcuts: Shortcuts) -> None:
        texts = {
            name: str(about.get("trigger_description", ("", ""))[1]) for name, about in shortcuts
        }
        given = (texts.get(action.value, "") for action in self._wanted)
        self._tell(Grab(text, "" if text else NO_KEY) for text in given)

    def _tell(self, grabs: Iterable[Grab]) -> None:
        self._listener.changed(dict(zip(self._wanted, grabs, strict=True)))

    # ------------------------------------------------------------------ the portal's manners

    def _ask(
        self,
        member: str,
        signature: str,
        before: Body,
        options: Vardict,
        done: Callable[[Vardict], None],
    ) -> None:
        """Call a method whose result comes in a signal from a request object."""
        assert self._bus, "a session is open"
        token = f"companion_{token_hex(8)}"
        caller = self._bus.name.removeprefix(":").replace(".", "_")
        self._awaited[f"{PATH}/request/{caller}/{token}"] = done
        body = (*before, {**options, "handle_token": ("s", token)})

        def answered(answer: Body | Refusal) -> None:
            if isinstance(answer, Refusal):
                self._fail(_reason(answer))

        self._bus.call(SHORTCUTS, member, f"{signature}a{{sv}}", body, answered)

    def _take(self, signal: BusSignal) -> None:
        match signal.interface, signal.member, signal.body:
            case "org.freedesktop.portal.Request", "Response", (code, results):
                done = self._awaited.pop(signal.path, None)
                if done and code:
                    self._fail(DECLINED)
                elif done:
                    done(results)
            case "org.freedesktop.portal.Session", "Closed", _ if signal.path == self._session:
                self._lose()
            case "org.freedesktop.DBus", "NameOwnerChanged", (_, str(old), _) if old:
                self._lose()
            case SHORTCUTS.interface, member, (session, *rest) if session == self._session:
                self._take_shortcut(member, rest)

    def _take_shortcut(self, member: str, rest: list[Any]) -> None:
        match member, rest:
            case "Activated", [str(name), *_]:
                # A desktop that tells of releases as well may repeat a key that is held.
                if not (self._tells_of_release and name in self._down):
                    self._press(name)
                self._down.add(name)
            case "Deactivated", [str(name), *_]:
                self._tells_of_release = True
                self._down.discard(name)
            case "ShortcutsChanged", [list(shortcuts)]:
                self._show(shortcuts)

    def _press(self, name: str) -> None:
        action = next((action for action in self._wanted if action.value == name), None)
        if action:
            self._listener.pressed(action)

    def _lose(self) -> None:
        """The session has ended in the middle: once, try again."""
        if not self._retries_left:
            self._fail(ENDED)
            return
        self._retries_left -= 1
        self.stop()
        self._tell(Grab("", NOT_ANSWERED) for _ in self._wanted)
        self._call_off = self._loop.later(RETRY_AFTER_S, self._open)

    def _fail(self, why: str) -> None:
        self.stop()
        self._listener.failed(why)


def trigger(chord: Chord) -> str:
    """A chord as the portal wants it: `CTRL+SHIFT+F9`."""
    held = [name for modifier, name in _MODIFIERS if modifier in chord.modifiers]
    return "+".join([*held, _KEYS.get(chord.key, chord.key)])


def why_not_here() -> str:
    """Why the portal of this session gives out no keys; empty when it does.

    Waits for the portal, which may have to be started, and opens no session.
    """
    asked = (SHORTCUTS.interface, "version")
    try:
        answer = ask_and_wait(PROPERTIES, "Get", "ss", asked, ANSWER_WITHIN_S)
    except TimeoutError:
        return NO_SERVICE
    except BROKEN:
        return NO_BUS
    return _reason(answer) if isinstance(answer, Refusal) else ""


def _reason(refusal: Refusal) -> str:
    """A refusal in the agent's words."""
    error = refusal.name.rpartition(".Error.")[2]
    if error.startswith(_NO_SERVICE):
        return NO_SERVICE
    if error.startswith(_NO_SHORTCUTS):
        return NO_SHORTCUTS
    if "app id" in refusal.text.lower():
        return NOT_INSTALLED
    return f"The desktop refused: {refusal.text or refusal.name}"
