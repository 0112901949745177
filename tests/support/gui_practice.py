"""The pages of the practice that are its own, in their frame."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.domain.answers import AnswerValue
from frontline.domain.findings import Band
from frontline.domain.identifiers import QuestionId
from frontline.training.first_day import FIRST_DAY
from frontline.training.practice import feedback
from frontline.ui.practice_words import conditions_hint
from frontline.ui.views.practice import (
    PracticeFrame,
    PracticeWays,
    feedback_page,
    intro_page,
)
from tests.support.gui import Gui

# Against what is told: a number, one of several codes, and another answer.
WRONG: dict[QuestionId, AnswerValue] = {
    QuestionId("age_years"): 17,
    QuestionId("debt"): ("work_off",),
    QuestionId("unwanted_ahead"): (),
    QuestionId("papers_with"): "self",
}


def practice_intro(gui: Gui) -> QWidget:
    return framed(gui, intro_page(gui.around, gui.tell("begin")))


def practice_feedback(gui: Gui) -> QWidget:
    told = {fact.question: fact.answer for fact in FIRST_DAY.facts}
    found = feedback(FIRST_DAY, {**told, **WRONG}, Band.POSSIBLE)
    ways = (gui.tell("again"), gui.tell("leave"))
    return framed(gui, feedback_page(gui.around, gui.definition, found, *ways))


def framed(gui: Gui, page: QWidget) -> PracticeFrame:
    ways = PracticeWays(gui.tell("leave"), gui.tell("feedback"))
    made = PracticeFrame(gui.around, page, ways)
    made.show_hint(conditions_hint(gui.around.language))
    return made


PRACTICE_PAGES: dict[str, Callable[[Gui], QWidget]] = {
    "practice, beginning": practice_intro,
    "practice, how it went": practice_feedback,
}
