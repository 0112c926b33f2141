"""What may be needed at any moment of a call, each with its key."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.domain.call import Call
from companion.domain.flow import FlowId, Stage
from companion.domain.phase import OnHold, Talking
from companion.ui.button_row import ButtonRow
from companion.ui.keys import Keys
from companion.ui.labels import button
from companion.ui.theme import set_state

CALM, ESCALATE = FlowId("calm"), FlowId("escalate")
"""The side-flows with a button of their own."""


class ActionRows(QWidget):
    """Two rows of buttons; what cannot be done just now is greyed, never gone."""

    def __init__(self) -> None:
        super().__init__()
        self.hold = button("Hold", "", Keys.HOLD.sequence, "action")
        self.spell = button("Spell", "", Keys.SPELL.sequence, "action")
        self.park = button("Park call", "Park", Keys.PARK.sequence, "action")
        self.end = button("Wrap up", "", Keys.WRAP_UP.sequence, "action")
        self.calm = button("Calm mode", "Calm", Keys.CALM.sequence, "action")
        self.escalate = button("Escalate", "", Keys.ESCALATE.sequence, "action")
        self.aside = button("Side-flows", "Aside", Keys.ASIDE.sequence, "action")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for actions in (
            (self.hold, self.spell, self.park, self.end),
            (self.calm, self.escalate, self.aside),
        ):
            column.addWidget(ButtonRow(*actions, stretches=[1] * len(actions)))

    def show_call(self, call: Call, stage: Stage) -> None:
        """Draw what can be done in this phase; what brings back from a side-flow says so."""
        talking = isinstance(call.phase, Talking)
        free = talking and not call.hold_question
        self.hold.setEnabled(free)
        set_state(self.spell, "offered" if stage.offers_speller else "usual")
        self.end.setEnabled(isinstance(call.phase, Talking | OnHold))
        inside = call.asides[-1].flow if call.asides else None
        leads_back = {None: None, CALM: self.calm, ESCALATE: self.escalate}.get(inside, self.aside)
        for action, text, key in (
            (self.calm, "Calm", Keys.CALM),
            (self.escalate, "Escalate", Keys.ESCALATE),
            (self.aside, "Aside", Keys.ASIDE),
        ):
            action.setEnabled(free)
            action.setText(f"{'Back' if action is leads_back else text}  {key.sequence}")
            set_state(action, "offered" if action is leads_back else "usual")
        if leads_back in (self.calm, self.escalate):
            # In a narrow window there is no room for its key as well, which leads back, too.
            self.aside.setText("Aside")
