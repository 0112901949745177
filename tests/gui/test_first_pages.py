"""Before anything is known: set-up, the recovery sheet, and sign-in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton

from frontline.domain.officials import AccessRole
from frontline.errors import DiskFullError
from frontline.services.vaults import RecoverySheet
from frontline.ui.recovery_key import in_groups
from frontline.ui.viewmodels.setup import SetupViewModel
from frontline.ui.views.setup import SetupView
from frontline.ui.views.sign_in import SignInView
from tests.support.gui import Gui, settle
from tests.support.gui_pages import sign_in
from tests.support.gui_words import texts_of
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import CHANCE

GOOD, OTHER = "copper kettle under juniper", "lantern gravel orchid tuesday"


class Setup:
    def __init__(self, gui: Gui, *, saves: bool = True) -> None:
        self.gui = gui
        self.keeper = MemoryKeeper(gui.clock, CHANCE)
        self.saved: list[RecoverySheet] = []
        self.model = SetupViewModel(self.keeper, gui.runner, CHANCE)
        self.done: list[bool] = []
        self.model.finished.connect(lambda: self.done.append(True))
        self._saves = saves
        self.view = SetupView(self.model, gui.around, self._save)
        gui.show(self.view)

    def _save(self, sheet: RecoverySheet) -> bool:
        self.saved.append(sheet)
        return self._saves

    def fill(self, **texts: str) -> None:
        for name, text in texts.items():
            line = self.view.findChildren(QLineEdit, f"setup-{name}")[-1]
            line.setText(text)

    def user(self, name: str, passphrase: str = GOOD, again: str = GOOD) -> None:
        self.fill(name=name, passphrase=passphrase, again=again)
        self.go_on()

    def place(self) -> None:
        self.fill(site="Gate 4", region="C")
        box = self.view.findChildren(QComboBox, "setup-country")[-1]
        box.setCurrentIndex(box.findData("XT"))
        self.go_on()

    def go_on(self) -> None:
        self.button("continue").click()
        settle()

    def button(self, role: str) -> QPushButton:
        found = [b for b in self.view.findChildren(QPushButton) if b.property("role") == role]
        return next(b for b in found if b.isVisible())


def test_four_pages_make_a_post_and_a_sheet(gui: Gui) -> None:
    setup = Setup(gui)
    for step, act in enumerate(
        (lambda: setup.user("duarte"), lambda: setup.user("rivas"), setup.place), start=1
    ):
        assert f"Step {step} of 4" in texts_of(setup.view)
        act()
    assert setup.keeper.vault is not None
    access = [user.access for user in setup.keeper.vault.users.users()]
    assert access == [AccessRole.SUPERVISOR, AccessRole.OFFICER]
    assert "The recovery sheet" in texts_of(setup.view)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda s: s.user(" "), "Please fill this in."),
        (lambda s: s.user("duarte", "short", "short"), "Please use at least four different words"),
        (lambda s: s.user("duarte", GOOD, OTHER), "The two passphrases differ."),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    gui: Gui, act: Callable[[Setup], None], words: str
) -> None:
    setup = Setup(gui)
    act(setup)
    assert any(text.startswith(words) for text in texts_of(setup.view))
    assert "Step 1 of 4" in texts_of(setup.view)
    setup.user("duarte")
    assert "Step 2 of 4" in texts_of(setup.view)


def test_the_officer_signs_in_with_another_name_than_the_supervisor(gui: Gui) -> None:
    setup = Setup(gui)
    setup.user("duarte")
    setup.user("Duarte ")
    assert "Please choose another name than the supervisor's." in texts_of(setup.view)


def test_back_leads_to_the_page_before(gui: Gui) -> None:
    setup = Setup(gui)
    setup.user("duarte")
    setup.user("rivas")
    setup.button("back").click()
    settle()
    assert "Step 2 of 4" in texts_of(setup.view)


def test_a_vault_that_could_not_be_made_says_why_and_can_be_tried_again(gui: Gui) -> None:
    setup = Setup(gui)
    setup.user("duarte")
    setup.user("rivas")

    def refuse(_setup: object) -> tuple[RecoverySheet, ...]:
        raise DiskFullError

    setup.keeper.create = refuse  # type: ignore[method-assign,assignment]
    setup.place()
    assert any("The disk is full" in text for text in texts_of(setup.view))
    assert not setup.keeper.exists()
    del setup.keeper.create
    setup.go_on()
    assert setup.keeper.exists()


def recovery(gui: Gui, *, saves: bool = True) -> Setup:
    setup = Setup(gui, saves=saves)
    setup.user("duarte")
    setup.user("rivas")
    setup.place()
    return setup


def test_the_sheet_has_to_be_dealt_with_before_it_is_gone(gui: Gui) -> None:
    setup = recovery(gui)
    assert not setup.button("continue").isEnabled()
    box = setup.view.findChild(QCheckBox, "setup-confirmed")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    setup.go_on()
    assert setup.done == [True]
    assert setup.model.state.sheets == ()


@pytest.mark.parametrize("saves", [True, False])
def test_saving_the_sheet_counts_only_when_it_worked(gui: Gui, saves: bool) -> None:
    setup = recovery(gui, saves=saves)
    setup.button("save-sheet").click()
    assert len(setup.saved) == 1
    assert setup.button("continue").isEnabled() is saves


def test_three_holders_get_a_sheet_each_one_after_the_other(gui: Gui) -> None:
    setup = Setup(gui)
    setup.user("duarte")
    setup.user("rivas")
    ways = setup.view.findChildren(QComboBox, "setup-recovery")[-1]
    ways.setCurrentIndex(ways.findData("holders"))
    setup.place()
    for number in (1, 2, 3):
        assert setup.done == []
        assert f"Recovery sheet {number} of 3" in texts_of(setup.view)
        assert not setup.button("continue").isEnabled()
        setup.button("save-sheet").click()
        setup.go_on()

    assert [sheet.holder for sheet in setup.saved] == [1, 2, 3]
    assert len({sheet.key for sheet in setup.saved}) == 3
    assert setup.done == [True]
    assert setup.model.state.sheets == ()


def test_the_key_is_shown_in_groups_that_can_be_copied_by_hand(gui: Gui) -> None:
    setup = recovery(gui)
    (sheet,) = setup.model.state.sheets
    shown = in_groups(sheet.key)
    assert shown.replace(" ", "") == sheet.key
    assert shown.startswith("AGE-SECRET-KEY-1 ")
    assert max(len(group) for group in shown.split()[1:]) == 8
    assert shown in [label.text() for label in setup.view.findChildren(QLabel)]


@pytest.fixture
def page(gui: Gui) -> SignInView:
    view = sign_in(gui)
    gui.show(view)
    return view


def type_in(page: SignInView, name: str, passphrase: str) -> None:
    for field, text in (("sign-in-name", name), ("sign-in-passphrase", passphrase)):
        line = page.findChild(QLineEdit, field)
        assert line is not None
        line.setText(text)


def test_sign_in_begins_with_the_name_and_enter_signs_in(gui: Gui, page: SignInView) -> None:
    line = QApplication.focusWidget()
    assert line is not None
    assert line.objectName() == "sign-in-name"
    type_in(page, "rivas", GOOD)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert gui.told == [f"sign in rivas {GOOD}"]


def test_no_name_of_anybody_is_offered(page: SignInView) -> None:
    lines = page.findChildren(QLineEdit)
    assert [line.completer() for line in lines] == [None, None]
    assert [line.text() for line in lines] == ["", ""]


def test_no_second_try_while_the_first_is_looked_at(gui: Gui, page: SignInView) -> None:
    type_in(page, "rivas", GOOD)
    page._button.click()
    page.show_busy("Opening …")
    page._button.click()
    QTest.keyClick(page._passphrase, Qt.Key.Key_Return)
    assert len(gui.told) == 1
    page.show_error("Name and passphrase do not fit together.")
    assert page._button.isEnabled()


def test_a_refused_passphrase_is_gone_and_the_name_stays(gui: Gui, page: SignInView) -> None:
    type_in(page, "rivas", OTHER)
    page.show_error("Name and passphrase do not fit together.")
    assert (page._name.text(), page._passphrase.text()) == ("rivas", "")
    assert page._passphrase.hasFocus()
    assert page._passphrase.echoMode() is QLineEdit.EchoMode.Password
    assert gui.told == []
