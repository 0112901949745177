"""The files of a vault's folder, and who may touch them: nobody but the account that owns it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER_MODE = 0o700
FILE_MODE = 0o600


class VaultPlaces(NamedTuple):
    """Names only; nothing here touches the disk but `make_folder`."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "vault.db"

    @property
    def database_copy(self) -> Path:
        """The vault as it was before a migration; there only while one runs."""
        return self.folder / "vault.db.before-migration"

    @property
    def slot_copies(self) -> tuple[Path, Path]:
        """Both copies of the slot file, in the order they are written."""
        return self.folder / "vault.slots-a", self.folder / "vault.slots-b"

    @property
    def lock(self) -> Path:
        return self.folder / "vault.lock"

    @property
    def tries(self) -> Path:
        return self.folder / "vault.tries"

    @property
    def head_mark(self) -> Path:
        return self.folder / "vault.head"

    @property
    def witnesses(self) -> tuple[Path, Path]:
        """Where heads that users signed are kept: in the folder, and beside it."""
        return self.folder / "vault.seen", self.folder.with_name(f"{self.folder.name}.seen")

    @property
    def reserve(self) -> Path:
        return self.folder / "vault.reserve"

    @property
    def backups(self) -> Path:
        """A folder for each backup on this machine."""
        return self.folder / "backups"

    @property
    def restoring(self) -> Path:
        """A backup on its way into the vault's place; there only meanwhile."""
        return self.folder / "vault.restoring"

    @property
    def log(self) -> Path:
        """The database's write-ahead log, there while it is open or after a power cut."""
        return self.database.with_name(self.database.name + "-wal")

    @property
    def founding(self) -> Path:
        """There while a vault is being made, so that a half-made one can be told from a real one
        that lost its slots."""
        return self.folder / "vault.founding"

    def has_slots(self) -> bool:
        return any(copy.exists() for copy in self.slot_copies)

    def is_half_made(self) -> bool:
        """A set-up was cut off before anybody could have signed in."""
        return self.founding.exists() and not self.has_slots()

    def has_vault(self) -> bool:
        """True also where the slots of a real vault are gone: it must not be made anew then."""
        return self.has_slots() or (self.database.exists() and not self.is_half_made())

    def make_folder(self) -> None:
        self.folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        # mkdir is subject to the umask, and the folder may have been there.
        self.folder.chmod(FOLDER_MODE)
