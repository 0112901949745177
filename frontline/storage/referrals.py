"""Referrals in the vault, each with the record exactly as it will leave."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import select, update

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, ReferralId, ReferralToken, ScreeningId
from frontline.domain.referrals import Referral, ReferralState
from frontline.errors import ReferralNotFoundError
from frontline.storage import tables
from frontline.storage.ledger import Change, Ledger

_referrals = tables.referrals
# Some hundred leave together, and SQLAlchemy's own work would be the larger.
_STATE = "SELECT state FROM referrals WHERE id = ?"
_MOVE = "UPDATE referrals SET state = ? WHERE id = ?"


class SqlReferralStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add_referral(self, referral: Referral, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.add(
                _referrals,
                {
                    "id": referral.id,
                    "case_id": referral.case,
                    "screening_id": referral.screening,
                    "token": referral.token,
                    "state": referral.state.value,
                    "is_urgent": int(referral.is_urgent),
                    "created_at": referral.created_at,
                    "record": referral.record,
                    "coarsened": json.dumps(referral.coarsened),
                },
            )

    def referral(self, referral: ReferralId) -> Referral:
        with self._ledger.database.reading() as connection:
            row = connection.execute(
                select(_referrals).where(_referrals.c.id == referral)
            ).one_or_none()
            if row is None:
                raise ReferralNotFoundError(referral=str(referral))
            return _referral(row)

    def referrals(self, case: CaseId | None = None) -> tuple[Referral, ...]:
        wanted = select(_referrals).order_by(_referrals.c.is_urgent.desc(), _referrals.c.number)
        if case is not None:
            wanted = wanted.where(_referrals.c.case_id == case)
        with self._ledger.database.reading() as connection:
            return tuple(_referral(row) for row in connection.execute(wanted))

    def move_referral(self, referral: ReferralId, to: ReferralState, deed: Deed) -> None:
        """Raises ReferralNotFoundError. Whether the step is allowed is the service's to know."""
        with self._ledger.change(deed) as change:
            if not move(change, referral, to, set(ReferralState) - {to}):
                known = select(_referrals.c.number).where(_referrals.c.id == referral)
                if change.connection.execute(known).one_or_none() is None:
                    raise ReferralNotFoundError(referral=str(referral))

    def release(self, referrals: Sequence[ReferralId], deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            move_all(change, referrals, ReferralState.QUEUED, {ReferralState.REVIEWED})

    def rewrite(self, referral: Referral, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            written = change.connection.execute(
                update(_referrals)
                .where(_referrals.c.id == referral.id)
                .values(
                    is_urgent=int(referral.is_urgent),
                    record=referral.record,
                    coarsened=json.dumps(referral.coarsened),
                )
            )
            if written.rowcount == 0:
                raise ReferralNotFoundError(referral=str(referral.id))
            change.vouch(_referrals, referral.id)


def move(
    change: Change, referral: ReferralId, to: ReferralState, if_in: set[ReferralState]
) -> bool:
    """Move a referral that is in one of the states `if_in`; False where it is in none of them."""
    return move_all(change, (referral,), to, if_in) > 0


def move_all(
    change: Change, referrals: Sequence[ReferralId], to: ReferralState, if_in: set[ReferralState]
) -> int:
    """Move those that are in one of the states `if_in`, and tell how many they are.

    Step by step for all of them: the driver prepares a statement anew where others came between.
    """
    moved = [each for each in referrals if _state(change, each) in if_in]
    for referral in moved:
        change.execute(_MOVE, (to.value, referral.bytes))
    for referral in moved:
        change.vouch(_referrals, referral)
    return len(moved)


def _state(change: Change, referral: ReferralId) -> ReferralState | None:
    row = change.execute(_STATE, (referral.bytes,)).fetchone()
    return None if row is None else ReferralState(row[0])


def _referral(row: tables.AnyRow) -> Referral:
    return Referral(
        id=ReferralId(row.id),
        case=CaseId(row.case_id),
        screening=ScreeningId(row.screening_id),
        token=ReferralToken(row.token),
        state=ReferralState(row.state),
        is_urgent=bool(row.is_urgent),
        created_at=row.created_at,
        record=row.record,
        coarsened=tuple(json.loads(row.coarsened)),
    )
