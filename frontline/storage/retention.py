"""Legal holds, proposals, and the removal of identities and of whole cases.

The log of answers refuses deletions by a trigger. A purge takes that trigger away and puts it back
in the very transaction that removes the rows, so no moment exists, not even after a kill, in which
the log could be shortened by anything else; a standing way past the trigger would be a way for all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, exists, select, text
from sqlalchemy.dialects.sqlite import insert

from frontline.domain.deeds import Deed
from frontline.domain.findings import Band
from frontline.domain.identifiers import CaseCode, CaseId, UserId
from frontline.domain.referrals import ReferralState
from frontline.domain.retention import HoldReason, KeptCase, Proposal, Removal
from frontline.storage import tables
from frontline.storage.channel_tables import handover_files
from frontline.storage.content import ANSWERS, AUDITED
from frontline.storage.group_tables import (
    group_members,
    group_sheets,
    group_team,
    groups,
    place_checks,
    shared_facts,
)
from frontline.storage.ledger import Change, Ledger
from frontline.storage.sharing_tables import envelope_readers
from frontline.storage.table_parts import metadata

_cases, _screenings, _answers = tables.cases, tables.screenings, tables.answers
_holds, _proposals = tables.legal_holds, tables.removal_proposals
_UNDER_WAY = tuple(
    state.value
    for state in (
        ReferralState.READY,
        ReferralState.RETURNED,
        ReferralState.REVIEWED,
        ReferralState.QUEUED,
        ReferralState.SENT,
    )
)
_OF_A_CASE = tuple(
    table
    for table in reversed(metadata.sorted_tables)
    if "case_id" in table.c and table is not _answers
)
_TRIGGER = next(each for each in tables.TRIGGERS if "answers_refuse_delete" in each)


class SqlRetentionStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def kept(self) -> tuple[KeptCase, ...]:
        open_ones = (_screenings.c.case_id == _cases.c.id) & _screenings.c.closed_at.is_(None)
        referrals, follow_ups, envelopes = tables.referrals, tables.follow_ups, tables.envelopes
        on_its_way = (referrals.c.case_id == _cases.c.id) & referrals.c.state.in_(_UNDER_WAY)
        to_be_done = (follow_ups.c.case_id == _cases.c.id) & follow_ups.c.done_at.is_(None)
        columns = (
            _cases.c.id,
            _cases.c.code,
            exists().where(open_ones).label("is_open"),
            exists().where(envelopes.c.case_id == _cases.c.id).label("has_identity"),
            (exists().where(on_its_way) | exists().where(to_be_done)).label("is_waiting"),
            select(_holds.c.reason).where(_holds.c.case_id == _cases.c.id).scalar_subquery(),
        )
        with self._ledger.database.reading() as connection:
            rows = connection.execute(select(*columns).order_by(_cases.c.number)).all()
            ends = connection.execute(
                select(_screenings.c.case_id, _screenings.c.closed_at, _screenings.c.finding)
            ).all()
        closed: dict[CaseId, list[tables.AnyRow]] = {}
        for end in ends:
            closed.setdefault(CaseId(end.case_id), []).append(end)
        return tuple(_kept(row, closed.get(CaseId(row.id), [])) for row in rows)

    def set_hold(self, case: CaseId, reason: HoldReason, deed: Deed) -> None:
        values = {"reason": reason.value, "set_at": deed.at, "set_by": deed.actor}
        with self._ledger.change(deed) as change:
            change.connection.execute(
                insert(_holds)
                .values(case_id=case, **values)
                .on_conflict_do_update(index_elements=["case_id"], set_=values)
            )
            change.vouch(_holds, case)

    def lift_hold(self, case: CaseId, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            _remove(change, _holds, _holds.c.case_id == case)

    def propose(self, proposal: Proposal, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            added = change.connection.execute(
                insert(_proposals)
                .values(
                    case_id=proposal.case,
                    removal=proposal.removal.value,
                    proposed_by=proposal.by,
                    proposed_at=proposal.at,
                )
                .on_conflict_do_nothing()
            )
            if added.rowcount:
                change.vouch(_proposals, proposal.case, proposal.removal.value)

    def withdraw(self, case: CaseId, removal: Removal, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            self._settle(change, case, removal)

    def proposals(self) -> tuple[Proposal, ...]:
        order = (_proposals.c.proposed_at, _proposals.c.case_id, _proposals.c.removal)
        with self._ledger.database.reading() as connection:
            rows = connection.execute(select(_proposals).order_by(*order))
            return tuple(
                Proposal(
                    CaseId(row.case_id),
                    Removal(row.removal),
                    UserId(row.proposed_by),
                    row.proposed_at,
                )
                for row in rows
            )

    def erase_identity(self, case: CaseId, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            # What was sealed for a service tells who they are as well.
            for table in (tables.envelopes, envelope_readers, handover_files):
                _remove(change, table, table.c.case_id == case)
            self._settle(change, case, Removal.IDENTITY)

    def purge(self, case: CaseId, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            group = change.connection.scalar(
                select(group_members.c.group_id).where(group_members.c.case_id == case)
            )
            self._purge_answers(change, case)
            for table in _OF_A_CASE:
                _remove(change, table, table.c.case_id == case)
            _remove(change, _cases, _cases.c.id == case)
            if group is not None:
                _remove_emptied(change, group)

    def _purge_answers(self, change: Change, case: CaseId) -> None:
        of_case = f"{ANSWERS.select_all} WHERE case_id = ?"
        rows = self._ledger.database.execute(of_case, (case.bytes,)).fetchall()
        change.gone_from_log(ANSWERS, rows)
        change.connection.execute(text("DROP TRIGGER answers_refuse_delete"))
        change.connection.execute(delete(_answers).where(_answers.c.case_id == case))
        change.connection.execute(text(_TRIGGER))

    def _settle(self, change: Change, case: CaseId, removal: Removal) -> None:
        same = (_proposals.c.case_id == case) & (_proposals.c.removal == removal.value)
        _remove(change, _proposals, same)


def _remove_emptied(change: Change, group: UUID) -> None:
    """A closed group goes with the last case of it: nothing is left that it could serve."""
    of_group = (groups.c.id == group) & groups.c.closed_at.is_not(None)
    has_case = (group_members.c.group_id == group) & group_members.c.case_id.is_not(None)
    if not change.connection.scalar(select(exists().where(of_group) & ~exists().where(has_case))):
        return
    for table in (shared_facts, place_checks, group_team, group_sheets, group_members):
        _remove(change, table, table.c.group_id == group)
    _remove(change, groups, groups.c.id == group)


def _remove(change: Change, table: Table, condition: ColumnElement[bool]) -> None:
    """Delete the rows, and vouch for the absence of each."""
    audited = AUDITED.get(table.name)
    if audited is not None:
        keys = [table.c[name] for name in audited.columns[: audited.key_width]]
        for key in change.connection.execute(select(*keys).where(condition)).all():
            change.gone(table, *key)
    change.connection.execute(delete(table).where(condition))


def _kept(row: tables.AnyRow, ends: Iterable[tables.AnyRow]) -> KeptCase:
    found = list(ends)
    is_closed = bool(found) and not row.is_open
    bands = [Band(json.loads(end.finding)["band"]) for end in found if end.finding is not None]
    return KeptCase(
        id=CaseId(row.id),
        code=CaseCode(row.code),
        closed_at=max(end.closed_at for end in found) if is_closed else None,
        band=max(bands, key=lambda band: band.rank, default=None),
        has_identity=bool(row.has_identity),
        is_waiting=bool(row.is_waiting),
        hold=None if row[-1] is None else HoldReason(row[-1]),
    )
