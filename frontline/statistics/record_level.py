"""Single records made so coarse that at least eleven people are alike in everything that is told.

Records go down a ladder together: on each rung those that eleven share leave it, the others lose
one more thing, and what is left at the end is withheld. A record that was given out keeps its rung
for ever, and only new ones are grouped, among themselves. So each export is the one before and
whole groups, and no two exports tell of fewer people than a group. No identity gets in: the type
has no place for it. See S-112.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from frontline.domain.sites import SiteKind
from frontline.statistics.crosswalk import controls_of
from frontline.statistics.facts import majority_of
from frontline.statistics.ways import UNKNOWN
from frontline.wire.ref_record import AgeBand, GenderCode, RefRecord

# CTDC releases no record that fewer than eleven people share.
SMALLEST_GROUP = 11
# Where people are met at the very place they are exploited; elsewhere its country is not known.
_AT_THE_PLACE = {SiteKind.WORKPLACE, SiteKind.FARM, SiteKind.HOUSEHOLD}
_NOT_BANDS = {AgeBand.CHILD, AgeBand.ADULT, AgeBand.DISPUTED}


@dataclass(frozen=True, slots=True)
class CodedPerson:
    """All that a record-level export tells of somebody. None: not known, or not told."""

    year: str
    gender: str | None
    majority: str | None
    age_band: str | None
    exploited_in: str | None
    forms: tuple[str, ...] | None
    controls: tuple[str, ...] | None


def coded(record: RefRecord) -> CodedPerson:
    majority = majority_of(record)
    return CodedPerson(
        year=record.month[:4],
        gender=None if record.gender is GenderCode.NOT_STATED else record.gender.value,
        majority=None if majority == UNKNOWN else majority,
        age_band=None if record.age_band in _NOT_BANDS else record.age_band.value,
        exploited_in=record.country if record.site_kind in _AT_THE_PLACE else None,
        forms=tuple(sorted(record.forms)) or None,
        controls=controls_of(record),
    )


_LADDER: tuple[Callable[[CodedPerson], CodedPerson], ...] = (
    lambda person: person,
    lambda person: replace(person, controls=None),
    lambda person: replace(person, age_band=None),
    lambda person: replace(person, exploited_in=None),
    lambda person: replace(person, forms=None),
    lambda person: replace(person, gender=None),
    lambda person: replace(person, majority=None),
)


def on_rung(person: CodedPerson, rung: int) -> CodedPerson:
    for step in _LADDER[: rung + 1]:
        person = step(person)
    return person


def rungs(people: Mapping[str, CodedPerson]) -> dict[str, int]:
    """The rung of each of these that can be given out now; `people` by item, none given out yet."""
    given: dict[str, int] = {}
    left = dict(people)
    for rung in range(len(_LADDER)):
        alike: dict[CodedPerson, list[str]] = defaultdict(list)
        for item, person in left.items():
            alike[on_rung(person, rung)].append(item)
        for items in alike.values():
            if len(items) >= SMALLEST_GROUP:
                given.update((item, rung) for item in items)
                for item in items:
                    del left[item]
    return given
