"""Updates from a hub to its posts: a numbered parcel of signed documents.

The parcel is a signed document itself (crypto/signed_document.py) of the kind `update`. Its name is
the hub's id, its version the number, and it is signed with the hub's key. Each document in it keeps
its own signature: a hub can bring documents, and cannot make them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.crypto.canonical import Json
from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.errors import BadInputError, DocumentRefusedError
from frontline.errors_of_updates import UpdateRefusedError

UPDATE_KIND = "update"
MAX_UPDATE = 24 * 1024 * 1024
MAX_DOCUMENTS = 32

Kind = Literal["pack", "directory", "glossary", "oversight", "focal-point"]
Day = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])-[0-9]{2}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class UpdateDocument(_Part):
    """What lists it, and the document's file as it was signed."""

    kind: Kind
    name: Annotated[str, Field(min_length=1, max_length=64)]
    version: int = Field(ge=1, lt=2**31)
    content: str = Field(repr=False)

    @property
    def file(self) -> bytes:
        return self.content.encode()


class _Body(_Part):
    made: Day
    documents: tuple[UpdateDocument, ...] = Field(min_length=1, max_length=MAX_DOCUMENTS)


@dataclass(frozen=True, slots=True)
class Update:
    """`made`: the day it was made at the hub."""

    hub: str
    number: int
    made: str
    documents: tuple[UpdateDocument, ...]


def write_update(update: Update, key: SigningKey) -> bytes:
    """The update's file. Raises BadInputError where it would be larger than posts take."""
    documents: list[Json] = [each.model_dump(mode="json") for each in update.documents]
    body: dict[str, Json] = {"made": update.made, "documents": documents}
    content = write_document(SignedDocument(UPDATE_KIND, update.hub, update.number, body), key)
    if len(content) > MAX_UPDATE:
        raise BadInputError(reason="update-too-large", bytes=len(content))
    return content


def listed(kind: str, name: str, version: int, content: bytes) -> UpdateDocument:
    """Raises BadInputError for what an update has no place for."""
    try:
        return UpdateDocument.model_validate(
            {"kind": kind, "name": name, "version": version, "content": content.decode()}
        )
    except (ValidationError, UnicodeDecodeError) as error:
        raise BadInputError(reason="not-for-updates", kind=kind) from error


def read_update(content: bytes, hub: str, hub_key: str) -> Update:
    """What a hub sent: its signature first, then the form. The documents' own signatures are not
    looked at here.

    Raises UnsignedDocumentError, UnknownSignerError where another key signed, SignatureRefusedError
    or UpdateRefusedError.
    """
    if len(content) > MAX_UPDATE:
        raise UpdateRefusedError(reason="too-large")
    try:
        document = read_document(content, {hub_key})
    except DocumentRefusedError as error:
        raise UpdateRefusedError(reason="format") from error
    if document.kind != UPDATE_KIND:
        raise UpdateRefusedError(reason="kind")
    if document.name != hub:
        raise UpdateRefusedError(reason="not-ours")
    try:
        body = _Body.model_validate(document.body)
    except ValidationError as error:
        raise UpdateRefusedError(reason="body") from error
    _refuse_twice(body.documents)
    return Update(document.name, document.version, body.made, body.documents)


def is_update(content: bytes) -> bool:
    """Whether a file says of itself that it is one; nothing is verified."""
    line = content[:2048].split(b"\n", 2)
    return len(line) > 1 and b'"kind":"update"' in line[1]


def _refuse_twice(documents: Sequence[UpdateDocument]) -> None:
    named = [(each.kind, each.name) for each in documents]
    if len(set(named)) < len(named):
        raise UpdateRefusedError(reason="twice")
