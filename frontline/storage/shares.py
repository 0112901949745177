"""Whose a case is, and with whom it is shared."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from frontline.domain.cases import Case, CaseAccess, Share
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, UserId
from frontline.services.case_stores import Envelope
from frontline.storage import tables
from frontline.storage.identities import write_envelope
from frontline.storage.ledger import Change, Ledger
from frontline.storage.sharing_tables import case_owners, envelope_readers, shares

_SEALED = (
    select(tables.envelopes.c.case_id, tables.cases.c.opened_by, envelope_readers.c.readers)
    .join(tables.cases, tables.cases.c.id == tables.envelopes.c.case_id)
    .outerjoin(envelope_readers, envelope_readers.c.case_id == tables.envelopes.c.case_id)
    .order_by(tables.cases.c.number)
)


class SqlShareStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        # Asked for with every answer, so read again only after a change: no other process writes
        # to this vault. Most cases are in neither.
        self._read_after: int | None = None
        self._owners: dict[CaseId, Share] = {}
        self._shares: dict[CaseId, tuple[Share, ...]] = {}

    def access(self, case: Case) -> CaseAccess:
        owner = self._known_owners().get(case.id)
        shared = self._shares.get(case.id, ())
        return CaseAccess(case.id, case.opened_by if owner is None else owner.user, shared)

    def given_to(self, user: UserId) -> tuple[CaseId, ...]:
        owners = self._known_owners()
        given = [(share, case) for case, share in owners.items() if share.user == user]
        given += [
            (share, case)
            for case, shared in self._shares.items()
            for share in shared
            if share.user == user
        ]
        given.sort(key=lambda each: each[0].since, reverse=True)
        return tuple(dict.fromkeys(case for _share, case in given))

    def sealed(self) -> tuple[tuple[CaseAccess, tuple[str, ...]], ...]:
        owners, found = self._known_owners(), []
        with self._ledger.database.reading() as connection:
            for row in connection.execute(_SEALED):
                case, owner = CaseId(row.case_id), owners.get(CaseId(row.case_id))
                holder = UserId(row.opened_by) if owner is None else owner.user
                access = CaseAccess(case, holder, self._shares.get(case, ()))
                found.append((access, tuple((row.readers or "").split())))
        return tuple(found)

    def set_access(self, access: CaseAccess, envelope: Envelope | None, deed: Deed) -> None:
        """Raises StorageUnwritableError for a case that does not exist."""
        owner = Share(access.owner, deed.at, deed.actor)
        with self._ledger.change(deed) as change:
            was_owner = self._stored_owner(change, access.case)
            if was_owner != access.owner:
                _write_owner(change, access.case, owner)
            _write_shares(change, access, deed)
            if envelope is not None:
                write_envelope(change, access.case, envelope.sealed, envelope.readers)

    def _stored_owner(self, change: Change, case: CaseId) -> UserId | None:
        known = select(case_owners.c.user_id).where(case_owners.c.case_id == case)
        opened = select(tables.cases.c.opened_by).where(tables.cases.c.id == case)
        found = change.connection.scalar(known) or change.connection.scalar(opened)
        return None if found is None else UserId(found)

    def _known_owners(self) -> dict[CaseId, Share]:
        changes = self._ledger.changes
        if self._read_after != changes:
            standing = select(shares).where(shares.c.ended.is_(None)).order_by(shares.c.since)
            with self._ledger.database.reading() as connection:
                owners = {
                    CaseId(row.case_id): _share(row)
                    for row in connection.execute(select(case_owners))
                }
                shared: dict[CaseId, tuple[Share, ...]] = {}
                for row in connection.execute(standing):
                    case = CaseId(row.case_id)
                    shared[case] = (*shared.get(case, ()), _share(row))
            self._read_after, self._owners, self._shares = changes, owners, shared
        return self._owners


def _write_owner(change: Change, case: CaseId, owner: Share) -> None:
    values = {"user_id": owner.user, "since": owner.since, "by": owner.by}
    change.connection.execute(
        insert(case_owners)
        .values(case_id=case, **values)
        .on_conflict_do_update(index_elements=["case_id"], set_=values)
    )
    change.vouch(case_owners, case)


def _write_shares(change: Change, access: CaseAccess, deed: Deed) -> None:
    of_case = shares.c.case_id == access.case
    standing = select(shares).where(of_case, shares.c.ended.is_(None))
    before = {UserId(row.user_id): _share(row) for row in change.connection.execute(standing)}
    after = {share.user: share for share in access.shares}
    for user in before.keys() - after.keys():
        ending = update(shares).where(of_case, shares.c.user_id == user)
        change.connection.execute(ending.values(ended=deed.at))
        change.vouch(shares, access.case, user)
    for user, share in after.items():
        if before.get(user) != share:
            values = {"since": share.since, "by": share.by, "ended": None}
            change.connection.execute(
                insert(shares)
                .values(case_id=access.case, user_id=user, **values)
                .on_conflict_do_update(index_elements=["case_id", "user_id"], set_=values)
            )
            change.vouch(shares, access.case, user)


def _share(row: tables.AnyRow) -> Share:
    return Share(UserId(row.user_id), row.since, UserId(row.by))
