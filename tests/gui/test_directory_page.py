"""The directory on the screen: found by words and filters, gaps named, what is old told as old."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from frontline.domain.assistance import AssistanceService
from frontline.domain.bodies import Mandate, Theme
from frontline.ui.formats import country_text
from frontline.ui.viewmodels.directory import DirectoryViewModel
from frontline.ui.views.directory import DirectoryPage
from frontline.wire.directory import Directory, DirectoryEntry, FocalPoint
from tests.support.gui import Gui, settle, surroundings
from tests.support.gui_desk import SignedIn
from tests.support.gui_directory import directory
from tests.support.gui_words import texts_of

TODAY = date(2026, 11, 22)


def entry(name: str, *, services: tuple[AssistanceService, ...], **more: object) -> DirectoryEntry:
    facts = {"name": name, "services": services, "country": "XT", **more}
    return DirectoryEntry.model_validate({"mandates": [Mandate.ASSISTANCE], **facts})


CLINIC = entry(
    "Clínica",
    services=(AssistanceService.MEDICAL,),
    languages=["es"],
    is_accepting=False,
    confirmed="2026-05-01",
    confirmed_by="Ministry",
)
LAWYERS = entry(
    "Lawyers",
    services=(AssistanceService.LEGAL,),
    themes=[Theme.WOMEN],
    contact="room 4",
    languages=["es", "fr"],
    is_accepting=True,
    confirmed="2026-11-01",
    confirmed_by="Bar",
)
ABROAD = entry("Abroad", services=(AssistanceService.MEDICAL,), country="XA")
DESK = FocalPoint(theme=Theme.CHILD, country="XT", name="Child desk", contact="room 9")
TANGO = Directory(country="XT", entries=(CLINIC, LAWYERS), focal_points=(DESK,))
ALPHA = Directory(country="XA", entries=(ABROAD,), stale_after_days=90)


def page_of(gui: Gui, *directories: Directory, country: str = "XT") -> DirectoryPage:
    page = DirectoryPage(DirectoryViewModel(directories, TODAY, country), gui.around, gui.tell("b"))
    gui.show(page)
    return page


def names(page: QWidget) -> list[str]:
    known = (CLINIC.name, LAWYERS.name, ABROAD.name)
    return [text for text in texts_of(page) if text in known]


def choose(page: QWidget, name: str, code: str) -> None:
    box = page.findChild(QComboBox, name)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())
    settle()


def press(page: QWidget, role: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.property("role") == role).click()
    settle()


def test_it_opens_on_the_posts_country_with_who_takes_referrals_first(gui: Gui) -> None:
    assert names(page_of(gui, TANGO, ALPHA)) == [LAWYERS.name, CLINIC.name]
    assert names(page_of(gui, TANGO, ALPHA, country="XX")) == ["Lawyers", "Abroad", "Clínica"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("clinica", ["Clínica"]), ("medical", ["Clínica"]), ("women legal", ["Lawyers"]), ("zzz", [])],
)
def test_it_is_found_by_name_without_accents_and_by_what_is_needed(
    gui: Gui, typed: str, found: list[str]
) -> None:
    page = page_of(gui, TANGO)
    page._search.setText(typed)
    settle()
    assert names(page) == found


@pytest.mark.parametrize(
    ("box", "code", "found"),
    [
        ("service", "MEDICAL", ["Clínica"]),
        ("theme", "WOMEN", ["Lawyers"]),
        ("language", "fr", ["Lawyers"]),
        ("country", "XA", ["Abroad"]),
        ("country", "", ["Lawyers", "Abroad", "Clínica"]),
    ],
)
def test_every_filter_keeps_what_fits_alone(
    gui: Gui, box: str, code: str, found: list[str]
) -> None:
    page = page_of(gui, TANGO, ALPHA)
    choose(page, box, code)
    assert names(page) == found


def test_what_is_old_or_unknown_is_told_as_that(gui: Gui) -> None:
    page = page_of(gui, Directory(country="XT", entries=(CLINIC,)))
    texts = "\n".join(texts_of(page))

    assert "Takes no referrals now" in texts
    assert "Contact: not known" in texts
    assert "Last confirmed May 1, 2026 by Ministry" in texts
    assert "Not confirmed within 180 days: check before you rely on it." in texts


def test_what_was_confirmed_lately_bears_no_warning(gui: Gui) -> None:
    """The control of the test above."""
    page = page_of(gui, Directory(country="XT", entries=(LAWYERS,)))
    texts = "\n".join(texts_of(page))

    assert "Takes referrals now" in texts
    assert "Not confirmed" not in texts
    assert "not known" not in texts.replace("Hours: not known", "")


def test_each_theme_has_its_focal_point_or_its_gap(gui: Gui) -> None:
    page = page_of(gui, TANGO, ALPHA)
    press(page, "points")
    texts = texts_of(page)

    assert "Children · Tango" in texts
    assert DESK.name in texts
    # Every theme but one.
    gap = "Nobody is named for this. Ask your supervisor whom to turn to."
    assert texts.count(gap) == len(Theme) - 1
    assert "9 themes have nobody who can be reached." in texts
    press(page, "bodies")
    assert names(page) == [LAWYERS.name, CLINIC.name]


def test_who_is_named_and_cannot_be_reached_is_a_gap_with_a_name(gui: Gui) -> None:
    silent = DESK.model_copy(update={"contact": ""})
    page = page_of(gui, TANGO.model_copy(update={"focal_points": (silent,)}))
    press(page, "points")
    choose(page, "theme", "CHILD")

    assert "Child desk is named, but how to reach them is not known." in texts_of(page)


def test_without_a_directory_the_page_says_so(gui: Gui) -> None:
    assert "No directory is installed yet." in texts_of(page_of(gui))


def test_a_large_directory_is_found_at_once_and_shown_piece_by_piece(gui: Gui) -> None:
    many = tuple(LAWYERS.model_copy(update={"name": f"Office {number}"}) for number in range(200))
    page = page_of(gui, Directory(country="XT", entries=many))

    assert len([text for text in texts_of(page) if text.startswith("Office ")]) == len(many)


@pytest.mark.slow
def test_it_is_reached_from_home_and_leads_back(gui: Gui) -> None:
    desk = SignedIn(gui)
    desk.click("directory")
    assert desk.title() == "Directory"
    desk.click("back")
    assert desk.title() == "Today"


@pytest.mark.slow
@pytest.mark.parametrize("code", ["es", "pt", "fr"])
def test_it_speaks_the_officers_language(gui: Gui, code: str) -> None:
    spoken = Gui(surroundings(code))
    page = directory(spoken)
    spoken.show(page)
    texts = "\n".join(texts_of(page))

    assert country_text(code, "XT") in texts
    assert "Last confirmed" not in texts
    assert "Takes referrals" not in texts
    spoken.close()
