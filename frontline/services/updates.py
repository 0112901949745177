"""Updates from the hub: taken in with the receipts, looked at, then accepted or put off (S-118).

Whoever is signed in takes one in, because that changes nothing yet. Only a supervisor or an
administrator puts it in force. An interview that is open ends on the version it began on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from frontline.crypto.signed_document import SignedDocument, read_document
from frontline.domain.deeds import DeedKind
from frontline.errors import FrontlineError, HubNotSetError
from frontline.errors_of_updates import UpdateOlderError, UpdateRefusedError
from frontline.rules.built import PACK_KIND, read_built_pack
from frontline.services.desk import Desk
from frontline.services.document_changes import (
    DocumentChanges,
    directory_changes,
    glossary_changes,
    pack_changes,
)
from frontline.services.documents import Documents, checked
from frontline.services.permissions import Action
from frontline.services.stores import StoredDocument
from frontline.services.update_store import StoredUpdate, UpdateState
from frontline.wire.cards import HubCard, read_card
from frontline.wire.directory import DIRECTORY_KIND, read_directory
from frontline.wire.glossary import GLOSSARY_KIND, read_glossary
from frontline.wire.update import Update, read_update


@dataclass(frozen=True, slots=True)
class Offered:
    """A document that could be put in force. `before` is the version in force, None where there is
    none; `refusal` says why it cannot."""

    kind: str
    name: str
    version: int
    before: int | None
    content: bytes = field(repr=False)
    changes: DocumentChanges | None = None
    refusal: FrontlineError | None = None


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    number: int
    made: str
    state: UpdateState
    documents: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class WantedUpdates:
    """What a post asks its hub for: updates above the number it has."""

    device: str
    after: int


class Updates:
    def __init__(self, desk: Desk, documents: Documents) -> None:
        self._desk = desk
        self._documents = documents

    def wanted(self) -> WantedUpdates:
        return WantedUpdates(self._desk.vault.outbox.device().id, self.newest())

    def newest(self) -> int:
        """The highest number taken in from this post's hub; 0 where none was."""
        hub = self._hub()
        stored = self._desk.vault.updates.updates(hub.hub) if hub is not None else ()
        return stored[-1].number if stored else 0

    def receive(self, content: bytes) -> int:
        """Take an update in, and give its number. Nothing comes into force by it.

        Raises HubNotSetError, UpdateRefusedError, UpdateOlderError, and what
        services.documents.checked raises for a document in it.
        """
        hub = self._hub()
        if hub is None:
            raise HubNotSetError
        update = read_update(content, hub.hub, hub.verify_key)
        if update.number <= self.newest():
            raise UpdateOlderError(newest=self.newest(), number=update.number)
        for listed in update.documents:
            found = checked(listed.file, self._documents.trusted_keys)
            if (found.kind, found.name, found.version) != (
                listed.kind,
                listed.name,
                listed.version,
            ):
                raise UpdateRefusedError(reason="listed-otherwise")
        desk = self._desk
        stored = StoredUpdate(
            hub.hub, update.number, UpdateState.WAITING, desk.clock.now(), content
        )
        deed = desk.deed(DeedKind.UPDATE_RECEIVED, f"{hub.hub}/{update.number}")
        desk.vault.updates.add(stored, deed)
        return update.number

    def waiting(self) -> tuple[WaitingUpdate, ...]:
        """Those nobody has accepted, for who may; for all others none."""
        if not self._desk.session.may(Action.INSTALL_DOCUMENTS):
            return ()
        return tuple(self._told(stored) for stored in self._open())

    def review(self, number: int) -> tuple[Offered, ...]:
        """What it would change. Raises UpdateRefusedError where there is no such update."""
        self._desk.session.require(Action.INSTALL_DOCUMENTS)
        update = self._read(self._stored(number))
        contents = [listed.file for listed in update.documents]
        return self._look(contents, self._fresh(contents))

    def look(self, contents: Sequence[bytes]) -> tuple[Offered, ...]:
        """What these documents would change, put in force together. One that is refused for its
        signature or form is refused here too, before anything of it is shown."""
        self._desk.session.require(Action.INSTALL_DOCUMENTS)
        return self._look(contents, contents)

    def _look(self, contents: Sequence[bytes], fresh: Sequence[bytes]) -> tuple[Offered, ...]:
        documents = [(checked(each, self._documents.trusted_keys), each) for each in contents]
        return tuple(self._offered(document, content, fresh) for document, content in documents)

    def accept(self, number: int) -> None:
        """Put all of it in force, or nothing. Raises as Documents.check does."""
        self._desk.session.require(Action.INSTALL_DOCUMENTS)
        stored = self._stored(number)
        update = self._read(stored)
        # What came in before by another road, or before the power failed, stays as it is.
        fresh = self._fresh([listed.file for listed in update.documents])
        self._documents.install_all(fresh)
        self._settle(stored, UpdateState.ACCEPTED, DeedKind.UPDATE_ACCEPTED)

    def put_off(self, number: int) -> None:
        self._desk.session.require(Action.INSTALL_DOCUMENTS)
        self._settle(self._stored(number), UpdateState.PUT_OFF, DeedKind.UPDATE_PUT_OFF)

    def _offered(
        self, document: SignedDocument, content: bytes, beside: Sequence[bytes]
    ) -> Offered:
        before = self._in_force(document)
        offered = Offered(
            document.kind,
            document.name,
            document.version,
            None if before is None else before.version,
            content,
        )
        if content not in beside:
            return replace(offered, changes=DocumentChanges())
        changes = None if before is None else self._changes(document.kind, before.content, content)
        try:
            self._documents.check(content, beside)
        except FrontlineError as error:
            return replace(offered, changes=changes, refusal=error)
        return replace(offered, changes=changes)

    def _changes(self, kind: str, old: bytes, new: bytes) -> DocumentChanges | None:
        keys = self._documents.trusted_keys
        match kind:
            case kind if kind == PACK_KIND:
                return pack_changes(read_built_pack(old, keys), read_built_pack(new, keys))
            case kind if kind == DIRECTORY_KIND:
                return directory_changes(read_directory(old, keys), read_directory(new, keys))
            case kind if kind == GLOSSARY_KIND:
                return glossary_changes(read_glossary(old, keys), read_glossary(new, keys))
            case _:
                return None

    def _fresh(self, contents: Sequence[bytes]) -> tuple[bytes, ...]:
        """Without the documents the vault has already."""
        store, found = self._desk.vault.documents, []
        for content in contents:
            document = read_document(content, self._documents.trusted_keys)
            stored = store.version(document.kind, document.name, document.version)
            if stored is None or stored.content != content:
                found.append(content)
        return tuple(found)

    def _in_force(self, document: SignedDocument) -> StoredDocument | None:
        found = self._desk.vault.documents.in_force(document.kind)
        return next((each for each in found if each.name == document.name), None)

    def _hub(self) -> HubCard | None:
        card = self._desk.vault.outbox.hub_card()
        return None if card is None else read_card(card, HubCard)

    def _open(self) -> tuple[StoredUpdate, ...]:
        hub = self._hub()
        stored = self._desk.vault.updates.updates(hub.hub) if hub is not None else ()
        return tuple(each for each in stored if each.state is not UpdateState.ACCEPTED)

    def _stored(self, number: int) -> StoredUpdate:
        for stored in self._open():
            if stored.number == number:
                return stored
        raise UpdateRefusedError(reason="not-waiting", number=number)

    def _read(self, stored: StoredUpdate) -> Update:
        hub = self._hub()
        if hub is None:
            raise HubNotSetError
        return read_update(stored.content, stored.hub, hub.verify_key)

    def _told(self, stored: StoredUpdate) -> WaitingUpdate:
        update = self._read(stored)
        listed = tuple((each.kind, each.name, each.version) for each in update.documents)
        return WaitingUpdate(stored.number, update.made, stored.state, listed)

    def _settle(self, stored: StoredUpdate, state: UpdateState, kind: DeedKind) -> None:
        deed = self._desk.deed(kind, f"{stored.hub}/{stored.number}")
        self._desk.vault.updates.settle(stored, state, deed)
