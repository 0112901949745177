"""Finds cases by what does not identify anybody."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, null, select

from frontline.domain.cases import Case, Screening
from frontline.domain.identifiers import CaseId, UserId
from frontline.domain.marks import user_mark
from frontline.errors import DiskFullError, StorageUnwritableError, VaultDamagedError
from frontline.services.case_stores import Wanted
from frontline.storage import tables
from frontline.storage.case_rows import case_from_row, screening_from_row
from frontline.storage.ledger import Ledger
from frontline.storage.search_index import catch_up, fall_due, prepare

FIND = (
    "SELECT cases.id FROM search JOIN cases ON cases.number = -search.rowid "
    "WHERE search MATCH ? ORDER BY search.rowid LIMIT ?"
)
_SEALED = "SELECT cases.id FROM envelopes JOIN cases ON cases.id = envelopes.case_id"
_THEIRS = (
    " LEFT JOIN case_owners ON case_owners.case_id = cases.id WHERE "
    "coalesce(case_owners.user_id, cases.opened_by) = ? OR EXISTS (SELECT 1 FROM shares "
    "WHERE shares.case_id = cases.id AND shares.user_id = ? AND shares.ended IS NULL)"
)
_NEWEST_FIRST = " ORDER BY cases.number DESC"
_COMPARE = (
    "SELECT search_rows.number, search_rows.words = search.words FROM search_rows "
    "LEFT JOIN search ON search.rowid = -search_rows.number "
    "WHERE search_rows.number > ? ORDER BY search_rows.number LIMIT ?"
)
_STRAY = (
    "SELECT -rowid FROM search WHERE rowid < -? AND rowid >= -? "
    "AND -rowid NOT IN (SELECT number FROM cases)"
)
_LAST = "SELECT coalesce(-min(rowid), 0) FROM search"


_CASES = select(tables.cases).where(tables.cases.c.id.in_(bindparam("cases", expanding=True)))
# Where one stands is not asked here, so the last answers are not looked up.
_SCREENINGS = (
    select(tables.screenings, null().label("last"), null().label("last_position"))
    .where(tables.screenings.c.case_id.in_(bindparam("cases", expanding=True)))
    .order_by(tables.screenings.c.number)
)


class SqlSearchStore:
    def __init__(self, ledger: Ledger) -> None:
        self.database = ledger.database
        self._is_prepared = False
        # Nobody is kept out of the vault by an index, on a full disk least of all.
        with suppress(DiskFullError, StorageUnwritableError):
            self._prepare()

    def find(self, wanted: Sequence[Wanted], user: UserId | None, most: int) -> tuple[CaseId, ...]:
        if not wanted:
            return ()
        self._prepare()
        catch_up(self.database)
        with self.database.door():
            rows = self.database.execute(FIND, (expression(wanted, user), most)).fetchall()
        return tuple(map(_case_id, rows))

    def with_last_screening(self, cases: Sequence[CaseId]) -> tuple[tuple[Case, Screening], ...]:
        with self.database.reading() as connection:
            of_cases = {"cases": list(cases)}
            known = {row.id: case_from_row(row) for row in connection.execute(_CASES, of_cases)}
            rows = connection.execute(_SCREENINGS, of_cases)
            last = {row.case_id: screening_from_row(row) for row in rows}
        return tuple((known[case], last[case]) for case in cases if case in last)

    def sealed_cases(self, user: UserId | None) -> tuple[CaseId, ...]:
        theirs, keys = ("", ()) if user is None else (_THEIRS, (user.bytes, user.bytes))
        with self.database.door():
            rows = self.database.execute(_SEALED + theirs + _NEWEST_FIRST, keys).fetchall()
        return tuple(map(_case_id, rows))

    def check(self, start: int, most: int) -> int | None:
        """What is behind is brought in first. The index proper is compared with its own text at
        the end. Raises DiskFullError, StorageUnwritableError."""
        self._prepare()
        if catch_up(self.database, most) == most:
            return start
        with self.database.door():
            execute = self.database.execute
            rows = execute(_COMPARE, (start, most)).fetchall()
            (end,) = (rows[-1][0],) if len(rows) == most else execute(_LAST).fetchone()
            wrong = [number for number, is_same in rows if not is_same]
            wrong += [number for (number,) in execute(_STRAY, (start, end)).fetchall()]
        if wrong:
            fall_due(self.database, wrong)
            catch_up(self.database)
        if len(rows) == most:
            return int(end)
        self._check_index()
        return None

    def _prepare(self) -> None:
        if not self._is_prepared:
            prepare(self.database)
            self._is_prepared = True

    def _check_index(self) -> None:
        try:
            with self.database.door():
                self.database.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        except VaultDamagedError:
            # Not the vault: only this table, which is made again from its text.
            with self.database.door():
                self.database.execute("INSERT INTO search (search) VALUES ('rebuild')")


def expression(wanted: Sequence[Wanted], user: UserId | None) -> str:
    """In the query language of FTS5. Every text is quoted, so that none of it is taken for that."""
    parts = []
    for each in wanted:
        runs = "".join(letter if letter.isalnum() else " " for letter in each.word).split()
        starts = " AND ".join(f"{_quoted(run)} *" for run in runs) or '""'
        options = [f"({starts})", *map(_quoted, each.marks)]
        parts.append(f"({' OR '.join(options)})")
    if user is not None:
        parts.append(_quoted(user_mark(user)))
    return " AND ".join(parts)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _case_id(row: Sequence[Any]) -> CaseId:
    return CaseId(UUID(bytes=row[0]))
