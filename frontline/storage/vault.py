"""An unlocked vault: the database, its audit chain, and a store for each topic."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from frontline.crypto.signing import SigningKey
from frontline.domain.chance import Chance
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import UserId
from frontline.domain.officials import User
from frontline.errors import FrontlineError, UserNotFoundError
from frontline.storage import tables
from frontline.storage.audit import AuditChain
from frontline.storage.audit_key import keep_audit_key
from frontline.storage.audit_log import SqlAuditLog
from frontline.storage.backups import Source, SqlBackupStore
from frontline.storage.cases import SqlCaseStore
from frontline.storage.database import VaultDatabase
from frontline.storage.documents import SqlDocumentStore
from frontline.storage.duties import SqlDutyStore
from frontline.storage.follow_ups import SqlFollowUpStore
from frontline.storage.generations import Generations
from frontline.storage.group_facts import SqlFactStore
from frontline.storage.groups import SqlGroupStore
from frontline.storage.handovers import SqlHandoverStore
from frontline.storage.identities import SqlIdentityStore
from frontline.storage.intel_notes import SqlNoteStore
from frontline.storage.ledger import Ledger
from frontline.storage.namings import SqlNameStore
from frontline.storage.outbox import SqlOutboxStore
from frontline.storage.plans import SqlPlanStore
from frontline.storage.referrals import SqlReferralStore
from frontline.storage.renewal import renew_device
from frontline.storage.retention import SqlRetentionStore
from frontline.storage.reviews import SqlReviewStore
from frontline.storage.routes import SqlRouteStore
from frontline.storage.sealed_slots import SqlSlotStore
from frontline.storage.search import SqlSearchStore
from frontline.storage.service_answers import SqlAnswerStore
from frontline.storage.shares import SqlShareStore
from frontline.storage.sites import SqlSiteStore
from frontline.storage.updates import SqlUpdateStore
from frontline.storage.users import SqlUserStore

_SOUND = "ok"


class SqlVault:
    """Implements OpenVault. `on_close` is called once, when database and files are let go of."""

    def __init__(
        self,
        database: VaultDatabase,
        chain: AuditChain,
        source: Source,
        on_close: Callable[[], None],
    ) -> None:
        ledger = Ledger(database, chain)
        self._ledger = ledger
        self.cases = SqlCaseStore(ledger)
        self.identities = SqlIdentityStore(ledger)
        self.shares = SqlShareStore(ledger)
        self.slots = SqlSlotStore(ledger)
        self.search = SqlSearchStore(ledger)
        self.plans, self.routes = SqlPlanStore(ledger), SqlRouteStore(ledger)
        self.follow_ups = SqlFollowUpStore(ledger)
        self.groups = SqlGroupStore(ledger)
        self.facts = SqlFactStore(ledger)
        self.sites = SqlSiteStore(ledger)
        self.users = SqlUserStore(ledger)
        self.documents = SqlDocumentStore(ledger)
        self.handovers = SqlHandoverStore(ledger)
        self.notes = SqlNoteStore(ledger)
        self.updates = SqlUpdateStore(ledger)
        self.referrals = SqlReferralStore(ledger)
        self.reviews = SqlReviewStore(ledger)
        self.names = SqlNameStore(ledger)
        self.outbox = SqlOutboxStore(ledger)
        self.service_answers = SqlAnswerStore(ledger)
        self.audit = SqlAuditLog(ledger, chain)
        self.generations = Generations(ledger, chain.macs)
        self.backups = SqlBackupStore(source, database, chain)
        self.duties = SqlDutyStore(ledger)
        self.retention = SqlRetentionStore(ledger)
        self._database, self._chain, self._on_close = database, chain, on_close
        self._signer: tuple[UserId, SigningKey] | None = None
        self.is_open = True

    def signed_in(self, user: UserId, key: SigningKey) -> None:
        """Who works here from now on; they countersign the head of the chain at the end."""
        self._signer = user, key
        self._countersign()

    def _countersign(self) -> None:
        # A full disk must keep nobody from coming in or going out.
        if self._signer is not None:
            with suppress(FrontlineError):
                self.audit.countersign(*self._signer)

    def close(self) -> None:
        """Harmless when repeated."""
        if not self.is_open:
            return
        self.is_open = False
        try:
            self._countersign()
            self._database.close()
        finally:
            self._chain.close()
            self._on_close()

    def user(self, user: UserId) -> User:
        """Raises UserNotFoundError."""
        for known in self.users.everybody():
            if known.id == user:
                return known
        raise UserNotFoundError

    def schema_version(self) -> int:
        with self._database.reading() as connection:
            return int(connection.execute(select(tables.vault.c.schema_version)).scalar_one())

    def renew_device(self, chance: Chance, deed: Deed) -> None:
        """Another identity towards the hub; see storage/renewal.py."""
        renew_device(self._ledger, chance, deed)

    def rekey(self, path: Path, old: bytes, new: bytes) -> None:
        """Encrypt the database at `path` under another data key. Raises DiskFullError,
        StorageUnwritableError, and then it is still under the old one."""
        keep_audit_key(self._database, old)
        self._database.rekey(path, old.hex(), new.hex())
        self.backups.use_key(new)

    def check_pages(self) -> tuple[str, ...]:
        """What is wrong with the file, page by page; empty where nothing is."""
        faults = self._database.damaged_pages()
        if not faults:
            with self._database.door():
                rows = self._database.execute("PRAGMA quick_check").fetchall()
                faults = [row[0] for row in rows]
        return tuple(fault for fault in faults if fault != _SOUND)
