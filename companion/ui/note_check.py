"""The wording of the notes, checked while they are typed: the agent's choice, one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from companion.domain.notes import Section
from companion.domain.wording_check import Finding
from companion.ui.checked_text import Check, CheckedText, Row, in_short
from companion.ui.keys import APPLY_KEY, LEAVE_KEY, NEXT_FINDING_KEY, PREVIOUS_FINDING_KEY
from companion.ui.labels import ElidedLabel

_FINE = "✓ fine for the caller"


class NoteCheck(QObject):
    """Tells one finding at a time, beside the name of its part: nothing moves for it."""

    def __init__(
        self,
        panel: QWidget,
        fields: Mapping[Section, CheckedText],
        labels: Mapping[Section, ElidedLabel],
    ) -> None:
        super().__init__(panel)
        self._fields = fields
        self._labels = labels
        self._check: Check | None = None
        self._shown = dict.fromkeys(labels, 0)
        for section in labels:
            fields[section].checked.connect(partial(self._show, section))
        for key, act in (
            (APPLY_KEY, self._apply),
            (LEAVE_KEY, self._leave),
            (NEXT_FINDING_KEY, partial(self._step, 1)),
            (PREVIOUS_FINDING_KEY, partial(self._step, -1)),
        ):
            self._bind(panel, key, act)

    def check_with(self, check: Check | None) -> None:
        """From now on the notes are checked so, or not at all (None)."""
        self._check = check
        for section in self._labels:
            self._fields[section].check_with(check)

    def look_again(self, section: Section) -> None:
        """The part shows another text now, which nobody has typed."""
        if self._check and section in self._labels:
            self._fields[section].check_now()

    def _show(self, section: Section, found: tuple[Finding, ...]) -> None:
        field, label = self._fields[section], self._labels[section]
        self._shown[section] = min(self._shown[section], max(0, len(found) - 1))
        if self._check is None or not field.text.strip():
            label.show_value("")
        elif not found:
            label.show_value(_FINE)
        else:
            place = self._shown[section]
            count = f"{place + 1} of {len(found)}: " if len(found) > 1 else ""
            label.show_value(f"{count}{in_short(found[place], field.text)}")
            label.setToolTip(f"{found[place].why} {APPLY_KEY} takes it, {LEAVE_KEY} leaves it.")

    def _apply(self) -> None:
        if (section := self._typed_in) and (finding := self._finding(section)):
            self._fields[section].apply(Row(finding, 0 if finding.offered else None))

    def _leave(self) -> None:
        if (section := self._typed_in) and (finding := self._finding(section)):
            self._fields[section].leave(finding)

    def _step(self, by: int) -> None:
        if (section := self._typed_in) and (found := self._fields[section].findings):
            self._shown[section] = (self._shown[section] + by) % len(found)
            self._show(section, found)

    @property
    def _typed_in(self) -> Section | None:
        return next((s for s in self._labels if self._fields[s].hasFocus()), None)

    def _finding(self, section: Section) -> Finding | None:
        found = self._fields[section].findings
        return found[self._shown[section]] if found else None

    def _bind(self, panel: QWidget, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), panel)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
