"""Signed documents that reach a post: packs, the directory of services, the glossary, and which
oversight body and which law-enforcement focal point there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from frontline.crypto.mac import digest
from frontline.crypto.signed_document import SignedDocument, read_document
from frontline.domain.deeds import DeedKind
from frontline.errors import DocumentRefusedError, DocumentVersionError
from frontline.errors_of_packs import ClipsStrayError
from frontline.errors_of_updates import DirectoryIncompleteError, NothingKeptError
from frontline.rules.built import PACK_KIND, BuiltPack, read_built_pack
from frontline.rules.definitions import PackDefinition
from frontline.services.clips import ClipShelf
from frontline.services.desk import Desk
from frontline.services.floor import require_floor, require_sound, require_whole
from frontline.services.pack_shelf import FLOOR
from frontline.services.permissions import Action
from frontline.services.stores import StoredDocument
from frontline.wire.directory import DIRECTORY_KIND, Directory, gaps_in, read_directory
from frontline.wire.focal_point import FOCAL_POINT_KIND, read_focal_point
from frontline.wire.glossary import GLOSSARY_KIND, Glossary, read_glossary
from frontline.wire.oversight import OVERSIGHT_KIND, read_oversight

KINDS = (PACK_KIND, DIRECTORY_KIND, GLOSSARY_KIND, OVERSIGHT_KIND, FOCAL_POINT_KIND)
# Whose keys these are is nothing that anybody at a post may turn back.
_WITH_KEYS = (OVERSIGHT_KIND, FOCAL_POINT_KIND)


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document with the versions that are kept of it, rising; `version` is in force."""

    kind: str
    name: str
    version: int
    versions: tuple[int, ...]

    @property
    def earlier(self) -> int | None:
        return max((each for each in self.versions if each < self.version), default=None)

    @property
    def later(self) -> int | None:
        return min((each for each in self.versions if each > self.version), default=None)


