"""Where a hub's keys and databases lie, and who needs which.

    hub-card.json                public: what posts are given
    ingest/    mailroom.db, tls-certificate.pem, tls-key.pem
    processor/ register.db, identity-a.txt, signing-key.txt
    reserve/   identity-b.txt    to be taken off the machine and locked away

The ingest part runs with `ingest/` and the card alone: it can neither open a bundle nor sign a
receipt. A nation gives the two parts a user, or a machine, each.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from frontline.crypto.sealing import sealing_key
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.errors import BadInputError, SealedDataError
from frontline.wire.cards import HubCard, read_card

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """A certificate and its key, in PEM."""

    certificate: Path
    key: Path


def tls_files(folder: Path) -> TlsFiles:
    """By the names they have in `ingest/`, in any folder."""
    return TlsFiles(folder / "tls-certificate.pem", folder / "tls-key.pem")


@dataclass(frozen=True, slots=True)
class HubFolder:
    root: Path

    @property
    def card(self) -> Path:
        return self.root / "hub-card.json"

    @property
    def mailroom(self) -> Path:
        return self.root / "ingest" / "mailroom.db"

    @property
    def tls_certificate(self) -> Path:
        return self.tls.certificate

    @property
    def tls_key(self) -> Path:
        return self.tls.key

    @property
    def tls(self) -> TlsFiles:
        return tls_files(self.root / "ingest")

    @property
    def register(self) -> Path:
        return self.root / "processor" / "register.db"

    @property
    def identity(self) -> Path:
        return self.root / "processor" / "identity-a.txt"

    @property
    def signing_key(self) -> Path:
        return self.root / "processor" / "signing-key.txt"

    @property
    def reserve_identity(self) -> Path:
        return self.root / "reserve" / "identity-b.txt"


@dataclass(frozen=True, slots=True)
class ProcessorKeys:
    """What opens bundles and signs receipts."""

    identity: str = field(repr=False)
    signing: SigningKey = field(repr=False)


def make_folders(folder: HubFolder) -> None:
    """Every folder of a new hub, open to its owner alone."""
    for path in (folder.root, folder.mailroom.parent, folder.register.parent):
        path.mkdir(mode=_PRIVATE_FOLDER)
    folder.reserve_identity.parent.mkdir(mode=_PRIVATE_FOLDER)


def write_private(path: Path, content: bytes) -> None:
    """A new file that nobody but its owner can read, durable when it returns."""
    handle = os.open(path, _NEW_FILE, _PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_hub_card(folder: HubFolder) -> HubCard:
    """Raises BadInputError where there is no hub in this folder."""
    try:
        content = folder.card.read_bytes()
    except OSError as error:
        raise BadInputError(reason="no-hub") from error
    return read_card(content, HubCard)


def read_processor_keys(folder: HubFolder, identity: Path | None = None) -> ProcessorKeys:
    """Keys A, or the identity in another file, such as the reserve's.

    Raises BadInputError where they are missing or are not keys of this hub.
    """
    card = read_hub_card(folder)
    try:
        opener = sealing_key((identity or folder.identity).read_text("ascii").strip())
        seed = bytes.fromhex(folder.signing_key.read_text("ascii").strip())
    except (OSError, ValueError, SealedDataError) as error:
        raise BadInputError(reason="processor-keys") from error
    if len(seed) != SEED_BYTES:
        raise BadInputError(reason="processor-keys")
    signing = SigningKey.from_seed(seed)
    # A wrong key found here is a message; found later it is receipts that no post believes.
    if signing.public != card.verify_key or opener.recipient not in card.recipients:
        raise BadInputError(reason="keys-of-another-hub")
    return ProcessorKeys(opener.identity, signing)


def has_processor_keys(folder: HubFolder) -> bool:
    """Whether this user, on this machine, can read keys at all."""
    return all(os.access(path, os.R_OK) for path in (folder.identity, folder.signing_key))
