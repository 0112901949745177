"""What a click on an answer records, for every question of the shipped pack."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from frontline.domain.answers import AnswerValue
from frontline.screening.answering import check_value
from frontline.services.installation import find_installation
from frontline.ui.theme import Theme, ThemeName
from frontline.ui.widgets.answer_buttons import Answer, AnswerButtons, answer_codes
from frontline.ui.widgets.answer_card import CardText
from tests.support.packs import core


def test_every_answer_that_is_shown_can_be_given(qapp: QApplication) -> None:
    theme = Theme(find_installation().resources, ThemeName.LIGHT, 100)
    for question in core().questions:
        given: list[AnswerValue] = []
        answers = [Answer(code, CardText(code)) for code in answer_codes(question)]
        buttons = AnswerButtons(theme, question, answers, given.append, columns=(2, 3))
        for card in buttons.cards.values():
            card.click()
        assert len(given) == len(answers)
        for value in given:
            check_value(question, value)
