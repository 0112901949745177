"""What every page keeps to, in all its states, for hands, for keys and for screen readers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from frontline.ui.theme import PALETTES, ThemeName
from tests.gui.conftest import OpenPage
from tests.support.gui import Gui, settle, surroundings
from tests.support.gui_checks import (
    backward_steps,
    inputs,
    ring_share,
    tab_order,
    too_small,
    unnamed,
)
from tests.support.gui_pages import PAGES, gui_for

# Between them they have every kind of input.
KINDS = (
    "sign in",
    "set-up, recovery",
    "question, one answer",
    "question, several answers",
    "person's details",
)
MOST_OF_IT = 0.8


@pytest.fixture(scope="module", params=PAGES)
def shown(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Gui]:
    """Each page in turn, built once for all it has to keep to."""
    gui = gui_for(request.param, surroundings())
    gui.show(PAGES[request.param](gui))
    yield gui
    gui.close()


def test_a_page_opens_with_the_focus_in_it(shown: Gui) -> None:
    focus, page = QApplication.focusWidget(), shown.window.page
    assert focus is not None
    assert page is not None
    assert page.isAncestorOf(focus)
    assert focus in inputs(page)


def test_whatever_can_be_used_has_a_name_and_the_size_of_a_finger(shown: Gui) -> None:
    assert inputs(shown.window)
    assert unnamed(shown.window) == []
    assert too_small(shown.window, 100) == []


def test_the_tab_key_reaches_everything_in_the_order_of_reading(shown: Gui) -> None:
    order = tab_order()
    # One stop for a group of answers of which one is given; arrows move inside it.
    missed = {each for each in inputs(shown.window) if each.isEnabled()} - set(order)
    assert [each for each in missed if not isinstance(each, QRadioButton)] == []
    assert backward_steps(order) == []


@pytest.mark.parametrize(
    ("name", "theme"),
    [(name, ThemeName.LIGHT) for name in KINDS]
    + [("person's details", theme) for theme in (ThemeName.DARK, ThemeName.SUNLIGHT)],
)
def test_the_focus_is_seen_wherever_it_is(open_page: OpenPage, name: str, theme: ThemeName) -> None:
    gui = open_page(name, surroundings(theme=theme))
    ring, seen = QColor(PALETTES[theme].ring), list[float]()
    order = tab_order(lambda widget: seen.append(ring_share(gui.window, widget, ring)))
    assert min(seen) > MOST_OF_IT
    gui.window.setFocus()
    assert max(ring_share(gui.window, widget, ring) for widget in order) < MOST_OF_IT


@pytest.mark.parametrize("theme", ThemeName)
def test_the_bar_shows_the_focus_too(open_page: OpenPage, theme: ThemeName) -> None:
    gui = open_page("break", surroundings(theme=theme))
    ways = [each for each in inputs(gui.window) if str(each.property("role")).startswith("bar-")]
    assert len(ways) == 7
    for way in ways:
        way.setFocus(Qt.FocusReason.TabFocusReason)
        assert ring_share(gui.window, way, QColor(PALETTES[theme].ring)) > MOST_OF_IT
        QTest.keyClick(way, Qt.Key.Key_Return)
    assert gui.told == ["danger", "glossary", "pause", "report", "settings", "hide", "lock"]


def bare(gui: Gui, *widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    for widget in widgets:
        layout.addWidget(widget)
    gui.window.show_page(page, None)
    gui.window.show()
    settle()
    return page


def test_a_button_without_a_name_is_found(gui: Gui) -> None:
    silent, named = QPushButton(), QPushButton("Go on")
    assert len(unnamed(bare(gui, silent, named))) == 1
    silent.setAccessibleName("Back")
    assert unnamed(gui.window) == []


def test_a_target_for_a_needle_is_found(gui: Gui) -> None:
    small = QPushButton("Go on")
    small.setStyleSheet("min-height: 12px; margin: 0; padding: 0; border: none;")
    assert len(too_small(bare(gui, small), 100)) == 1
    small.setStyleSheet("")
    assert too_small(gui.window, 100) == []


def test_a_stop_that_jumps_back_is_found(gui: Gui) -> None:
    first, second, third = QLineEdit(), QLineEdit(), QLineEdit()
    bare(gui, first, second, third)
    first.setFocus()
    assert backward_steps(tab_order()) == []
    QWidget.setTabOrder(first, third)
    QWidget.setTabOrder(third, second)
    assert len(backward_steps(tab_order())) == 1
