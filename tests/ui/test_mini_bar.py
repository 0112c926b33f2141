"""The mini bar: the call at a glance, where it was put, and the keyboard stays where it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from pytestqt.qtbot import QtBot

from companion.domain.call import Caller
from companion.settings.options import MINI_BAR_PLACES
from companion.ui.bar_places import BarPlaces, inside, snapped
from companion.ui.mini_bar import MiniBar
from tests.ui.conftest import CTRL, Stage

Key = Qt.Key
LEFT, RIGHT = QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 1024)
BAR = QSize(400, 80)
ROOMS = {"left": LEFT, "right": RIGHT}


@pytest.fixture
def bar(stage: Stage) -> MiniBar:
    """The bar instead of the window, with nobody on the line."""
    stage.press(Key.Key_F11, CTRL)
    return stage.window.bar.bar


def tick(stage: Stage, seconds: float = 0) -> None:
    stage.clock.pass_by(seconds)
    stage.window._show_time()


def drag(bar: MiniBar, by: QPoint) -> None:
    start = QPointF(bar.pos() + QPoint(5, 5))
    end = start + QPointF(by)
    for kind, at, held in (
        (QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseMove, end, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):
        button = Qt.MouseButton.NoButton
        if kind is not QEvent.Type.MouseMove:
            button = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, QPointF(5, 5), at, button, held, Qt.KeyboardModifier.NoModifier)
        QGuiApplication.sendEvent(bar, event)


def test_one_key_puts_the_bar_in_the_place_of_the_window_and_back(stage: Stage) -> None:
    stage.talk("Sarah")
    stage.press(Key.Key_F7)
    stage.type("half a wo")
    field = stage.focus

    stage.press(Key.Key_F11, CTRL)
    assert stage.window.isHidden()
    assert stage.window.bar.bar.isVisible()
    stage.window.bar.switch()

    assert not stage.window.bar.bar.isVisible()
    assert stage.window.isVisible()
    assert stage.focus is field
    stage.type("rd")
    assert "half a word" in stage.call.notes.reported + stage.call.notes.observed


def test_the_bar_says_state_name_time_hold_and_line(stage: Stage, bar: MiniBar) -> None:
    stage.desk.start_call(caller=Caller("Sarah Okafor"))
    tick(stage, 5)
    assert (bar.state.text(), bar.name.accessibleName()) == ("● Talking", "Caller: Sarah Okafor")
    assert bar.time.accessibleName() == "Call time: 00:05"
    assert "Sarah" in bar.line.text()

    stage.desk.ask_to_hold("", timedelta(minutes=2))
    stage.desk.caller_agreed()
    tick(stage, 50)

    assert bar.state.text() == "‖ On hold"
    assert bar.hold.text() == "‖ 01:10 left"
    tick(stage, 90)
    assert bar.hold.accessibleName() == "Hold time: +00:20 over · check back"


def test_who_is_parked_is_in_sight_too(stage: Stage, bar: MiniBar) -> None:
    stage.desk.start_call(caller=Caller("Sarah"))
    stage.desk.park()
    tick(stage, 61)

    assert bar.parked.accessibleName() == "Parked calls: ○ Sarah 01:01"
    assert bar.state.text() == "○ Ready"


def test_the_bar_keeps_its_size_whatever_it_shows(stage: Stage, bar: MiniBar) -> None:
    sizes = {(bar.width(), bar.height())}
    stage.desk.start_call(caller=Caller("Somebody With A Very Long Name " * 3))
    stage.desk.ask_to_hold("something long " * 9, timedelta(minutes=2))
    for _ in range(2):
        tick(stage, 200)
        QGuiApplication.processEvents()
        sizes.add((bar.width(), bar.height()))
        stage.desk.caller_agreed()

    assert len(sizes) == 1


def test_neither_showing_it_nor_pressing_in_it_can_take_the_keyboard(bar: MiniBar) -> None:
    flags = bar.windowFlags()

    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.FramelessWindowHint
    assert bar.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert (bar.windowTitle(), bar.accessibleName()) == ("Mini bar", "Mini bar")


def test_a_press_or_a_double_click_brings_the_window_back(stage: Stage, bar: MiniBar) -> None:
    bar.window_back.click()
    assert stage.window.isVisible()

    stage.window.bar.switch()
    where = QPointF(9, 9)
    twice = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        where,
        where,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QGuiApplication.sendEvent(bar, twice)
    assert stage.window.isVisible()


def test_another_start_of_the_program_brings_the_window_back(stage: Stage, bar: MiniBar) -> None:
    stage.window.come_to_the_front()

    assert stage.window.isVisible()
    assert not bar.isVisible()


def test_where_it_was_dragged_is_remembered(stage: Stage, bar: MiniBar) -> None:
    drag(bar, QPoint(-150, 130))
    there = bar.pos()

    assert stage.settings.get(MINI_BAR_PLACES) != ""
    again = MiniBar(stage.settings.get(MINI_BAR_PLACES))
    again.appear()
    assert again.pos() == there
    again.close()
    again.deleteLater()


def test_near_an_edge_it_is_drawn_to_it(bar: MiniBar) -> None:
    room = bar.screen().availableGeometry()
    drag(bar, room.topLeft() + QPoint(12, 200) - bar.pos())

    assert bar.x() == room.left()


def test_when_a_screen_goes_it_comes_back_into_sight(bar: MiniBar, qtbot: QtBot) -> None:
    room = bar.screen().availableGeometry()
    bar.move(room.bottomRight() + QPoint(500, 500))
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)

    app.screenRemoved.emit(QGuiApplication.primaryScreen())

    qtbot.waitUntil(lambda: room.contains(bar.geometry()))


# ---------------------------------------------------------------------- where it stands


def test_with_nothing_remembered_it_stands_at_the_top_right() -> None:
    assert BarPlaces().place(ROOMS, BAR, "left") == QPoint(1520, 0)


def test_each_screen_has_a_place_and_the_last_one_counts() -> None:
    places = BarPlaces()
    places.remember("left", LEFT, QPoint(100, 50))
    places.remember("right", RIGHT, QPoint(2000, 900))

    again = BarPlaces(places.text)

    assert again.place(ROOMS, BAR, "left") == QPoint(2000, 900)
    assert again.place({"left": LEFT}, BAR, "left") == QPoint(100, 50), "the other has gone"


def test_a_screen_that_stands_elsewhere_takes_the_bar_along() -> None:
    places = BarPlaces()
    places.remember("right", RIGHT, QPoint(2000, 900))

    moved = {"right": QRect(0, 1080, 1280, 1024)}
    assert places.place(moved, BAR, "right") == QPoint(80, 1980)


def test_on_a_smaller_screen_or_with_larger_text_it_stays_whole_in_sight() -> None:
    places = BarPlaces()
    places.remember("left", LEFT, QPoint(1520, 1000))

    assert places.place({"left": QRect(0, 0, 800, 600)}, BAR, "left") == QPoint(400, 520)
    assert places.place({"left": LEFT}, QSize(800, 160), "left") == QPoint(1120, 920)


@pytest.mark.parametrize("text", ["{", "[1]", '[["a", "b", 1]]', '[["a", 1e999, 1]]', "null"])
def test_a_file_edited_into_nonsense_counts_as_nothing(text: str) -> None:
    assert BarPlaces(text).place(ROOMS, BAR, "left") == QPoint(1520, 0)


@pytest.mark.parametrize(
    ("at", "drawn"),
    [
        ((10, 300), (0, 300)),
        ((-50, 300), (0, 300)),
        ((1510, 300), (1520, 300)),
        ((300, 990), (300, 1000)),
        ((300, 300), (300, 300)),
    ],
)
def test_edges_draw(at: tuple[int, int], drawn: tuple[int, int]) -> None:
    assert snapped(LEFT, QRect(QPoint(*at), BAR)).topLeft() == QPoint(*drawn)


def test_a_bar_larger_than_the_screen_shows_its_beginning() -> None:
    assert inside(QRect(0, 0, 300, 50), QRect(40, 40, 400, 80)).topLeft() == QPoint(0, 0)
