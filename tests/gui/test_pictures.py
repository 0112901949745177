"""Pictures for children: one for every answer a child is shown, and each can be drawn."""

from __future__ import annotations

from PySide6.QtGui import QColor

from frontline.rules.definitions import Mode
from frontline.ui.pack_words import PackWords
from frontline.ui.self_completion import OFFICERS_SECTIONS
from frontline.ui.widgets.answer_buttons import answer_codes
from frontline.ui.widgets.icons import pixmap
from frontline.ui.widgets.pictures import FOLDER, picture_of
from tests.support.gui import Gui


def child_answers(gui: Gui) -> list[tuple[str, str]]:
    """Every answer of the children's own questions that is said, in the children's interview."""
    pack = gui.definition
    words = PackWords(pack, "en", "en")
    return [
        (question.id, code)
        for instrument in pack.instruments.values()
        if instrument.mode is Mode.PICTURE_CARDS
        for section in instrument.sections
        if section.id not in OFFICERS_SECTIONS
        for item in section.items
        for question in [pack.questions[item.question]]
        if words.is_said(question.id)
        for code in answer_codes(question)
        if words.said_answer(question, code) is not None
    ]


def test_every_answer_of_the_childrens_cards_has_a_picture(gui: Gui) -> None:
    found = child_answers(gui)
    assert len(found) > 30
    assert [each for each in found if not picture_of(gui.around.theme, *each)] == []


def test_every_picture_can_be_drawn_in_any_colour(gui: Gui) -> None:
    theme = gui.around.theme
    names = [path.stem for path in (theme.resources / FOLDER).glob("*.svg")]
    assert len(names) > 30
    for name in names:
        picture = pixmap(theme, name, "#8a1f11", 4, folder=FOLDER).toImage()
        inks = {
            QColor(picture.pixelColor(x, y)).name()
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() == 255
        }
        assert inks
        assert all(QColor(ink).red() > 130 and QColor(ink).green() < 40 for ink in inks)


def test_an_answer_without_a_picture_has_none(gui: Gui) -> None:
    assert picture_of(gui.around.theme, "papers_with", "employer_or_host") == ""
