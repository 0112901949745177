"""The rarity guard: a record that stands nearly alone is made less exact until it does not.

Counts come from tables a national authority publishes to its posts. They give, for
a combination of age band, gender, citizenship area and region, how many people of that kind the
authority sees. A combination a table does not have counts as rare. Without any table the record
keeps the rungs it was built with, which are those of a single referral sealed to one hub.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontline.referral.coarsening import broader_age
from frontline.wire.ref_record import Area, GenderCode, RefRecord

# CTDC releases no record that fewer than eleven people share.
SMALLEST_GROUP = 11

RarityTable = Mapping[tuple[str, str, str, str], int]


def _key(record: RefRecord) -> tuple[str, str, str, str]:
    return (record.age_band, record.gender, record.citizenship_area, record.region or "")


def guarded(record: RefRecord, table: RarityTable) -> RefRecord:
    """The record itself where it is common enough, else its first rung that is.

    The order: region to country, age band to adult or child, citizenship and gender to not
    stated. The last rung is kept whatever its frequency.
    """
    current = record
    for field, value in (
        ("region", None),
        ("age_band", broader_age(record.age_band)),
        ("citizenship_area", Area.NOT_STATED),
        ("gender", GenderCode.NOT_STATED),
    ):
        if not table or table.get(_key(current), 0) >= SMALLEST_GROUP:
            return current
        if getattr(current, field) != value:
            coarsened = (*current.coarsened, field)
            current = current.model_copy(update={field: value, "coarsened": coarsened})
    return current
