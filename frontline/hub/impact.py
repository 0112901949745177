"""What the hub sees of how posts choose, what they find, and what becomes of people's rights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def impact_of(sent: Iterable[FromPost], mix: TravellerMix | None) -> HubImpact:
    """Nobody is named here, and no officer: a hub does not know who screened."""
    chosen = _Chosen()
    rights = impacts(chosen.noting(sent))
    return HubImpact(
        selection=None if mix is None else against_mix(chosen.referred, mix),
        outcomes=outcomes(chosen.looked),
        rights=rights,
    )


class _Chosen:
    """Who was referred and what was found, of records that go by. Each is one of few that are
    equal, and kept as that one."""

    def __init__(self) -> None:
        self.referred: list[Referred] = []
        self.looked: list[Looked] = []
        self._met_referred: dict[Referred, Referred] = {}
        self._met_looked: dict[Looked, Looked] = {}

    def noting(self, sent: Iterable[FromPost]) -> Iterator[RefRecord]:
        for post, record in sent:
            area = record.citizenship_area
            referred = Referred(post, area)
            self.referred.append(self._met_referred.setdefault(referred, referred))
            if area is not Area.NOT_STATED:
                looked = Looked(area.value, record.band is Band.PRESUMED)
                self.looked.append(self._met_looked.setdefault(looked, looked))
            yield record
