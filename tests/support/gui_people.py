"""The page of a post's people in each of its steps, over a vault in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from frontline.domain.officials import AccessRole, OfficialRole, User
from frontline.services.accounts import Accounts
from frontline.services.vaults import NewUser, RecoveryKind, RecoverySheet
from frontline.ui.viewmodels.people import PeopleViewModel
from frontline.ui.views.people import PeopleView
from tests.support.gui import Gui, settle
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import CHANCE, OFFICER, SETUP, SUPERVISOR

GOOD = "marble harbour ginger telescope"
TRAINER = NewUser("Tomás Vega", GOOD, AccessRole.TRAINER, OfficialRole.HEALTH)
ADMINISTRATOR = NewUser("Ada Quispe", GOOD, AccessRole.ADMINISTRATOR, OfficialRole.OBSERVER)


@dataclass
class People:
    """Somebody of a post with four accounts looks at its people."""

    gui: Gui
    who: NewUser = SUPERVISOR
    saves: bool = True
    saved: list[RecoverySheet] = field(default_factory=list)

    def __post_init__(self) -> None:
        gui = self.gui
        self.keeper = MemoryKeeper(gui.clock, CHANCE)
        self.keeper.create(SETUP)
        vault, supervisor = self.keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
        for new in (TRAINER, ADMINISTRATOR):
            self.keeper.add_user(supervisor, new)
        vault.close()
        self.vault, self.session = self.keeper.sign_in(self.who.name, self.who.passphrase)
        desk = replace(gui.desk, vault=self.vault, session=self.session)
        accounts = Accounts(desk, self.keeper.accounts())
        self.model = PeopleViewModel(accounts, self.session, gui.runner)
        self.view = PeopleView(self.model, gui.around, self._save, gui.tell("back"))
        self.model.load()
        settle()

    def user(self, new: NewUser) -> User:
        return next(each for each in self.vault.users.everybody() if each.name == new.name)

    def _save(self, sheet: RecoverySheet) -> bool:
        self.saved.append(sheet)
        return self.saves


def people(step: Callable[[People], object]) -> Callable[[Gui], PeopleView]:
    def make(gui: Gui) -> PeopleView:
        shown = People(gui)
        step(shown)
        settle()
        return shown.view

    return make


def after_some_changes(shown: People) -> None:
    shown.model.suspend(shown.user(TRAINER).id)
    shown.model.ask_to_remove(shown.user(ADMINISTRATOR).id)
    shown.model.remove()


def faulty_addition(shown: People) -> None:
    shown.model.ask_whom_to_add()
    shown.model.add(replace(OFFICER, passphrase="short"), "shorter")


PEOPLE_PAGES = {
    "people": people(after_some_changes),
    "people, add": people(lambda shown: shown.model.ask_whom_to_add()),
    "people, faulty": people(faulty_addition),
    "people, remove": people(lambda shown: shown.model.ask_to_remove(shown.user(OFFICER).id)),
    "people, recovery": people(lambda shown: shown.model.ask_about_recovery()),
    "people, sheet": people(lambda shown: shown.model.propose_recovery(RecoveryKind.HOLDERS)),
}
