"""What can be edited, found while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from companion.services.editing import Entry, Origin
from companion.services.shapes import ContentKind
from companion.ui.button_row import ButtonRow
from companion.ui.labels import Choice, ValueLabel, button, labelled, two_line_item

_ENTRY = Qt.ItemDataRole.UserRole
_ORIGINS = {
    Origin.SHIPPED: "as shipped",
    Origin.OWN: "your own",
    Origin.CHANGED: "changed by you",
}


class EntryList(QWidget):
    """Every flow, card and set of replies; Enter opens the one in hand."""

    opened = Signal(object)
    create_requested = Signal(str, str)
    """A new entry: its kind and its title."""
    packs_requested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._kinds: dict[str, ContentKind] = {}
        self._wanted: tuple[str, str] | None = None
        self.search = QLineEdit()
        self.search.setAccessibleName("Search")
        self.search.setPlaceholderText("A flow, a term, a how-to, a reply")
        self.kind = Choice("Kind")
        self.kind.addItem("Everything", "")
        self.found = ValueLabel("Found", "small")
        self.list = QListWidget()
        self.list.setAccessibleName("Entries")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = QLineEdit()
        self.title.setAccessibleName("Title of the new one")
        self.title.setPlaceholderText("Its title, then Enter; Esc: none")
        self.title.setMaxLength(80)
        self.title.hide()
        self.open = button("Open", "Open", "Enter", "primary")
        self.new = button("New", "&New", role="action")
        self.packs = button("Share or take in a pack", "&Packs", role="action")
        self.back = button("Back", "Back", "Esc", "action")
        self._connect()
        self._lay_out()
        self.found.show_value("Looking for what there is …")

    @property
    def entry(self) -> Entry | None:
        """The entry in hand."""
        item = self.list.currentItem()
        entry: Entry | None = item.data(_ENTRY) if item else None
        return entry

    def enter(self) -> None:
        """The keyboard comes here."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def choose(self, kind: str, entry_id: str) -> None:
        """Have an entry in hand, now or as soon as it is found."""
        self._wanted = kind, entry_id
        self._refresh()

    def show_entries(self, kinds: Sequence[ContentKind], entries: Sequence[Entry]) -> None:
        """Draw what there is; what was in hand still is."""
        if not self._kinds:
            self._kinds = {kind.id: kind for kind in kinds}
            for kind in kinds:
                self.kind.addItem(kind.title, kind.id)
        self._entries = entries
        self._refresh()

    def step_back(self) -> bool:
        """Give up the title that is being typed, if one is."""
        is_asked = self.title.isVisibleTo(self)
        self.title.hide()
        if is_asked:
            self.enter()
        return is_asked

    def _refresh(self) -> None:
        was = self._wanted or ((self.entry.kind, self.entry.id) if self.entry else None)
        words = self.search.text().casefold().split()
        kind = self.kind.currentData()
        shown = [e for e in self._entries if kind in ("", e.kind) and _matches(e, words)]
        # What is called just so comes before what is only called like it.
        shown.sort(key=lambda entry: entry.title.casefold().split() != words)
        self.list.clear()
        for entry in shown:
            self.list.addItem(self._item(entry))
        rows = [row for row, e in enumerate(shown) if (e.kind, e.id) == was]
        self.list.setCurrentRow(rows[0] if rows else 0)
        if rows:
            self._wanted = None
        count = f"{len(shown)}" if shown else "Nothing is called so."
        self.found.show_value(count if self._entries else "Looking for what there is …")

    def _item(self, entry: Entry) -> QListWidgetItem:
        told = [self._kinds[entry.kind].shape.noun, _ORIGINS[entry.origin]]
        told += ["draft, not saved"] if entry.has_draft else []
        item = two_line_item(f"{entry.title}\n{' · '.join(told)}")
        item.setData(_ENTRY, entry)
        return item

    def _on_open(self) -> None:
        if self.entry:
            self._wanted = self.entry.kind, self.entry.id
            self.opened.emit(self.entry)

    def _on_new(self) -> None:
        """Ask for the title."""
        if not self._kinds:
            return
        kind = self._new_kind
        self.title.setPlaceholderText(f"Title of the new {self._kinds[kind].shape.noun}; Enter")
        self.title.show()
        self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _new_kind(self) -> str:
        entry = self.entry
        kind: str = self.kind.currentData() or (entry.kind if entry else next(iter(self._kinds)))
        return kind

    def _on_title(self) -> None:
        if title := self.title.text().strip():
            self.title.clear()
            self.title.hide()
            self.create_requested.emit(self._new_kind, title)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and up in the search field move through the entries."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and self.list.count():
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
        return False

    def _connect(self) -> None:
        self.search.textChanged.connect(self._refresh)
        self.search.returnPressed.connect(self._on_open)
        self.search.installEventFilter(self)
        self.kind.activated.connect(lambda _: self._refresh())
        self.list.itemActivated.connect(lambda _: self._on_open())
        self.title.returnPressed.connect(self._on_title)
        self.open.clicked.connect(self._on_open)
        self.new.clicked.connect(self._on_new)
        self.packs.clicked.connect(self.packs_requested)
        self.back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(labelled("&Kind", self.kind))
        column.addWidget(self.found)
        column.addWidget(self.list, 1)
        column.addWidget(self.title)
        column.addWidget(ButtonRow(self.new, self.packs, self.back, self.open))


def _matches(entry: Entry, words: Sequence[str]) -> bool:
    text = f"{entry.title} {entry.id}".casefold()
    return all(word in text for word in words)
