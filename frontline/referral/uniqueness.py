"""Who stands alone among those who leave a post: counted over what leaves now and what left before.

A post with tens of cases never reaches the eleven of a kind that published collections ask for, so
this is no proof of safety. It shows a supervisor which records single somebody out, before they
leave, and what making one less exact would change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from frontline.referral.coarsening import coarser
from frontline.referral.rarity import kind_of
from frontline.wire.ref_record import RefRecord


class Uniqueness:
    """Counts once, for all that is asked of it."""

    def __init__(self, leaving: Sequence[RefRecord], gone: Sequence[RefRecord]) -> None:
        self._kinds = Counter(kind_of(record) for record in (*leaving, *gone))

    def alike(self, record: RefRecord) -> int:
        """How many others share all quasi-identifiers of one of `leaving`; 0 stands alone."""
        return self._kinds[kind_of(record)] - 1

    def effect(self, record: RefRecord, field: str) -> tuple[RefRecord, int] | None:
        """The record one rung up the ladder of `field`, and how many others would be like it;
        None where there is no rung above."""
        above = coarser(record, field)
        return None if above is None else (above, self._kinds[kind_of(above)])
