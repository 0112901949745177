"""A keeper of either kind with a post made, and what supervisors do to its accounts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import pytest

from frontline.domain.identifiers import UserId
from frontline.domain.officials import AccessRole, OfficialRole, User, UserState
from frontline.errors import FrontlineError
from frontline.services.permissions import Session
from frontline.services.stores import OpenVault
from frontline.services.vaults import NewUser, RecoveryKind, RecoverySheet, VaultKeeper
from tests.support.vault_posts import SUPERVISOR

THIRD = NewUser(
    "Inés Roca", "marble harbour ginger telescope", AccessRole.OFFICER, OfficialRole.LABOUR
)


@dataclass
class Kept:
    keeper: VaultKeeper
    sheet: RecoverySheet

    @contextmanager
    def at_work(self, new: NewUser = SUPERVISOR) -> Iterator[tuple[OpenVault, Session]]:
        vault, session = self.keeper.sign_in(new.name, new.passphrase)
        with closing(vault):
            yield vault, session

    def session(self, new: NewUser) -> Session:
        with self.at_work(new) as (_vault, session):
            return session

    def refused(self, new: NewUser) -> type[FrontlineError]:
        with pytest.raises(FrontlineError) as refusal:
            self.session(new)
        return refusal.type

    def add(self, new: NewUser = THIRD) -> User:
        with self.at_work() as (_vault, session):
            return self.keeper.accounts().add_user(session, new)

    def suspend(self, user: UserId) -> None:
        with self.at_work() as (_vault, session):
            self.keeper.accounts().suspend_user(session, user)

    def reinstate(self, user: UserId) -> None:
        with self.at_work() as (_vault, session):
            self.keeper.accounts().reinstate_user(session, user)

    def remove(self, user: UserId) -> None:
        with self.at_work() as (_vault, session):
            self.keeper.accounts().remove_user(session, user)

    def new_sheets(self, kind: RecoveryKind) -> tuple[RecoverySheet, ...]:
        with self.at_work() as (_vault, session):
            accounts = self.keeper.accounts()
            sheets = accounts.propose_recovery(kind)
            accounts.set_recovery(session)
            return sheets

    def states(self) -> dict[str, UserState]:
        with self.at_work() as (vault, _session):
            vault.audit.verify()
            return {user.name: user.state for user in vault.users.everybody()}
