"""A signed-in post, wired together: vault, services, roads to the hub."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from frontline.app.chores import Chores
from frontline.app.connection import ConnectionWatch
from frontline.app.memory import give_memory_back
from frontline.domain.clock import Clock
from frontline.errors import FrontlineError
from frontline.services.backups import Backups
from frontline.services.chance import SystemChance
from frontline.services.clips import CLIPS_FOLDER, ClipShelf
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.installation import Installation
from frontline.services.outbox import Outbox
from frontline.services.pack_shelf import PackShelf
from frontline.services.referrals import Referrals
from frontline.services.roads import Parcel
from frontline.services.search import Search
from frontline.services.updates import Updates
from frontline.services.vaults import VaultKeeper
from frontline.storage.keeper import SqlVaultKeeper
from frontline.sync.folder import FolderTransport
from frontline.ui.lexicon import Lexicon
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.record_check import RecordCheck, RecordState
from frontline.ui.viewmodels.sending import SendingViewModel

if TYPE_CHECKING:
    from frontline.sync.https import HttpsTransport


class Workplace:
    """Lives from sign-in to lock. Made on the vault's thread; `connect` is called on the window's.

    `vault_executor` has one thread, so that vault work is strictly serial.
    """

    def __init__(
        self,
        desk: Desk,
        documents: Documents,
        keeper: VaultKeeper,
        executors: tuple[Executor, Executor],
    ) -> None:
        self.desk = desk
        self.documents = documents
        self.keeper = keeper
        self.updates = Updates(desk, documents)
        self.outbox = Outbox(desk, self.updates)
        self.search = Search(desk)
        self.backups = Backups(desk)
        self._vault_executor, self._network_executor = executors
        # The pack is compiled here, so that the first page need not wait for it.
        self.take_up_documents()

    def connect(self, vault_runner: TaskRunner, network_runner: TaskRunner) -> None:
        """Bring in what belongs to the window's thread."""
        self.vault_runner = vault_runner
        self._network_runner = network_runner
        self.sending = SendingViewModel(
            self.outbox, Referrals(self.desk), vault_runner, network_runner, self.desk.clock
        )
        self.watch = ConnectionWatch(self._probe, network_runner, self._on_connection)
        self.record = RecordCheck(self.desk, vault_runner)
        self.record.state_changed.connect(_on_record)

    def do_chores(self, *, failed: Callable[[FrontlineError], None]) -> None:
        Chores(self.desk, self.vault_runner, failed).begin()

    def take_up_documents(self) -> None:
        """Show from now on what was installed. On the vault's thread."""
        self.directories = self.documents.directories()
        self.lexicon = Lexicon(self.documents.glossaries())
        self.pack = self.desk.pack.pack

    def send_by_network(self) -> None:
        self.sending.send(self._https())

    def send_by_folder(
        self, folder: Path, seal: Callable[[], tuple[Parcel, ...]], written: Callable[[], None]
    ) -> None:
        """What `seal` gives, which was looked through before."""
        self.sending.export(FolderTransport(folder), seal, written)

    def send_if_online(self) -> None:
        """Something new waits: look for the hub, and send at once if it is there."""
        self.watch.look_anew()

    def check_backups(self, *, failed: Callable[[FrontlineError], None]) -> None:
        """Once a week, go through one of the backups in the background; damage is told."""
        self.vault_runner.submit(self.backups.check_if_due, done=_ignore, failed=failed)

    def close(self, *, back_up: bool = False) -> None:
        """Stop accepting, drain, close the vault. The keys die with the process.

        With `back_up` a backup is made before where one is due, on the vault's thread; one that
        fails keeps nobody from locking, and is due again the next time.
        """
        self.watch.stop()
        self.vault_runner.stop()
        self._network_runner.stop()
        self._network_executor.shutdown(wait=False, cancel_futures=True)
        if back_up:
            self._vault_executor.submit(self._back_up)
        self._vault_executor.submit(self.desk.vault.close).result()

    def _back_up(self) -> None:
        with suppress(FrontlineError):
            self.backups.make_if_due()

    def _https(self) -> HttpsTransport:
        # Ten megabytes, which a post that sends by stick alone never needs.
        from frontline.sync.https import HttpsRoad, HttpsTransport

        return HttpsTransport(HttpsRoad(self.desk.chance, time.sleep))

    def _probe(self) -> None:
        """On the network's thread; the hub's card is read on the vault's."""
        hub = self._vault_executor.submit(self.outbox.hub).result()
        self._https().probe(hub)

    def _on_connection(self, is_online: bool) -> None:
        self.sending.note_connection(is_online)
        if is_online:
            self.send_by_network()


def open_workplace(
    folder: Path,
    installation: Installation,
    clock: Clock,
    executors: tuple[Executor, Executor],
    credentials: tuple[str, str],
) -> Workplace:
    """Sign in and bring in newer shipped documents. Raises what VaultKeeper.sign_in raises."""
    chance = SystemChance()
    keeper = SqlVaultKeeper(folder, clock, chance)
    vault, session = keeper.sign_in(*credentials)
    try:
        shelf = PackShelf(vault.documents, installation.trusted_keys)
        desk = Desk(vault, session, clock, chance, shelf)
        clips = ClipShelf(installation.documents, folder / CLIPS_FOLDER)
        documents = Documents(desk, installation.trusted_keys, clips)
        documents.install_shipped(path.read_bytes() for path in installation.document_files())
        return Workplace(desk, documents, keeper, executors)
    except BaseException:
        # Left open, it would keep out whoever tries again.
        vault.close()
        raise


def _on_record(state: RecordState) -> None:
    """What the check held of a large vault is not needed again before the next sign-in."""
    if state.share is None:
        give_memory_back()


def _ignore(_found: object) -> None:
    """Nothing to say."""
