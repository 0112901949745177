"""What Qt has made ends on the window's thread, whoever was the last to know it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Event, get_ident
from typing import ParamSpec, TypeVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frontline.app.garbage import GarbageRounds
from frontline.errors import DiskFullError
from frontline.ui.tasks import TaskRunner

ENOUGH_TO_LOOK = 4_000
PATIENCE = 5_000
P = ParamSpec("P")
T = TypeVar("T")


class Page(QObject):
    """As a view-model: what it is made of knows it in turn."""

    def __init__(self, ended_on: list[int]) -> None:
        super().__init__()
        self.self_known: Page | None = self
        weakref.finalize(self, lambda: ended_on.append(get_ident()))

    def turned(self, *_outcome: object) -> None:
        """What a page is told by the vault."""


class Lingering(Executor):
    """Holds what it was asked for until it is let go, as a thread does that is not scheduled."""

    def __init__(self) -> None:
        self.may_go = Event()
        self._pool = ThreadPoolExecutor(1)

    def submit(self, work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> Future[T]:
        def carry_out() -> T:
            try:
                return work(*given, **named)
            finally:
                self.may_go.wait(PATIENCE / 1000)

        return self._pool.submit(carry_out)

    def shut_down(self) -> None:
        self._pool.shutdown()


@pytest.fixture
def lingering() -> Iterator[Lingering]:
    made = Lingering()
    yield made
    made.may_go.set()
    made.shut_down()


@contextmanager
def rounds() -> Iterator[None]:
    going = GarbageRounds()
    going.start()
    try:
        yield
    finally:
        going.stop()


def busy() -> None:
    """Makes enough for Python to look for garbage, if it looks by itself."""
    kept = [[number] for number in range(ENOUGH_TO_LOOK)]
    kept.clear()


def leave_a_page_and_work_elsewhere(ended_on: list[int]) -> None:
    Page(ended_on)
    with ThreadPoolExecutor(1) as vault:
        for _ in range(50):
            vault.submit(busy).result()


def test_a_page_ends_on_the_windows_thread(qtbot: QtBot) -> None:
    ended_on = list[int]()
    with rounds():
        leave_a_page_and_work_elsewhere(ended_on)
        assert not ended_on
        kept = [Page([]) for _ in range(1_000)]
        qtbot.waitUntil(lambda: bool(ended_on), timeout=PATIENCE)
    assert kept
    assert ended_on == [get_ident()]


def test_without_the_rounds_it_ends_on_the_vaults_thread(qapp: QApplication) -> None:
    ended_on = list[int]()
    gc.collect()
    leave_a_page_and_work_elsewhere(ended_on)
    assert ended_on != [get_ident()]
    assert len(ended_on) == 1


def test_who_looked_for_garbage_before_looks_for_it_after(qapp: QApplication) -> None:
    with rounds():
        assert not gc.isenabled()
        with rounds():
            """A second desktop, as in a test, ends before the first."""
        assert not gc.isenabled()
    assert gc.isenabled()


def told_of(ended_on: list[int]) -> Callable[[object], None]:
    """The slot of a page that nobody else knows."""
    page = Page(ended_on)
    page.self_known = None
    return partial(Page.turned, page)


def full_disk() -> None:
    raise DiskFullError


@pytest.mark.parametrize("work", [busy, full_disk])
@pytest.mark.parametrize("is_stopped", [False, True])
def test_who_was_told_is_let_go_of_on_the_windows_thread(
    qtbot: QtBot, lingering: Lingering, work: Callable[[], object], is_stopped: bool
) -> None:
    ended_on = list[int]()
    runner = TaskRunner(lingering)
    runner.submit(work, done=(told := told_of(ended_on)), failed=told)
    del told
    if is_stopped:
        runner.stop()
    qtbot.waitUntil(lambda: bool(ended_on), timeout=PATIENCE)
    assert ended_on == [get_ident()]


def test_a_thread_that_knows_whom_to_tell_ends_it(qapp: QApplication, lingering: Lingering) -> None:
    ended_on = list[int]()
    lingering.submit(told_of(ended_on), None)
    lingering.may_go.set()
    lingering.shut_down()
    assert len(ended_on) == 1
    assert ended_on != [get_ident()]


def test_a_bug_in_the_work_is_raised_on_the_windows_thread(
    qtbot: QtBot, lingering: Lingering
) -> None:
    told = list[object]()

    def bug() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        TaskRunner(lingering).submit(bug, done=told.append, failed=told.append)
        qtbot.waitUntil(lambda: bool(caught), timeout=PATIENCE)
    assert caught[0][0] is ZeroDivisionError
    assert not told
