"""Panels above a page keep to what pages keep to, in every language and text size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frontline.ui.widgets.overlay import Overlay
from tests.support.gui import CONCERNING, IN_PRIVATE, Gui, settle, surroundings
from tests.support.gui_checks import cut_texts, inputs, tab_order, too_small, unnamed
from tests.support.gui_desk import SignedIn

pytestmark = pytest.mark.slow

LONG = ("trafficking_in_persons", "abuse_of_vulnerability", "presumed_victim")
OPENING: dict[str, Callable[[SignedIn], None]] = {
    "words": lambda desk: desk.navigator._panels.show_terms(LONG),
    "one word": lambda desk: desk.navigator._panels.show_terms(LONG[:1]),
    "keys": lambda desk: desk.navigator._panels.show_keys(),
    "palette": lambda desk: desk.navigator._panels.show_palette(),
}
LOOKS = [("en", 100), ("es", 150), ("pt", 200), ("fr", 150)]


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def desk(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[SignedIn]:
    language, scale = request.param
    gui = Gui(surroundings(language, scale))
    made = SignedIn(gui)
    made.navigator._open(gui.table({**CONCERNING, **IN_PRIVATE}))
    settle()
    yield made
    gui.close()


def opened(desk: SignedIn, name: str) -> Overlay:
    OPENING[name](desk)
    settle()
    (panel,) = [each for each in desk.gui.window.findChildren(Overlay) if each.isVisible()]
    return panel


@pytest.mark.parametrize("name", OPENING)
def test_nothing_in_a_panel_is_cut_or_unnamed(desk: SignedIn, name: str) -> None:
    panel = opened(desk, name)
    assert cut_texts(panel) == []
    assert unnamed(panel) == []
    assert too_small(panel, 100) == []
    assert panel.rect().contains(panel.card.geometry())
    panel.close_panel()
    settle()


@pytest.mark.parametrize("name", OPENING)
def test_the_tab_key_stays_in_the_panel(desk: SignedIn, name: str) -> None:
    panel = opened(desk, name)
    assert set(tab_order()) == set(inputs(panel))
    panel.close_panel()
    settle()


def test_a_panel_asked_for_again_closes(desk: SignedIn) -> None:
    before = QApplication.focusWidget()
    for name in ("keys", "palette"):
        opened(desk, name)
    OPENING["palette"](desk)
    settle()
    shown = [each for each in desk.gui.window.findChildren(Overlay) if each.isVisible()]
    assert shown == []
    assert QApplication.focusWidget() is before


def test_a_click_beside_the_card_closes(desk: SignedIn) -> None:
    panel = opened(desk, "one word")
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=panel.rect().bottomLeft())
    settle()
    assert not panel.is_open
