"""One application for all tests of the interface, and posts in memory that are put away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from frontline.ui.surroundings import Surroundings
from tests.support.gui import Gui, surroundings
from tests.support.gui_pages import PAGES, gui_for

OpenPage = Callable[..., Gui]


@pytest.fixture
def gui(qapp: QApplication) -> Iterator[Gui]:
    made = Gui(surroundings())
    yield made
    made.close()


@pytest.fixture
def open_page(qapp: QApplication) -> Iterator[OpenPage]:
    """Shows a page of PAGES by its name, in a window of its own."""
    opened: list[Gui] = []

    def show(name: str, around: Surroundings, size: tuple[int, int] = (1280, 720)) -> Gui:
        gui = gui_for(name, around)
        opened.append(gui)
        gui.show(PAGES[name](gui), size)
        return gui

    yield show
    for gui in opened:
        gui.close()
