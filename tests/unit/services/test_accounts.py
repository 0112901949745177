"""Accounts and recovery as a service: who may do what to whom, over a keeper in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import UserId
from frontline.domain.officials import AccessRole, OfficialRole, User, UserState
from frontline.errors import (
    FrontlineError,
    NameTakenError,
    NotPermittedError,
    UserNotFoundError,
)
from frontline.errors_of_accounts import AccountStateError, OwnAccountError
from frontline.services.accounts import Accounts
from frontline.services.desk import Desk
from frontline.services.notices import Notices
from frontline.services.pack_shelf import PackShelf
from frontline.services.permissions import MANAGED, PERMITTED, Action
from frontline.services.vaults import NewUser, RecoveryKind
from tests.support.clock import SettableClock
from tests.support.desks import TRUSTED
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import CHANCE, NEW_PASSPHRASE, OFFICER, SETUP, SUPERVISOR

PASSPHRASE = "marble harbour ginger telescope"


def a_new(role: AccessRole, name: str = "") -> NewUser:
    return NewUser(name or f"new {role.value}", PASSPHRASE, role, OfficialRole.HEALTH)


@dataclass
class Post:
    """With one account of each role; `OFFICER` and `SUPERVISOR` are the first of theirs."""

    keeper: MemoryKeeper

    def at(self, role: AccessRole, name: str = "") -> tuple[Accounts, Desk]:
        """What somebody of that role has before them."""
        if self.keeper.vault is not None:
            self.keeper.vault.close()
        firsts = {AccessRole.SUPERVISOR: SUPERVISOR, AccessRole.OFFICER: OFFICER}
        new = a_new(role, name) if name or role not in firsts else firsts[role]
        vault, session = self.keeper.sign_in(new.name, new.passphrase)
        desk = Desk(vault, session, SettableClock(), CHANCE, PackShelf(vault.documents, TRUSTED))
        return Accounts(desk, self.keeper.accounts()), desk

    def user(self, name: str) -> User:
        assert self.keeper.vault is not None
        return next(each for each in self.keeper.vault.users.everybody() if each.name == name)


@pytest.fixture
def post() -> Post:
    keeper = MemoryKeeper(SettableClock(), CHANCE)
    keeper.create(SETUP)
    made = Post(keeper)
    accounts, _desk = made.at(AccessRole.SUPERVISOR)
    for role in AccessRole:
        accounts.add(a_new(role))
    return made


def test_a_supervisor_manages_every_role_an_administrator_none_that_reads_all(post: Post) -> None:
    accounts, _desk = post.at(AccessRole.SUPERVISOR)
    assert set(accounts.roles()) == set(AccessRole)

    accounts, _desk = post.at(AccessRole.ADMINISTRATOR)
    reading = {role for role in AccessRole if Action.READ_ALL_CASES in PERMITTED[role]}
    assert not reading & set(accounts.roles())


@pytest.mark.parametrize("role", sorted(set(AccessRole) - set(MANAGED)))
def test_nobody_else_manages_anybody(post: Post, role: AccessRole) -> None:
    accounts, desk = post.at(role)
    other = next(user.id for user in desk.vault.users.users() if user != desk.session.user)
    before = desk.vault.audit.head()

    for act in (
        accounts.people,
        accounts.roles,
        lambda: accounts.add(a_new(AccessRole.OFFICER, "x")),
        lambda: accounts.suspend(other),
        lambda: accounts.reinstate(other),
        lambda: accounts.remove(other),
        lambda: accounts.propose_recovery(RecoveryKind.SHEET),
        accounts.set_recovery,
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert desk.vault.audit.head() == before


@pytest.mark.parametrize("role", MANAGED)
@pytest.mark.parametrize("other", AccessRole)
def test_each_manages_those_the_table_says(post: Post, role: AccessRole, other: AccessRole) -> None:
    accounts, _desk = post.at(role, f"new {role.value}")
    accounts_of_another = post.user(f"new {other.value}").id
    if other is role:
        accounts_of_another = next(
            (
                each.id
                for each in accounts.people()
                if each.access is role and each.name[:3] != "new"
            ),
            UserId(CHANCE.uuid()),
        )
    allowed = other in MANAGED[role]

    def outcome(act: object) -> type[FrontlineError] | None:
        try:
            act()  # type: ignore[operator]
        except FrontlineError as error:
            return type(error)
        return None

    added = outcome(lambda: accounts.add(a_new(other, "one more")))
    assert added is (None if allowed else NotPermittedError)
    done = outcome(lambda: accounts.suspend(accounts_of_another))
    assert done in ((None, UserNotFoundError) if allowed else (NotPermittedError,))


@pytest.mark.parametrize("role", MANAGED)
def test_nobody_suspends_or_removes_themselves_so_a_supervisor_is_always_left(
    post: Post, role: AccessRole
) -> None:
    accounts, desk = post.at(role)
    own = desk.session.user.id

    for act in (accounts.suspend, accounts.reinstate, accounts.remove):
        with pytest.raises(OwnAccountError):
            act(own)
    assert post.user(desk.session.user.name).state is UserState.ACTIVE


def test_only_what_follows_from_the_state_can_be_done(post: Post) -> None:
    accounts, _desk = post.at(AccessRole.SUPERVISOR)
    user = post.user(OFFICER.name).id

    accounts.suspend(user)
    with pytest.raises(AccountStateError):
        accounts.suspend(user)
    accounts.reinstate(user)
    accounts.remove(user)
    for act in (accounts.suspend, accounts.reinstate, accounts.remove):
        with pytest.raises(AccountStateError):
            act(user)
    with pytest.raises(UserNotFoundError):
        accounts.remove(UserId(CHANCE.uuid()))


def test_every_change_is_a_deed_of_who_made_it_to_whom(post: Post) -> None:
    accounts, desk = post.at(AccessRole.SUPERVISOR)
    assert post.keeper.vault is not None
    deeds = post.keeper.vault.audit.deeds
    deeds.clear()

    added = accounts.add(a_new(AccessRole.OFFICER, "Ana"))
    with pytest.raises(NameTakenError):
        accounts.add(a_new(AccessRole.OFFICER, "ANA"))
    accounts.suspend(added.id)
    accounts.reinstate(added.id)
    accounts.remove(added.id)

    assert [deed.kind for deed in deeds] == [
        DeedKind.USER_ADDED,
        DeedKind.USER_SUSPENDED,
        DeedKind.USER_REINSTATED,
        DeedKind.USER_REMOVED,
    ]
    assert {(deed.actor, deed.target) for deed in deeds} == {(desk.session.user.id, str(added.id))}


def test_everybody_is_told_once_that_a_sheet_was_used(post: Post) -> None:
    post.at(AccessRole.ADMINISTRATOR)
    accounts, _desk = post.at(AccessRole.SUPERVISOR)
    (sheet,) = accounts.propose_recovery(RecoveryKind.SHEET)
    accounts.set_recovery()
    post.at(AccessRole.OFFICER)
    post.keeper.recover(sheet.key, OFFICER.name, NEW_PASSPHRASE)

    used = (DeedKind.RECOVERY_USED, OFFICER.name)
    made = (DeedKind.RECOVERY_SET, SUPERVISOR.name)
    _accounts, desk = post.at(AccessRole.ADMINISTRATOR)
    assert [(each.kind, each.who) for each in Notices(desk).news()] == [made, used]
    _accounts, desk = post.at(AccessRole.ADMINISTRATOR)
    assert Notices(desk).news() == ()
    _accounts, desk = post.at(AccessRole.SUPERVISOR)
    assert [(each.kind, each.who) for each in Notices(desk).news()] == [made, used]


def test_somebody_new_is_told_of_nothing_before_their_time(post: Post) -> None:
    accounts, _desk = post.at(AccessRole.SUPERVISOR)
    accounts.propose_recovery(RecoveryKind.SHEET)
    accounts.set_recovery()
    accounts.add(a_new(AccessRole.TRAINER, "late"))

    _accounts, desk = post.at(AccessRole.TRAINER, "late")
    assert Notices(desk).news() == ()


def test_a_user_whose_passphrase_was_recovered_is_told_too(post: Post) -> None:
    accounts, _desk = post.at(AccessRole.SUPERVISOR)
    sheets = accounts.propose_recovery(RecoveryKind.HOLDERS)
    accounts.set_recovery()
    post.at(AccessRole.OFFICER)
    post.keeper.recover(sheets[0].key, OFFICER.name, NEW_PASSPHRASE, sheets[1].key)

    assert post.keeper.vault is not None
    post.keeper.vault.close()
    recovered = replace(OFFICER, passphrase=NEW_PASSPHRASE)
    vault, session = post.keeper.sign_in(recovered.name, recovered.passphrase)
    desk = Desk(vault, session, SettableClock(), CHANCE, PackShelf(vault.documents, TRUSTED))
    assert [each.who for each in Notices(desk).news()] == [OFFICER.name]
