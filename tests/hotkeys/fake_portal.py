"""A desktop portal that does what a test tells it, on the bus it is started on.

    fake_portal.py MODE      ok | needs_app_id | refuses | declines | no_shortcuts | empty | silent

Prints `ready`, and each thing asked of it. Takes one command a line: `press NAME`,
`release NAME`, `change NAME TEXT`, `close`.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from companion.paths import DESKTOP_ID

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST, SESSION = "org.freedesktop.portal.Request", "org.freedesktop.portal.Session"


class FakePortal:
    """Answers like xdg-desktop-portal does, in one of its moods."""

    def __init__(self, bus: MessageBus, mode: str) -> None:
        self._bus, self._mode = bus, mode
        self._app_ids: dict[str, str] = {}
        self._session = ""
        self._client = ""

    def answer(self, call: Message) -> Message | None:
        """The answer to a method call, or None where another should answer."""
        if call.message_type is not MessageType.METHOD_CALL or call.path != PATH:
            return None
        say(call.member or "")
        is_about_it = call.interface == SHORTCUTS or call.member == "Get"
        if self._mode == "no_shortcuts" and is_about_it:
            error = "org.freedesktop.DBus.Error.UnknownMethod"
            return Message.new_error(call, error, f"No such interface “{SHORTCUTS}”")
        methods = {
            "Get": lambda call: Message.new_method_return(call, "v", [Variant("u", 2)]),
            "Register": self._register,
            "CreateSession": self._create,
            "BindShortcuts": self._bind,
        }
        return methods[call.member](call) if call.member in methods else None

    def obey(self, command: str, *words: str) -> None:
        """What a test tells it."""
        match command:
            case "press" | "release":
                member = {"press": "Activated", "release": "Deactivated"}[command]
                self._tell(PATH, SHORTCUTS, member, "osta{sv}", [self._session, words[0], 0, {}])
            case "change":
                about = {"trigger_description": Variant("s", " ".join(words[1:]))}
                body = [self._session, [[words[0], about]]]
                self._tell(PATH, SHORTCUTS, "ShortcutsChanged", "oa(sa{sv})", body)
            case "close":
                self._tell(self._session, SESSION, "Closed", "a{sv}", [{}])

    def _register(self, call: Message) -> Message:
        self._app_ids[call.sender] = call.body[0]
        return Message.new_method_return(call)

    def _create(self, call: Message) -> Message:
        if self._mode == "needs_app_id" and self._app_ids.get(call.sender or "") != DESKTOP_ID:
            return _not_allowed(call, "An app id is required")
        if self._mode == "refuses":
            return _not_allowed(call, "Not in this session")
        options = call.body[0]
        caller = call.sender[1:].replace(".", "_")
        token = options["session_handle_token"].value
        self._client, self._session = call.sender, f"{PATH}/session/{caller}/{token}"
        return self._respond(call, options, {"session_handle": Variant("s", self._session)})

    def _bind(self, call: Message) -> Message:
        given = [
            [name, {"trigger_description": Variant("s", about["preferred_trigger"].value)}]
            for name, about in call.body[1]
        ]
        bound = [] if self._mode == "empty" else given
        results = {"shortcuts": Variant("a(sa{sv})", bound)}
        return self._respond(call, call.body[3], results, 1 if self._mode == "declines" else 0)

    def _respond(
        self, call: Message, options: dict[str, Any], results: dict[str, Any], code: int = 0
    ) -> Message:
        caller = call.sender[1:].replace(".", "_")
        request = f"{PATH}/request/{caller}/{options['handle_token'].value}"
        if self._mode != "silent":
            tell = (request, REQUEST, "Response", "ua{sv}", [code, {} if code else results])
            asyncio.get_running_loop().call_soon(self._tell, *tell)
        return Message.new_method_return(call, "o", [request])

    def _tell(self, path: str, interface: str, member: str, kind: str, body: list[Any]) -> None:
        self._bus.send(
            Message(
                message_type=MessageType.SIGNAL,
                destination=self._client,
                path=path,
                interface=interface,
                member=member,
                signature=kind,
                body=body,
            )
        )


def _not_allowed(call: Message, text: str) -> Message:
    return Message.new_error(call, "org.freedesktop.portal.Error.NotAllowed", text)


def say(what: str) -> None:
    print(what, flush=True)


async def main(mode: str) -> None:
    bus = await MessageBus(bus_type=BusType.SESSION).connect()
    portal = FakePortal(bus, mode)
    bus.add_message_handler(portal.answer)
    await bus.request_name(NAME)
    commands = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(commands)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    say("ready")
    while line := await commands.readline():
        portal.obey(*line.decode().split())


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
