"""Rows that follow the room: nothing is squeezed, and buttons take as few lines as they can."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import ChoiceList, choice_list
from frontline.ui.widgets.layouts import Flow
from frontline.ui.widgets.page import Page, beside
from frontline.ui.widgets.texts import label
from tests.support.gui import Gui, settle, surroundings
from tests.support.gui_checks import cut_texts

LONG = "Is the person expected to do something that they do not want to do, now or later?"
HIGH = 400


@pytest.fixture
def gui(qapp: QApplication) -> Iterator[Gui]:
    made = Gui(surroundings())
    yield made
    made.close()


def nothing() -> None:
    """Where a button leads that nobody presses."""


def shown(gui: Gui, widget: QWidget, width: int) -> QWidget:
    """`widget` alone on a page, so wide."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.addWidget(widget)
    layout.addStretch(1)
    widget.setFixedWidth(width)
    gui.window.show_page(holder, None)
    gui.window.show()
    settle()
    return widget


def placed(widget: QWidget, inside: QWidget) -> QRect:
    return QRect(widget.mapTo(inside, QPoint(0, 0)), widget.size())


def a_row(gui: Gui, width: int) -> tuple[QRect, QRect]:
    """Where texts and button of a row are."""
    made, text = button("Save the reason", nothing), label("There is a talk, or there will be one")
    whole = shown(gui, beside(gui.around.theme, made, text), width)
    assert cut_texts(whole) == []
    return placed(text, whole), placed(made, whole)


def test_a_button_stands_beside_its_texts_where_both_have_room(gui: Gui) -> None:
    text, made = a_row(gui, 700)
    assert made.left() > text.right()
    assert made.right() == 699
    assert abs(made.center().y() - text.center().y()) <= 1


def test_without_the_room_it_stands_below_them_and_neither_is_squeezed(gui: Gui) -> None:
    text, made = a_row(gui, 300)
    assert made.top() > text.bottom()
    assert made.left() == text.left() == 0


def lines_of(gui: Gui, width: int) -> list[list[str]]:
    """The words of a row of buttons, of which the last two are ways on, line by line."""
    holder = QWidget()
    flow = Flow(8)
    holder.setLayout(flow)
    for at, words in enumerate(("Back", "Details", "Colleagues", "Return", "Approve")):
        flow.add(button(words, nothing), to_right=at > 2)
    shown(gui, holder, width)
    found = holder.findChildren(QPushButton)
    tops = sorted({each.geometry().top() for each in found})
    return [[each.text() for each in found if each.geometry().top() == top] for top in tops]


def test_buttons_take_as_few_lines_as_they_can_in_the_order_of_reading(gui: Gui) -> None:
    assert lines_of(gui, 700) == [["Back", "Details", "Colleagues", "Return", "Approve"]]
    assert lines_of(gui, 420) == [["Back", "Details", "Colleagues", "Return"], ["Approve"]]
    assert [*chain(*lines_of(gui, 260))] == ["Back", "Details", "Colleagues", "Return", "Approve"]


@pytest.mark.parametrize(("width", "is_higher"), [(900, False), (320, True)])
def test_what_is_chosen_is_read_whole_however_long_it_is(
    gui: Gui, width: int, is_higher: bool
) -> None:
    choice = choice_list("which", [("one", LONG), ("two", "No")])
    shown(gui, choice, width)
    assert cut_texts(gui.window) == []
    one_line = QPushButton("No").sizeHint().height()
    assert (choice.height() > 1.2 * one_line) is is_higher
    choice.setCurrentIndex(1)
    settle()
    assert choice.height() <= 1.2 * one_line


def test_a_choice_that_is_cut_is_found(gui: Gui) -> None:
    choice = choice_list("which", [("one", LONG)])
    assert isinstance(choice, ChoiceList)
    shown(gui, choice, 320)
    assert cut_texts(gui.window) == []
    choice.setFixedHeight(60)
    settle()
    assert len(cut_texts(gui.window)) == 1


def test_the_tab_key_scrolls_to_what_it_reaches_from_outside(gui: Gui) -> None:
    page = Page(gui.around.theme, "Long")
    first = page.add(button("First", nothing))
    for _ in range(HIGH // 10):
        page.add(QLabel("line"))
    outside = page.add_footer(button("On", nothing))
    gui.window.show_page(page, None)
    gui.window.show()
    settle()
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    settle()
    assert first.visibleRegion().isEmpty()
    outside.setFocus()
    QTest.keyClick(outside, Qt.Key.Key_Tab)
    settle()
    assert first.hasFocus()
    assert first.visibleRegion().boundingRect() == first.rect()
