"""Signed documents as they were received: packs, directories, glossaries."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from frontline.domain.deeds import Deed
from frontline.errors import DocumentVersionError
from frontline.services.stores import StoredDocument
from frontline.storage import tables
from frontline.storage.ledger import Ledger

_documents = tables.documents


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

    def version(self, kind: str, name: str, version: int) -> StoredDocument | None:
        wanted = select(_documents).where(
            _documents.c.kind == kind,
            _documents.c.name == name,
            _documents.c.version == version,
        )
        with self._ledger.database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
            return None if row is None else _document(row)


def _document(row: tables.AnyRow) -> StoredDocument:
    return StoredDocument(row.kind, row.name, row.version, row.content)
