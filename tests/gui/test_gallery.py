"""Each page and widget of the gallery: nothing is cut off, faint, unnamed, small or astray."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import cycle, product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from frontline.app.gallery import (
    LANGUAGES,
    PAGES,
    SCALES,
    SIZES,
    STAND_IN,
    Gallery,
    Look,
    every_look,
)
from frontline.services.installation import find_installation
from frontline.ui.theme import PALETTES, ThemeName
from frontline.ui.views.cover import CoverView
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.texts import label
from tests.support.gui_checks import (
    backward_steps,
    cut_texts,
    describe,
    focus_first,
    inputs,
    ring_share,
    said_name,
    tab_order,
    too_small,
)
from tests.support.gui_contrast import faint_edges, faint_texts
from tests.support.vault_posts import cheap_derivation

pytestmark = pytest.mark.slow

# Each theme has another look at another language, scale and size; contrast is seen in all.
ROOMS = [
    Look(theme, *room)
    for theme, room in zip(cycle(ThemeName), product(LANGUAGES, SCALES, SIZES), strict=False)
]
# Four have each theme, scale and size, and the language that is none; `make gallery` goes through
# all.
IS_WHOLE = os.environ.get("FRONTLINE_GALLERY") == "all"
LOOKED_AT = ROOMS if IS_WHOLE else [ROOMS[0], ROOMS[11], ROOMS[14], ROOMS[28]]
HIGH = 2400
ROLES: dict[type[QWidget], QAccessible.Role] = {
    QRadioButton: QAccessible.Role.RadioButton,
    QCheckBox: QAccessible.Role.CheckBox,
    QPushButton: QAccessible.Role.Button,
    QToolButton: QAccessible.Role.Button,
    QLineEdit: QAccessible.Role.EditableText,
    QPlainTextEdit: QAccessible.Role.EditableText,
    QComboBox: QAccessible.Role.ComboBox,
    QDateEdit: QAccessible.Role.SpinBox,
    # Any key gives the program back.
    CoverView: QAccessible.Role.Client,
}
MOST_OF_IT = 0.8


@pytest.fixture(scope="module")
def gallery(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    with cheap_derivation():
        made = Gallery(find_installation(), tmp_path_factory.mktemp("gallery"))
        # Other tests dress the same application.
        qapp.setProperty("look", "")
        yield made
        made.close()
        qapp.setProperty("look", "")


def unusable(root: QWidget) -> list[str]:
    """What takes the focus without a name, or as something else than it is."""
    return [
        describe(widget)
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and _takes_tab(widget)
        if not said_name(widget).strip() or _role(widget) is not _expected(widget)
    ]


def _takes_tab(widget: QWidget) -> bool:
    is_part = isinstance(widget.parentWidget(), QComboBox | QDateEdit)
    return not is_part and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def _expected(widget: QWidget) -> QAccessible.Role | None:
    return next((role for kind, role in ROLES.items() if isinstance(widget, kind)), None)


@pytest.mark.parametrize("look", LOOKED_AT, ids=str)
def test_every_page_has_its_room_stands_out_and_can_be_reached(
    gallery: Gallery, look: Look
) -> None:
    """All that is asked of a page is asked while it stands: to build it takes the longest."""
    found = {}
    for name in PAGES:
        window = gallery.show(name, look)
        faults = cut_texts(window) + too_small(window, look.scale)
        if (window.width(), window.height()) != look.size:
            faults.append(f"the window grew to {window.width()} x {window.height()}")
        faults += unusable(window)
        if inputs(window):
            focus_first(window)
            faults += backward_steps(tab_order())
        faults += faint(window, look)
        if faults:
            found[name] = faults
    assert found == {}


def faint(window: QMainWindow, look: Look) -> list[str]:
    """So high that hardly anything has to be scrolled to."""
    window.resize(look.size[0], HIGH * look.scale // 100)
    QApplication.processEvents()
    # To draw it takes longer than to look at it.
    grabbed = window.grab().toImage()
    faults = faint_texts(window, grabbed) + faint_edges(window, grabbed)
    focus = QApplication.focusWidget()
    if focus in inputs(window):
        share = ring_share(window, focus, QColor(PALETTES[look.theme].ring), grabbed)
        faults += [f"no ring around {describe(focus)}"] * (share < MOST_OF_IT)
    return faults


def test_the_gallery_has_each_look_of_each_page() -> None:
    looks = list(every_look())
    assert len(looks) == len(set(looks)) == len(ThemeName) * len(ROOMS)
    assert len({str(look) for look in looks}) == len(looks)
    assert {look.theme for look in ROOMS} == {look.theme for look in LOOKED_AT} == set(ThemeName)
    assert {look.size for look in LOOKED_AT} == set(SIZES)
    assert STAND_IN in {look.language for look in LOOKED_AT}


def test_a_faint_text_and_a_faint_edge_are_found(gallery: Gallery) -> None:
    gallery.show("break", Look(ThemeName.LIGHT, "en", 100, SIZES[0]))
    page = QWidget()
    layout = QVBoxLayout(page)
    text, edge = label("So much depends"), button("On what is seen", lambda: None)
    for each in (text, edge):
        layout.addWidget(each)
    gallery.window.show_page(page, None)
    QApplication.processEvents()
    assert faint_texts(page) + faint_edges(page) == []
    text.setStyleSheet("color: #8a8f94;")
    edge.setStyleSheet("border-color: #d0d0d0;")
    page.setFocus()
    QApplication.processEvents()
    assert [len(found) for found in (faint_texts(page), faint_edges(page))] == [1, 1]


def test_a_button_that_says_it_is_a_box_is_found(gallery: Gallery) -> None:
    gallery.show("break", Look(ThemeName.LIGHT, "en", 100, SIZES[0]))
    page, made = QWidget(), button("Loud", lambda: None)
    QVBoxLayout(page).addWidget(made)
    gallery.window.show_page(page, None)
    QApplication.processEvents()
    assert unusable(page) == []
    made.setCheckable(True)
    assert len(unusable(page)) == 1
