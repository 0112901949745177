"""With texts longer than any translation, nothing is left untranslated and nothing is cut off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from frontline.app.gallery_words import StandInLanguage, stand_in
from frontline.ui.directory_words import spoken_text
from frontline.ui.formats import FICTITIOUS, countries, month_text
from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.texts import short_label
from tests.gui.conftest import OpenPage
from tests.support.channels import directory_of, service_keys
from tests.support.gui import Gui, surroundings
from tests.support.gui_checks import cut_texts
from tests.support.gui_pages import PAGES
from tests.support.gui_people import ADMINISTRATOR, TRAINER
from tests.support.gui_review import NAMES, WORDS
from tests.support.gui_words import texts_of, untranslated
from tests.support.repository import ROOT
from tests.support.vault_posts import OFFICER, SITE, SUPERVISOR

pytestmark = pytest.mark.slow

LOOKS = [
    pytest.param(100, (1280, 720), id="100 %"),
    pytest.param(150, (1280, 720), id="150 %"),
    pytest.param(100, (800, 600), id="smallest window", marks=pytest.mark.slow),
]
WRITTEN = frozenset(("name", "place", "contact", "hours", "confirmed_by"))


def by_authorities(found: object) -> Iterator[str]:
    """What the shipped directories and focal points say in the words of who wrote them."""
    if isinstance(found, list):
        for each in found:
            yield from by_authorities(each)
    elif isinstance(found, dict):
        for key, each in found.items():
            if key in WRITTEN and isinstance(each, str):
                yield each
            else:
                yield from by_authorities(each)


def documents(root: Path) -> Iterator[str]:
    for kind in ("directory", "focal-point"):
        for path in sorted(root.glob(f"{kind}-*.json")):
            yield from by_authorities(json.loads(path.read_bytes())["body"])


# Names of things and places, and keys of the keyboard.
DATA = (
    *("Frontline", "F9", "F1", "F12", "Ctrl+P", "Ctrl+L", "PDF", "core", "tango", "xx"),
    *(name for _code, name in countries("en")),
    *FICTITIOUS.values(),
    *LANGUAGE_NAMES.values(),
    *documents(ROOT / "resources" / "documents"),
    *(
        month_text("en", f"{year}-{month:02}")
        for year in (2024, 2025, 2026)
        for month in range(1, 13)
    ),
    *("Nov 22, 2026", "Agency Invented, 900", "Invented Office for Children"),
    *(SITE.region, SITE.label),
    *(entry.name for entry in directory_of(service_keys()).entries),
    # As their libraries name them, and a region by its code.
    *(spoken_text(StandInLanguage(), code) for code in ("en", "es", "pt", "fr", "ht")),
    "XT-C",
    # What a supervisor wrote, and names of colleagues.
    *(WORDS, *NAMES.values()),
    *("officer immigration", "officer police", "officer labour", "supervisor police"),
    "supervisor immigration",
    *(each.name for each in (OFFICER, SUPERVISOR, TRAINER, ADMINISTRATOR)),
)
# Keys, fingerprints, addresses, codes of cases, tickets, hours.
_MARKS = re.compile(
    r"[AP]M\b|AGE-SECRET-KEY-1[ 0-9A-Z]+|https://\S+|\b[0-9a-f]{4}\b|\b\w{4}-\w{4}(?:-\w{4})?\b"
)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("scale", "size"), LOOKS)
def test_long_words_are_all_there_and_have_their_room(
    open_page: OpenPage, name: str, scale: int, size: tuple[int, int]
) -> None:
    gui = open_page(name, surroundings(StandInLanguage(), scale), size)
    marks = [mark for text in texts_of(gui.window) for mark in _MARKS.findall(text)]
    assert untranslated(gui.window, [*DATA, *marks]) == []
    assert cut_texts(gui.window) == []
    # A page that needs more room than there is makes the window grow.
    assert (gui.window.width(), gui.window.height()) == size


def test_an_untranslated_text_is_found(gui: Gui) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    for text in ("Plain English", stand_in("{name} at work").format(name="Bruno"), "12:30", "متى؟"):
        layout.addWidget(QLabel(text))
    quiet = QPushButton(stand_in("Go on"))
    quiet.setToolTip("Go on")
    layout.addWidget(quiet)
    gui.window.show_page(page, None)
    gui.window.show()
    assert untranslated(page, ["Bruno"]) == ["Plain English", "Go on"]


def test_a_text_without_room_is_found(gui: Gui) -> None:
    page = QWidget()
    squeezed, label = button("As long as it is", lambda: None), short_label("As long as it is")
    wide = QLabel("It sticks out")
    for each in (squeezed, label, wide):
        each.setParent(page)
    gui.window.show_page(page, None)
    gui.window.show()
    for width, cut in ((40, 3), (5000, 3), (400, 0)):
        for each in (squeezed, label, wide):
            each.setGeometry(0, 0, width, 60)
        assert len(cut_texts(page)) == cut
