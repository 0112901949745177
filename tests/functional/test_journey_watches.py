"""What the program does by itself: lock when nobody is there, and send when the line is back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from frontline.app.connection import FIRST_WAIT_MS, LONGEST_WAIT_MS, ConnectionWatch
from frontline.app.idle import IdleWatch
from frontline.errors import FrontlineError, HubUnreachableError
from frontline.ui.tasks import TaskRunner
from tests.support.clock import SettableClock


@dataclass
class Page:
    """A field that somebody types in, watched; `locks` counts."""

    field: QLineEdit
    clock: SettableClock
    watch: IdleWatch
    locks: list[str]


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    clock, locks, line = SettableClock(), list[str](), QLineEdit()
    qtbot.addWidget(line)
    line.show()
    watch = IdleWatch(3, lambda: locks.append("lock"), clock)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    yield Page(line, clock, watch, locks)
    application.removeEventFilter(watch)
    watch.stop()


def test_every_touch_begins_the_wait_anew(page: Page) -> None:
    for _ in range(5):
        page.clock.advance(timedelta(minutes=2))
        QTest.keyClicks(page.field, "a")
    page.watch._look()
    assert (page.field.text(), page.locks) == ("aaaaa", [])
    page.clock.advance(timedelta(minutes=3))
    page.watch._look()
    page.watch._look()
    assert page.locks == ["lock"]


def test_the_first_touch_after_the_machine_slept_locks_and_reaches_nothing(
    page: Page, qtbot: QtBot
) -> None:
    page.clock.advance(timedelta(hours=8))
    QTest.keyClicks(page.field, "names")
    assert page.field.text() == ""
    qtbot.waitUntil(lambda: page.locks == ["lock"])


def test_a_clock_that_was_set_back_does_not_keep_the_records_open(page: Page) -> None:
    page.clock.advance(timedelta(days=-1))
    page.watch._look()
    page.clock.advance(timedelta(minutes=3))
    page.watch._look()
    assert page.locks == ["lock"]


@dataclass
class Line:
    """A hub that answers or not, and what the watch made of it."""

    is_up: bool = False
    looks: int = 0
    found: list[bool] = field(default_factory=list)

    def probe(self) -> None:
        self.looks += 1
        if not self.is_up:
            raise HubUnreachableError


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    with ThreadPoolExecutor(1) as executor:
        yield TaskRunner(executor)


def waits_after(watch: ConnectionWatch, line: Line, qtbot: QtBot) -> int:
    """Look once; how long the watch will wait before it looks again."""
    before = len(line.found)
    watch.look()
    qtbot.waitUntil(lambda: len(line.found) > before)
    return watch._timer.interval()


def test_a_dead_line_is_asked_ever_more_rarely(runner: TaskRunner, qtbot: QtBot) -> None:
    line = Line()
    watch = ConnectionWatch(line.probe, runner, line.found.append)
    waits = [waits_after(watch, line, qtbot) for _ in range(10)]
    watch.stop()
    assert waits[:4] == [FIRST_WAIT_MS * 2**n for n in range(4)]
    assert waits[-1] == LONGEST_WAIT_MS
    assert line.found == [False] * 10


def test_something_new_to_send_makes_the_watch_ask_soon_again(
    runner: TaskRunner, qtbot: QtBot
) -> None:
    line = Line()
    watch = ConnectionWatch(line.probe, runner, line.found.append)
    for _ in range(10):
        waits_after(watch, line, qtbot)
    watch.look_anew()
    qtbot.waitUntil(lambda: len(line.found) > 10)
    assert watch._timer.interval() == FIRST_WAIT_MS
    line.is_up = True
    assert waits_after(watch, line, qtbot) == LONGEST_WAIT_MS
    watch.stop()
    assert line.found[-1] is True


def test_a_watch_that_was_stopped_tells_nothing_any_more(runner: TaskRunner, qtbot: QtBot) -> None:
    line = Line(is_up=True)
    watch = ConnectionWatch(line.probe, runner, line.found.append)
    watch.look()
    watch.stop()
    watch.look()
    qtbot.waitUntil(lambda: line.looks == 1)
    QTest.qWait(20)
    assert line.found == []


def test_a_runner_that_was_stopped_does_what_was_begun_and_tells_nobody(qtbot: QtBot) -> None:
    told, done, may_end = list[str](), list[str](), Event()

    def work() -> None:
        may_end.wait(5)
        done.append("begun before")

    with ThreadPoolExecutor(1) as executor:
        runner = TaskRunner(executor)
        runner.submit(work, done=lambda _none: told.append("done"), failed=_unexpected)
        runner.stop()
        may_end.set()
    runner.submit(work, done=lambda _none: told.append("done"), failed=_unexpected)
    QTest.qWait(20)
    assert (done, told) == (["begun before"], [])


def _unexpected(error: FrontlineError) -> None:
    raise error
