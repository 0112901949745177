"""A vault that takes its time: the window goes on, and what was given fast is all there after."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, get_ident
from types import NoneType

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.domain.officials import AccessRole
from frontline.errors import DiskFullError, FrontlineError, InstrumentNotFoundError
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.case import CaseViewModel
from frontline.ui.viewmodels.home import HomeViewModel
from frontline.ui.viewmodels.screening import ScreeningViewModel
from frontline.ui.views.checklist import ChecklistView
from frontline.ui.views.screening import ScreeningView
from frontline.ui.widgets.answer_buttons import AnswerButtons
from tests.support.desks import a_session
from tests.support.gui import (
    CONCERNING,
    DEBT,
    IN_PRIVATE,
    PAPERS,
    RAPID,
    Gui,
    Held,
    screening_ways,
    settle,
    surroundings,
)
from tests.support.rights import give_rights
from tests.support.vault_posts import SITE

PATIENCE = 5


@pytest.fixture
def held(gui: Gui) -> Held:
    """From now on the vault of `gui` does nothing before it is let go."""
    slow = Held()
    gui.runner = TaskRunner(slow)
    return slow


def at_papers(gui: Gui) -> ScreeningViewModel:
    return gui.screening(gui.table(IN_PRIVATE), PAPERS)


def test_a_busy_vault_never_holds_up_the_window(gui: Gui, qtbot: QtBot) -> None:
    gate, threads = Event(), list[int]()
    with ThreadPoolExecutor(1) as vault:
        gui.runner = TaskRunner(vault)
        model = at_papers(gui)
        gui.show(ScreeningView(model, gui.around, screening_ways(gui)))
        vault.submit(gate.wait, PATIENCE)
        model.state_changed.connect(lambda _state: threads.append(get_ident()))
        clock = QElapsedTimer()
        clock.start()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_3)
        gui.window.grab()
        settle()
        assert clock.elapsed() < PATIENCE * 1000 / 2
        assert model.state.is_saving
        assert gui.recorded(model.table)[-1][0] != PAPERS
        gate.set()
        qtbot.waitUntil(lambda: not model.state.is_saving, timeout=PATIENCE * 1000)
    assert gui.recorded(model.table)[-1] == (PAPERS, "other_person")
    # Work was done elsewhere; whatever the window heard of it, it heard on its own thread.
    assert set(threads) == {get_ident()}


def test_marks_given_faster_than_they_are_stored_are_all_kept(gui: Gui, held: Held) -> None:
    model = gui.screening(gui.table(IN_PRIVATE), DEBT)
    view = ScreeningView(model, gui.around, screening_ways(gui))
    gui.show(view)
    group = view.findChildren(AnswerButtons)[0]
    codes = gui.definition.questions[DEBT].answers[:3]
    group.cards[codes[0]].click()
    group.cards[codes[1]].click()
    held.let_go(1)
    group.cards[codes[2]].click()
    held.let_go()
    assert gui.recorded(model.table)[-1] == (DEBT, tuple(codes))
    assert [code for code in codes if group.cards[code].isChecked()] == list(codes)


def test_a_step_is_taken_from_where_the_last_answer_leads(gui: Gui, held: Held) -> None:
    """An answer that opens a question, and Enter before it is stored: the question is put."""
    table = gui.table({**IN_PRIVATE, "papers_with": "self", "debt": "unknown"})
    model = gui.screening(table, QuestionId("private_now"))
    model.choose(QuestionId("private_now"), "no")
    model.go_to(QuestionId("promises_broken"))
    held.let_go()
    hidden = model.state.interview
    assert all(PAPERS not in section.visible for section in hidden.sections)
    model.go_to(QuestionId("private_now"))
    held.let_go()
    model.choose(QuestionId("private_now"), "yes")
    model.go_to_section("control")
    held.let_go()
    assert model.state.interview.position == PAPERS


def test_a_second_step_before_the_first_is_seen_passes_over_nothing(gui: Gui, held: Held) -> None:
    model = at_papers(gui)
    model.go_on()
    model.go_on()
    held.let_go()
    assert model.state.interview.position == DEBT
    assert not model.state.is_moving


def test_a_number_pressed_while_the_next_question_is_coming_answers_neither(
    gui: Gui, held: Held
) -> None:
    model = at_papers(gui)
    gui.show(ScreeningView(model, gui.around, screening_ways(gui)))
    before = gui.recorded(model.table)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_2):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
    held.let_go()
    assert model.state.interview.position == DEBT
    assert gui.recorded(model.table) == before


def test_the_rest_not_seen_leaves_what_was_just_marked(gui: Gui, held: Held) -> None:
    table = gui.table(instrument=RAPID)
    model = gui.screening(table)
    seen = QuestionId("obs_spoken_for")
    model.choose(seen, "seen")
    model.mark_rest_not_seen("seen")
    held.let_go()
    stored = dict(gui.recorded(table))
    assert stored[seen] == "seen"
    assert stored["obs_watched"] == "not_seen"


def test_the_same_answer_again_is_not_written_again(gui: Gui) -> None:
    model = at_papers(gui)
    for _ in range(2):
        model.choose(PAPERS, "self")
        settle()
    assert gui.recorded(model.table).count((PAPERS, "self")) == 1


def test_a_refused_answer_is_told_and_the_next_one_clears_it(gui: Gui, held: Held) -> None:
    model = at_papers(gui)
    errors: list[FrontlineError | None] = []
    model.state_changed.connect(lambda state: errors.append(state.error))
    model._do(refuse)
    held.let_go()
    model.choose(PAPERS, "self")
    held.let_go()
    assert [type(error) for error in errors] == [NoneType, DiskFullError, NoneType, NoneType]
    assert not model.state.is_saving


def refuse() -> None:
    raise DiskFullError


def test_two_clicks_open_one_case(gui: Gui, held: Held) -> None:
    home = HomeViewModel(gui.desk, gui.runner)
    opened: list[object] = []
    home.opened.connect(opened.append)
    for _ in range(3):
        home.start(RAPID, SITE.id, "es")
    held.let_go()
    assert len(opened) == 1
    assert len(gui.vault.cases.cases) == 1
    home.start(RAPID, SITE.id, "es")
    held.let_go()
    assert len(gui.vault.cases.cases) == 2


def test_a_start_that_was_refused_can_be_tried_again(gui: Gui, held: Held) -> None:
    home = HomeViewModel(gui.desk, gui.runner)
    errors: list[type] = []
    home.state_changed.connect(lambda state: errors.append(type(state.error)))
    for instrument in (InstrumentId("no_such"), RAPID):
        home.start(instrument, SITE.id, "es")
        held.let_go()
    assert errors == [NoneType, InstrumentNotFoundError, NoneType, NoneType]
    assert len(gui.vault.cases.cases) == 1


def a_case(gui: Gui) -> CaseViewModel:
    return gui.case(gui.table(CONCERNING))


def test_two_clicks_queue_one_referral(gui: Gui, held: Held) -> None:
    case = a_case(gui)
    case.make_referral()
    case.make_referral()
    held.let_go()
    assert case.state.is_queued
    assert len(gui.vault.referrals.referrals()) == 1


def test_a_close_that_was_refused_can_be_tried_again(gui: Gui, held: Held) -> None:
    table, closed = gui.table(CONCERNING), list[bool]()
    give_rights(gui.desk, table)
    case = gui.case(table)
    case.closed.connect(lambda: closed.append(True))
    store = gui.vault.cases
    store.close_screening = lambda *_all: refuse()  # type: ignore[method-assign]
    case.close()
    held.let_go()
    assert (type(case.state.error), closed) == (DiskFullError, [])
    del store.close_screening
    case.close()
    case.close()
    held.let_go()
    assert closed == [True]


def test_marks_on_the_checklist_wait_for_the_disk_and_show_what_it_has(
    gui: Gui, held: Held
) -> None:
    table = gui.table(instrument=RAPID)
    model = gui.screening(table)
    view = ChecklistView(model, gui.around, gui.tell("finding"))
    gui.show(view)
    cards = {
        str(card.property("role")): card
        for buttons in view.findChildren(AnswerButtons)
        for card in buttons.cards.values()
    }
    cards["obs_watched=seen"].click()
    cards["obs_spoken_for=seen"].click()
    held.let_go(1)
    assert cards["obs_spoken_for=seen"].isChecked()
    held.let_go()
    assert dict(gui.recorded(table)) == {"obs_watched": "seen", "obs_spoken_for": "seen"}


def test_a_supervisor_is_offered_no_screening(qapp: QApplication) -> None:
    gui = Gui(surroundings(), a_session(AccessRole.SUPERVISOR))
    home = HomeViewModel(gui.desk, gui.runner)
    home.load()
    settle()
    assert home.state.content is not None
    assert not home.state.content.may_screen
    gui.close()
