"""What is edited as the agent would see it in a call: the very card of the call."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from companion.domain.manner import ENGLISH, Audience, Manner
from companion.services.bench import View
from companion.services.desk import Desk
from companion.services.outline import Node
from companion.services.ports import Profile
from companion.services.previewing import Previewing
from companion.settings.options import AGENT, OWN_NUMBER, TEAM
from companion.settings.store import Settings
from companion.ui.editor_inputs import in_words
from companion.ui.labels import Choice
from companion.ui.prompt_card import PromptCard


class EditorPreview(QWidget):
    """Said to the caller of the call in hand, or to somebody; tone and caller can be tried.

    Gone where there is nothing to say. `audience` chooses the caller; whoever shows the preview
    gives it its place.
    """

    language_requested = Signal(str)

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        self._manner = Manner()
        self._node: Node | None = None
        self._language = ENGLISH
        self.card = PromptCard()
        # Titles of cards are longer than those of stages; the page stays as narrow as it is.
        self.card.stage.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.card.manner_requested.connect(self._try)
        self.card.language_requested.connect(self.language_requested)
        self.audience = Choice("Preview for")
        for audience in Audience:
            self.audience.addItem(in_words(audience), audience.value)
        self.audience.activated.connect(lambda _: self._try(self._manner))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.card.show_manner(self._manner)

    def show_node(self, view: View, node: Node) -> None:
        """Draw a record as it would be said."""
        self._node = node
        languages = view.sheet.languages
        self._language = view.sheet.language or ENGLISH
        for part in (self.card.tone, self.card.technical, self.card.language):
            part.setVisible(bool(languages))
        self.card.show_language(self._language, languages or (ENGLISH,))
        self._draw()

    def _try(self, manner: Manner) -> None:
        audience = Audience(self.audience.currentData())
        self._manner = replace(manner, audience=audience)
        self.card.show_manner(self._manner)
        self._draw()

    def _draw(self) -> None:
        if self._node is None:
            return
        profile = Profile(*map(self._settings.get, (AGENT, TEAM, OWN_NUMBER)))
        now = self._desk.now()
        preview = Previewing(self._desk.call, profile, now, self._manner, self._language)
        saying = preview.saying(self._node)
        self.setVisible(saying is not None)
        if saying is not None:
            self.card.show_saying(saying)
