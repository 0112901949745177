"""The buttons below a question: one line, and below the answers what has no room in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from frontline.ui.widgets.question_footer import QuestionFooter
from tests.support.gui import Gui, settle, surroundings
from tests.support.gui_checks import focus_first, tab_order
from tests.support.gui_interview import Interview, pane_of


@pytest.fixture
def gui(qapp: QApplication) -> Iterator[Gui]:
    made = Gui(surroundings())
    yield made
    made.close()


def tab_roles(page: Interview) -> list[str]:
    focus_first(pane_of(page))
    return [str(each.property("role") or each.objectName()) for each in tab_order()]


SIDE = ["hand-over", "note", "show-sections", "stop"]


@pytest.mark.parametrize(("scale", "after"), [(150, ["back", *SIDE]), (200, [*SIDE, "back"])])
def test_the_tab_key_goes_from_the_answers_through_the_buttons_as_they_are_read(
    qapp: QApplication, scale: int, after: list[str]
) -> None:
    gui = Gui(surroundings(scale=scale))
    page = Interview(gui)
    assert stands_aside(page) is (scale == 200)
    order = tab_roles(page)
    first = order.index("person-screen") + 1
    assert order[first].startswith("papers_with=")
    assert order[first + 1 : first + 7] == [*after, "continue"]
    gui.close()


def stands_aside(page: Interview) -> bool:
    """Whether the seldom needed ones are below the answers."""
    footer, note = page.view.findChild(QuestionFooter), page.button("note")
    assert footer is not None
    assert footer.is_folded is pane_of(page).area.isAncestorOf(note)
    assert footer.is_folded is not footer.isAncestorOf(note)
    return footer.is_folded


def test_buttons_that_stood_aside_come_back_with_the_room_and_keep_the_focus(gui: Gui) -> None:
    page = Interview(gui)
    note = page.button("note")
    assert not stands_aside(page)
    gui.window.resize(800, 600)
    settle()
    assert stands_aside(page)
    note.setFocus()
    gui.window.resize(1366, 768)
    settle()
    assert not stands_aside(page)
    assert note.hasFocus()
