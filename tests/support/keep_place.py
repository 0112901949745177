"""Where work on a vault is done that will be cut off, and what is asked of it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.opening import open_vault
from frontline.storage.places import VaultPlaces
from frontline.storage.reserve import Reserve
from frontline.storage.vault import SqlVault
from tests.support.clock import SettableClock
from tests.support.vault_posts import CHANCE, CHEAP, NEW_PASSPHRASE, SUPERVISOR, Bench

Say = Callable[[int], None]
PASSPHRASES = (SUPERVISOR.passphrase, NEW_PASSPHRASE)
MOST = 100_000


@dataclass(frozen=True)
class Place:
    """A vault's folder in a folder of its own, where sticks and backups lie beside it."""

    folder: Path
    data_key: bytes = field(repr=False)

    @property
    def stick(self) -> Path:
        return self.folder.parent / "stick"

    @property
    def card(self) -> Path:
        """The hub's card, outside of what is watched: it is there before the work begins."""
        return self.folder.parent.parent / "hub-card.json"

    @property
    def keeper(self) -> SqlVaultKeeper:
        return SqlVaultKeeper(self.folder, SettableClock(), CHANCE, CHEAP)

    @contextmanager
    def at(self, folder: Path | None = None) -> Iterator[SqlVault]:
        """The vault, past the slots."""
        places = VaultPlaces(self.folder if folder is None else folder)
        reserve = Reserve(places.reserve, CHANCE)
        with closing(open_vault(places, self.data_key, reserve, lambda: None)) as vault:
            yield vault

    @contextmanager
    def signed_in(self, passphrase: str = SUPERVISOR.passphrase) -> Iterator[SqlVault]:
        with closing(self.keeper.sign_in(SUPERVISOR.name, passphrase)[0]) as vault:
            yield vault


def bench_of(vault: SqlVault) -> Bench:
    return Bench(vault, vault.users.users()[1].id, vault.sites.sites()[0])


def check_whole(vault: SqlVault) -> None:
    vault.audit.verify()
    assert vault.check_pages() == ()


def count(vault: SqlVault, query: str) -> int:
    return int(vault._database.execute(query).fetchone()[0])
