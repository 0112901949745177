"""Notes on suspects, as the law-enforcement focal point finds them; and how a hub carries them.

    age file for NOTE_KEYS recipients
      4 bytes of length, canonical JSON of IntelNote, zeros up to NOTE_PLAINTEXT

No field of it tells of a presumed victim, of a case, of the machine or of the day. Its id is
random and the id of nothing else, and every note is as long as every other.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.sealing import new_sealing_key, open_sealed, seal
from frontline.domain.intel import (
    AccountKind,
    AdvertPhase,
    ChainRole,
    InformationGrade,
    KnownFrom,
    Method,
    RelatedCrime,
    SourceGrade,
)
from frontline.errors import DocumentRefusedError, SealedDataError
from frontline.errors_of_channels import NoteTooLongError
from frontline.wire.bundle import Hex

INTEL_KIND = "INTEL/1"
NOTE_KEYS = 2
NOTE_PLAINTEXT = 16384
MOST_ENTRIES = 10
LONGEST_LINE, LONGEST_TEXT = 200, 2000
_LENGTH_BYTES = 4
# An age file for two keys adds some hundred bytes.
_MOST_SEALED = NOTE_PLAINTEXT + 1024

Line = Annotated[str, Field(max_length=LONGEST_LINE, repr=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Actor(_Part):
    """Somebody of the chain: what they are called, look like, speak; never a presumed victim."""

    role: ChainRole
    description: Line = ""


class Route(_Part):
    origin: Line = ""
    destination: Line = ""
    how: Line = ""


class Firm(_Part):
    name: Line = ""
    place: Line = ""


class Vehicle(_Part):
    plate: Line = ""
    description: Line = ""


class Account(_Part):
    kind: AccountKind
    value: Line = ""


class Advert(_Part):
    """On a site, an app or in a chat; `address` is where it was seen."""

    phase: AdvertPhase
    platform: Line = ""
    address: Line = ""


class NoteContent(_Part):
    """What the officer writes. `seen_in` is a month, or empty."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    source: SourceGrade
    information: InformationGrade
    known_from: KnownFrom
    seen_in: Annotated[str, Field(pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2]))?$")] = ""
    actors: Annotated[tuple[Actor, ...], Field(max_length=MOST_ENTRIES)] = ()
    routes: Annotated[tuple[Route, ...], Field(max_length=MOST_ENTRIES)] = ()
    firms: Annotated[tuple[Firm, ...], Field(max_length=MOST_ENTRIES)] = ()
    vehicles: Annotated[tuple[Vehicle, ...], Field(max_length=MOST_ENTRIES)] = ()
    accounts: Annotated[tuple[Account, ...], Field(max_length=MOST_ENTRIES)] = ()
    adverts: Annotated[tuple[Advert, ...], Field(max_length=MOST_ENTRIES)] = ()
    methods: tuple[Method, ...] = ()
    related_crimes: tuple[RelatedCrime, ...] = ()
    text: str = Field("", max_length=LONGEST_TEXT, repr=False)

    @property
    def lines(self) -> tuple[str, ...]:
        """All that was typed."""
        parts = (
            *self.actors,
            *self.routes,
            *self.firms,
            *self.vehicles,
            *self.accounts,
            *self.adverts,
        )
        typed = [value for part in parts for value in part.model_dump(mode="json").values()]
        return (*typed, self.text)

    @property
    def says_something(self) -> bool:
        entries = (self.actors, self.routes, self.firms, self.vehicles, self.accounts)
        return bool(self.text.strip() or self.adverts or self.methods or any(entries))


class IntelNote(NoteContent):
    """`note` is random and known nowhere else but at the post, as the name of these bytes."""

    format: Literal["frontline-intel/1"] = "frontline-intel/1"
    note: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class SealedNote(_Part):
    """A note as it lies in a bundle. `to` is the mark of the focal point's keys: all a hub can
    read, and all it needs to pass it on."""

    format: Literal["frontline-intel-sealed/1"] = "frontline-intel-sealed/1"
    to: Hex
    sealed: Annotated[str, Field(max_length=2 * _MOST_SEALED, repr=False)]

    @property
    def content(self) -> bytes:
        """The age file. Raises DocumentRefusedError."""
        try:
            found = base64.b64decode(self.sealed, validate=True)
        except ValueError as error:
            raise DocumentRefusedError(reason="sealed-note") from error
        # Several spellings of base64 decode to the same bytes; only one is taken.
        is_whole = base64.b64encode(found).decode() == self.sealed
        if not is_whole or not NOTE_PLAINTEXT < len(found) <= _MOST_SEALED:
            raise DocumentRefusedError(reason="sealed-note")
        return found


def seal_note(note: IntelNote, recipients: Sequence[str]) -> bytes:
    """An age file. Raises NoteTooLongError, and SealedDataError for recipients it cannot be sealed
    to. Two keys always, because each makes the file longer."""
    if not 1 <= len(recipients) <= NOTE_KEYS:
        raise SealedDataError(reason="recipient")
    beside = [new_sealing_key().recipient for _ in range(NOTE_KEYS - len(recipients))]
    raw = canonical_json(note.model_dump(mode="json"))
    body = len(raw).to_bytes(_LENGTH_BYTES, "big") + raw
    if len(body) > NOTE_PLAINTEXT:
        raise NoteTooLongError
    return seal(body.ljust(NOTE_PLAINTEXT, b"\0"), [*recipients, *beside])


def open_note(sealed: bytes, identity: str) -> IntelNote:
    """With a key of the focal point. Raises SealedDataError."""
    content = open_sealed(sealed, identity)
    length = int.from_bytes(content[:_LENGTH_BYTES], "big")
    raw, rest = content[_LENGTH_BYTES : _LENGTH_BYTES + length], content[_LENGTH_BYTES + length :]
    try:
        note = IntelNote.model_validate(parse_canonical_json(raw))
    except (ValueError, ValidationError) as error:
        raise SealedDataError(reason="form") from error
    if len(content) != NOTE_PLAINTEXT or any(rest):
        raise SealedDataError(reason="form")
    return note


def write_sealed_note(to: str, sealed: bytes) -> bytes:
    """Canonical JSON for a bundle."""
    item = SealedNote(to=to, sealed=base64.b64encode(sealed).decode())
    return canonical_json(item.model_dump(mode="json"))


def read_sealed_note(content: bytes) -> SealedNote:
    """Raises DocumentRefusedError for anything but such an item in its canonical form."""
    try:
        note = SealedNote.model_validate(parse_canonical_json(content))
    except (ValueError, ValidationError) as error:
        raise DocumentRefusedError(reason="sealed-note") from error
    if canonical_json(note.model_dump(mode="json")) != content or not note.content:
        raise DocumentRefusedError(reason="sealed-note")
    return note
