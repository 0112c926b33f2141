"""The agent's own numbers, worked by keys as an agent works them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from companion import paths
from companion.domain.period import Period, PeriodKind
from companion.domain.stats import (
    Figure,
    HoldNumbers,
    Numbers,
    PromiseNumbers,
    Said,
    Spread,
    Tally,
    Which,
)
from companion.services.reports import NumbersQuery
from companion.ui.figure_table import BAR, FIGURE, TITLE, FigureTable
from companion.ui.figures import figure_groups
from companion.ui.keys import ALL_CALLS_KEY
from companion.ui.numbers_page import NumbersPage
from companion.ui.period_words import period_words
from companion.ui.theme import Theme
from tests.ui.conftest import ALT, CTRL, Stage

Key = Qt.Key
MINUTE = timedelta(minutes=1)
SPREAD = Spread(4 * MINUTE, 10 * MINUTE, 5 * MINUTE, 60 * MINUTE)
NUMBERS = Numbers(
    calls=12,
    closed=11,
    talk=SPREAD,
    hold=Spread(0 * MINUTE, 2 * MINUTE, MINUTE, 11 * MINUTE),
    wrap_up=SPREAD,
    handle=SPREAD,
    holds=HoldNumbers(4, 2, 1, 1, 2, 1, 4 * MINUTE, 5 * MINUTE),
    promises=PromiseNumbers(3, 2, 1),
    fixes=5,
    fixes_confirmed=4,
    known_callers=10,
    called_again=3,
    outcomes=(Tally("resolved", 7), Tally("swapped", 4, "Device swapped"), Tally(None, 1)),
    flows=(Tally("incident", 9), Tally("gone", 3)),
    hours=(0,) * 9 + (8, 0, 4) + (0,) * 12,
    said=(Said("greet-by-name", 0, 11), Said("gone", 1, 1)),
)


@pytest.fixture
def page(stage: Stage) -> NumbersPage:
    """The page, entered by its key on the Monday of the fake clock."""
    stage.history.counted = NUMBERS
    stage.press(Key.Key_F3, CTRL)
    return stage.window.pages.numbers


def rows(table: FigureTable) -> dict[str, int]:
    """The row of each line, by its title."""
    model = table.model()
    titles = [model.index(row, TITLE).data() for row in range(model.rowCount())]
    return {title: row for row, title in enumerate(titles)}


def go_to(page: NumbersPage, title: str) -> None:
    page.figures.setCurrentIndex(page.figures.model().index(rows(page.figures)[title], TITLE))


def shown(page: NumbersPage, title: str) -> str:
    figure: str = page.figures.model().index(rows(page.figures)[title], FIGURE).data()
    return figure


def read_out(page: NumbersPage, title: str) -> str:
    index = page.figures.model().index(rows(page.figures)[title], TITLE)
    words: str = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return words


# ---------------------------------------------------------------------- what is shown


def test_one_key_shows_the_week_and_takes_the_keyboard(stage: Stage, page: NumbersPage) -> None:
    assert stage.window.pages.currentWidget() is page
    assert stage.focus is page.figures
    assert page.period.accessibleName() == "Period shown: 2 to 8 March 2026"
    assert stage.history.asked_numbers[-1].since == period_start(date(2026, 3, 2))


def period_start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day).astimezone(UTC)  # local


@pytest.mark.parametrize(
    ("title", "figure", "words"),
    [
        ("Calls", "12", "Calls: Calls, 12"),
        ("Handle time, 9 of 10 within", "10:00", "Time for a call: Handle time, 9 of 10 within"),
        ("Declined", "1 · 25\N{NO-BREAK SPACE}%", "Holds: Declined, 1 of 4, 25%"),
        ("Called again within 7 days", "3 · 30\N{NO-BREAK SPACE}%", "Calls: Called again"),
        ("Device swapped", "4", "Outcomes: Device swapped, 4"),
        ("gone", "3", "Call flows: gone, 3"),
        ("10:00", "0", "Hours of the day: 10:00, 0"),
        ("gone, wording 2", "1", "Wordings said: gone, wording 2, 1"),
    ],
)
def test_every_row_is_read_whole(page: NumbersPage, title: str, figure: str, words: str) -> None:
    assert shown(page, title) == figure
    assert read_out(page, title).startswith(words)


def test_what_a_flow_has_and_nobody_said_is_listed(page: NumbersPage) -> None:
    never = [group for group in figure_groups(NUMBERS, page._flows) if group.title == "Never said"]

    assert len(never[0].lines) > 10
    assert all(line.shown == "never" and line.which is None for line in never[0].lines)


def test_an_empty_period_says_so(stage: Stage, page: NumbersPage) -> None:
    stage.history.counted = Numbers()
    stage.press(Key.Key_D)

    assert page.found.accessibleName() == "Counted: No calls in this period."
    assert page.figures.model().rowCount() == 0


def test_it_is_told_while_older_calls_are_still_counted(
    stage: Stage, page: NumbersPage, qtbot: QtBot
) -> None:
    stage.history.counted = Numbers(calls=1, uncounted=1234)
    stage.press(Key.Key_D)
    assert "1,234 to go" in page.found.text()
    stage.history.counted = NUMBERS

    qtbot.waitUntil(lambda: "to go" not in page.found.text(), timeout=3000)


# ---------------------------------------------------------------------- going about by keys


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([Key.Key_D], "Mon 2 March 2026"),
        ([Key.Key_M], "March 2026"),
        ([Key.Key_Y], "2026"),
        ([Key.Key_A], "All calls"),
        ([Key.Key_Left], "23 February to 1 March 2026"),
        ([Key.Key_Left, Key.Key_Right], "2 to 8 March 2026"),
        ([Key.Key_A, Key.Key_D], "Mon 2 March 2026"),
        ([Key.Key_M, Key.Key_Left, Key.Key_W], "23 February to 1 March 2026"),
    ],
)
def test_a_key_goes_to_another_period(
    stage: Stage, page: NumbersPage, keys: list[Key], words: str
) -> None:
    for key in keys:
        stage.press(key)

    assert page.period.text() == words


def test_alt_with_an_arrow_steps_from_anywhere_on_the_page(stage: Stage, page: NumbersPage) -> None:
    page.back.setFocus()
    stage.press(Key.Key_Left, ALT)

    assert page.period.text() == "23 February to 1 March 2026"


def test_any_range_can_be_typed(stage: Stage, page: NumbersPage) -> None:
    stage.press(Key.Key_R)
    assert stage.focus is page.first
    page.first.setDate(QDate(2025, 12, 31))

    assert page.period.text() == "31 December 2025 to 8 March 2026"
    query = stage.history.asked_numbers[-1]
    assert query.since == period_start(date(2025, 12, 31))
    assert query.until == period_start(date(2026, 3, 9))


def test_a_start_after_the_end_takes_the_end_along(stage: Stage, page: NumbersPage) -> None:
    stage.press(Key.Key_R)
    page.first.setDate(QDate(2026, 5, 1))

    assert page.period.text() == "1 May 2026"


def test_up_and_down_pass_the_titles_by(stage: Stage, page: NumbersPage) -> None:
    seen = []
    for _ in range(8):
        line = page.figures.current
        assert line is not None
        seen.append(line.title)
        stage.press(Key.Key_Down)

    assert seen[:4] == [
        "Calls",
        "Not closed yet",
        "Called again within 7 days",
        "Handle time, median",
    ]


def test_the_row_stays_when_the_period_changes(stage: Stage, page: NumbersPage) -> None:
    go_to(page, "Declined")
    stage.press(Key.Key_Left)

    assert page.figures.current is not None
    assert page.figures.current.title == "Declined"


def test_an_answer_to_an_older_question_is_void(
    stage: Stage, page: NumbersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[Callable[[Numbers], None]] = []

    def answer_later(
        query: NumbersQuery, found: Callable[[Numbers], None], failed: Callable[..., None]
    ) -> None:
        late.append(found)

    monkeypatch.setattr(stage.history, "numbers", answer_later)
    stage.press(Key.Key_D)
    monkeypatch.undo()
    stage.press(Key.Key_M)
    late[0](Numbers())

    assert shown(page, "Calls") == "12"


# ---------------------------------------------------------------------- to the calls and back


@pytest.mark.parametrize(
    ("title", "which"),
    [
        ("Calls", Which(Figure.CALLS)),
        ("Handle time, 9 of 10 within", Which(Figure.HANDLE, number=600_000)),
        ("Device swapped", Which(Figure.OUTCOME, "swapped")),
        ("No outcome", Which(Figure.OUTCOME, None)),
        ("09:00", Which(Figure.HOUR, number=9)),
        ("gone, wording 2", Which(Figure.SAID, "gone", 1)),
    ],
)
def test_enter_leads_to_the_calls_of_a_figure(
    stage: Stage, page: NumbersPage, title: str, which: Which
) -> None:
    go_to(page, title)
    stage.press(Key.Key_Return)

    query = stage.history.queries[-1]
    assert query.which == which
    assert query.since == period_start(date(2026, 3, 2))
    history = stage.window.pages.history
    assert stage.window.pages.currentWidget() is history
    assert history.only.text() == f"{title} · 2 to 8 March 2026"


def test_escape_goes_back_to_the_figures_and_then_home(stage: Stage, page: NumbersPage) -> None:
    stage.press(Key.Key_Return)
    stage.press(Key.Key_Escape)
    assert stage.window.pages.currentWidget() is page
    stage.press(Key.Key_Escape)

    assert stage.window.pages.is_home


def test_one_key_shows_all_calls_again(stage: Stage, page: NumbersPage) -> None:
    stage.press(Key.Key_Return)
    history = stage.window.pages.history
    assert ALL_CALLS_KEY in history.all_calls.text()
    stage.type("sarah")
    stage.press(Key.Key_0, CTRL)

    assert stage.history.queries[-1].which is None
    assert stage.history.queries[-1].search == "sarah"
    assert not history.all_calls.isVisible()


def test_the_key_of_past_calls_shows_all_of_them(stage: Stage, page: NumbersPage) -> None:
    stage.press(Key.Key_Return)
    stage.press(Key.Key_F3)
    stage.press(Key.Key_F3)

    assert stage.history.queries[-1].which is None


def test_what_was_never_said_leads_nowhere(stage: Stage, page: NumbersPage) -> None:
    page.figures.setCurrentIndex(
        page.figures.model().index(page.figures.model().rowCount() - 1, TITLE)
    )
    stage.press(Key.Key_Return)

    assert stage.window.pages.currentWidget() is page


# ---------------------------------------------------------------------- how it looks


@pytest.mark.parametrize("size", [100, 200])
def test_a_narrow_window_shows_every_figure(stage: Stage, page: NumbersPage, size: int) -> None:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    Theme(paths.resources() / "themes").apply(app, "dark", size)
    stage.window.resize(360, 780)
    page.refresh()
    table = page.figures

    assert stage.window.width() == 360
    assert sum(table.columnWidth(c) for c in (TITLE, FIGURE, BAR)) <= table.viewport().width()
    longest = shown(page, "Called again within 7 days")
    assert table.fontMetrics().horizontalAdvance(longest) < table.columnWidth(FIGURE)


def test_a_longer_bar_is_a_larger_figure_in_ink_of_its_own(page: NumbersPage) -> None:
    def inked(title: str) -> int:
        """How many pixels of the bar's middle line are not background."""
        table = page.figures
        go_to(page, "Calls")
        table.scrollTo(table.model().index(rows(table)[title], TITLE))
        cell = table.visualRect(table.model().index(rows(table)[title], BAR))
        image = table.viewport().grab(cell).toImage()
        line = [image.pixelColor(x, image.height() // 2) for x in range(image.width())]
        return sum(colour != line[0] for colour in line)

    assert inked("Agreed") > 1.5 * inked("Declined") > 0


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(PeriodKind.RANGE, date(2026, 3, 2), date(2026, 3, 2)), "2 March 2026"),
        (
            Period(PeriodKind.WEEK, date(2025, 12, 29), date(2026, 1, 4)),
            "29 December 2025 to 4 January 2026",
        ),
    ],
)
def test_a_period_is_told_in_words(period: Period, words: str) -> None:
    assert period_words(period) == words
