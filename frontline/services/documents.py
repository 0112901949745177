"""Signed documents that reach a post: packs, the directory of services, the glossary, and which
oversight body and which law-enforcement focal point there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from frontline.crypto.mac import digest
from frontline.crypto.signed_document import read_document
from frontline.domain.deeds import DeedKind
from frontline.errors import DocumentRefusedError, DocumentVersionError
from frontline.rules.built import PACK_KIND, read_built_pack
from frontline.services.desk import Desk
from frontline.services.permissions import Action
from frontline.services.stores import StoredDocument
from frontline.wire.directory import DIRECTORY_KIND, Directory, read_directory
from frontline.wire.focal_point import FOCAL_POINT_KIND, read_focal_point
from frontline.wire.glossary import GLOSSARY_KIND, Glossary, read_glossary
from frontline.wire.oversight import OVERSIGHT_KIND, read_oversight


class Documents:
    def __init__(self, desk: Desk, trusted_keys: Collection[str]) -> None:
        self._desk = desk
        self.trusted_keys = trusted_keys

    def install(self, content: bytes) -> StoredDocument:
        """Check signature, form and version, then keep it. What was there stays for old cases.

        Raises UnknownSignerError, SignatureRefusedError, DocumentRefusedError,
        DocumentVersionError.
        """
        self._desk.session.require(Action.INSTALL_DOCUMENTS)
        return self._install(content)

    def install_shipped(self, contents: Iterable[bytes]) -> None:
        """Bring in what this program was shipped with, where it is newer. Anyone's sign-in may.

        Documents are large: `contents` may read each when it is asked for, and none is held.
        """
        # What is installed was checked when it came in; checking it again would slow each sign-in.
        known = {digest("document", document.content) for document in self.installed()}
        for content in contents:
            if digest("document", content) in known:
                continue
            try:
                self._install(content)
            except DocumentVersionError:
                continue

    def installed(self) -> tuple[StoredDocument, ...]:
        """The newest of each, for showing versions."""
        kinds = (PACK_KIND, DIRECTORY_KIND, GLOSSARY_KIND, OVERSIGHT_KIND, FOCAL_POINT_KIND)
        return tuple(
            document for kind in kinds for document in self._desk.vault.documents.newest(kind)
        )

    def directories(self) -> tuple[Directory, ...]:
        return tuple(
            read_directory(stored.content, self.trusted_keys)
            for stored in self._desk.vault.documents.newest(DIRECTORY_KIND)
        )

    def glossaries(self) -> tuple[Glossary, ...]:
        return tuple(
            read_glossary(stored.content, self.trusted_keys)
            for stored in self._desk.vault.documents.newest(GLOSSARY_KIND)
        )

    def _install(self, content: bytes) -> StoredDocument:
        document = read_document(content, self.trusted_keys)
        match document.kind:
            case kind if kind == PACK_KIND:
                read_built_pack(content, self.trusted_keys)
            case kind if kind == DIRECTORY_KIND:
                read_directory(content, self.trusted_keys)
            case kind if kind == GLOSSARY_KIND:
                read_glossary(content, self.trusted_keys)
            case kind if kind == OVERSIGHT_KIND:
                read_oversight(content, self.trusted_keys)
            case kind if kind == FOCAL_POINT_KIND:
                read_focal_point(content, self.trusted_keys)
            case _:
                raise DocumentRefusedError(reason="kind", kind=document.kind)
        stored = StoredDocument(document.kind, document.name, document.version, content)
        target = f"{stored.kind}/{stored.name}/{stored.version}"
        self._desk.vault.documents.install(
            stored, self._desk.deed(DeedKind.DOCUMENT_INSTALLED, target)
        )
        return stored
