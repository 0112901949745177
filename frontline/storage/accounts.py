"""The accounts of an open vault. Implements AccountKeeper.

Nobody's passphrase is needed: whoever is signed in opens the data key with their own key and seals
it to others. Who may do this is checked in services.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from frontline.crypto.passphrase import Hardness
from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.domain.deeds import Deed, DeedKind
from frontline.domain.identifiers import UserId
from frontline.domain.officials import User, UserState
from frontline.errors import NameTakenError, NoVaultError
from frontline.errors_of_accounts import AccountStateError
from frontline.services.permissions import Session
from frontline.services.vaults import NewUser, RecoveryKind, RecoverySheet
from frontline.storage.new_account import NewAccount, check_new_user
from frontline.storage.places import VaultPlaces
from frontline.storage.recovery import Arrangement, new_arrangement
from frontline.storage.slot_files import SlotFiles
from frontline.storage.slots import normalised_name, sealed_data_key
from frontline.storage.unlocking import Unlocked, unlock_by_session
from frontline.storage.upkeep import Upkeep
from frontline.storage.vault import SqlVault


@dataclass(frozen=True, slots=True)
class Means:
    """What accounts are made with."""

    places: VaultPlaces
    clock: Clock
    chance: Chance
    hardness: Hardness


class SqlAccounts:
    def __init__(self, vault: SqlVault, means: Means) -> None:
        self._vault = vault
        self._means = means
        self._files = SlotFiles(means.places)
        self._upkeep = Upkeep(means.places, means.chance, means.clock)
        self._proposed: Arrangement | None = None

    def add_user(self, session: Session, new: NewUser) -> User:
        check_new_user(new)
        unlocked = self._unlocked(session)
        names = {normalised_name(user.name) for user in self._vault.users.users()}
        if unlocked.table.slot_of(new.name) is not None or normalised_name(new.name) in names:
            raise NameTakenError
        account = NewAccount.of(new, self._means.chance)
        deed = self._deed(session, DeedKind.USER_ADDED, account.user.id)
        self._vault.users.add_user(account.user, deed)
        slot = account.slot(
            unlocked.table, unlocked.data_key, self._means.hardness, self._means.chance
        )
        if unlocked.pending is not None:
            slot = replace(slot, pending=sealed_data_key(unlocked.pending, slot.recipient))
        self._upkeep.store(self._vault, unlocked, unlocked.table.with_slot(slot))
        return account.user

    def suspend_user(self, session: Session, user: UserId) -> None:
        self._set_state(session, user, UserState.SUSPENDED, DeedKind.USER_SUSPENDED)

    def reinstate_user(self, session: Session, user: UserId) -> None:
        recipient = self._vault.user(user).recipient
        if self._unlocked(session).table.slot_for(recipient) is None:
            raise AccountStateError
        unlocked = self._set_state(session, user, UserState.ACTIVE, DeedKind.USER_REINSTATED)
        slots = tuple(
            replace(slot, data_key=sealed_data_key(unlocked.data_key, recipient))
            if slot.recipient == recipient
            else slot
            for slot in unlocked.table.slots
        )
        self._upkeep.store(self._vault, unlocked, unlocked.table.with_slots(slots))

    def remove_user(self, session: Session, user: UserId) -> None:
        self._set_state(session, user, UserState.REMOVED, DeedKind.USER_REMOVED)

    def renew_key(self, session: Session) -> None:
        unlocked = self._unlocked(session)
        self._upkeep.renew(self._vault, unlocked, unlocked.table)

    def propose_recovery(self, kind: RecoveryKind) -> tuple[RecoverySheet, ...]:
        self._proposed = new_arrangement(kind)
        return self._proposed.sheets

    def set_recovery(self, session: Session) -> None:
        proposed, unlocked = self._proposed, self._unlocked(session)
        if proposed is None:
            raise AccountStateError
        self._vault.audit.record(self._deed(session, DeedKind.RECOVERY_SET, session.user.id))
        table = proposed.applied_to(unlocked.table, unlocked.data_key)
        # With a new data key: the old sheets open it in every older copy of the slot file.
        self._upkeep.settle(self._vault, self._upkeep.renew(self._vault, unlocked, table))
        self._proposed = None

    def _set_state(
        self, session: Session, user: UserId, state: UserState, kind: DeedKind
    ) -> Unlocked:
        unlocked, known = self._unlocked(session), self._vault.user(user)
        self._vault.users.set_state(known.id, state, self._deed(session, kind, user))
        return self._upkeep.settle(self._vault, unlocked)

    def _unlocked(self, session: Session) -> Unlocked:
        if not self._vault.is_open:
            raise NoVaultError
        return unlock_by_session(self._files.copies(), session)

    def _deed(self, session: Session, kind: DeedKind, target: UserId) -> Deed:
        return Deed(kind, session.user.id, str(target), self._means.clock.now())
