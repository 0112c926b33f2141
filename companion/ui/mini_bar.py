"""The mini bar: the call at a glance, on top of everything, while the window is away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from companion.domain.call import Call
from companion.domain.hold_rules import Stretch, Wait
from companion.domain.moment import Moment
from companion.domain.phase import phase_name
from companion.ui.bar_places import BarPlaces, snapped
from companion.ui.call_header import STATES, call_clock
from companion.ui.hold_words import STRETCHES, hold_clock
from companion.ui.keys import Keys
from companion.ui.labels import ElidedLabel, SteadyLabel, ValueLabel, button
from companion.ui.parked_strip import Waiting, parked_text
from companion.ui.parked_words import needs_somebody, who
from companion.ui.reminder_strip import ReminderWords
from companion.ui.theme import is_new_look, set_state, with_role

CHARACTERS = 56
"""How many characters of its type the bar is wide."""


class MiniBar(QMainWindow):
    """Never takes the keyboard. It is dragged by the mouse and drawn to the edges of the screen.

    Where a screen goes away, the bar goes to the one it was on before, or to the main one; when
    the screen comes back, so does the bar.
    """

    back_requested = Signal()
    """The window is wanted instead."""
    placed = Signal(str)
    """The bar was put somewhere: all places, for the settings."""

    def __init__(self, places: str) -> None:
        flags = (
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle("Mini bar")
        self.setAccessibleName("Mini bar")
        self._places = BarPlaces(places)
        self._grip: QPoint | None = None
        self.state = ValueLabel("State", "state")
        self.name = ElidedLabel("Caller", "heading")
        self.time = ValueLabel("Call time", "heading")
        self.hold = ValueLabel("Hold time", "wait")
        self.line = SteadyLabel("small", 2)
        self.reminder = ElidedLabel("Reminder", "wait")
        self.parked = ElidedLabel("Parked calls", "wait")
        self.parked.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.window_back = button("Open window", "⤢", "", "quiet")
        self.window_back.setToolTip(f"Open window ({Keys.MINI_BAR.sequence})")
        self.window_back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.window_back.clicked.connect(self.back_requested)
        self._lay_out()
        self._watch_screens()

    # ------------------------------------------------------------------ drawing

    def show_call(self, call: Call | None, wait: Wait | None, line: str, now: Moment) -> None:
        """Draw the call in hand, if there is one, and what to say."""
        phase = phase_name(call.phase) if call else None
        mark, _, word = (STATES[phase] if phase else "○ Ready").partition(" ")
        self.state.show_value(word, f"{mark} {word}")
        set_state(self.state, phase or "idle")
        self.name.show_value(who(call) if call else "")
        self.time.show_value(call_clock(call, now) if call else "")
        self.hold.show_value(*_wait_words(wait))
        set_state(self.hold, wait.stretch if wait else "none")
        if self.line.text() != line:
            self.line.setText(line)
            self.line.setAccessibleName(f"Prompt: {line}")

    def show_parked(self, waiting: Waiting, now: Moment) -> None:
        """Draw who is parked, in the room that is kept for it."""
        self.parked.show_value(parked_text(waiting, now, "") if waiting else "")
        is_urgent = any(needs_somebody(wait) for _, wait in waiting)
        set_state(self.parked, Stretch.OVER if is_urgent else "none")

    def show_reminder(self, words: ReminderWords | None) -> None:
        """Draw what was promised and is due, in the room that is kept for it."""
        self.reminder.show_value(*((words.spoken, words.shown) if words else ("", "")))
        set_state(self.reminder, Stretch.OVER if words and words.is_late else "none")

    def appear(self) -> None:
        """Come up where it was put last, without taking the keyboard."""
        self._fit()
        self.show()
        self._go_to_place()
        self.raise_()

    # ------------------------------------------------------------------ moving

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        handle = self.windowHandle()
        # Wayland tells no program where its windows are: the compositor moves them.
        if QGuiApplication.platformName() == "wayland" and handle:
            handle.startSystemMove()
        else:
            self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            pointer = event.globalPosition().toPoint()
            wanted = QRect(pointer - self._grip, self.size())
            self.move(snapped(self._screen_at(pointer).availableGeometry(), wanted).topLeft())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._grip = None
            screen = self._screen_at(event.globalPosition().toPoint())
            self._places.remember(screen.name(), screen.availableGeometry(), self.pos())
            self.placed.emit(self._places.text)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.back_requested.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event) and self.isVisible():
            self._fit()
            self._go_to_place()

    # ------------------------------------------------------------------ inside

    def _screen_at(self, point: QPoint) -> QScreen:
        return QGuiApplication.screenAt(point) or self.screen()

    def _watch_screens(self) -> None:
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication), "a window needs an application"
        app.screenAdded.connect(self._on_screen_added)
        app.screenRemoved.connect(self._on_screens_changed)
        for screen in QGuiApplication.screens():
            screen.availableGeometryChanged.connect(self._on_screens_changed)

    def _on_screen_added(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._on_screens_changed)
        self._on_screens_changed()

    def _on_screens_changed(self) -> None:
        # The screen that goes is still among the screens while this is told.
        QTimer.singleShot(0, self, self._go_to_place)

    def _go_to_place(self) -> None:
        if self.isVisible() and self._grip is None:
            rooms = {s.name(): s.availableGeometry() for s in QGuiApplication.screens()}
            primary = QGuiApplication.primaryScreen().name()
            self.move(self._places.place(rooms, self.size(), primary))

    def _fit(self) -> None:
        # Or its type would be the one it has before the style sheet is read.
        self.line.ensurePolished()
        self.setFixedWidth(CHARACTERS * self.line.fontMetrics().averageCharWidth())
        # Signs come from other fonts than letters: they must not make it higher, nor lower.
        self.setMinimumHeight(0)
        self.setFixedHeight(self.sizeHint().height())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.state)
        top.addWidget(self.name, 1)
        top.addWidget(self.time)
        top.addWidget(self.window_back)
        waits = QHBoxLayout()
        waits.setSpacing(8)
        waits.addWidget(self.hold)
        waits.addWidget(self.reminder, 1)
        waits.addWidget(self.parked, 1)
        inside = QWidget()
        with_role(inside, "popup")
        self.setCentralWidget(inside)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(10, 4, 4, 4)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addLayout(waits)
        layout.addWidget(self.line)


def _wait_words(wait: Wait | None) -> tuple[str, str]:
    """How the caller waits: read out, and as shown."""
    if wait is None:
        return "", ""
    mark = STRETCHES[wait.stretch].partition(" ")[0]
    due = " · check back" if wait.check_back_due is not None else ""
    clock = hold_clock(wait)
    word = "over" if wait.stretch is Stretch.OVER else "left"
    return f"{clock} {word}{due}", f"{mark} {clock} {word}{' ◷' if due else ''}"
