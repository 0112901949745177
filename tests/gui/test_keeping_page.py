"""Backups and keeping: what the page shows, and that it takes two to remove."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from frontline.domain.officials import AccessRole
from frontline.domain.retention import Removal
from frontline.errors import CaseNotFoundError, WrongPassphraseError
from frontline.services.backup_store import RestoreKey
from frontline.ui.messages import error_text
from frontline.ui.viewmodels.restoring import RestoringViewModel
from frontline.ui.views.restoring import RestoringActions, RestoringView
from tests.support.gui import Gui, settle, surroundings
from tests.support.gui_keeping import (
    BACKUP,
    PaperRestorer,
    busy_keeping,
    closed_cases,
    keeping,
    retention_of,
)
from tests.support.gui_words import texts_of


@pytest.fixture
def gui(qapp: QApplication) -> Iterator[Gui]:
    found = Gui(surroundings())
    yield found
    found.close()


def buttons(page: QWidget) -> dict[str, QPushButton]:
    settle()
    found = [each for each in page.findChildren(QPushButton) if not each.isHidden()]
    return {str(each.property("role")): each for each in found}


def press(page: QWidget, name: str) -> list[str]:
    buttons(page)[name].click()
    settle()
    return texts_of(page)


def test_a_backup_is_made_and_listed(gui: Gui) -> None:
    page = gui.show(keeping(gui))
    assert "There is none yet." in texts_of(page)

    said = press(page, "back-up")

    assert "The backup is made and was gone through." in said
    assert "There is none yet." not in said
    assert "The backup is whole." in press(page, "check-backup")
    press(page, "back-up-elsewhere")
    assert gui.told == ["elsewhere"]


def test_what_is_due_is_proposed_and_a_colleague_removes_it(gui: Gui) -> None:
    closed_cases(gui, 1, days=50)
    (case,) = gui.vault.retention.kept()
    mine = gui.show(keeping(gui))
    assert "confirm-removal" not in buttons(mine)

    press(mine, f"propose-identity-{case.code}")
    assert [each.removal for each in gui.vault.retention.proposals()] == [Removal.IDENTITY]
    assert "confirm-removal" not in buttons(mine)

    other = gui.show(keeping(gui, retention_of(gui, AccessRole.ADMINISTRATOR)))
    said = press(other, "confirm-removal")
    assert any(text.startswith("Removed for good.") for text in said)
    assert gui.vault.identities.envelope(case.id) is None


def test_a_hold_keeps_it_until_it_is_lifted(gui: Gui) -> None:
    closed_cases(gui, 1, days=50)
    (case,) = gui.vault.retention.kept()
    page = gui.show(keeping(gui))

    press(page, f"hold-identity-{case.code}")
    assert f"propose-identity-{case.code}" not in buttons(page)
    press(page, f"lift-{case.code}")
    assert f"propose-identity-{case.code}" in buttons(page)


def test_an_administrator_confirms_and_neither_proposes_nor_holds(gui: Gui) -> None:
    closed_cases(gui, 2)
    retention_of(gui).propose(gui.vault.retention.kept()[0].id, Removal.CASE)
    page = gui.show(keeping(gui, retention_of(gui, AccessRole.ADMINISTRATOR)))

    names = set(buttons(page))

    assert "confirm-removal" in names
    assert not {name for name in names if name.startswith(("propose-", "hold-"))}


def test_details_are_erased_and_a_case_is_held_by_the_code_of_its_slip(gui: Gui) -> None:
    closed_cases(gui, 1, days=1)
    (kept,) = gui.vault.retention.kept()
    page = gui.show(keeping(gui))

    for button, asked in (("erase", kept.code.lower()), ("hold", kept.code.replace("-", " "))):
        line = page.findChild(QLineEdit, "case-code")
        assert line is not None
        line.setText(asked)
        press(page, button)

    (proposal,) = gui.vault.retention.proposals()
    assert (proposal.case, proposal.removal) == (kept.id, Removal.IDENTITY)
    assert gui.vault.retention.kept()[0].hold is not None


def test_a_code_nobody_has_is_told(gui: Gui) -> None:
    closed_cases(gui, 1, days=1)
    page = gui.show(keeping(gui))

    press(page, "erase")

    assert gui.vault.retention.proposals() == ()
    assert error_text(gui.around.language, CaseNotFoundError()) in texts_of(page)


def test_a_proposal_is_withdrawn(gui: Gui) -> None:
    page = gui.show(busy_keeping(gui))
    before = len(gui.vault.retention.proposals())
    name = next(name for name in buttons(page) if name.startswith("withdraw-"))

    press(page, name)

    assert len(gui.vault.retention.proposals()) == before - 1


@pytest.fixture
def restorer() -> PaperRestorer:
    return PaperRestorer()


def restoring(gui: Gui, restorer: PaperRestorer) -> RestoringView:
    model = RestoringViewModel(restorer, gui.runner, replacing_damage=False)
    model.finished.connect(gui.tell("finished"))
    view = RestoringView(model, gui.around, RestoringActions(gui.tell("pick"), gui.tell("back")))
    gui.show(view)
    assert not buttons(view)["restore"].isEnabled()
    model.choose(BACKUP)
    return view


def type_in(page: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        line = page.findChild(QLineEdit, f"restore-{name}")
        assert line is not None
        line.setText(text)


def test_a_backup_is_restored_by_name_and_passphrase(gui: Gui, restorer: PaperRestorer) -> None:
    page = restoring(gui, restorer)
    type_in(page, name="Ana", secret="four words of hers")

    press(page, "restore")

    assert restorer.asked == [(BACKUP, RestoreKey("Ana", "four words of hers"), False)]
    assert gui.told == ["finished"]


def test_a_folder_that_is_no_backup_is_told_and_cannot_be_restored(
    gui: Gui, restorer: PaperRestorer
) -> None:
    restorer.no_backups = True

    page = restoring(gui, restorer)

    assert not buttons(page)["restore"].isEnabled()
    assert any("does not look like a backup" in text for text in texts_of(page))


def test_the_chosen_backup_is_named_by_its_moment(gui: Gui, restorer: PaperRestorer) -> None:
    page = restoring(gui, restorer)
    settle()

    assert any("The backup of" in text for text in texts_of(page))


def test_by_the_keys_of_two_holders(gui: Gui, restorer: PaperRestorer) -> None:
    page = restoring(gui, restorer)
    by = page.findChild(QComboBox, "restore-by")
    assert by is not None
    by.setCurrentIndex(1)
    by.activated.emit(1)
    type_in(page, name="Ana", secret="one", second="two")

    press(page, "restore")

    ((_folder, key, _replacing),) = restorer.asked
    assert key == RestoreKey("Ana", "one", is_recovery_key=True, second="two")


def test_a_refusal_is_told_and_what_was_typed_is_gone(gui: Gui, restorer: PaperRestorer) -> None:
    restorer.refusal = WrongPassphraseError()
    page = restoring(gui, restorer)
    type_in(page, name="Ana", secret="wrong")

    said = press(page, "restore")

    assert any("do not fit together" in text for text in said)
    secret = page.findChild(QLineEdit, "restore-secret")
    assert secret is not None
    assert secret.text() == ""
    assert gui.told == []
