"""The people of a post: who has an account, and how a lost passphrase can be recovered.

Nobody suspends or removes themselves, so there is always the one who is signed in, and, as an
administrator manages no supervisor, always a supervisor.
"""

from __future__ import annotations

from frontline.domain.identifiers import UserId
from frontline.domain.officials import AccessRole, User, UserState
from frontline.errors import (
    AccountStateError,
    NotPermittedError,
    OwnAccountError,
    UserNotFoundError,
)
from frontline.services.desk import Desk
from frontline.services.permissions import MANAGED, Action, Thing
from frontline.services.vaults import AccountKeeper, NewUser, RecoveryKind, RecoverySheet


class Accounts:
    def __init__(self, desk: Desk, keeper: AccountKeeper) -> None:
        self._desk = desk
        self._keeper = keeper

    def people(self) -> tuple[User, ...]:
        """Everybody who has or had an account, in the order in which they were added."""
        self._require()
        return self._desk.vault.users.everybody()

    def roles(self) -> tuple[AccessRole, ...]:
        """Those that the signed-in user may give, and whose accounts they may change."""
        self._require()
        return tuple(role for role in AccessRole if role in MANAGED[self._desk.session.user.access])

    def add(self, new: NewUser) -> User:
        """Raises NotPermittedError for a role the user may not give, NameTakenError,
        WeakPassphraseError, BadInputError for an empty name."""
        self._require()
        self._require_role(new.access)
        return self._keeper.add_user(self._desk.session, new)

    def suspend(self, user: UserId) -> None:
        """Raises UserNotFoundError, NotPermittedError, OwnAccountError, AccountStateError."""
        self._require_managed(user, UserState.ACTIVE)
        self._keeper.suspend_user(self._desk.session, user)

    def reinstate(self, user: UserId) -> None:
        """Raises as `suspend`."""
        # An active one too: their key may be missing because a reinstatement was cut off.
        self._require_managed(user, UserState.SUSPENDED, UserState.ACTIVE)
        self._keeper.reinstate_user(self._desk.session, user)

    def remove(self, user: UserId) -> None:
        """For good. What was sealed to them stays sealed to them. Raises as `suspend`."""
        self._require_managed(user, UserState.ACTIVE, UserState.SUSPENDED)
        self._keeper.remove_user(self._desk.session, user)

    def propose_recovery(self, kind: RecoveryKind) -> tuple[RecoverySheet, ...]:
        """New sheets to print; those handed out before hold until `set_recovery`."""
        self._desk.session.require(Action.SET_RECOVERY, Thing.POST)
        return self._keeper.propose_recovery(kind)

    def set_recovery(self) -> None:
        """The sheets proposed last are printed: from now on they alone recover.

        Colleagues can be recovered by them from their next sign-in on.
        """
        self._desk.session.require(Action.SET_RECOVERY, Thing.POST)
        self._keeper.set_recovery(self._desk.session)

    def _require(self) -> None:
        self._desk.session.require(Action.MANAGE_USERS, Thing.USER)

    def _require_role(self, role: AccessRole) -> None:
        user = self._desk.session.user
        if role not in MANAGED[user.access]:
            raise NotPermittedError(action=Action.MANAGE_USERS.value, role=user.access.value)

    def _require_managed(self, user: UserId, *states: UserState) -> None:
        found = next((each for each in self.people() if each.id == user), None)
        if found is None:
            raise UserNotFoundError
        self._require_role(found.access)
        if user == self._desk.session.user.id:
            raise OwnAccountError
        if found.state not in states:
            raise AccountStateError(state=found.state.value)
