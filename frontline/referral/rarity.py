"""The rarity guard: a record that stands nearly alone is made less exact until it does not.

Counts come from tables a national authority publishes to its posts. They give, for
a combination of age band, gender, citizenship area, region and route, how many people of that kind
the authority sees. A combination a table does not have counts as rare. Without any table the record
keeps the rungs it was built with, which are those of a single referral sealed to one hub.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontline.referral.coarsening import LADDERS, coarser
from frontline.wire.ref_record import RefRecord

# CTDC releases no record that fewer than eleven people share.
SMALLEST_GROUP = 11

RarityTable = Mapping[tuple[str, str, str, str, str], int]


def kind_of(record: RefRecord) -> tuple[str, str, str, str, str]:
    """The quasi-identifiers: by these together somebody could be told from others. Of a route the
    places in order, as exactly as it tells them."""
    places = ">".join(leg.region or leg.country or "?" for leg in record.route)
    return (record.age_band, record.gender, record.citizenship_area, record.region or "", places)


def guarded(record: RefRecord, table: RarityTable) -> RefRecord:
    """The record itself where it is common enough, else its first rung that is.

    The order: route by countries and then none, region to country, age band to adult or child,
    citizenship and gender to not stated. The last rung is kept whatever its frequency.
    """
    current = record
    for field in LADDERS:
        above: RefRecord | None = current
        while above is not None:
            current = above
            if not table or table.get(kind_of(current), 0) >= SMALLEST_GROUP:
                return current
            above = coarser(current, field)
    return current
