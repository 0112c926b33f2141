"""A connection to the session bus that never waits for an answer: each is called back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import Message
from jeepney.wrappers import new_method_call

from companion.services.hotkeys import Loop

BROKEN = (OSError, RuntimeError, KeyError, ValueError)
"""What jeepney raises where there is no bus, or one that cannot be talked to."""

# What a message carries is whatever its signature says.
Body = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """The error that a call was answered with."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class BusSignal:
    """Something a service tells by itself."""

    interface: str
    member: str
    path: str
    body: Body


class Bus:
    """Calls and signals over a connection of our own, from Qt's or anyone's loop.

    Opening raises one of BROKEN. `lost` is called, once, when the bus goes away.
    """

    def __init__(
        self, loop: Loop, heard: Callable[[BusSignal], None], lost: Callable[[], None]
    ) -> None:
        self._heard, self._lost = heard, lost
        self._answers: dict[int, Callable[[Body | Refusal], None]] = {}
        # Our own bus daemon, over a local socket: the one thing waited for, a millisecond.
        self._connection: DBusConnection | None = open_dbus_connection("SESSION", auth_timeout=1)
        self.name: str = self._connection.unique_name
        self._stop_watching = loop.watch(self._connection.sock.fileno(), self._read)

    def listen(self, rule: MatchRule) -> None:
        """Hear of the signals that the rule describes."""
        self._send(message_bus.AddMatch(rule), lambda _: None)

    def call(
        self,
        to: DBusAddress,
        member: str,
        signature: str,
        body: Body,
        answered: Callable[[Body | Refusal], None],
    ) -> None:
        """Call a method; its answer comes later, if ever."""
        self._send(new_method_call(to, member, signature, body), answered)

    def close(self) -> None:
        """Leave the bus. Nothing is called back any more."""
        self._stop_watching()
        connection, self._connection = self._connection, None
        if connection:
            with suppress(*BROKEN):
                connection.close()

    def _send(self, message: Message, answered: Callable[[Body | Refusal], None]) -> None:
        if not self._connection:
            return
        serial = next(self._connection.outgoing_serial)
        self._answers[serial] = answered
        try:
            self._connection.send(message, serial=serial)
        except BROKEN:
            self._lose()

    def _read(self) -> None:
        try:
            while self._connection:
                self._take(self._connection.receive(timeout=0))
        except TimeoutError:
            return
        except BROKEN:
            self._lose()

    def _lose(self) -> None:
        if self._connection:
            self.close()
            self._lost()

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        kind = message.header.message_type
        if kind is MessageType.signal:
            interface = fields.get(HeaderFields.interface, "")
            member, path = fields.get(HeaderFields.member, ""), fields.get(HeaderFields.path, "")
            self._heard(BusSignal(interface, member, path, message.body))
            return
        answered = self._answers.pop(fields.get(HeaderFields.reply_serial, 0), None)
        if answered:
            answered(_answer(message))


def ask_and_wait(
    to: DBusAddress, member: str, signature: str, body: Body, limit_s: float
) -> Body | Refusal:
    """Call a method and wait for its answer, where no window could stand still meanwhile.

    Raises TimeoutError, or one of BROKEN.
    """
    with open_dbus_connection("SESSION", auth_timeout=1) as connection:
        call = new_method_call(to, member, signature, body)
        return _answer(connection.send_and_get_reply(call, timeout=limit_s))


def _answer(message: Message) -> Body | Refusal:
    if message.header.message_type is not MessageType.error:
        body: Body = message.body
        return body
    text = str(message.body[0]) if message.body else ""
    return Refusal(message.header.fields.get(HeaderFields.error_name, ""), text)
