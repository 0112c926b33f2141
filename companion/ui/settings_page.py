"""The settings, drawn from their declarations."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from companion.domain.flow import FlowTitle
from companion.services.voice import Voice
from companion.settings.options import FLOW, OPTIONS, SECTIONS, VOICE, VOICE_OUTPUT, AnyOption
from companion.settings.store import Settings
from companion.ui.labels import Choice, button, field_label, text_label
from companion.ui.tall_area import TallArea
from companion.ui.theme import with_role
from companion.ui.voice_settings import OWN_CHOICE, VoiceSettings


class SettingsPage(QWidget):
    """Each change holds at once."""

    changed = Signal()
    refused = Signal(str)
    """Why something that was typed does not hold, and what holds instead."""
    left = Signal()
    global_keys_requested = Signal()

    def __init__(
        self, settings: Settings, flows: tuple[FlowTitle, ...], voice: Voice | None = None
    ) -> None:
        super().__init__()
        with_role(self, "page")
        self._settings = settings
        self._flows = flows
        self.back = button("Back", "Back", "Esc")
        self.back.clicked.connect(self.left)
        self.global_keys = button("Global keys", "Keys for &every program …")
        self.global_keys.clicked.connect(self.global_keys_requested)
        self.fields: dict[str, QWidget] = {}
        inside = QWidget()
        with_role(inside, "page")
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(8)
        for title, options in SECTIONS:
            form.addRow(text_label(title, "heading"))
            for option in options:
                self._add(option, form)
            if voice and VOICE in options:
                self._add_voice(voice, form)
        form.addRow(text_label("Global keys", "heading"))
        form.addRow(self.global_keys)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(TallArea(inside), 1)
        layout.addWidget(self.back)

    def enter(self) -> None:
        """The page comes into view."""
        first = self.fields[OPTIONS[0].key]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to(self, option: AnyOption) -> None:
        """The keyboard comes to the field of a setting."""
        self.fields[option.key].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self, option: AnyOption, form: QFormLayout) -> None:
        field = self._field(option)
        field.setAccessibleName(option.title)
        field.setToolTip(option.help)
        self.fields[option.key] = field
        if isinstance(field, QCheckBox):
            # A check box does not wrap its own words.
            row = QHBoxLayout()
            row.addWidget(field)
            row.addWidget(field_label(option.title, field, wraps=True), 1)
            form.addRow(row)
        else:
            form.addRow(field_label(option.title, field, wraps=True), field)
        form.addRow(text_label(option.help, "small", wraps=True))

    def know_flows(self, flows: tuple[FlowTitle, ...]) -> None:
        """The flows that a call can begin with are others now."""
        self._flows = flows
        box = self.fields[FLOW.key]
        assert isinstance(box, QComboBox), box
        box.clear()
        for flow in flows:
            box.addItem(flow.title, flow.id)
        box.setCurrentIndex(max(0, box.findData(self._settings.value(FLOW.key))))

    def _add_voice(self, voice: Voice, form: QFormLayout) -> None:
        voices, outputs = self.fields[VOICE.key], self.fields[VOICE_OUTPUT.key]
        assert isinstance(voices, QComboBox), voices
        assert isinstance(outputs, QComboBox), outputs
        self.voice = VoiceSettings(voice, self._settings, voices, outputs)
        form.addRow(self.voice)

    def _field(self, option: AnyOption) -> QWidget:
        choices = [(value, title) for value, title in option.choices]
        if option.key == FLOW.key:
            choices = [(flow.id, flow.title) for flow in self._flows]
        if option.key in OWN_CHOICE:
            # What else there is becomes known later.
            choices = [("", OWN_CHOICE[option.key])]
        if choices:
            return self._choice(option, choices)
        if isinstance(option.default, bool):
            return self._switch(option)
        if isinstance(option.default, int):
            return self._number(option)
        return self._text(option)

    def _choice(self, option: AnyOption, choices: list[tuple[str | int, str]]) -> QWidget:
        box = Choice(option.title)
        for value, title in choices:
            box.addItem(title, value)
        box.setCurrentIndex(max(0, box.findData(self._settings.value(option.key))))
        box.activated.connect(lambda: self._take(option, box.currentData()))
        return box

    def _switch(self, option: AnyOption) -> QWidget:
        box = QCheckBox()
        box.setChecked(bool(self._settings.value(option.key)))
        box.toggled.connect(lambda is_on: self._take(option, is_on))
        return box

    def _number(self, option: AnyOption) -> QWidget:
        box = QSpinBox()
        low, high = option.limits or (0, 999)
        box.setRange(low, high)
        box.setValue(int(self._settings.value(option.key)))
        box.valueChanged.connect(lambda value: self._take(option, value))
        return box

    def _text(self, option: AnyOption) -> QWidget:
        edit = QLineEdit(str(self._settings.value(option.key)))
        edit.setMaxLength(100)
        edit.editingFinished.connect(lambda: self._take_text(option, edit))
        return edit

    def _take_text(self, option: AnyOption, edit: QLineEdit) -> None:
        """What was typed; what the option does not allow stands there to be mended."""
        typed = edit.text().strip()
        if option.complaint(typed) and not option.complaint(typed.upper()):
            typed = typed.upper()
            edit.setText(typed)
        if complaint := option.complaint(typed):
            held = self._settings.value(option.key) or "nothing"
            self.refused.emit(f"“{option.title}” {complaint}. Until then {held} holds.")
        else:
            self._take(option, typed)

    def _take(self, option: AnyOption, value: str | int) -> None:
        if value != self._settings.value(option.key):
            self._settings.change(option.key, value)
            self.changed.emit()
