"""Changes together with their audit entries: both in one transaction, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, insert, select

from frontline.domain.deeds import Deed
from frontline.errors import StorageUnwritableError
from frontline.storage.audit import INSERT_CHECKPOINT, INSERT_ENTRY, AuditChain, Entry
from frontline.storage.content import (
    ANSWERS,
    AUDITED,
    GONE,
    GONE_FROM_LOG,
    AuditedTable,
    Row,
    RowMacs,
    Value,
)
from frontline.storage.database import VaultDatabase

_BEGIN, _COMMIT = "BEGIN IMMEDIATE", "COMMIT"


class Change:
    """One transaction under way; every row it writes is vouched for before it ends."""

    def __init__(self, connection: Connection, database: VaultDatabase, macs: RowMacs) -> None:
        self.connection = connection
        # By name of the row, so that only its last version is vouched for.
        self.vouched: dict[str, str] = {}
        self._database = database
        self._macs = macs

    def execute(self, statement: str, values: Sequence[Value]) -> Any:
        """Past SQLAlchemy, on the same connection: for what is done many times over."""
        return self._database.execute(statement, values)

    def vouch(self, table: Table, *key: UUID | Value) -> None:
        """Vouch for the row with this key as it lies in the table now."""
        audited = AUDITED[table.name]
        row = self._database.execute(audited.select_one, [_raw(part) for part in key]).fetchone()
        self.vouched[audited.object_name(row)] = self._macs.vouch(audited, row)

    def gone(self, table: Table, *key: UUID | Value) -> None:
        """Vouch that there is no row with this key any more."""
        name = AUDITED[table.name].object_name([_raw(part) for part in key])
        self.vouched[name] = f"{name} {GONE}"

    def gone_from_log(self, log: AuditedTable, rows: Sequence[Row]) -> None:
        """Vouch that these rows of a log, with all audited columns, are there no more."""
        for content_mac in self._macs.content_macs(log, rows):
            line = f"{log.name}{GONE_FROM_LOG} {content_mac}"
            self.vouched[line] = line

    def add(self, table: Table, values: dict[str, Any]) -> bool:
        """Insert a row and vouch for it; False, and nothing done, for the very same row again.

        A save that was cut off may have been durable, so it can be repeated without harm. Raises
        StorageUnwritableError where another row has the key.
        """
        audited = AUDITED[table.name]
        key = {column: values[column] for column in audited.columns[: audited.key_width]}
        stored = self.connection.execute(
            select(*(table.c[column] for column in values)).where(
                *(table.c[column] == value for column, value in key.items())
            )
        ).one_or_none()
        if stored is not None:
            if dict(stored._mapping) != values:  # noqa: SLF001 -- SQLAlchemy's public name for it
                raise StorageUnwritableError(reason="taken", table=table.name)
            return False
        self.connection.execute(insert(table).values(values))
        self.vouch(table, *key.values())
        return True


def _raw(part: UUID | Value) -> Value:
    return part.bytes if isinstance(part, UUID) else part


class Ledger:
    """The only way to write to a vault what a deed belongs to."""

    def __init__(self, database: VaultDatabase, chain: AuditChain) -> None:
        self.database = database
        # How many changes were made: what was read before the last may be another now. Answers,
        # which only ever add to the log, do not count.
        self.changes = 0
        self._chain = chain
        database.keep_ready((_BEGIN, ANSWERS.insertion, INSERT_ENTRY, _COMMIT))

    @contextmanager
    def change(self, deed: Deed) -> Iterator[Change]:
        """One transaction. A change that in the end wrote nothing leaves no entry either."""
        entry: Entry | None = None
        with self.database.writing() as connection:
            change = Change(connection, self.database, self._chain.macs)
            yield change
            if change.vouched:
                entry = self._chain.entry(deed, tuple(change.vouched.values()))
                self._insert(entry)
        if entry is not None:
            self.changes += 1
            self._chain.advance(entry)

    def append(
        self, table: AuditedTable, insertion: str, rows: Sequence[tuple[Value, ...]], deed: Deed
    ) -> None:
        """Insert rows and their entry by the shortest way there is, for what happens at every
        answer. The first values of a row are the columns of `table`.

        Raises StorageUnwritableError with the reason `constraint` where a row has another's key.
        """
        macs, width = self._chain.macs, len(table.columns)
        entry = self._chain.entry(deed, [macs.vouch(table, row[:width]) for row in rows])
        self._write(entry, insertion, rows)

    def record(self, deed: Deed) -> None:
        """An entry that vouches for nothing: a deed that changed nothing."""
        self._write(self._chain.entry(deed, ()), "", ())

    def _write(self, entry: Entry, insertion: str, rows: Sequence[tuple[Value, ...]]) -> None:
        execute = self.database.execute
        try:
            execute(_BEGIN)
            for row in rows:
                execute(insertion, row)
            self._insert(entry)
            execute(_COMMIT)
        except BaseException as error:
            raise self.database.taken_back(error) from error
        self._chain.advance(entry)

    def _insert(self, entry: Entry) -> None:
        self.database.execute(INSERT_ENTRY, entry.row)
        for row in self._chain.due(entry):
            self.database.execute(INSERT_CHECKPOINT, row)
