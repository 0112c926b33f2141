"""Takes what a second start of the program hands over to the open window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from companion.domain.errors import UserError
from companion.handover import LONGEST_LINE, Command, address


class CommandServer(QObject):
    """Listens at the data folder's address. Only for whoever holds the folder's lock."""

    received = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
        try:
            command = Command.from_json(line.decode("ascii"))
        except (UserError, UnicodeDecodeError) as error:
            connection.write(f"no: {error}\n".encode())
        else:
            connection.write(b"ok\n")
            self.received.emit(command)
        connection.flush()
        connection.disconnectFromServer()
