"""Messages through the system's tray, where there is one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyle, QSystemTrayIcon


class Tray(QObject):
    """Tells something beside the window, which stays where it is with or without a tray.

    The icon comes with the first message: nobody needs one before. The window is never hidden
    into it.
    """

    chosen = Signal()
    """A message or the icon was pressed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str) -> None:
        """Show a message; without a tray, nothing happens."""
        if self._icon is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = self._new_icon()
        if self._icon is not None:
            self._icon.showMessage(title, text, self._icon.icon())

    def _new_icon(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(_picture(), self)
        icon.setToolTip(QApplication.applicationDisplayName())
        icon.messageClicked.connect(self.chosen)
        icon.activated.connect(lambda _: self.chosen.emit())
        icon.show()
        return icon


def _picture() -> QIcon:
    own = QApplication.windowIcon()
    if not own.isNull():
        return own
    return QApplication.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxInformation)
