"""How long a case is kept, and how it goes: never by one person alone.

The country's pack says how long. When the time is up, one supervisor proposes and somebody else
confirms; a legal hold stops it. At the end of each run the vault gets a new data key, so that what
flash memory or an old copy may still hold of the removed pages opens with nothing in use, and the
backups of this machine, which hold it too, give way to a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import CaseId
from frontline.domain.retention import HoldReason, KeptCase, Proposal, Removal
from frontline.errors import (
    CaseNotFoundError,
    DiskFullError,
)
from frontline.errors_of_keeping import (
    LegalHoldError,
    SecondPersonError,
)
from frontline.rules.country import RetentionPeriods
from frontline.services.backup_store import Duty
from frontline.services.desk import Desk
from frontline.services.permissions import Action
from frontline.services.retention_store import RetentionStore
from frontline.services.vaults import VaultKeeper


@dataclass(frozen=True, slots=True)
class DueRemoval:
    """`since`: the moment it fell due. `proposal` once somebody proposed it."""

    case: KeptCase
    removal: Removal
    since: datetime | None
    proposal: Proposal | None


class Retention:
    def __init__(self, desk: Desk, keeper: VaultKeeper) -> None:
        self._desk = desk
        self._keeper = keeper

    def periods(self) -> RetentionPeriods | None:
        """None where the country's pack names none: then nothing falls due by itself."""
        country = self._desk.pack.pack.country
        return None if country is None else country.retention

    def due(self) -> tuple[DueRemoval, ...]:
        """What may not be kept any longer, the longest due first; held cases stand in it too.
        Of a case that is due as a whole, who it is about is not told apart."""
        self._require_either()
        now, proposed = self._desk.clock.now(), self._proposed()
        found = [
            DueRemoval(case, removal, since, proposed.get((case.id, removal)))
            for case in self._store.kept()
            for removal, since in self._falls_due(case, now)
        ]
        return tuple(sorted(found, key=lambda each: each.since or now))

    def proposals(self) -> tuple[DueRemoval, ...]:
        """What waits for a second person, asked for by the person or fallen due."""
        self._require_either()
        cases = {case.id: case for case in self._store.kept()}
        return tuple(
            DueRemoval(
                cases[each.case],
                each.removal,
                dict(self._falls_due(cases[each.case], self._desk.clock.now())).get(each.removal),
                each,
            )
            for each in self._store.proposals()
        )

    def held(self) -> tuple[KeptCase, ...]:
        self._desk.session.require(Action.LEGAL_HOLD)
        return tuple(case for case in self._store.kept() if case.hold is not None)

    def case_of(self, code: str) -> KeptCase:
        """The case with the code that a slip or a request names, however it is written. Raises
        CaseNotFoundError."""
        self._desk.session.require(Action.LEGAL_HOLD)
        wanted = _plain(code)
        for known in self._store.kept():
            if _plain(known.code) == wanted:
                return known
        raise CaseNotFoundError

    def hold(self, case: CaseId, reason: HoldReason) -> None:
        """Raises CaseNotFoundError."""
        self._desk.session.require(Action.LEGAL_HOLD)
        self._case(case)
        self._store.set_hold(case, reason, self._desk.deed(DeedKind.HOLD_SET, case))

    def lift_hold(self, case: CaseId) -> None:
        self._desk.session.require(Action.LEGAL_HOLD)
        self._store.lift_hold(case, self._desk.deed(DeedKind.HOLD_LIFTED, case))

    def propose(self, case: CaseId, removal: Removal) -> None:
        """Also before it is due, because the person asked for it.

        Raises LegalHoldError, CaseNotFoundError.
        """
        desk = self._desk
        wanted = Action.ERASE_IDENTITY if removal is Removal.IDENTITY else Action.APPLY_RETENTION
        desk.session.require(wanted)
        self._require_free(self._case(case))
        proposal = Proposal(case, removal, desk.session.user.id, desk.clock.now())
        self._store.propose(proposal, desk.deed(DeedKind.REMOVAL_PROPOSED, case))

    def withdraw(self, proposal: Proposal) -> None:
        self._require_either()
        deed = self._desk.deed(DeedKind.REMOVAL_WITHDRAWN, proposal.case)
        self._store.withdraw(proposal.case, proposal.removal, deed)

    def confirm(self, proposals: Iterable[Proposal]) -> int:
        """Remove what somebody else proposed, and end the run; gives how many there were.

        Raises SecondPersonError where one of them is this person's own, LegalHoldError for a case
        that is held meanwhile, and nothing is removed then. Raises DiskFullError where there is
        no room even with the reserve; what was removed before stays removed.
        """
        session = self._desk.session
        session.require(Action.CONFIRM_REMOVAL)
        stored = set(self._store.proposals())
        chosen = [each for each in proposals if each in stored]
        for each in chosen:
            if each.by == session.user.id:
                raise SecondPersonError
            self._require_free(self._case(each.case))
        for each in chosen:
            self._with_reserve(partial(self._remove, each))
        if chosen:
            self._end_run()
        return len(chosen)

    def _remove(self, proposal: Proposal) -> None:
        desk, case = self._desk, proposal.case
        if proposal.removal is Removal.IDENTITY:
            self._store.erase_identity(case, desk.deed(DeedKind.IDENTITY_ERASED, case))
        else:
            self._store.purge(case, desk.deed(DeedKind.CASE_PURGED, case))

    def _end_run(self) -> None:
        """A new data key, a new backup, and no older one on this machine."""
        desk, backups = self._desk, self._desk.vault.backups
        desk.vault.duties.note(Duty.RETENTION, desk.deed(DeedKind.RETENTION_RUN, "post"))
        self._with_reserve(lambda: self._keeper.accounts().renew_key(desk.session))
        older = backups.listed(backups.home)
        for each in older:
            # Before the new one, or a full disk would keep what had to go.
            backups.remove(backups.home, each)
        made = backups.make(backups.home, desk.clock.now())
        desk.vault.audit.record(desk.deed(DeedKind.BACKUP_MADE, made.name))

    def _with_reserve(self, work: Callable[[], None]) -> None:
        """The first refusal of a full disk gives the reserve up for the second try."""
        try:
            work()
        except DiskFullError:
            work()

    def _falls_due(self, case: KeptCase, now: datetime) -> list[tuple[Removal, datetime]]:
        periods = self.periods()
        if periods is None or case.closed_at is None or case.band is None or case.is_waiting:
            return []
        all_of_it = case.closed_at + timedelta(days=periods.case[case.band])
        identity = case.closed_at + timedelta(days=periods.identity[case.band])
        if all_of_it <= now:
            return [(Removal.CASE, all_of_it)]
        return [(Removal.IDENTITY, identity)] if case.has_identity and identity <= now else []

    def _proposed(self) -> dict[tuple[CaseId, Removal], Proposal]:
        return {(each.case, each.removal): each for each in self._store.proposals()}

    def _case(self, case: CaseId) -> KeptCase:
        for known in self._store.kept():
            if known.id == case:
                return known
        raise CaseNotFoundError(case=str(case))

    def _require_free(self, case: KeptCase) -> None:
        if case.hold is not None:
            raise LegalHoldError(case=str(case.id))

    def _require_either(self) -> None:
        """Of those who propose and those who confirm."""
        session = self._desk.session
        if not session.may(Action.APPLY_RETENTION):
            session.require(Action.CONFIRM_REMOVAL)

    @property
    def _store(self) -> RetentionStore:
        return self._desk.vault.retention


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
