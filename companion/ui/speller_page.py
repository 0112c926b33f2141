"""Spelling a text so that nothing can be misheard. Nothing of it is kept anywhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from companion.domain.speller.alphabet import Figures
from companion.domain.speller.keyboard import Keyboard
from companion.domain.speller.secret import looks_like_password
from companion.domain.speller.spelling import Spelling
from companion.services.speller import How, Speller
from companion.settings.options import ALPHABET, KEYBOARD, WIPE_AFTER
from companion.settings.store import Settings
from companion.ui.labels import Choice, SteadyLabel, button, field_label
from companion.ui.reading_aloud import ReadingAloud
from companion.ui.secret_edit import SecretEdit
from companion.ui.spelling_panel import SpellingPanel
from companion.ui.theme import with_role

_FIGURES: tuple[tuple[str, Figures], ...] = (
    ("Plain figures", "plain"),
    ("Radio: tree, fower, fife, niner", "radio"),
    ("ITU: unaone, bissotwo", "itu"),
)
_NO_KEYBOARD = "Not known"


class SpellerPage(QWidget):
    """A field, the character to say now, all of them in chunks, and the caller's read-back.

    Esc wipes everything and goes back. So does a time without a key, and the end of the call.
    """

    left = Signal()
    choice_made = Signal()

    def __init__(
        self, speller: Speller, settings: Settings, reading: ReadingAloud | None = None
    ) -> None:
        super().__init__()
        with_role(self, "page")
        self._speller = speller
        self._settings = settings
        self._spelling: Spelling | None = None
        self._is_hidden = False
        self.text = SecretEdit()
        self.text.setAccessibleName("Text to spell")
        self.text.setPlaceholderText("Web address, password, serial number …")
        self.reveal = button("Show what is spelled", "S&how")
        self.panel = SpellingPanel(reading)
        self.heard = SecretEdit()
        self.heard.setAccessibleName("Read back")
        self.heard.setPlaceholderText("What the caller reads back, as you hear it")
        self.verdict = SteadyLabel("message", 2)
        self.alphabet = Choice("Alphabet")
        self.figures = Choice("Figures")
        self.keyboard = Choice("Caller's keyboard")
        self.as_in = button("A as in Alfa", "“A &as in Alfa”", role="action")
        self.as_in.setCheckable(True)
        self.done = button("Wipe and go back", "Wipe, back", "Esc")
        self._fill_choices()
        self._wiping = QTimer(self, singleShot=True)
        self._connect()
        self._lay_out()
        self._show()

    def enter(self, text: str) -> None:
        """The page comes into view, with a text that was selected."""
        self.panel.get_voice_ready()
        self._wiping.setInterval(self._settings.get(WIPE_AFTER) * 1000)
        self.text.setText(text)
        target = self.panel.view if text else self.text
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def wipe(self) -> None:
        """Forget the text: on screen, in the fields' undo, in the selection."""
        # setText, unlike clear, also empties a field's undo history.
        self.text.setText("")
        self.heard.setText("")
        self._wiping.stop()

    # ------------------------------------------------------------------ Qt

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.wipe()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the text goes to the characters, to step through them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._wiping.start()
            if watched is self.text and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.panel.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    # ------------------------------------------------------------------ drawing

    def _on_text(self, text: str) -> None:
        self._is_hidden = looks_like_password(text)
        self.heard.setText("")
        self.panel.view.go_to(0)
        self._wiping.start()
        self._show()

    def _show(self) -> None:
        text = self.text.text()
        self._spelling = self._speller.spell(text, self._how()) if text else None
        self.reveal.setText("Hi&de" if text and not self._is_hidden else "S&how")
        self.reveal.setEnabled(bool(text))
        mode = QLineEdit.EchoMode
        self.text.setEchoMode(mode.Password if self._is_hidden else mode.Normal)
        self.panel.show_spelling(
            self._spelling, is_hidden=self._is_hidden, keyboard=self._chosen_keyboard()
        )
        self._show_verdict()

    def _show_verdict(self) -> None:
        heard = self.heard.text()
        if not heard.strip() or self._spelling is None:
            verdict = ""
        else:
            verdict = self._verdict(self._spelling, heard)
        self.verdict.setText(verdict)
        self.verdict.setAccessibleName(f"Read-back: {verdict}")

    # ------------------------------------------------------------------ inside

    def _verdict(self, spelling: Spelling, heard: str) -> str:
        difference, is_complete = self._speller.read_back(spelling, heard, self._how())
        if difference:
            return "✗ Not the same." if self._is_hidden else f"✗ {difference}"
        return "✓ Right to the last character." if is_complete else "… right so far."

    def _how(self) -> How:
        figures: Figures = _FIGURES[self.figures.currentIndex()][1]
        return How(self.alphabet.currentData(), figures, self.as_in.isChecked())

    def _chosen_keyboard(self) -> Keyboard | None:
        wanted = self.keyboard.currentData()
        return next((one for one in self._speller.keyboards() if one.id == wanted), None)

    def _on_choice(self) -> None:
        """Alphabet and keyboard are what they were the next time, too."""
        self._settings.change(ALPHABET.key, self.alphabet.currentData())
        self._settings.change(KEYBOARD.key, self.keyboard.currentData())
        self.choice_made.emit()
        self._show()

    def _on_as_in(self, is_on: bool) -> None:
        self.as_in.setText("✓ “A &as in Alfa”" if is_on else "“A &as in Alfa”")
        self._show()

    def _on_reveal(self) -> None:
        self._is_hidden = not self._is_hidden
        self._show()

    def _on_time_over(self) -> None:
        self.wipe()
        self.left.emit()

    def _fill_choices(self) -> None:
        for alphabet in self._speller.alphabets():
            self.alphabet.addItem(alphabet.title, alphabet.id)
        for title, figures in _FIGURES:
            self.figures.addItem(title, figures)
        self.keyboard.addItem(_NO_KEYBOARD, "")
        for keyboard in self._speller.keyboards():
            self.keyboard.addItem(keyboard.title, keyboard.id)
        for box, option in ((self.alphabet, ALPHABET), (self.keyboard, KEYBOARD)):
            box.setCurrentIndex(max(0, box.findData(self._settings.get(option))))

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_text)
        self.heard.textChanged.connect(self._show_verdict)
        for box in (self.alphabet, self.figures, self.keyboard):
            box.activated.connect(self._on_choice)
        self.as_in.toggled.connect(self._on_as_in)
        self.reveal.clicked.connect(self._on_reveal)
        self.done.clicked.connect(self.left)
        if self.panel.reading:
            # What is still being read is not to be wiped.
            self.panel.reading.unit_begun.connect(lambda _: self._wiping.start())
        self._wiping.timeout.connect(self._on_time_over)
        for watched in (self.text, self.heard, self.panel.view):
            watched.installEventFilter(self)

    def _lay_out(self) -> None:
        field = QHBoxLayout()
        field.addWidget(self.text, 1)
        field.addWidget(self.reveal)
        choices = QGridLayout()
        choices.setSpacing(4)
        for row, (label, box) in enumerate(
            (("A&lphabet", self.alphabet), ("Figures", self.figures), ("&Keyboard", self.keyboard))
        ):
            choices.addWidget(field_label(label, box), row, 0)
            choices.addWidget(box, row, 1)
        choices.setColumnStretch(1, 1)
        last = QHBoxLayout()
        last.addWidget(self.as_in)
        last.addStretch()
        last.addWidget(self.done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(field_label("&Text to spell", self.text))
        layout.addLayout(field)
        layout.addWidget(self.panel, 1)
        layout.addWidget(field_label("Read &back", self.heard))
        layout.addWidget(self.heard)
        layout.addWidget(self.verdict)
        layout.addLayout(choices)
        layout.addLayout(last)
