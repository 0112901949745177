"""What every page keeps to, in all its states."""

from __future__ import annotations

import pytest

from tests.gui.conftest import OpenPage
from tests.support.gui import surroundings
from tests.support.gui_checks import cut_texts, too_small, unnamed
from tests.support.gui_pages import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_x(open_page: OpenPage, name: str) -> None:
    gui = open_page(name, surroundings())
    assert unnamed(gui.window) == []
    assert too_small(gui.window, 100) == []
    assert cut_texts(gui.window) == []
