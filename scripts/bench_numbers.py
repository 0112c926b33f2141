"""How soon the page of the agent's own numbers is there, over ten years of one agent's calls.

    python3 scripts/bench_numbers.py [FOLDER]

Makes 150,000 calls (1,500 through the program itself, copied a hundred times, each copy later;
in FOLDER they are kept for the next run) and measures, for several periods, the time from the key
to the painted figures: through the real page and the real storage thread. Beside it stands what a
plain `SELECT count(*)` of the calls takes in the same run. At most 300 ms are allowed. Then each
figure of each period is compared with a plain SQL query of the same thing, which uses none of
what is kept for counting.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from companion import paths
from companion.content.library import FlowLibrary
from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.hold import Permission
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.period import Period, PeriodKind
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.domain.stats import Numbers
from companion.domain.wrapup import Outcome
from companion.services.reports import NumbersQuery
from companion.storage.call_log import write_call
from companion.storage.counting import count_some
from companion.storage.database import open_database
from companion.storage.reports import read_numbers
from companion.storage.thread import StorageThread

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from sqlite_utils import Database

    from companion.ui.numbers_page import NumbersPage

MADE, COPIES = 1_500, 100
LIMIT_MS = 300
ROUNDS = 5
FIRST = datetime(2016, 11, 28, 8, tzinfo=UTC)
COPY_LATER = timedelta(days=36, hours=12)
TODAY = date(2026, 11, 20)
PROMPTS = tuple(f"prompt-{number}" for number in range(40))
PARTS = ("notes", "spans", "stage_visits", "prompts_said", "holds", "hold_extensions")
TABLES = (*PARTS, "follow_ups", "events", "gates", "call_facts")


def main() -> int:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else temporary)
        _fill(folder)
        slowest = _measure_page(folder)
        wrong = _compare(folder)
    print(f"slowest {slowest:.0f} ms of {LIMIT_MS} allowed; figures that differ: {len(wrong)}")
    for what in wrong:
        print(f"  {what}")
    return int(slowest > LIMIT_MS or bool(wrong))


# ---------------------------------------------------------------------- ten years of calls


def _fill(folder: Path) -> None:
    db = open_database(folder)
    ((there,),) = db.execute("SELECT count(*) FROM calls").fetchall()
    if not there:
        started = time.perf_counter()
        chance = random.Random(5)
        count_some(db, "GB")
        with db.atomic():
            for number in range(MADE):
                write_call(db, _call(chance, number))
        with db.atomic():
            for number in range(1, COPIES):
                _copy(db, number)
        print(f"{MADE * COPIES:,} calls made in {time.perf_counter() - started:.0f} s")
    db.close()


def _call(chance: random.Random, number: int) -> Call:
    day, turn = divmod(number, 41)
    at = FIRST + timedelta(days=day % 36, minutes=12 * turn, seconds=chance.randrange(700))
    now = Moment(at, "boot", 1000.0)
    caller = Caller(f"Caller {chance.randrange(900)}", f"020 7946 {chance.randrange(900):04}")
    flow = FlowId(chance.choice(["incident", "incident", "password-reset", "how-to"]))
    place = Place(StageId("greet"), PromptId(PROMPTS[0]))
    call = Call.begin(CallId(f"c{number}"), flow, place, "Ana", caller, now)
    call = call.note(Section.REPORTED, f"Something does not work, case {number}")
    for stage in ("listen", "confirm", "work", "resolve"):
        for _ in range(2):
            now = now.later(timedelta(seconds=chance.uniform(5, 90)))
            call = call.reword(chance.randrange(3)).said(now, PromptId(chance.choice(PROMPTS)))
        call = call.go_to(Place(StageId(stage), PromptId("p")), now)
        if chance.random() < 0.1:
            now = now.later(timedelta(seconds=chance.uniform(20, 300)))
            call = _held(chance, call, now)
            now = call.phase.since
    return _finished(chance, call, now.later(timedelta(seconds=chance.uniform(5, 60))), number)


def _held(chance: random.Random, call: Call, now: Moment) -> Call:
    call = call.ask_to_hold("look it up", timedelta(minutes=chance.randint(1, 4)), now)
    answer = chance.choice([Permission.GRANTED] * 8 + [Permission.DECLINED, Permission.CALLBACK])
    call = call.answer_hold(answer, now)
    if answer is not Permission.GRANTED:
        return call
    return call.resume(now.later(timedelta(seconds=chance.uniform(20, 300))))


def _finished(chance: random.Random, call: Call, now: Moment, number: int) -> Call:
    if chance.random() < 0.3:
        due = now.at + timedelta(hours=4)
        done = chance.choice([None, due, due + timedelta(minutes=9), now.at])
        promise = FollowUpId(f"f{number}")
        call = call.promise(FollowUp(promise, FollowUpKind.CALLBACK, "Ring back", due, done))
    call = call.come_to(chance.choice([None, *[Outcome.RESOLVED] * 9, *Outcome]))
    ended = call.wrap_up(now)
    return ended.close(now.later(timedelta(seconds=chance.uniform(5, 120))))


def _copy(db: Database, number: int) -> None:
    """All calls made, so much later; whose instants are kept as text those stay as they are."""
    shift = number * (COPY_LATER // timedelta(microseconds=1))
    top = ((FIRST + COPY_LATER) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    for table, key in (("calls", "id"), *((table, "call") for table in TABLES)):
        columns = [name for name in db[table].columns_dict if (table, name) != ("notes", "id")]
        chosen = {
            key: f"{key} + {shift}",
            "call_id": f"call_id || '-{number}'",
            "next_call": "NULL",
        }
        if table == "follow_ups":
            chosen["follow_up_id"] = f"follow_up_id || '-{number}'"
        values = ", ".join(chosen.get(name, name) for name in columns)
        db.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} "
            f"WHERE {key} < ?",
            [top],
        )


# ---------------------------------------------------------------------- how soon it is there


def _measure_page(folder: Path) -> float:
    """The slowest of the periods, each at its best of some rounds; milliseconds."""
    from PySide6.QtWidgets import QApplication

    from companion.ui.numbers_page import NumbersPage
    from companion.ui.qt_background import Background
    from companion.ui.theme import Theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    Theme(paths.resources() / "themes").apply(app, "light", 100)
    storage = StorageThread(folder, lambda _: None, lambda *_: None, print)
    storage.start()
    flows = FlowLibrary(paths.resources(), folder).all()
    page = NumbersPage(storage, tuple(flows), lambda: TODAY, Background())
    page.resize(360, 700)
    page.show()
    app.processEvents()
    baseline = _plain_count(folder)
    print(f"{'SELECT count(*) FROM calls':28} {baseline:8.1f} ms")
    slowest = 0.0
    for kind in PeriodKind:
        rounds = [_until_painted(app, page, kind) for _ in range(ROUNDS)]
        taken, busy = (min(times) for times in zip(*rounds, strict=True))
        slowest = max(slowest, taken)
        times = f"{taken / baseline:6.1f} times the count"
        print(f"{kind:28} {taken:8.1f} ms {times}, {busy:6.1f} ms of the processor")
    storage.stop(5)
    page.deleteLater()
    return slowest


def _until_painted(app: QApplication, page: NumbersPage, kind: PeriodKind) -> tuple[float, float]:
    """From the key to the picture: the question, the answer, the rows, the painting."""
    other = PeriodKind.DAY if kind is not PeriodKind.DAY else PeriodKind.WEEK
    if page.kind.currentData() != other:
        _show(app, page, other)
    started, spent = time.perf_counter(), time.process_time()
    _show(app, page, kind)
    return (time.perf_counter() - started) * 1000, (time.process_time() - spent) * 1000


def _show(app: QApplication, page: NumbersPage, kind: PeriodKind) -> None:
    from PySide6.QtCore import QEventLoop

    page.found.clear()
    page.show_kind(kind)
    while not page.found.text():
        # As the window does: asleep until there is something to do.
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    page.grab()


def _plain_count(folder: Path) -> float:
    db = open_database(folder)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        db.execute("SELECT count(*) FROM calls").fetchall()
        times.append(time.perf_counter() - started)
    db.close()
    return min(times) * 1000


# ---------------------------------------------------------------------- right as well as soon

_BOOT = "rtrim({0}_clock, replace({0}_clock, '/', ''))"
_STEADY = "CAST(substr({0}_clock, length(" + _BOOT + ") + 1) AS REAL)"


def _seconds(start: str, end: str) -> str:
    """The seconds between two moments, in SQL; all were read since one start of the machine."""
    return f"({_STEADY.format(end)} - {_STEADY.format(start)})"


def _compare(folder: Path) -> list[str]:
    db = open_database(folder)
    wrong = []
    for kind in PeriodKind:
        since, until = Period.around(kind, TODAY).bounds()
        numbers = read_numbers(db, NumbersQuery(since, until))
        for name, (told, plain) in _plain_figures(db, numbers, since, until).items():
            if told != plain:
                wrong.append(f"{kind} {name}: {told} instead of {plain}")
    db.close()
    return wrong


Figures = dict[str, tuple[object, object]]


def _plain_figures(
    db: Database, n: Numbers, since: datetime | None, until: datetime | None
) -> Figures:
    """Each figure beside a plain query for it."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    first = (since - epoch) // timedelta(microseconds=1) if since else 0
    past = (until - epoch) // timedelta(microseconds=1) if until else 2**62
    here = f"calls.id >= {first} AND calls.id < {past}"

    def one(sql: str) -> object:
        return db.execute(sql.replace("@", here)).fetchone()[0]

    joined = "FROM {0} JOIN calls ON calls.id = {0}.call WHERE @"
    holds, promises = joined.format("holds"), joined.format("follow_ups")
    figures: Figures = {
        "calls": (n.calls, one("SELECT count(*) FROM calls WHERE @")),
        "closed": (n.closed, one("SELECT count(*) FROM calls WHERE @ AND phase = 'closed'")),
        "asked": (n.holds.asked, one(f"SELECT count(*) {holds}")),
        "granted": (n.holds.granted, one(f"SELECT count(*) {holds} AND permission = 'granted'")),
        "declined": (n.holds.declined, one(f"SELECT count(*) {holds} AND permission = 'declined'")),
        "callback": (n.holds.callback, one(f"SELECT count(*) {holds} AND permission = 'callback'")),
        "made": (n.promises.made, one(f"SELECT count(*) {promises}")),
        "kept": (n.promises.kept, one(f"SELECT count(*) {promises} AND done_at IS NOT NULL")),
        "in time": (n.promises.in_time, one(f"SELECT count(*) {promises} AND done_at <= due_at")),
        "called again": (n.called_again, _called_again(db, first, past)),
    }
    waits = f"{holds} AND ended_at IS NOT NULL".replace("@", here)
    in_time = f"{_seconds('holds.started', 'holds.ended')} <= promised_seconds"
    figures["in time"] = (n.holds.in_time, one(f"SELECT count(*) {waits} AND {in_time}"))
    outcomes = db.execute(f"SELECT outcome, count(*) FROM calls WHERE {here} GROUP BY 1").fetchall()
    figures["outcomes"] = ({t.of: t.calls for t in n.outcomes}, dict(outcomes))
    flows = db.execute(f"SELECT flow, count(*) FROM calls WHERE {here} GROUP BY 1").fetchall()
    figures["flows"] = ({t.of: t.calls for t in n.flows}, dict(flows))
    said = db.execute(
        "SELECT said.prompt, said.variant, count(*) "
        "FROM prompts_said AS said JOIN calls ON calls.id = call "
        f"WHERE {here} GROUP BY 1, 2"
    ).fetchall()
    figures["said"] = (
        {(s.prompt, s.variant): s.times for s in n.said},
        {(prompt, variant): times for prompt, variant, times in said},
    )
    return figures | dict(_durations(db, n, here))


