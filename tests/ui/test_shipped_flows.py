"""Every flow that ships, in the window as narrow as it may be."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from companion.domain.call import Call, Caller
from companion.domain.flow import CallFlow, FlowId, Place
from companion.domain.moment import Moment
from tests.content.shipped import flows
from tests.ui.conftest import Stage

CALLED_UP = [flow for flow in flows() if flow.letter or not flow.is_side]
"""What a call can be led through: its own flow, and what a letter calls up in between."""


def begin(stage: Stage, flow: CallFlow) -> None:
    """A call in that flow."""
    first = FlowId("incident") if flow.is_side else flow.id
    stage.desk.start_call(first, Caller("Sarah Okafor"))
    if flow.is_side:
        stage.desk.interrupt(flow.id)


def standing_at(place: Place, now: Moment, call: Call) -> Call:
    """The call at a place of the flow that is shown."""
    return call.go_aside(place) if call.asides else call.go_to(place, now)


def answers(stage: Stage) -> list[QPushButton]:
    """The answers that can be pressed."""
    talk = stage.window.pages.call.talk
    talk.go_to_answers()
    QGuiApplication.processEvents()
    labels = {way.label for way in stage.desk.stage.exits} if stage.desk.stage else set()
    buttons = (b for b in talk.findChildren(QPushButton) if b.isVisible())
    return [b for b in buttons if b.accessibleName() in labels]


@pytest.mark.parametrize("flow", CALLED_UP, ids=lambda flow: flow.id)
def test_every_answer_stands_whole_in_a_narrow_window(stage: Stage, flow: CallFlow) -> None:
    begin(stage, flow)
    for part in flow.stages:
        stage.desk.amend(stage.call, partial(standing_at, flow.entry(part.id), stage.clock.now()))
        shown = answers(stage)

        assert len(shown) == len(part.exits) <= 4, part.id
        for button in shown:
            assert button.width() >= button.sizeHint().width(), button.text()
        assert stage.window.width() == 360, part.id
        assert not stage.window.pages.call.area.verticalScrollBar().isVisible(), part.id


def test_a_flow_with_other_titles_shows_its_own(stage: Stage) -> None:
    """Stages of one id may have other titles in another flow, or language."""
    stage.desk.start_call(FlowId("incident"))
    stage.desk.start_call(FlowId("general"))
    strip = stage.window.pages.call.stages
    QGuiApplication.processEvents()

    item = next(
        strip.item(row) for row in range(strip.count()) if "Answer" in strip.item(row).text()
    )
    needed = strip.fontMetrics().horizontalAdvance(item.text())
    assert strip.visualItemRect(item).width() >= needed


def test_a_flow_with_fewer_stages_takes_the_place_of_one_with_more(stage: Stage) -> None:
    stage.desk.start_call(FlowId("security-incident"))
    stage.desk.start_call(FlowId("voicemail"))
    QGuiApplication.processEvents()

    assert stage.window.pages.call.stages.count() == 3
