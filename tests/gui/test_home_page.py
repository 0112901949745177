"""Home: what was begun, a new start, and what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import SiteId
from frontline.domain.officials import AccessRole
from frontline.errors import DiskFullError
from frontline.services.follow_ups import FollowUps
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.viewmodels.home import HomeViewModel
from frontline.ui.viewmodels.record_check import RecordCheck
from frontline.ui.views.home import HomeView, HomeWays
from tests.support.desks import a_session
from tests.support.gui import RAPID, TALK, Gui, settle, surroundings
from tests.support.gui_words import texts_of
from tests.support.vault_posts import CHANCE, SITE


class Home:
    def __init__(self, gui: Gui) -> None:
        self.gui = gui
        self.model = HomeViewModel(gui.desk, gui.runner)
        self.opened: list[OpenScreening] = []
        self.model.opened.connect(self.opened.append)
        self.record = RecordCheck(gui.desk, gui.runner)
        ways = HomeWays(gui.tell("outbox"), gui.tell("search"), gui.tell("practise"))
        self.view = HomeView(self.model, gui.around, ways, self.record)
        gui.show(self.view)
        self.model.load()
        settle()

    def buttons(self) -> dict[str, QPushButton]:
        found = [b for b in self.view.findChildren(QPushButton) if b.isVisible()]
        return {str(b.property("role")): b for b in found}

    def click(self, role: str) -> None:
        self.buttons()[role].click()
        settle()

    def box(self, name: str) -> QComboBox:
        box = self.view.findChild(QComboBox, name)
        assert box is not None
        return box


def test_a_start_asks_only_where_what_and_in_which_language(gui: Gui) -> None:
    home = Home(gui)
    spoken = home.box("person-language")
    spoken.setCurrentIndex(spoken.findData("ht"))
    home.click("start")
    ((case, screening),) = gui.vault.cases.open_screenings()
    assert (screening.instrument, screening.person_language) == (RAPID, "ht")
    assert len(home.opened) == 1
    assert case.opened_by == gui.session.user.id


def test_the_questionnaire_made_for_the_place_is_offered_first(gui: Gui) -> None:
    box = Home(gui).box("instrument")
    offered = [box.itemData(at) for at in range(box.count())]
    assert offered[0] == box.currentData() == RAPID
    assert TALK in offered


def test_the_place_where_somebody_began_last_is_chosen_and_enter_begins_there(gui: Gui) -> None:
    other = replace(SITE, id=SiteId(CHANCE.uuid()), label="Gate 9")
    gui.vault.sites.add_site(other, gui.desk.deed(DeedKind.SITE_ADDED, other.id))
    assert Home(gui).box("site").currentData() == str(SITE.id)
    ScreeningService(gui.desk).start(RAPID, other.id, "es")
    home = Home(gui)
    box = home.box("site")
    assert box.currentData() == str(other.id)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    (begun,) = home.opened
    assert isinstance(begun, OpenScreening)
    assert begun.case.site == other.id


def test_without_a_site_nothing_can_begin_and_the_page_says_why(gui: Gui) -> None:
    gui.vault.sites.by_id.clear()
    home = Home(gui)
    assert "start" not in home.buttons()
    assert "A supervisor has to add a site first." in texts_of(home.view)


def test_a_supervisor_sees_no_start(qapp: QApplication) -> None:
    gui = Gui(surroundings(), a_session(AccessRole.SUPERVISOR))
    assert "start" not in Home(gui).buttons()
    gui.close()


def test_what_was_begun_is_resumed_where_it_stood(gui: Gui) -> None:
    table = gui.table()
    home = Home(gui)
    assert any(f"Case {table.case.code}" in text for text in texts_of(home.view))
    home.click(f"resume-{table.case.code}")
    assert len(home.opened) == 1


def test_a_follow_up_is_due_until_it_is_done(gui: Gui) -> None:
    table = gui.table()
    FollowUps(gui.desk).set_for(table.case.id, date(2026, 11, 29))
    home = Home(gui)
    role = f"follow-up-{table.case.code}"
    assert any("Nov 29, 2026" in text for text in texts_of(home.view))
    home.click(role)
    assert role not in home.buttons()
    assert gui.vault.follow_ups.open_follow_ups() == ()


def test_a_follow_up_that_was_missed_stands_first_and_leads_to_the_case(gui: Gui) -> None:
    table, later = gui.table(), date(2026, 12, 24)
    for day in (date(2026, 11, 21), later):
        FollowUps(gui.desk).set_for(table.case.id, day)
    home = Home(gui)
    texts = texts_of(home.view)
    missed = f"Case {table.case.code} · was due on Nov 21, 2026"
    (coming,) = [text for text in texts if text.startswith("Dec 24, 2026")]
    order = [texts.index(each) for each in ("Follow-ups overdue", missed, "Go on with", coming)]
    assert order == sorted(order)
    home.click(f"look-after-{table.case.code}")
    assert [each.screening.id for each in home.opened] == [table.screening.id]


def test_a_start_the_disk_refused_says_so_and_the_page_stays(gui: Gui) -> None:
    home = Home(gui)

    def refuse(*_everything: object) -> None:
        raise DiskFullError

    gui.vault.cases.add_case = refuse  # type: ignore[method-assign,assignment]
    start = home.buttons()["start"]
    home.click("start")
    assert any("The disk is full" in text for text in texts_of(home.view))
    assert home.buttons()["start"] is start
    assert home.opened == []
    del gui.vault.cases.add_case
    home.click("start")
    assert len(home.opened) == 1
    assert not any("The disk is full" in text for text in texts_of(home.view))


def test_what_began_on_a_pack_that_cannot_be_read_is_still_listed(gui: Gui) -> None:
    gone, known = gui.table(), gui.table()
    cases = gui.vault.cases
    cases.by_id[gone.screening.id] = replace(gone.screening, pack_version=99)
    home = Home(gui)
    roles = set(home.buttons())
    assert {f"resume-{table.case.code}" for table in (gone, known)} <= roles
    home.click(f"resume-{gone.case.code}")
    assert home.opened == []
    assert "This is not a file Frontline can read. It is refused." in texts_of(home.view)
    home.click(f"resume-{known.case.code}")
    assert len(home.opened) == 1
