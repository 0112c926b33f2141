"""Takes what a second start of the program hands over to the open window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from companion.domain.errors import UserError
from companion.door import LONGEST_LINE, address
from companion.handover import QUESTION_MARK, Command


class CommandServer(QObject):
    """Listens at the data folder's address. Only for whoever holds the folder's lock.

    `answers` has what to say, on one line, to each question that may be asked.
    """

    received = Signal(object)

    def __init__(
        self,
        folder: Path,
        parent: QObject | None = None,
        *,
        answers: Mapping[str, Callable[[], str]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._answers = answers or {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = address(folder)
        # The lock is ours, so a socket that still lies there belongs to nobody.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _on_connection(self) -> None:
        while connection := self._server.nextPendingConnection():
            connection.readyRead.connect(lambda c=connection: self._on_ready(c))
            connection.disconnected.connect(connection.deleteLater)
            self._on_ready(connection)

    def _on_ready(self, connection: QLocalSocket) -> None:
        if not connection.canReadLine():
            if connection.bytesAvailable() > LONGEST_LINE:
                connection.abort()
            return
        line = bytes(connection.readLine(LONGEST_LINE).data())
        answer, command = self._answer(line)
        connection.write(answer.encode())
        # Whoever asked need not wait until it is done.
        connection.flush()
        connection.disconnectFromServer()
        if command:
            self.received.emit(command)

    def _answer(self, line: bytes) -> tuple[str, Command | None]:
        try:
            text = line.decode("ascii")
            if text.startswith(QUESTION_MARK):
                return self._answer_question(text.removeprefix(QUESTION_MARK).strip()), None
            return "ok\n", Command.from_json(text)
        except (UserError, UnicodeDecodeError) as error:
            return f"no: {error}\n", None

    def _answer_question(self, question: str) -> str:
        if question not in self._answers:
            raise UserError("The question is not known.")
        return f"ok: {self._answers[question]()}\n"
