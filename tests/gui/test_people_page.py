"""People of the post: what the page offers to whom, and what each step does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from frontline.domain.officials import UserState
from frontline.errors import WrongPassphraseError, WrongRecoveryKeyError
from frontline.errors_of_accounts import AccountSuspendedError
from frontline.services.vaults import NewUser
from tests.support.gui import Gui, Held, settle
from tests.support.gui_people import ADMINISTRATOR, GOOD, TRAINER, People
from tests.support.gui_words import texts_of
from tests.support.vault_posts import NEW_PASSPHRASE, OFFICER, SUPERVISOR


@pytest.fixture
def people(gui: Gui) -> People:
    return shown(gui)


def shown(gui: Gui, who: NewUser = SUPERVISOR) -> People:
    made = People(gui, who)
    gui.show(made.view)
    return made


def buttons(people: People, role: str) -> list[QPushButton]:
    found = people.view.findChildren(QPushButton)
    return [each for each in found if each.property("role") == role and each.isVisible()]


def click(people: People, role: str, name: str = "") -> None:
    found = [each for each in buttons(people, role) if name in each.accessibleName()]
    assert len(found) == 1
    found[0].click()
    settle()


def type_in(people: People, **texts: str) -> None:
    for name, text in texts.items():
        line = people.view.findChildren(QLineEdit, f"person-{name}")[-1]
        line.setText(text)


def on_page(people: People) -> str:
    return "\n".join(texts_of(people.view))


def test_nobody_is_added_before_it_is_known_which_roles_may_be_given(gui: Gui) -> None:
    held = Held()
    gui.runner._executor = held
    people = shown(gui)
    (add,) = buttons(people, "add")
    assert not add.isEnabled()

    held.let_go()

    (add,) = buttons(people, "add")
    assert add.isEnabled()


def test_everybody_is_listed_with_role_and_state(people: People) -> None:
    people.model.suspend(people.user(OFFICER).id)
    settle()

    words = on_page(people)
    for new in (SUPERVISOR, OFFICER, TRAINER, ADMINISTRATOR):
        assert new.name in words
    assert "Supervisor · Police · you" in words
    assert "Officer · Immigration · suspended" in words


def test_nobody_is_offered_to_lock_themselves_out(people: People) -> None:
    names = [each.accessibleName() for each in buttons(people, "remove")]

    assert len(names) == 3
    assert not any(SUPERVISOR.name in name for name in names)


def test_an_administrator_changes_no_supervisor_and_makes_none(gui: Gui) -> None:
    people = shown(gui, ADMINISTRATOR)

    offered = {each.accessibleName().split(": ")[1] for each in buttons(people, "remove")}
    assert offered == {OFFICER.name, TRAINER.name}
    assert buttons(people, "recovery") == []
    click(people, "add")
    roles = people.view.findChildren(QComboBox, "person-access")[-1]
    found = {roles.itemData(at) for at in range(roles.count())}
    assert found == {"officer", "trainer", "administrator"}


def test_a_person_is_added_and_can_sign_in(people: People) -> None:
    click(people, "add")
    type_in(people, name=" Inés Roca ", passphrase=NEW_PASSPHRASE, again=NEW_PASSPHRASE)
    click(people, "continue")

    assert "Inés Roca can sign in now." in on_page(people)
    people.vault.close()
    people.keeper.sign_in("Inés Roca", NEW_PASSPHRASE)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "", "passphrase": GOOD, "again": GOOD}, "Please fill this in."),
        ({"name": "Inés", "passphrase": "short", "again": "short"}, "at least four different"),
        ({"name": "Inés", "passphrase": GOOD, "again": "x"}, "The two passphrases differ."),
        ({"name": OFFICER.name, "passphrase": GOOD, "again": GOOD}, "with that name already."),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    people: People, typed: dict[str, str], words: str
) -> None:
    click(people, "add")
    type_in(people, **typed)
    click(people, "continue")

    assert words in on_page(people)
    line = people.view.findChildren(QLineEdit, "person-name")[-1]
    assert line.text() == typed["name"]
    assert len(people.vault.users.everybody()) == 4


def test_suspending_and_reinstating_is_one_step_each(people: People) -> None:
    click(people, "suspend", OFFICER.name)
    assert f"{OFFICER.name} cannot sign in any more until reinstated." in on_page(people)
    people.vault.close()
    with pytest.raises(AccountSuspendedError):
        people.keeper.sign_in(OFFICER.name, OFFICER.passphrase)
    people.vault.is_open = True

    click(people, "reinstate", OFFICER.name)
    people.vault.close()
    people.keeper.sign_in(OFFICER.name, OFFICER.passphrase)


def test_removing_says_what_it_does_before_it_does_it(people: People) -> None:
    click(people, "remove", OFFICER.name)

    words = on_page(people)
    assert f"Remove {OFFICER.name}?" in words
    assert "The vault gets a new key." in words
    assert people.user(OFFICER).state is UserState.ACTIVE
    click(people, "cancel")
    assert people.user(OFFICER).state is UserState.ACTIVE

    click(people, "remove", OFFICER.name)
    click(people, "remove-for-good")
    assert people.user(OFFICER).state is UserState.REMOVED
    assert f"Removed\n{OFFICER.name}" in on_page(people)
    people.vault.close()
    with pytest.raises(WrongPassphraseError):
        people.keeper.sign_in(OFFICER.name, OFFICER.passphrase)


def test_each_step_begins_where_one_goes_on_and_never_on_what_cannot_be_undone(
    people: People,
) -> None:
    def focus() -> str:
        found = QApplication.focusWidget()
        assert found is not None
        return str(found.property("role") or found.objectName())

    assert focus() == "add"
    click(people, "add")
    assert focus() == "person-name"
    click(people, "cancel")
    click(people, "remove", OFFICER.name)
    assert focus() == "cancel"
    click(people, "cancel")
    click(people, "recovery")
    assert focus() == "cancel"
    click(people, "holders")
    assert focus() == "save-sheet"
    click(people, "save-sheet")
    click(people, "continue")
    assert focus() == "save-sheet"


def test_new_sheets_come_into_force_only_when_all_are_printed(people: People) -> None:
    click(people, "recovery")
    click(people, "holders")
    for number in (1, 2):
        assert f"Recovery sheet {number} of 3" in on_page(people)
        assert not buttons(people, "continue")[0].isEnabled()
        click(people, "save-sheet")
        click(people, "continue")
    click(people, "cancel")
    for sheet in people.saved:
        with pytest.raises(WrongRecoveryKeyError):
            people.keeper.recover(people.saved[0].key, OFFICER.name, NEW_PASSPHRASE, sheet.key)

    people.saved.clear()
    click(people, "recovery")
    click(people, "holders")
    for _ in range(3):
        click(people, "save-sheet")
        click(people, "continue")
    assert "The new recovery sheets are in force." in on_page(people)
    one, _second, third = (sheet.key for sheet in people.saved)
    people.keeper.recover(one, SUPERVISOR.name, NEW_PASSPHRASE, third)


def test_nothing_can_be_pressed_twice_while_it_is_done(people: People) -> None:
    people.model.state = replace(people.model.state, is_busy=True)
    before = len(people.vault.audit.deeds)

    people.model.suspend(people.user(OFFICER).id)
    settle()

    assert len(people.vault.audit.deeds) == before
