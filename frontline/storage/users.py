"""Who has an account at the post. Their secrets are in the slot file, not here."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import UserId
from frontline.domain.officials import AccessRole, OfficialRole, User, UserState
from frontline.storage import tables
from frontline.storage.ledger import Ledger


class SqlUserStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def users(self) -> tuple[User, ...]:
        """Those whose account is active, in the order in which they were added."""
        return tuple(user for user in self.everybody() if user.state is UserState.ACTIVE)

    def everybody(self) -> tuple[User, ...]:
        users, states = tables.users, tables.user_states
        joined = users.outerjoin(states, users.c.id == states.c.user_id)
        with self._ledger.database.reading() as connection:
            rows = connection.execute(
                select(users, states.c.state).select_from(joined).order_by(users.c.number)
            )
            return tuple(_user(row) for row in rows)

    def add_user(self, user: User, deed: Deed) -> None:
        """Beyond the port: together with a slot, or nobody could sign in as them."""
        with self._ledger.change(deed) as change:
            change.add(
                tables.users,
                {
                    "id": user.id,
                    "name": user.name,
                    "access": user.access.value,
                    "official": user.official.value,
                    "recipient": user.recipient,
                    "verify_key": user.verify_key,
                },
            )

    def set_state(self, user: UserId, state: UserState, deed: Deed) -> None:
        """Beyond the port: what the slot file says has to follow."""
        with self._ledger.change(deed) as change:
            change.connection.execute(
                insert(tables.user_states)
                .values(user_id=user, state=state.value)
                .on_conflict_do_update(index_elements=["user_id"], set_={"state": state.value})
            )
            change.vouch(tables.user_states, user)


def _user(row: tables.AnyRow) -> User:
    return User(
        id=UserId(row.id),
        name=row.name,
        access=AccessRole(row.access),
        official=OfficialRole(row.official),
        recipient=row.recipient,
        verify_key=row.verify_key,
        state=UserState.ACTIVE if row.state is None else UserState(row.state),
    )
