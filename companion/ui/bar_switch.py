"""The window or the mini bar: one of the two is in sight, and one key goes between them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QMainWindow

from companion.settings.options import MINI_BAR_PLACES
from companion.settings.store import Settings
from companion.ui.navigation import Navigation
from companion.ui.promise_keeping import PromiseKeeping
from companion.ui.wait_watch import WaitWatch

if TYPE_CHECKING:
    from companion.ui.mini_bar import MiniBar


class BarSwitch(QObject):
    """Changes nothing but what is in sight: the window comes back as it was, and where it was."""

    moved = Signal()
    """The bar has another place, which is in the settings already and to be written."""

    def __init__(
        self,
        window: QMainWindow,
        navigation: Navigation,
        settings: Settings,
        watch: WaitWatch,
        promises: PromiseKeeping,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._navigation = navigation
        self._settings = settings
        self._watch = watch
        self._promises = promises
        self._frame: QByteArray | None = None

    @cached_property
    def bar(self) -> MiniBar:
        """The bar, made when it is first asked for."""
        from companion.ui.mini_bar import MiniBar

        bar = MiniBar(self._settings.get(MINI_BAR_PLACES))
        bar.back_requested.connect(self.bring_window)
        bar.placed.connect(self._remember)
        self._promises.show_in(bar)
        return bar

    def switch(self) -> None:
        """The window goes and the bar comes, or the other way round."""
        if self._window.isVisible():
            self._navigation.remember_place()
            self._frame = self._window.saveGeometry()
            self.bar.appear()
            self._watch.show_in(self.bar)
            self._window.hide()
        else:
            self.bring_window()

    def bring_window(self) -> None:
        """The window before all others, with the keyboard, whatever was in sight."""
        window = self._window
        if window.isHidden() and self._frame:
            self._watch.show_in(None)
            self.bar.hide()
            window.restoreGeometry(self._frame)
            window.show()
            self._navigation.go_on_typing()
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()

    def take_down(self) -> None:
        """The program ends: the bar goes before the application does."""
        self._promises.show_in(None)
        if bar := self.__dict__.pop("bar", None):
            bar.close()
            bar.deleteLater()
            # It has no parent to go with: what Python would collect later crashes.
            QCoreApplication.sendPostedEvents(bar, QEvent.Type.DeferredDelete.value)

    def _remember(self, places: str) -> None:
        self._settings.change(MINI_BAR_PLACES.key, places)
        self.moved.emit()
