"""Signed documents as they were received: packs, directories, glossaries."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from frontline.domain.deeds import Deed
from frontline.errors import DocumentRefusedError, DocumentVersionError
from frontline.services.stores import StoredDocument
from frontline.storage import tables, update_tables
from frontline.storage.ledger import Change, Ledger

_documents = tables.documents
_pins = update_tables.document_pins


class SqlDocumentStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def install(self, document: StoredDocument, deed: Deed) -> None:
        """Earlier versions stay: an open interview ends on the one it began on."""
        with self._ledger.change(deed) as change:
            installed = change.connection.scalar(
                select(func.max(_documents.c.version)).where(
                    _documents.c.kind == document.kind, _documents.c.name == document.name
                )
            )
            if installed is not None and document.version <= installed:
                raise DocumentVersionError(installed=installed, version=document.version)
            change.connection.execute(
                insert(_documents).values(
                    kind=document.kind,
                    name=document.name,
                    version=document.version,
                    content=document.content,
                )
            )
            change.vouch(_documents, document.kind, document.name, document.version)
            _let_go(change, document.kind, document.name)

    def newest(self, kind: str) -> tuple[StoredDocument, ...]:
        """Sorted by name."""
        newest = (
            select(_documents.c.name, func.max(_documents.c.version).label("version"))
            .where(_documents.c.kind == kind)
            .group_by(_documents.c.name)
            .subquery()
        )
        chosen = (
            select(_documents)
            .where(_documents.c.kind == kind)
            .join(
                newest,
                (_documents.c.name == newest.c.name) & (_documents.c.version == newest.c.version),
            )
            .order_by(_documents.c.name)
        )
        with self._ledger.database.reading() as connection:
            return tuple(_document(row) for row in connection.execute(chosen))

    def in_force(self, kind: str) -> tuple[StoredDocument, ...]:
        """As newest, but for those that were rolled back."""
        named = self.versions_in_force(kind)
        found = (self.version(kind, name, version) for name, version in named)
        return tuple(document for document in found if document is not None)

    def newest_versions(self, kind: str) -> tuple[tuple[str, int], ...]:
        with self._ledger.database.reading() as connection:
            return tuple(_newest(connection, kind))

    def versions_in_force(self, kind: str) -> tuple[tuple[str, int], ...]:
        with self._ledger.database.reading() as connection:
            pins = _pinned(connection, kind)
            return tuple(
                (name, pins.get(name, version)) for name, version in _newest(connection, kind)
            )

    def versions(self, kind: str, name: str) -> tuple[int, ...]:
        """Every one that is kept, rising."""
        wanted = (
            select(_documents.c.version)
            .where(_documents.c.kind == kind, _documents.c.name == name)
            .order_by(_documents.c.version)
        )
        with self._ledger.database.reading() as connection:
            return tuple(connection.scalars(wanted))

    def put_in_force(self, kind: str, name: str, version: int, deed: Deed) -> None:
        """Raises DocumentRefusedError where that version is not kept."""
        kept = self.versions(kind, name)
        if version not in kept:
            raise DocumentRefusedError(reason="no-such-version", name=name, version=version)
        with self._ledger.change(deed) as change:
            if version == kept[-1]:
                _let_go(change, kind, name)
                return
            change.connection.execute(
                upsert(_pins)
                .values(kind=kind, name=name, version=version)
                .on_conflict_do_update(index_elements=["kind", "name"], set_={"version": version})
            )
            change.vouch(_pins, kind, name)

    def version(self, kind: str, name: str, version: int) -> StoredDocument | None:
        wanted = select(_documents).where(
            _documents.c.kind == kind,
            _documents.c.name == name,
            _documents.c.version == version,
        )
        with self._ledger.database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
            return None if row is None else _document(row)


def _newest(connection: Connection, kind: str) -> Iterator[tuple[str, int]]:
    """Names and versions, sorted by name."""
    wanted = (
        select(_documents.c.name, func.max(_documents.c.version))
        .where(_documents.c.kind == kind)
        .group_by(_documents.c.name)
        .order_by(_documents.c.name)
    )
    return ((name, version) for name, version in connection.execute(wanted))


def _pinned(connection: Connection, kind: str) -> dict[str, int]:
    """By name; a version that is not kept holds nothing."""
    kept = (
        (_documents.c.kind == _pins.c.kind)
        & (_documents.c.name == _pins.c.name)
        & (_documents.c.version == _pins.c.version)
    )
    chosen = select(_pins.c.name, _pins.c.version).join(_documents, kept)
    return {row.name: row.version for row in connection.execute(chosen.where(_pins.c.kind == kind))}


def _let_go(change: Change, kind: str, name: str) -> None:
    """From now on the newest is in force."""
    found = change.connection.execute(
        delete(_pins).where(_pins.c.kind == kind, _pins.c.name == name)
    )
    if found.rowcount:
        change.gone(_pins, kind, name)


def _document(row: tables.AnyRow) -> StoredDocument:
    return StoredDocument(row.kind, row.name, row.version, row.content)
