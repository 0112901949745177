"""The monitoring matrix at the hub: what its data allow is counted, the rest is entered, signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Engine, and_, distinct, func, select

from frontline.crypto.signing import SigningKey
from frontline.domain.clock import Clock
from frontline.domain.service_answers import Outcome
from frontline.errors import BadInputError, FrontlineError
from frontline.hub.answer_tables import given_answers
from frontline.hub.database import lock_device, reading, writing
from frontline.hub.mailroom import Mailroom
from frontline.hub.matrix_tables import matrix_entries
from frontline.hub.naming import added_forms, held
from frontline.hub.tables import imports, sealed_notes
from frontline.statistics.matrix import Cell, matrix
from frontline.statistics.matrix_entries import MatrixEntry, read_entry, write_entry
from frontline.statistics.matrix_indicators import INDICATORS
from frontline.statistics.observed import Desk, Told, observed
from frontline.wire.cards import HubCard

_ONE_AT_A_TIME = "matrix"
_DIRECTORY = "directory"


class MatrixDesk:
    def __init__(self, engine: Engine, mailroom: Mailroom, card: HubCard, clock: Clock) -> None:
        self._engine = engine
        self._mailroom = mailroom
        self._card = card
        self._clock = clock

    def read(self, first: str, last: str) -> tuple[Cell, ...]:
        """Every indicator in these months, both included."""
        with reading(self._engine) as connection:
            desk = self._desk(connection, first, last)
            names = added_forms(connection)
            seen = observed(_told(connection), desk, (first, last), names)
            entries = self._entries(connection, first, last)
        return matrix(INDICATORS, seen, entries, (first, last))

    def enter(self, entry: MatrixEntry, key: SigningKey) -> int:
        """Sign and keep an entry, and give its number. One that is wrong is overtaken by another.

        Raises BadInputError for no indicator of the matrix, or a value of one that is computed.
        """
        known = {each.id: each for each in INDICATORS}
        if entry.indicator not in known:
            raise BadInputError(reason="matrix-indicator")
        if entry.value is not None and known[entry.indicator].compute is not None:
            raise BadInputError(reason="matrix-computed")
        with writing(self._engine) as connection:
            lock_device(connection, _ONE_AT_A_TIME)
            number = (connection.scalar(select(func.max(matrix_entries.c.number))) or 0) + 1
            connection.execute(
                matrix_entries.insert().values(
                    number=number,
                    indicator=entry.indicator,
                    entered_at=int(self._clock.now().timestamp()),
                    content=write_entry(entry, self._card.hub, number, key),
                )
            )
        return number

    def _desk(self, connection: Connection, first: str, last: str) -> Desk:
        enrolled = {each.device for each in self._mailroom.posts() if each.revoked is None}
        came = and_(imports.c.refused.is_(None), imports.c.month.between(first, last))
        reporting = set(connection.scalars(select(imports.c.device).where(came).distinct()))
        directories = {
            name
            for update in self._mailroom.updates.listed()
            for kind, name, _version in update.documents
            if kind == _DIRECTORY
        }
        notes, receivers = connection.execute(
            select(func.count(), func.count(distinct(sealed_notes.c.focal_point)))
            .select_from(sealed_notes)
            .join(imports)
            .where(came)
        ).one()
        return Desk(len(enrolled), len(enrolled & reporting), len(directories), notes, receivers)

    def _entries(
        self, connection: Connection, first: str, last: str
    ) -> Mapping[str, MatrixEntry | None]:
        """What the entries of each indicator for months within these say together."""
        found: dict[str, MatrixEntry | None] = {}
        spoilt = set()
        query = select(matrix_entries).order_by(matrix_entries.c.number)
        for row in connection.execute(query):
            try:
                entry = read_entry(row.content, self._card.hub, row.number, {self._card.verify_key})
            except FrontlineError:
                spoilt.add(row.indicator)
                continue
            if entry.indicator != row.indicator:
                spoilt |= {row.indicator, entry.indicator}
            elif first <= entry.first_month and entry.last_month <= last:
                found[entry.indicator] = entry.over(found.get(entry.indicator))
        return {**found, **dict.fromkeys(spoilt)}


def _told(connection: Connection) -> Iterator[Told]:
    """Every referral, with what its last answer said."""
    query = select(given_answers.c.item, given_answers.c.outcome).order_by(given_answers.c.number)
    said = {row.item: row.outcome for row in connection.execute(query)}
    for each in held(connection):
        outcome = said.get(each.item)
        accepted = None if outcome is None else outcome == Outcome.ACCEPTED
        yield Told(each.named, accepted)
