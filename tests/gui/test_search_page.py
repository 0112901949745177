"""The page to find a case on."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton

from frontline.domain.deeds import DeedKind
from frontline.domain.identity import IdentitySheet
from frontline.services.identities import Identities
from frontline.services.screenings import ScreeningService
from tests.support.gui import CONCERNING, Gui, Held, settle
from tests.support.gui_desk import SignedIn
from tests.support.gui_more_pages import search, searched
from tests.support.gui_words import texts_of
from tests.support.rights import give_rights


def find(view: object, text: str) -> None:
    line = view.findChild(QLineEdit, "search")  # type: ignore[attr-defined]
    assert line is not None
    line.setText(text)
    line.returnPressed.emit()
    settle()


def test_a_case_is_found_by_code_and_by_what_the_person_told(gui: Gui) -> None:
    view = searched("gate")(gui)
    gui.show(view)
    assert len(view._viewmodel.state.by_text) == 2
    assert len(view._viewmodel.state.in_sheets) == 1
    # Whom it names is not shown: that is a look, and recorded as one.
    assert not any("Invented" in text for text in texts_of(view))
    deeds = [deed.kind for deed in gui.vault.audit.deeds]
    assert deeds.count(DeedKind.IDENTITIES_SEARCHED) == 1
    assert DeedKind.IDENTITY_VIEWED not in deeds


def test_words_of_the_interface_find_what_they_mean(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    give_rights(gui.desk, table)
    ScreeningService(gui.desk).close(table)
    gui.table()
    view = search(gui)
    gui.show(view)
    find(view, "possible traff")
    assert [found.case for found in view._viewmodel.state.by_text] == [table.case]
    find(view, "airport")
    assert len(view._viewmodel.state.by_text) == 2


def test_where_nothing_is_found_the_page_says_so(gui: Gui) -> None:
    view = searched("nowhere")(gui)
    gui.show(view)
    assert "Nothing was found that you may read." in texts_of(view)


def test_nothing_typed_is_no_search(gui: Gui) -> None:
    view = search(gui)
    gui.show(view)
    find(view, "   ")
    assert view._viewmodel.state.text == ""
    assert gui.vault.audit.deeds[-1].kind is not DeedKind.IDENTITIES_SEARCHED


def test_sheets_are_looked_through_a_few_at_a_time_and_a_new_search_overtakes(gui: Gui) -> None:
    for number in range(101):
        table = gui.table()
        Identities(gui.desk).save(table.case, IdentitySheet(names=f"Person {number:03} Quetzal"))
    view = search(gui)
    gui.show(view)
    held = Held()
    gui.runner._executor = held
    find(view, "030 quetzal")
    held.let_go(1)
    assert view._viewmodel.state.left == 101
    assert "The details of 101 people are still to be looked through." in texts_of(view)
    find(view, "000 quetzal")
    while held.waiting:
        held.let_go()
    assert len(view._viewmodel.state.in_sheets) == 1
    assert view._viewmodel.state.text == "000 quetzal"
    assert not view._viewmodel.state.is_busy


def test_from_home_to_a_case_that_was_found(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    Identities(gui.desk).save(table.case, IdentitySheet(names="Zacarías"))
    give_rights(gui.desk, table)
    ScreeningService(gui.desk).close(table)
    desktop = SignedIn(gui)
    desktop.click("search")
    find(desktop.page, "zacarias")
    desktop.click(f"open-{table.case.code}")
    case = desktop.navigator.case
    assert case is not None
    assert case.case.table.case == table.case
    assert any(b.property("role") == "sharing" for b in desktop.page.findChildren(QPushButton))