class Documents:
    """`clips`: where the spoken questions of packs are put; None where none are taken."""

    def __init__(
        self, desk: Desk, trusted_keys: Collection[str], clips: ClipShelf | None = None
    ) -> None:
        self._desk = desk
        self.trusted_keys = trusted_keys
        self._clips = clips

    def install(self, content: bytes) -> StoredDocument:
        """Check signature, form, version and the floor, then keep it. What was there stays for old
        cases. Raises what `check` raises."""
        return self.install_all((content,))[0]

    def install_all(self, contents: Sequence[bytes]) -> tuple[StoredDocument, ...]:
        """All of them, or none where one is refused. Raises what `check` raises."""
        self._desk.session.require(Action.INSTALL_DOCUMENTS)
        ordered = self._floor_first(contents)
        for content in ordered:
            self.check(content, beside=ordered)
        return tuple(
            self._install(read_document(content, self.trusted_keys), content) for content in ordered
        )

    def check(self, content: bytes, beside: Sequence[bytes] = ()) -> SignedDocument:
        """Whether it could be installed, together with those `beside` it.

        Raises UnsignedDocumentError, UnknownSignerError, SignatureRefusedError,
        DocumentRefusedError, DirectoryIncompleteError, DocumentVersionError or FloorLoweredError.
        """
        document = checked(content, self.trusted_keys)
        kept = self._desk.vault.documents.versions(document.kind, document.name)
        if kept and document.version <= kept[-1]:
            raise DocumentVersionError(installed=kept[-1], version=document.version)
        if document.kind == PACK_KIND:
            pack = read_built_pack(content, self.trusted_keys)
            floor = self._floor_of(pack, beside)
            require_sound(pack, floor)
            if floor is not None:
                require_floor(floor, pack)
        return document

    def check_clips(self, files: Sequence[bytes], beside: Sequence[bytes] = ()) -> None:
        """Whether each belongs to a pack in force or to one `beside` it. Raises ClipsStrayError."""
        self._desk.session.require(Action.INSTALL_DOCUMENTS)
        if files and self._clips is None:
            raise ClipsStrayError
        if files and self._clips is not None:
            packs = self._packs(beside)
            for content in files:
                self._clips.owner(content, packs)

    def keep_clips(self, files: Sequence[bytes]) -> None:
        """Take them for the packs in force. Raises ClipsStrayError or FolderUnusableError."""
        self._desk.session.require(Action.INSTALL_DOCUMENTS)
        if files and self._clips is None:
            raise ClipsStrayError
        if files and self._clips is not None:
            self._clips.keep(files, self._packs(()))

    def _packs(self, beside: Sequence[bytes]) -> tuple[PackDefinition, ...]:
        keys = self.trusted_keys
        in_force = [each.content for each in self._desk.vault.documents.in_force(PACK_KIND)]
        coming = [each for each in beside if read_document(each, keys).kind == PACK_KIND]
        return tuple(read_built_pack(each, keys).definition for each in (*coming, *in_force))

    def roll(self, kind: str, name: str, *, forward: bool) -> None:
        """Put the next version that is kept in force, or the one before.

        Raises NothingKeptError, and FloorLoweredError for a pack that is below the core in force:
        that one is rolled back first.
        """
        desk = self._desk
        desk.session.require(Action.INSTALL_DOCUMENTS)
        kept = next((each for each in self.kept() if (each.kind, each.name) == (kind, name)), None)
        version = None if kept is None else kept.later if forward else kept.earlier
        if version is None:
            raise NothingKeptError(kind=kind)
        stored = desk.vault.documents.version(kind, name, version)
        if stored is not None and kind == PACK_KIND and name != FLOOR:
            pack = read_built_pack(stored.content, self.trusted_keys)
            floor = self._floor_of(pack, ())
            if floor is not None:
                require_floor(floor, pack)
        deed = DeedKind.DOCUMENT_ROLLED_FORWARD if forward else DeedKind.DOCUMENT_ROLLED_BACK
        desk.vault.documents.put_in_force(
            kind, name, version, desk.deed(deed, f"{kind}/{name}/{version}")
        )

    def install_shipped(self, contents: Iterable[bytes]) -> None:
        """Bring in what this program was shipped with, where it is newer. Anyone's sign-in may.

        Documents are large: `contents` may read each when it is asked for, and none is held.
        """
        # What is installed was checked when it came in; checking it again would slow each sign-in.
        known = set(self._digests())
        for content in contents:
            if digest("document", content) in known:
                continue
            document = checked(content, self.trusted_keys)
            try:
                self._install(document, content)
            except DocumentVersionError:
                continue

    def _digests(self) -> Iterator[str]:
        """Of the newest of each, which are read one by one."""
        store = self._desk.vault.documents
        for kind in KINDS:
            for name, version in store.newest_versions(kind):
                document = store.version(kind, name, version)
                if document is not None:
                    yield digest("document", document.content)

    def installed(self) -> tuple[StoredDocument, ...]:
        """Those in force, for showing versions."""
        store = self._desk.vault.documents
        return tuple(document for kind in KINDS for document in store.in_force(kind))

    def kept(self) -> tuple[KeptDocument, ...]:
        """What can be rolled: all but the oversight body and the focal point, who have keys."""
        store = self._desk.vault.documents
        return tuple(
            KeptDocument(each.kind, each.name, each.version, store.versions(each.kind, each.name))
            for kind in KINDS
            if kind not in _WITH_KEYS
            for each in store.in_force(kind)
        )

    def directories(self) -> tuple[Directory, ...]:
        return tuple(
            read_directory(stored.content, self.trusted_keys)
            for stored in self._desk.vault.documents.in_force(DIRECTORY_KIND)
        )

    def glossaries(self) -> tuple[Glossary, ...]:
        return tuple(
            read_glossary(stored.content, self.trusted_keys)
            for stored in self._desk.vault.documents.in_force(GLOSSARY_KIND)
        )

    def _floor_first(self, contents: Sequence[bytes]) -> tuple[bytes, ...]:
        """The core before what extends it, so that no moment is without its floor."""
        return tuple(
            sorted(contents, key=lambda each: not _is_floor(read_document(each, self.trusted_keys)))
        )

    def _floor_of(self, pack: BuiltPack, beside: Sequence[bytes]) -> BuiltPack | None:
        """The core that comes beside a pack, otherwise the core in force; None where there is
        neither yet."""
        keys, store = self.trusted_keys, self._desk.vault.documents
        coming = [each for each in beside if _is_floor(read_document(each, keys))]
        in_force = [each.content for each in store.in_force(PACK_KIND) if each.name == FLOOR]
        floors = in_force if pack.definition.id == FLOOR else (*coming, *in_force)
        return read_built_pack(floors[0], keys) if floors else None

    def _install(self, document: SignedDocument, content: bytes) -> StoredDocument:
        stored = StoredDocument(document.kind, document.name, document.version, content)
        target = f"{stored.kind}/{stored.name}/{stored.version}"
        self._desk.vault.documents.install(
            stored, self._desk.deed(DeedKind.DOCUMENT_INSTALLED, target)
        )
        return stored


def _is_floor(document: SignedDocument) -> bool:
    return (document.kind, document.name) == (PACK_KIND, FLOOR)


def checked(content: bytes, trusted_keys: Collection[str]) -> SignedDocument:
    """A document of one of KINDS whose signature and form hold.

    Raises UnsignedDocumentError, UnknownSignerError, SignatureRefusedError, DocumentRefusedError or
    DirectoryIncompleteError.
    """
    document = read_document(content, trusted_keys)
    match document.kind:
        case kind if kind == PACK_KIND:
            require_whole(read_built_pack(content, trusted_keys))
        case kind if kind == DIRECTORY_KIND:
            gaps = tuple(gaps_in(read_directory(content, trusted_keys)))
            if gaps:
                raise DirectoryIncompleteError(faults=len(gaps), first=gaps[0].rsplit(" ", 1)[-1])
        case kind if kind == GLOSSARY_KIND:
            read_glossary(content, trusted_keys)
        case kind if kind == OVERSIGHT_KIND:
            read_oversight(content, trusted_keys)
        case kind if kind == FOCAL_POINT_KIND:
            read_focal_point(content, trusted_keys)
        case _:
            raise DocumentRefusedError(reason="kind", kind=document.kind)
    return document
