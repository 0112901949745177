"""What a hub can count of a period for the monitoring matrix, and nothing about one person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band
from frontline.statistics.emerging import emerging_forms
from frontline.wire.ref_record import RefRecord

# What gives back wages, damages and rights.
RESTORING = frozenset(
    {AssistanceService.LEGAL, AssistanceService.COMPENSATION, AssistanceService.LABOUR_REMEDY}
)
LABOUR = "labour_violation"


class Told(NamedTuple):
    """A referral, and what became of it: None where no service answered."""

    record: RefRecord
    accepted: bool | None


@dataclass(frozen=True, slots=True)
class Desk:
    """What is counted apart from referrals. `reporting`: of the posts, those that sent a bundle."""

    posts: int
    reporting: int
    directories: int
    notes: int
    note_receivers: int


@dataclass(frozen=True, slots=True)
class Observed:
    desk: Desk
    referrals: int
    # Under the newest version of their rule pack that any referral was made under.
    newest_rules: int
    presumed: int
    # Of the presumed: not to be returned before somebody looked into the danger.
    kept_from_return: int
    answered: int
    accepted: int
    labour: int
    # Of those with a labour violation: who asked for help that gives something back.
    restoring: int
    unnamed_kinds: int


def observed(
    told: Iterable[Told], desk: Desk, months: tuple[str, str], named: Collection[str] = ()
) -> Observed:
    """Months as "2026-11", both included; `named`: forms that got their name since."""
    first, last = months
    within = [each for each in told if first <= each.record.month <= last]
    records = [each.record for each in within]
    presumed = [each for each in records if each.band is Band.PRESUMED]
    labour = [each for each in records if LABOUR in each.concerns]
    return Observed(
        desk=desk,
        referrals=len(records),
        newest_rules=_under_newest(records),
        presumed=len(presumed),
        kept_from_return=sum(each.do_not_return_before_assessment for each in presumed),
        answered=sum(each.accepted is not None for each in within),
        accepted=sum(each.accepted is True for each in within),
        labour=len(labour),
        restoring=sum(not RESTORING.isdisjoint(each.services) for each in labour),
        unnamed_kinds=len(emerging_forms(records, named)),
    )


def _under_newest(records: Sequence[RefRecord]) -> int:
    newest: dict[str, int] = {}
    for each in records:
        newest[each.pack] = max(each.pack_version, newest.get(each.pack, 0))
    return sum(each.pack_version == newest[each.pack] for each in records)
