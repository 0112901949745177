"""Help is offered before anything is asked about other people, whatever way leads there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QPushButton

from frontline.app.case_pages import CasePages, CaseWays
from frontline.app.files import FileDialogs
from frontline.app.stage import Stage
from frontline.app.workplace import Workplace
from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import QuestionId
from frontline.services.screenings import ScreeningService
from frontline.ui.views.plan import PlanView
from frontline.ui.views.screening import ScreeningView
from tests.support.gui import CONCERNING, IN_PRIVATE, Gui, settle
from tests.support.gui_pages import sending

ABOUT_OTHERS, BEFORE = QuestionId("first_contact"), QuestionId("debt")


@dataclass
class Place:
    """What the pages of a case need of a signed-in post."""

    gui: Gui

    def __post_init__(self) -> None:
        self.desk, self.documents = self.gui.desk, self.gui.documents
        self.vault_runner = self.gui.runner
        self.directories = self.gui.documents.directories()


class Asked:
    """A case on the screen, standing at an ordinary question."""

    def __init__(self, gui: Gui, answers: dict[str, AnswerValue]) -> None:
        self.gui = gui
        stage = Stage(gui.window, gui.around, sending(gui))
        table = gui.table(answers)
        ScreeningService(gui.desk).move_to(table, BEFORE)
        place = cast("Workplace", Place(gui))
        ways = CaseWays(gui.tell("home"), lambda _table: None, gui.tell("lock"))
        self.case = CasePages(stage, place, table, cast("FileDialogs", None), ways)
        gui.window.show()
        self.case.show_screening()
        settle()

    def ask(self, question: QuestionId) -> type:
        self.case._screening.go_to(question)
        settle()
        return type(self.gui.window.page)


def test_the_plan_opens_before_the_first_question_about_others(gui: Gui) -> None:
    asked = Asked(gui, CONCERNING)
    assert asked.ask(ABOUT_OTHERS) is PlanView
    page = gui.window.page
    assert page is not None
    back = next(b for b in page.findChildren(QPushButton) if b.property("role") == "back")
    back.click()
    settle()
    assert type(gui.window.page) is ScreeningView
    assert asked.case._screening.state.interview.position == ABOUT_OTHERS


def test_it_opens_once(gui: Gui) -> None:
    asked = Asked(gui, CONCERNING)
    asked.ask(ABOUT_OTHERS)
    asked.case.show_screening()
    asked.ask(BEFORE)
    assert asked.ask(ABOUT_OTHERS) is ScreeningView


def test_it_stays_closed_where_help_was_offered_already(gui: Gui) -> None:
    asked = Asked(gui, {**CONCERNING, "help_wanted": ("bed",)})
    assert asked.ask(ABOUT_OTHERS) is ScreeningView


def test_it_stays_closed_where_nothing_points_to_trafficking(gui: Gui) -> None:
    asked = Asked(gui, IN_PRIVATE)
    assert asked.ask(ABOUT_OTHERS) is ScreeningView


def test_a_question_about_help_that_was_passed_over_is_no_offer(gui: Gui) -> None:
    asked = Asked(gui, {**CONCERNING, "help_wanted": "not_asked"})
    assert asked.ask(ABOUT_OTHERS) is PlanView
