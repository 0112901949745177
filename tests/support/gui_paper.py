"""Pages around an interview and its papers, in the states that look different."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.domain.identifiers import QuestionId
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.viewmodels.answers import AnswersViewModel
from frontline.ui.views.answers import AnswersActions, AnswersView
from frontline.ui.views.change_answer import ChangeAnswerView
from tests.support.gui import CONCERNING, PAPERS, Gui, settle


def answers_of(gui: Gui, table: OpenScreening) -> AnswersView:
    def change(question: QuestionId) -> None:
        gui.told.append(f"change {question}")

    actions = AnswersActions(change=change, go_back=gui.tell("back"), finish=gui.tell("finding"))
    model = AnswersViewModel(gui.desk, gui.runner, table)
    view = AnswersView(model, gui.around, actions)
    model.load()
    settle()
    return view


def answers(gui: Gui) -> AnswersView:
    """One of them was corrected."""
    table = gui.table(CONCERNING)
    ScreeningService(gui.desk).answer(table, PAPERS, "self")
    return answers_of(gui, table)


def change_answer(gui: Gui) -> ChangeAnswerView:
    model = gui.screening(gui.table(CONCERNING))
    return ChangeAnswerView(model, gui.around, PAPERS, gui.tell("list"))


PAPER_PAGES: dict[str, Callable[[Gui], QWidget]] = {
    "answers": answers,
    "one answer": change_answer,
}
