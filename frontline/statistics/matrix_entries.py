"""What people enter into the monitoring matrix: a value, or who answers for one and its target.

An entry is a signed document of the hub's key, so that nobody with the database alone can put a
number into the matrix.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.errors import DocumentRefusedError

ENTRY_KIND = "matrix-entry"
Number = Annotated[str, Field(pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,4})?$")]
Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
Words = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{1,160}$")]


class MatrixEntry(BaseModel):
    """`source` says where the value is from; a target and an owner may come without a value."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator: Annotated[str, Field(pattern=r"^[a-z][a-z_]{2,63}$")]
    first_month: Month
    last_month: Month
    value: Number | None = None
    source: Words | None = None
    target: Number | None = None
    owner: Words | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.value is None) != (self.source is None):
            raise ValueError("a value has a source")
        if self.value is None and self.target is None and self.owner is None:
            raise ValueError("nothing is entered")
        if self.first_month > self.last_month:
            raise ValueError("the months run backwards")
        return self

    def over(self, earlier: MatrixEntry | None) -> MatrixEntry:
        """This one, with what only the earlier one said. A value keeps the months it stands for."""
        if earlier is None:
            return self
        valued = self if self.value is not None else earlier
        return valued.model_copy(
            update={"target": self.target or earlier.target, "owner": self.owner or earlier.owner}
        )


def write_entry(entry: MatrixEntry, hub: str, number: int, key: SigningKey) -> bytes:
    """`number` counts the hub's entries from 1."""
    body = entry.model_dump(mode="json")
    return write_document(SignedDocument(ENTRY_KIND, hub, number, body), key)


def read_entry(content: bytes, hub: str, number: int, keys: Collection[str]) -> MatrixEntry:
    """Raises UnknownSignerError, SignatureRefusedError or DocumentRefusedError, also for an entry
    of another hub or with another number."""
    found = read_document(content, keys)
    if (found.kind, found.name, found.version) != (ENTRY_KIND, hub, number):
        raise DocumentRefusedError(reason="matrix-entry")
    try:
        return MatrixEntry.model_validate(found.body)
    except ValidationError as error:
        raise DocumentRefusedError(reason="matrix-entry") from error
