"""Global keys on Windows: RegisterHotKey, and its messages out of Qt's event loop."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from companion.domain.chord import Chord
from companion.hotkeys.windows import TAKEN, HotKeyCalls, HotKeys, User32, hot_key_number
from companion.services.global_keys import GlobalAction
from companion.services.hotkeys import GrabListener

MESSAGE_KINDS = (b"windows_generic_MSG", b"windows_dispatcher_MSG")


class WindowsKeys(QAbstractNativeEventFilter):
    """Windows keeps the keys, and puts a message in the window's queue for each press."""

    def __init__(self, calls: HotKeyCalls | None = None) -> None:
        super().__init__()
        self._calls = calls
        self._keys: HotKeys | None = None

    def start(self, wanted: Mapping[GlobalAction, Chord], listener: GrabListener) -> None:
        self._listener = listener
        try:
            keys = HotKeys(self._calls or User32())
        except OSError as error:
            listener.failed(f"Windows cannot be asked for keys: {error}.")
            return
        grabs = keys.register(wanted)
        troubles = {grab.trouble for grab in grabs.values()}
        if grabs and "" not in troubles and TAKEN not in troubles:
            # Not one key, and not because others have them: there is no desktop to ask.
            listener.failed(troubles.pop())
            return
        self._keys = keys
        app = QCoreApplication.instance()
        assert app, "there is an application while its window is open"
        app.installNativeEventFilter(self)
        listener.changed(grabs)

    def stop(self) -> None:
        keys, self._keys = self._keys, None
        app = QCoreApplication.instance()
        if keys and app:
            app.removeNativeEventFilter(self)
        if keys:
            keys.unregister()

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview[int], message: int
    ) -> tuple[bool, int]:
        if not self._keys or QByteArray(kind).data() not in MESSAGE_KINDS:
            return False, 0
        number = hot_key_number(int(message))
        action = None if number is None else self._keys.pressed(number)
        if action is None:
            return False, 0
        self._listener.pressed(action)
        return True, 0
