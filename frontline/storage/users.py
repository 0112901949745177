"""Who has an account at the post. Their secrets are in the slot file, not here."""

from __future__ import annotations

from sqlalchemy import select

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import UserId
from frontline.domain.officials import AccessRole, OfficialRole, User
from frontline.storage import tables
from frontline.storage.ledger import Ledger


class SqlUserStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def users(self) -> tuple[User, ...]:
        """In the order in which they were added."""
        with self._ledger.database.reading() as connection:
            rows = connection.execute(select(tables.users).order_by(tables.users.c.number))
            return tuple(_user(row) for row in rows)

    def add_user(self, user: User, deed: Deed) -> None:
        """Beyond the port: used when a post is set up."""
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


def _user(row: tables.AnyRow) -> User:
    return User(
        id=UserId(row.id),
        name=row.name,
        access=AccessRole(row.access),
        official=OfficialRole(row.official),
        recipient=row.recipient,
        verify_key=row.verify_key,
    )
