"""The speller's pop-up: what was selected elsewhere, spelled where the eye is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from companion.domain.errors import UserError
from companion.domain.speller.keyboard import Keyboard
from companion.services.selection import Selected, SelectionReader
from companion.services.speller import How, Speller
from companion.settings.options import ALPHABET, KEYBOARD, TEXT_SIZE, WIPE_AFTER
from companion.settings.store import Settings
from companion.ui.labels import ValueLabel, button, text_label
from companion.ui.reading_aloud import ReadingAloud
from companion.ui.screen_capture import leave_out
from companion.ui.spelling_panel import SpellingPanel
from companion.ui.theme import with_role

WIDTH, HEIGHT = 400, 400
"""Pixels at text size 100 %."""
AWAY = 24
"""Pixels between the pointer and the pop-up: what was selected stays in sight."""
PAINTED_WITHIN_MS = 50
"""A pop-up that nobody sees (on another desktop) is not painted; the text is read all the same."""
FOCUS_WITHIN_MS = 1000
"""How long a desktop may take to give the keyboard to a pop-up that must have it."""
TROUBLE_FOR_MS = 8000
"""How long a pop-up stays that has nothing but trouble to tell."""


class SpellerWindow(QMainWindow):
    """Comes up over other programs and leaves them the keyboard, until the agent asks for it.

    Esc, its own key, or a time in which nothing is pressed ends it, and what it showed is gone.
    """

    wiped = Signal()
    spelled = Signal(object)
    """A spelling that may be read aloud unasked: nothing is doubtful about it."""

    def __init__(
        self,
        speller: Speller,
        selection: SelectionReader,
        settings: Settings,
        reading: ReadingAloud | None = None,
    ) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint
        super().__init__(None, flags | Qt.WindowType.WindowStaysOnTopHint)
        # Where only the program with the keyboard may read, the pop-up has to take it.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=not selection.needs_focus)
        # A Mac hides the tools of a program that is not the active one.
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        # Its frame covers all of it: what is painted below that only takes time.
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        # The program does not end with it.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle("Speller")
        self.setAccessibleName("Speller")
        self._speller = speller
        self._selection = selection
        self._settings = settings
        self._asked = 0
        self._left_out_of = 0
        self._reads_with_focus = self._reads_once_painted = False
        self._content = QWidget()
        """Comes once there is something in it: an empty frame is on the screen the sooner."""
        self.panel = SpellingPanel(reading)
        self.message = ValueLabel("Notice", "message", wraps=True)
        self.keys = text_label("", "small", wraps=True)
        self.done = button("Wipe and close", "Wipe", "Esc")
        self.done.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.done.clicked.connect(self.wipe)
        self._wiping = QTimer(self, singleShot=True)
        self._wiping.timeout.connect(self.wipe)
        self.panel.view.installEventFilter(self)
        if reading:
            self._connect_voice(reading)
        self.show_keys("", "")
        self._lay_out()

    # ------------------------------------------------------------------ what it does

    def prepare(self) -> None:
        """Have everything ready, so that the first press of the key is as quick as the others.

        When that press has come before, there is nothing left to do.
        """
        if self._asked:
            return
        self._selection.prepare()
        self.ensurePolished()
        self.resize(self._size())
        self._ask_to_be_left_out()
        self.panel.show_spelling(self._speller.spell("a", self._how()))
        self.grab()
        self._forget()

    def spell_selection(self) -> None:
        """The key was pressed: come up at once; spell what is selected as soon as it is read."""
        self._asked += 1
        if self._selection.needs_focus and not self.isActiveWindow():
            self._reads_with_focus = True
            self._come_up()
            self.activateWindow()
            QTimer.singleShot(FOCUS_WITHIN_MS, self, self._tell_no_focus)
            return
        if self.isVisible():
            self.raise_()
            self._read()
            return
        # Up first, then read: while the desktop is busy with a new window, it keeps everyone
        # waiting who asks it for something.
        self._reads_once_painted = True
        self._come_up()
        QTimer.singleShot(PAINTED_WITHIN_MS, self, self._on_painted)

    def say_again(self) -> None:
        """Read what it shows aloud, from the beginning."""
        if self.panel.reading:
            self.panel.reading.again()

    def wipe(self) -> None:
        """Forget the text and go."""
        self._asked += 1
        self._reads_with_focus = self._reads_once_painted = False
        self._wiping.stop()
        self.hide()
        self._forget()
        self.wiped.emit()

    def take_or_give_back_keyboard(self) -> None:
        """The keyboard comes to the pop-up, to step through it; again, and it goes back."""
        if not self.isVisible():
            return
        if self.isActiveWindow():
            # Whoever had the keyboard before gets it when the window that has it goes.
            self.hide()
            self.show()
        else:
            self.activateWindow()
            self.panel.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_keys(self, go_to: str, put_away: str) -> None:
        """Say which keys work from wherever the keyboard is; empty for none."""
        hints = []
        if go_to:
            hints.append(f"{go_to}: step by key")
        if put_away:
            hints.append(f"{put_away}: wipe")
        self.keys.setText("   ".join(hints))

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever steps through it is still reading it."""
        if event.type() == QEvent.Type.KeyPress:
            self._wiping.start()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._reads_once_painted:
            QTimer.singleShot(0, self, self._on_painted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_news = event.type() == QEvent.Type.ActivationChange
        if is_news and self._reads_with_focus and self.isActiveWindow():
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.wipe()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It can be moved by any part that is not for pressing."""
        if handle := self.windowHandle():
            handle.startSystemMove()

    # ------------------------------------------------------------------ inside

    def _read(self) -> None:
        asked = self._asked

        def found(selected: Selected) -> None:
            if asked == self._asked:
                self._show_selected(selected)

        def failed(trouble: UserError) -> None:
            if asked == self._asked:
                self._show_trouble(trouble)

        self._reads_with_focus = self._reads_once_painted = False
        self._selection.read(found, failed)
        self.panel.get_voice_ready()

    def _on_painted(self) -> None:
        if self._reads_once_painted:
            self._read()

    def _tell_no_focus(self) -> None:
        if self._reads_with_focus and self.isVisible():
            self._show_trouble(
                UserError(
                    "This desktop lets the speller read only with the keyboard.",
                    "Click here, then press the key again.",
                )
            )

    def _show_selected(self, selected: Selected) -> None:
        spelling = self._speller.spell(selected.text, self._how())
        self._say(selected.doubt)
        self.panel.show()
        self.panel.go_to(0)
        self.panel.show_spelling(spelling, keyboard=self._keyboard())
        self._content.show()
        self._wiping.start(self._settings.get(WIPE_AFTER) * 1000)
        if not selected.doubt:
            self.spelled.emit(spelling)

    def _show_trouble(self, trouble: UserError) -> None:
        self.panel.show_spelling(None)
        self.panel.hide()
        self._say(str(trouble))
        self._content.show()
        self._wiping.start(TROUBLE_FOR_MS)

    def _say(self, message: str) -> None:
        self.message.show_value(message)
        self.message.setVisible(bool(message))

    def _connect_voice(self, reading: ReadingAloud) -> None:
        self.spelled.connect(lambda _: reading.read_if_wanted())
        # What is still being read is not to be wiped.
        reading.unit_begun.connect(lambda _: self._wiping.start())

    def _forget(self) -> None:
        self._content.hide()
        self.panel.show_spelling(None)
        self._say("")

    def _come_up(self) -> None:
        if self.isVisible():
            self.raise_()
            return
        self.setGeometry(self._near_the_pointer())
        self._ask_to_be_left_out()
        self.show()

    def _ask_to_be_left_out(self) -> None:
        """Shared screens and recordings shall not show it; what the system says to that is told.

        Asked once for each native window.
        """
        if self._left_out_of != self.winId():
            self._left_out_of = self.winId()
            self.setToolTip(leave_out(self).sentence)

    def _near_the_pointer(self) -> QRect:
        """Below and right of the pointer, or on its other side where there is no room."""
        pointer = QCursor.pos()
        screen = QGuiApplication.screenAt(pointer) or self.screen()
        room = screen.availableGeometry()
        size = self._size().boundedTo(room.size())
        left = pointer.x() + AWAY
        if left + size.width() > room.right():
            left = pointer.x() - AWAY - size.width()
        top = pointer.y() + AWAY
        if top + size.height() > room.bottom():
            top = pointer.y() - AWAY - size.height()
        corner = QPoint(max(room.left(), left), max(room.top(), top))
        return QRect(corner, size)

    def _size(self) -> QSize:
        scale = self._settings.get(TEXT_SIZE) / 100
        return QSize(round(WIDTH * scale), round(HEIGHT * scale))

    def _how(self) -> How:
        wanted = self._settings.get(ALPHABET)
        known = [alphabet.id for alphabet in self._speller.alphabets()]
        return How(wanted if wanted in known else known[0])

    def _keyboard(self) -> Keyboard | None:
        wanted = self._settings.get(KEYBOARD)
        return next((one for one in self._speller.keyboards() if one.id == wanted), None)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.keys, 1)
        foot.addWidget(self.done)
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self.message)
        layout.addWidget(self.panel, 1)
        layout.addStretch()
        layout.addLayout(foot)
        frame = QWidget()
        with_role(frame, "popup")
        around = QVBoxLayout(frame)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._content)
        self.setCentralWidget(frame)
