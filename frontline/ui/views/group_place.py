"""What is seen at a place where people work: one answer for each thing, stored at once."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from frontline.domain.answers import Observation
from frontline.domain.groups import PlaceItem
from frontline.ui.group_words import code_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.views.group_frame import group_page
from frontline.ui.widgets.answer_card import AnswerCard, CardText
from frontline.ui.widgets.card_group import CardGroup
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.texts import label

_ACROSS = 3


def place_page(viewmodel: GroupViewModel, around: Surroundings) -> Page:
    gettext = around.language.gettext
    page = group_page(viewmodel, around, gettext("What you see at the place"), width=84)
    page.add(
        label(gettext("What is seen here is assumed of nobody: ask each worker alone."), "note")
    )
    for item in PlaceItem:
        page.add(_item(item, viewmodel, around))
    return page


def _item(item: PlaceItem, viewmodel: GroupViewModel, around: Surroundings) -> QWidget:
    title = label(code_text(around.language, item), "strong")
    holder = CardGroup(around.theme.px(0.35), (1, _ACROSS))
    group = QButtonGroup(holder)
    for seen in Observation:
        made = _answer(item, seen, viewmodel, around)
        group.addButton(made)
        holder.put(made)
    return card(around.theme, title, holder)


def _answer(
    item: PlaceItem, seen: Observation, viewmodel: GroupViewModel, around: Surroundings
) -> AnswerCard:
    board, language = viewmodel.state.board, around.language
    text = code_text(language, seen)
    made = AnswerCard(around.theme, CardText(text))
    made.setProperty("role", f"{item.value}={seen.value}")
    made.setAccessibleName(f"{code_text(language, item)}: {text}")
    made.setEnabled(viewmodel.state.may_work)
    made.setChecked(board is not None and board.place.get(item) is seen)
    made.clicked.connect(lambda: viewmodel.check_place(item, seen))
    return made
