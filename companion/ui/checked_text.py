"""A text that is checked while it is written: what was found is underlined and listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QTextEdit

from companion.domain.wording_check import Finding
from companion.domain.wording_rules import Fault
from companion.ui.labels import two_line_item

CHECK_AFTER_MS = 150
"""How long after the last key a text is looked at."""
MOST_SHOWN = 40

TITLES = {
    Fault.SECRET: "Not for writing",
    Fault.MINIMISING: "Makes little of it",
    Fault.BLAME: "Blames",
    Fault.JARGON: "Jargon",
    Fault.ORDER: "An order",
    Fault.ABBREVIATION: "Shorthand",
    Fault.NO_NEXT_STEP: "No next step",
    Fault.NO_OPEN_DOOR: "No open door",
    Fault.SPELLING: "Spelling",
}

Check = Callable[[str], tuple[Finding, ...]]
LookUp = Callable[[str, Callable[[tuple[Finding, ...]], None]], None]
"""Looks up how the words of a text are spelled, and tells the findings later."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a finding and one of its offers (None where there is none)."""

    finding: Finding
    choice: int | None


class CheckedText(QPlainTextEdit):
    """Marks are laid over the text and are no part of it; undo takes back an applied offer."""

    checked = Signal(object)
    """What is found now, in the order of the text, without what the agent has left as it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        # Tab goes on to the next field; nobody indents a note or a message.
        self.setTabChangesFocus(True)
        self.findings: tuple[Finding, ...] = ()
        self._check: Check | None = None
        self._look_up: LookUp | None = None
        self._spelling: tuple[Finding, ...] = ()
        self._left: set[tuple[Fault, str]] = set()
        self._there = there = {"the widget"}
        self.destroyed.connect(lambda: there.clear())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._timer.timeout.connect(self.check_now)
        self.textChanged.connect(self._on_changed)

    @property
    def text(self) -> str:
        """What is written, to the letter: toPlainText makes a space of U+00A0."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str, check: Check, look_up: LookUp) -> None:
        """Another text; what was left as it is in the one before is forgotten."""
        self._check, self._look_up = check, look_up
        self._left.clear()
        self._spelling = ()
        self.setPlainText(text)
        self.check_now()

    def check_with(self, check: Check | None) -> None:
        """From now on the text is checked so, or not at all (None)."""
        self._check, self._look_up = check, None
        self._left.clear()
        self.check_now()

    def check_now(self) -> None:
        """Look at the text as it is; words that must be looked up come a little later."""
        text = self.text
        self._spelling = ()
        self._show_findings(self._check(text) if self._check else ())
        if self._look_up is None:
            return
        there = self._there

        def on_looked_up(found: tuple[Finding, ...]) -> None:
            # The window may be gone when the answer comes.
            if there:
                self._on_looked_up(text, found)

        self._look_up(text, on_looked_up)

    def apply(self, row: Row) -> None:
        """Put an offer in its place."""
        if row.choice is None or row.finding not in self.findings:
            return
        finding = row.finding
        cursor = QTextCursor(self.document())
        cursor.setPosition(finding.start)
        cursor.setPosition(finding.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(finding.offered[row.choice])
        self.setTextCursor(cursor)
        self.check_now()

    def replace(self, old: str, new: str) -> None:
        """Put a text in the place of another wherever it stands; undo takes it back."""
        text = self.text
        for start in reversed([n for n in range(len(text)) if text.startswith(old, n)]):
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + len(old), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)

    def leave(self, finding: Finding) -> None:
        """It may stand as it is."""
        self._left.add((finding.kind, finding.about.casefold()))
        self._show_findings(tuple(f for f in self.findings if f.kind is not Fault.SPELLING))

    def point_at(self, finding: Finding) -> None:
        """Bring a finding into sight and select it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(finding.start)
        cursor.setPosition(finding.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _on_changed(self) -> None:
        # The marks of before would lie over other words.
        self.findings = ()
        if self._check:
            self._timer.start()

    def _on_looked_up(self, text: str, found: tuple[Finding, ...]) -> None:
        if text == self.text:
            self._spelling = found
            self._show_findings(tuple(f for f in self.findings if f.kind is not Fault.SPELLING))

    def _show_findings(self, found: tuple[Finding, ...]) -> None:
        """Draw what was found with what was looked up; where both lie, the first counts."""
        also = [
            s for s in self._spelling if all(s.end <= f.start or f.end <= s.start for f in found)
        ]
        wanted = [f for f in (*found, *also) if (f.kind, f.about.casefold()) not in self._left]
        self.findings = tuple(sorted(wanted, key=lambda finding: finding.start))
        self.setExtraSelections([self._mark(finding) for finding in self.findings])
        self.checked.emit(self.findings)

    def _mark(self, finding: Finding) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(finding.start)
        cursor.setPosition(finding.end, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(self.palette().text().color())
        mark.cursor, mark.format = cursor, form
        return mark


def in_short(finding: Finding, text: str) -> str:
    """A finding and its first offer, in as few words as there can be."""
    if not finding.offered:
        return f"“{finding.about}”: {finding.why}"
    if finding.is_taken_out:
        return f"take out “{finding.about}”"
    if finding.start == finding.end:
        return f"add “{finding.offered[0].strip()}”"
    stretch = " ".join(text[finding.start : finding.end].split())
    return f"“{stretch}” → “{finding.offered[0].strip()}”"


class FindingList(QListWidget):
    """What was found, each with its offer; a finding with several offers has several lines."""

    pointed = Signal(object)
    """A finding was chosen in the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Wording")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: tuple[Row, ...] = ()
        self.itemClicked.connect(lambda _: self._point())

    @property
    def chosen(self) -> Row | None:
        """The line that is chosen, the first unless another was."""
        return self._rows[max(0, self.currentRow())] if self._rows else None

    def show_findings(self, found: tuple[Finding, ...], text: str) -> None:
        """Draw the findings; the line that was chosen keeps its place."""
        kept = self.currentRow()
        self._rows = tuple(row for finding in found for row in _rows(finding))[:MOST_SHOWN]
        self.clear()
        for row in self._rows:
            self.addItem(two_line_item(_two_lines(row, text)))
        if self._rows:
            self.setCurrentRow(max(0, min(kept, len(self._rows) - 1)))

    def step(self, by: int) -> None:
        """Choose the next finding or the one before."""
        if self._rows:
            self.setCurrentRow((self.currentRow() + by) % len(self._rows))
            self._point()

    def _point(self) -> None:
        if self.chosen:
            self.pointed.emit(self.chosen.finding)


def _rows(finding: Finding) -> list[Row]:
    if not finding.offered:
        return [Row(finding, None)]
    return [Row(finding, choice) for choice in range(len(finding.offered))]


def _two_lines(row: Row, text: str) -> str:
    finding = row.finding
    if row.choice:
        finding = replace(finding, offered=finding.offered[row.choice :])
    offer = in_short(finding, text) if finding.offered else f"“{finding.about}”"
    return f"{TITLES[finding.kind]}: {offer}\n{finding.why}"
