"""The keys that work in every program: changed by pressing, tried out on the spot."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

from companion.domain.chord import complaint
from companion.services.desktop_keys import steps, this_desktop
from companion.services.global_keys import AUTOMATIC, SHIPPED_KEYS, GlobalAction, Way, ways_on
from companion.services.hotkeys import Grab, KeyReport
from companion.settings.global_keys import wanted_keys
from companion.settings.options import GLOBAL_KEYS, GLOBAL_KEYS_WAY
from companion.settings.store import Settings
from companion.ui.key_edit import KeyEdit
from companion.ui.keys import Keys
from companion.ui.labels import Choice, SteadyLabel, button, field_label, text_label
from companion.ui.tall_area import TallArea
from companion.ui.theme import set_state, with_role

TRY_OUT_S = 15
"""How long keys are only shown once that was asked for."""
LINGERS_MS = 1000
"""A grabbed key takes the focus away for a moment: it still is a try when it arrives."""

_IDLE = "Try keys out, then press one: it appears here."
_WAITING = "Press one of your keys now: it only appears here."


class GlobalKeysPage(QWidget):
    """One field for each action; below each, whether its key works.

    While keys are being set or tried out, the page asks that they do nothing else.
    """

    changed = Signal()
    """The settings have other keys, or another way of grabbing them."""
    trying_out = Signal(bool)
    grab_again_requested = Signal()
    left = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        with_role(self, "page")
        self._settings = settings
        self._report = KeyReport()
        self._platform_ways = ways_on(sys.platform)
        self.back = button("Back", "Back", "Esc")
        self.try_out = button("Try keys out", "&Try keys out")
        self.try_out.setCheckable(True)
        self.received = SteadyLabel("message", 2)
        self.fields = {action: KeyEdit(action.label) for action in GlobalAction}
        self.states = {action: SteadyLabel("small", 3) for action in GlobalAction}
        self.way = Choice(GLOBAL_KEYS_WAY.title)
        self.cost = text_label("", "small", wraps=True)
        self.others = text_label("", "small", wraps=True)
        self.again = button("Grab again", "&Grab again")
        self.reset = button("Reset keys", "&Reset keys")
        self.commands = QPlainTextEdit()
        self._try_out_ends = QTimer(self, singleShot=True, interval=TRY_OUT_S * 1000)
        self._trying_ends = QTimer(self, singleShot=True, interval=LINGERS_MS)
        self._fill()
        self._connect()
        self._lay_out()
        self._show_keys()

    def enter(self) -> None:
        """The page comes into view."""
        self.fields[GlobalAction.SPELL_SELECTION].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_report(self, report: KeyReport) -> None:
        """Show how the keys are grabbed, and how each fares."""
        self._report = report
        for action in GlobalAction:
            self._show_state(action, report.grabs.get(action))
        self._show_way()

    def show_commands(self, commands: Mapping[GlobalAction, str]) -> None:
        """Show what to bind in the desktop's own settings."""
        lines = [f"{action.label}:\n{command}" for action, command in commands.items()]
        self.commands.setPlainText("\n\n".join(lines))

    def show_tried(self, action: GlobalAction) -> None:
        """A key of these was pressed while they are set or tried out."""
        trigger = self._report.grabs[action].trigger
        self._show_received(f"{trigger} – {action.label}")
        field = next((f for f in self.fields.values() if f.hasFocus()), None)
        if field and not self.try_out.isChecked():
            # Grabbed keys come this way only: the field itself does not see them.
            field.chosen.emit(wanted_keys(self._settings)[action])

    # ------------------------------------------------------------------ what is chosen

    def _on_chosen(self, action: GlobalAction, text: str) -> None:
        reason = complaint(text) or self._conflict(action, text)
        if reason:
            self._show_state(action, Grab(text, reason))
            return
        self._set({action: text})

    def _conflict(self, action: GlobalAction, text: str) -> str:
        """Who has the key already, as a sentence; empty when nobody has."""
        for other, taken in wanted_keys(self._settings).items():
            if text and taken == text and other is not action:
                return f"{text} is the key for “{other.label}” already."
        own = next((key for key in Keys if key.sequence == text), None)
        return f"{text} is a key of the window: “{own.value.title}”." if own else ""

    def _set(self, texts: Mapping[GlobalAction, str]) -> None:
        for action, text in texts.items():
            self._settings.change(GLOBAL_KEYS[action].key, text)
        self._show_keys()
        self.changed.emit()

    def _on_way_chosen(self) -> None:
        self._settings.change(GLOBAL_KEYS_WAY.key, self.way.currentData())
        self._show_way()
        self.changed.emit()

    # ------------------------------------------------------------------ trying out

    def _begin_or_end_trying_out(self, is_on: bool) -> None:
        self._show_received(_WAITING if is_on else _IDLE)
        if is_on:
            self._try_out_ends.start()
        self._show_trying()

    def _show_trying(self) -> None:
        """Keys are tried while a field for them has the keyboard or the button is down."""
        if self.try_out.isChecked() or any(f.hasFocus() for f in self.fields.values()):
            self._trying_ends.stop()
            self.trying_out.emit(True)
        else:
            self._trying_ends.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.try_out.setChecked(False)
        self._trying_ends.stop()
        self.trying_out.emit(False)

    # ------------------------------------------------------------------ what is shown

    def _show_keys(self) -> None:
        for action, text in wanted_keys(self._settings).items():
            self.fields[action].show_key(text)

    def _show_received(self, text: str) -> None:
        self.received.setText(text)
        self.received.setAccessibleName(f"Received: {text}")

    def _show_state(self, action: GlobalAction, grab: Grab | None) -> None:
        text = "" if grab is None else grab.trouble or f"Works: {grab.trigger}"
        self.states[action].setText(text)
        set_state(self.states[action], "trouble" if grab and grab.trouble else "")
        self.fields[action].setAccessibleDescription(text)

    def _show_way(self) -> None:
        taken = self._report.way
        chosen = self._settings.get(GLOBAL_KEYS_WAY)
        shown = taken if chosen == AUTOMATIC else Way(chosen)
        self.cost.setText(f"{shown.label}. {shown.cost}")
        reasons = [
            f"{n.way.label}: {n.why}"
            for n in self._report.not_taken
            if n.way in self._platform_ways or n.way.value == chosen
        ]
        self.others.setText("\n".join([f"In use: {taken.label}.", *reasons]))

    # ------------------------------------------------------------------ putting together

    def _fill(self) -> None:
        chosen = self._settings.get(GLOBAL_KEYS_WAY)
        self.way.addItem("Automatic", AUTOMATIC)
        for way in Way:
            if way in self._platform_ways or way.value == chosen:
                self.way.addItem(way.label, way.value)
        self.way.setCurrentIndex(self.way.findData(chosen))
        self._show_received(_IDLE)
        self.commands.setReadOnly(True)
        self.commands.setTabChangesFocus(True)
        self.commands.setAccessibleName("Commands to bind")
        with_role(self.commands, "record")

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.again.clicked.connect(self.grab_again_requested)
        self.reset.clicked.connect(lambda: self._set(SHIPPED_KEYS))
        self.way.activated.connect(self._on_way_chosen)
        self.try_out.toggled.connect(self._begin_or_end_trying_out)
        self._try_out_ends.timeout.connect(lambda: self.try_out.setChecked(False))
        self._trying_ends.timeout.connect(lambda: self.trying_out.emit(False))
        for action, field in self.fields.items():
            field.chosen.connect(lambda text, a=action: self._on_chosen(a, text))
            field.focused.connect(self._show_trying)

    def _lay_out(self) -> None:
        inside = QWidget()
        with_role(inside, "page")
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(8)
        form.addRow(text_label("Global keys", "heading"))
        form.addRow(text_label(_HOW, "small", wraps=True))
        form.addRow(self.try_out)
        form.addRow(self.received)
        for action, field in self.fields.items():
            form.addRow(field_label(action.label, field), field)
            form.addRow(self.states[action])
        form.addRow(self.reset)
        form.addRow(field_label(GLOBAL_KEYS_WAY.title, self.way), self.way)
        form.addRow(self.cost)
        form.addRow(self.others)
        form.addRow(self.again)
        self._add_way_out(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(TallArea(inside), 1)
        layout.addWidget(self.back)

    def _add_way_out(self, form: QFormLayout) -> None:
        desktop = this_desktop()
        form.addRow(text_label("Where none works", "heading"))
        form.addRow(text_label(f"{desktop}, step by step:", "small", wraps=True))
        numbered = [f"{number}. {step}" for number, step in enumerate(steps(desktop), start=1)]
        form.addRow(text_label("\n".join(numbered), "message", wraps=True))
        form.addRow(field_label("Commands to bind", self.commands), self.commands)


_HOW = (
    "They work in any program. Go to a field and press the new key, with Ctrl, Alt or the like "
    "held down; Backspace takes it away."
)
