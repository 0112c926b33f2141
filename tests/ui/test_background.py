"""Work beside the window, and what becomes of it when the window goes."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from companion.ui.qt_background import Background


def test_what_is_done_beside_the_window_arrives_in_it(qtbot: QtBot) -> None:
    background = Background()
    heard: list[int] = []
    background.run(lambda: 6 * 7, heard.append, lambda _: None)

    qtbot.waitUntil(lambda: heard == [42])


def test_nothing_arrives_after_the_window_has_gone(qtbot: QtBot) -> None:
    background = Background()
    heard: list[str] = []
    late = background.on_main(heard.append)
    background.run(lambda: "on its way", heard.append, lambda _: None)
    background.wait(5000)
    background.rest()
    late("later still")
    qtbot.wait(1)

    assert heard == []
