"""What every page that leads back to the board begins with."""

from __future__ import annotations

from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.widgets.answer_card import AnswerBox, CardText
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.page import Page


def tick_box(around: Surroundings, text: str, name: str) -> AnswerBox:
    """As large as an answer, for a thumb; `name` finds it in tests."""
    box = AnswerBox(around.theme, CardText(text))
    box.setObjectName(name)
    box.setProperty("role", name)
    return box


def group_page(
    viewmodel: GroupViewModel, around: Surroundings, title: str, *, width: float = 66
) -> Page:
    page = Page(around.theme, title, width=width)
    back = button(around.language.gettext("Back"), viewmodel.show_board, name="back")
    page.add_footer(back, left=True)
    return page
