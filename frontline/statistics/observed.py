"""What a hub can count of a period for the monitoring matrix, and nothing about one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band
from frontline.domain.trafficking import Purpose
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
    """Months as "2026-11", both included; `named`: forms that got their name since. In one pass: a
    nation's records are not held at once."""
    first, last = months
    seen = _Seen()
    for each in told:
        if first <= each.record.month <= last:
            seen.note(each)
    return seen.observed(desk, named)


class _Seen:
    """Counts of records that went by; of the records themselves only those of no named form."""

    def __init__(self) -> None:
        self._of: Counter[str] = Counter()
        self._rules: Counter[tuple[str, int]] = Counter()
        self._unnamed: list[RefRecord] = []

    def note(self, told: Told) -> None:
        record = told.record
        is_presumed, is_labour = record.band is Band.PRESUMED, LABOUR in record.concerns
        self._rules[record.pack, record.pack_version] += 1
        self._of["presumed"] += is_presumed
        self._of["kept_from_return"] += is_presumed and record.do_not_return_before_assessment
        self._of["answered"] += told.accepted is not None
        self._of["accepted"] += told.accepted is True
        self._of["labour"] += is_labour
        self._of["restoring"] += is_labour and not RESTORING.isdisjoint(record.services)
        if Purpose.OTHER_UNNAMED in record.forms:
            self._unnamed.append(record)

    def observed(self, desk: Desk, named: Collection[str]) -> Observed:
        newest: dict[str, int] = {}
        for pack, version in self._rules:
            newest[pack] = max(version, newest.get(pack, 0))
        return Observed(
            desk=desk,
            referrals=self._rules.total(),
            newest_rules=sum(self._rules[rules] for rules in newest.items()),
            presumed=self._of["presumed"],
            kept_from_return=self._of["kept_from_return"],
            answered=self._of["answered"],
            accepted=self._of["accepted"],
            labour=self._of["labour"],
            restoring=self._of["restoring"],
            unnamed_kinds=len(emerging_forms(self._unnamed, named)),
        )
