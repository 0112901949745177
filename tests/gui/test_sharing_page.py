"""The page of who can read a case: share, take back, hand over."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton

from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import AccessRole
from frontline.errors import DiskFullError
from frontline.services.identities import Identities
from frontline.ui.viewmodels.sharing import SharingViewModel
from frontline.ui.views.sharing import SharingView
from tests.support.desks import a_session
from tests.support.gui import Gui, Held, settle, surroundings
from tests.support.gui_more_pages import with_colleagues
from tests.support.gui_words import texts_of


class SharingPage:
    def __init__(self, gui: Gui, case_of: Gui | None = None) -> None:
        self.gui = gui
        self.table = (case_of or gui).table()
        with_colleagues(gui)
        self.model = SharingViewModel(gui.desk, gui.runner, self.table.case)
        self.model.left.connect(gui.tell("left"))
        self.view = SharingView(self.model, gui.around, gui.tell("back"))
        gui.show(self.view)
        self.model.load()
        settle()
        _own, self.colleague, self.other, self.supervisor = gui.vault.users.known[:4]

    def button(self, role: str) -> QPushButton | None:
        found = [b for b in self.view.findChildren(QPushButton) if b.isVisible()]
        return next((b for b in found if b.property("role") == role), None)

    def click(self, role: str) -> None:
        button = self.button(role)
        assert button is not None
        button.click()
        settle()

    def choose(self, box_name: str, chosen: object) -> None:
        box = self.view.findChild(QComboBox, box_name)
        assert box is not None
        box.setCurrentIndex(box.findData(str(chosen)))

    def offered(self, box_name: str) -> list[str]:
        box = self.view.findChild(QComboBox, box_name)
        return [] if box is None else [str(box.itemData(at)) for at in range(1, box.count())]

    def users(self) -> set[object]:
        return set(self.gui.vault.shares.access(self.table.case).users)


def test_nobody_is_given_a_case_by_a_slip(gui: Gui) -> None:
    page = SharingPage(gui)
    for role in ("share", "hand-over"):
        button = page.button(role)
        assert button is not None
        assert not button.isEnabled()
    assert page.offered("share-with") == [str(page.colleague.id), str(page.other.id)]


def test_a_case_is_shared_and_taken_back(gui: Gui) -> None:
    page = SharingPage(gui)
    page.choose("share-with", page.colleague.id)
    page.click("share")
    assert page.users() == {gui.session.user.id, page.colleague.id}
    assert "Shared. The details are sealed to them as well now." in texts_of(page.view)
    assert page.offered("share-with") == [str(page.other.id)]

    page.click(f"take-back-{page.colleague.id}")
    assert page.users() == {gui.session.user.id}
    assert page.offered("share-with") == [str(page.colleague.id), str(page.other.id)]


def test_handed_over_for_good_the_page_is_left(gui: Gui) -> None:
    page = SharingPage(gui)
    page.choose("hand-over-to", page.colleague.id)
    page.click("hand-over")
    assert page.users() == {page.colleague.id}
    assert gui.told == ["left"]


def test_who_keeps_access_stays_and_cannot_share_it_any_more(gui: Gui) -> None:
    page = SharingPage(gui)
    page.choose("hand-over-to", page.colleague.id)
    keeps = page.view.findChild(QCheckBox, "keeps-access")
    assert keeps is not None
    keeps.setChecked(True)
    page.click("hand-over")
    assert page.users() == {page.colleague.id, gui.session.user.id}
    assert gui.told == []
    assert page.button("share") is None


def test_it_says_who_cannot_open_the_details_yet(gui: Gui) -> None:
    page = SharingPage(gui)
    known = list(gui.vault.users.known)
    gui.vault.users.known[:] = known[:1]
    Identities(gui.desk).save(page.table.case, IdentitySheet(names="x"))
    gui.vault.users.known[:] = known
    page.model.load()
    settle()
    told = [text for text in texts_of(page.view) if text.startswith("Cannot open the details yet.")]
    assert len(told) == 1


def test_a_supervisor_hands_over_a_colleagues_case(qapp: QApplication, gui: Gui) -> None:
    page = SharingPage(gui)
    supervisor = Gui(surroundings(), a_session(AccessRole.SUPERVISOR))
    supervisor.vault.users.known += gui.vault.users.known
    supervisor.vault.cases.cases.update(gui.vault.cases.cases)
    model = SharingViewModel(supervisor.desk, supervisor.runner, page.table.case)
    view = SharingView(model, supervisor.around, supervisor.tell("back"))
    supervisor.show(view)
    model.load()
    settle()
    model.hand_over(page.other.id, keeps_access=False)
    settle()
    assert supervisor.vault.shares.access(page.table.case).users == {page.other.id}
    supervisor.close()


def test_a_second_click_does_nothing_while_the_first_is_under_way(gui: Gui) -> None:
    held = Held()
    page = SharingPage(gui)
    gui.runner._executor = held
    page.model.share(page.colleague.id)
    page.model.share(page.other.id)
    held.let_go()
    assert page.users() == {gui.session.user.id, page.colleague.id}


def test_a_refusal_is_told_and_the_page_stays(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    page = SharingPage(gui)

    def full(*_args: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(gui.vault.shares, "set_access", full)
    page.choose("share-with", page.colleague.id)
    page.click("share")
    assert any(text.startswith("The disk is full.") for text in texts_of(page.view))
    assert page.users() == {gui.session.user.id}
