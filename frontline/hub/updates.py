"""Updates for the posts: numbered, signed with the hub's key, given out until overtaken."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, func, select

from frontline.crypto.signing import SigningKey
from frontline.domain.clock import Clock
from frontline.errors import BadInputError
from frontline.hub.database import lock_device, reading, writing
from frontline.hub.update_tables import update_documents, updates
from frontline.wire.update import Update, UpdateDocument, write_update

# Two workers never give out one number. No device has this name.
_LOCK = "*updates"


@dataclass(frozen=True, slots=True)
class ListedUpdate:
    """`documents`: kind, name and version of each. `is_overtaken`: of each of them a later update
    has a newer version, so that no post needs this one any more."""

    number: int
    made: str
    size: int
    sha256: str
    documents: tuple[tuple[str, str, int], ...]
    is_overtaken: bool


class HubUpdates:
    """One short transaction for each call. Raises DiskFullError or StorageUnwritableError."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add(self, hub: str, documents: Sequence[UpdateDocument], key: SigningKey) -> ListedUpdate:
        """Number, sign and keep an update.

        Raises BadInputError where it is too large, or a document is not newer than one that was
        sent before.
        """
        today = self._clock.now().date()
        with writing(self._engine) as connection:
            lock_device(connection, _LOCK)
            sent: dict[tuple[str, str], int] = {
                (row.kind, row.name): row.version
                for row in connection.execute(
                    select(
                        update_documents.c.kind,
                        update_documents.c.name,
                        func.max(update_documents.c.version).label("version"),
                    ).group_by(update_documents.c.kind, update_documents.c.name)
                )
            }
            _refuse_known(documents, sent)
            number = _next(connection.scalar(select(func.max(updates.c.number))) or 0, today)
            update = Update(hub, number, today.isoformat(), tuple(documents))
            content = write_update(update, key)
            connection.execute(
                updates.insert().values(
                    number=number,
                    made=update.made,
                    sha256=hashlib.sha256(content).hexdigest(),
                    size=len(content),
                    content=content,
                )
            )
            for each in documents:
                connection.execute(
                    update_documents.insert().values(
                        number=number, kind=each.kind, name=each.name, version=each.version
                    )
                )
        return next(each for each in self.listed() if each.number == number)

    def listed(self) -> tuple[ListedUpdate, ...]:
        """In order of number."""
        columns = (updates.c.number, updates.c.made, updates.c.size, updates.c.sha256)
        with reading(self._engine) as connection:
            rows = connection.execute(select(*columns).order_by(updates.c.number)).all()
            parts = connection.execute(
                select(update_documents).order_by(
                    update_documents.c.number, update_documents.c.kind, update_documents.c.name
                )
            ).all()
        newest: dict[tuple[str, str], int] = {}
        for part in parts:
            newest[part.kind, part.name] = max(part.version, newest.get((part.kind, part.name), 0))
        found = []
        for row in rows:
            documents = tuple((p.kind, p.name, p.version) for p in parts if p.number == row.number)
            overtaken = all(newest[kind, name] > version for kind, name, version in documents)
            found.append(
                ListedUpdate(row.number, row.made, row.size, row.sha256, documents, overtaken)
            )
        return tuple(found)

    def current(self, after: int = 0) -> tuple[ListedUpdate, ...]:
        """Those above a number that are not overtaken."""
        return tuple(
            each for each in self.listed() if each.number > after and not each.is_overtaken
        )

    def content(self, number: int) -> bytes | None:
        with reading(self._engine) as connection:
            return connection.scalar(select(updates.c.content).where(updates.c.number == number))


def _refuse_known(documents: Sequence[UpdateDocument], sent: Mapping[tuple[str, str], int]) -> None:
    for each in documents:
        if each.version <= sent.get((each.kind, each.name), 0):
            raise BadInputError(reason="update-nothing-new", name=each.name, version=each.version)


def _next(newest: int, today: date) -> int:
    """The day, and two digits to count on: it rises over a hub that was put back from a backup."""
    return max(newest + 1, int(today.strftime("%Y%m%d01")))
