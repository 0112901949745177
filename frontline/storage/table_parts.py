"""What the tables of a vault are put together from. Private to storage."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table

from frontline.storage.column_types import UuidBytes

metadata = MetaData()


def table(name: str, *columns: Column[Any] | Index | CheckConstraint, rowid: bool = True) -> Table:
    """STRICT keeps SQLite from storing a text where a number belongs."""
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=rowid)


def key(name: str, kind: Any, refers: str = "") -> Column[Any]:
    """A column of the primary key; `refers` names a table and its column."""
    return Column(name, kind, *_refers(refers), primary_key=True)


def number() -> Column[int]:
    """The order of writing."""
    return Column("number", Integer, primary_key=True)


def own_id() -> Column[UUID]:
    return Column("id", UuidBytes, nullable=False, unique=True)


def needed(name: str, kind: Any, refers: str = "") -> Column[Any]:
    return Column(name, kind, *_refers(refers), nullable=False)


def of_case() -> Column[UUID]:
    return needed("case_id", UuidBytes, "cases.id")


def _refers(to: str) -> tuple[ForeignKey, ...]:
    return (ForeignKey(to),) if to else ()