def _durations(db: Database, n: Numbers, here: str) -> Iterator[tuple[str, tuple[object, object]]]:
    for phase, spread in (("talking", n.talk), ("on_hold", n.hold), ("wrap_up", n.wrap_up)):
        seconds = f"CAST(round(1000 * coalesce(sum({_seconds('spans.started', 'spans.ended')}), 0))"
        rows = db.execute(
            f"SELECT {seconds} AS INTEGER) FROM calls LEFT JOIN spans ON spans.call = calls.id "
            f"AND spans.phase = '{phase}' WHERE {here} GROUP BY calls.id ORDER BY 1"
        ).fetchall()
        values = [value for (value,) in rows]
        for name, told, at in (
            ("median", spread.median, -(-len(values) // 2) - 1),
            ("9 of 10", spread.nine_of_ten, -(-9 * len(values) // 10) - 1),
        ):
            plain = timedelta(milliseconds=values[at]) if values else None
            yield f"{phase} {name}", (told, plain)


def _called_again(db: Database, first: int, past: int) -> object:
    week = timedelta(days=7) // timedelta(microseconds=1)
    return db.execute(
        "SELECT count(*) FROM calls AS c WHERE c.id >= ? AND c.id < ? AND EXISTS ("
        "SELECT 1 FROM calls AS later WHERE later.caller_digits = c.caller_digits "
        "AND later.id > c.id AND later.id <= c.id + ?)",
        [first, past, week],
    ).fetchone()[0]


if __name__ == "__main__":
    sys.exit(main())
