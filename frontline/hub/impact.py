"""What the hub sees of how posts choose, what they find, and what becomes of people's rights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from frontline.domain.findings import Band
from frontline.statistics.impact import Impact, impacts
from frontline.statistics.profiling import Looked, Outcome, outcomes
from frontline.statistics.traveller_mix import MixComparison, Referred, TravellerMix, against_mix
from frontline.wire.ref_record import Area, RefRecord


class FromPost(NamedTuple):
    post: str
    record: RefRecord


@dataclass(frozen=True, slots=True)
class HubImpact:
    """`selection` is None where no mix of travellers was given."""

    selection: MixComparison | None
    outcomes: tuple[Outcome, ...]
    rights: tuple[Impact, ...]


def impact_of(sent: Sequence[FromPost], mix: TravellerMix | None) -> HubImpact:
    """Nobody is named here, and no officer: a hub does not know who screened."""
    referred = [Referred(each.post, each.record.citizenship_area) for each in sent]
    looked = [
        Looked(each.record.citizenship_area.value, each.record.band is Band.PRESUMED)
        for each in sent
        if each.record.citizenship_area is not Area.NOT_STATED
    ]
    return HubImpact(
        selection=None if mix is None else against_mix(referred, mix),
        outcomes=outcomes(looked),
        rights=impacts([each.record for each in sent]),
    )
