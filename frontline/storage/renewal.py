"""A new identity towards the hub, for a vault that was put back from a backup.

What the vault sent after the backup was made it knows nothing of, and a stick with it may still be
under way: no number of the old identity is safe to use again. Under a new one nothing can collide.
Bundles the hub never acknowledged are given up, and their referrals wait again; a referral that
did arrive is known again by its id, so it is counted once.
"""

from __future__ import annotations

from sqlalchemy import delete, select, update

from frontline.crypto.signing import SEED_BYTES
from frontline.domain.chance import Chance
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import DeviceId
from frontline.domain.referrals import ReferralState
from frontline.storage import tables
from frontline.storage.bundle_items import referrals_in
from frontline.storage.ledger import Change, Ledger
from frontline.storage.referrals import move

_bundles = tables.bundles


def new_device_id(chance: Chance) -> DeviceId:
    return DeviceId(f"post-{chance.token(8).hex()}")


def renew_device(ledger: Ledger, chance: Chance, deed: Deed) -> None:
    """In one transaction with `deed`. The sealed slots stay: one of them may hold a report."""
    with ledger.change(deed) as change:
        _give_up_bundles(change)
        change.connection.execute(
            update(tables.device).values(
                device_id=new_device_id(chance), seed=chance.token(SEED_BYTES)
            )
        )
        change.vouch(tables.device, 1)


def _give_up_bundles(change: Change) -> None:
    rows = change.connection.execute(
        select(_bundles.c.sequence, _bundles.c["items"], _bundles.c.receipt)
    ).all()
    for sequence, items, receipt in rows:
        if receipt is None:
            for item in referrals_in(items):
                move(change, item, ReferralState.QUEUED, {ReferralState.SENT})
        change.connection.execute(delete(_bundles).where(_bundles.c.sequence == sequence))
        change.gone(_bundles, sequence)
