"""Oversight at a post: how cases were dealt with, without whose they are, and a signed report.

It reads codes and coded answers alone. Names, contacts, papers and notes lie in envelopes that are
sealed to nobody of that role; free text of other kinds is left out here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontline.crypto.signing import SigningKey
from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import DeedKind
from frontline.domain.oversight import CaseDealings
from frontline.domain.rights import Kept, RightsLine
from frontline.errors import FrontlineError
from frontline.rules.definitions import PackDefinition, QuestionRole
from frontline.services.desk import Desk
from frontline.services.permissions import Action
from frontline.services.rights import code_of, rights_of
from frontline.wire.oversight_report import ReportHead, oversight_report

ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class DealingsPage:
    """The newest first; `more` is where the next page begins, None at the end."""

    cases: tuple[CaseDealings, ...]
    more: int | None


class Oversight:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, start: int = 0) -> DealingsPage:
        """The cases from the place `start` on. That somebody looked is recorded."""
        desk = self._desk
        desk.session.require(Action.READ_DEIDENTIFIED)
        kept = desk.vault.retention.kept()[::-1]
        desk.vault.audit.record(desk.deed(DeedKind.DEALINGS_VIEWED, str(start)))
        shown = tuple(
            dealings_of(desk, desk.vault.cases.case(each.id)) for each in kept[start:][:ON_A_PAGE]
        )
        end = start + ON_A_PAGE
        return DealingsPage(shown, end if end < len(kept) else None)

    def report(self, remark: str) -> bytes:
        """Every case, the state of the record of deeds and a remark, signed by who takes it.

        The record is gone through for it, which takes a while where it is long.
        """
        desk = self._desk
        desk.session.require(Action.READ_DEIDENTIFIED)
        desk.vault.audit.record(desk.deed(DeedKind.OVERSIGHT_REPORTED, desk.session.user.id))
        broken = _broken_at(desk)
        head = ReportHead(
            at=desk.clock.now(),
            device=desk.vault.outbox.device().id,
            head=desk.vault.audit.head(),
            broken_at=broken,
            remark=remark,
        )
        cases = [
            dealings_of(desk, desk.vault.cases.case(each.id))
            for each in desk.vault.retention.kept()
        ]
        return oversight_report(head, cases, SigningKey.from_seed(desk.session.keys.seed))


def dealings_of(desk: Desk, case: Case) -> CaseDealings:
    """Codes and coded answers alone; whoever asks was permitted to before."""
    vault = desk.vault
    screenings = vault.cases.screenings(case.id)
    choices, offered = vault.plans.choices(case.id), vault.plans.first_choice_at(case.id)
    told = vault.plans.child_protection_told(case.id) is not None
    sites = {site.id: site.kind for site in vault.sites.sites()}
    closed = [each for each in screenings if each.finding is not None]
    finding = closed[-1].finding if closed else None
    return CaseDealings(
        code=case.code,
        month=f"{case.opened_at:%Y-%m}",
        site_kind=sites.get(case.site),
        instruments=tuple(each.instrument for each in screenings),
        is_open=any(not each.is_closed for each in screenings),
        finding=finding,
        rights=rights_of(desk, case, _pack_of(desk, screenings), finding),
        choices=choices,
        hours_to_help=_hours(case.opened_at, offered),
        child_protection_told=told,
        referrals=tuple(each.state.value for each in vault.referrals.referrals(case.id)),
    )


def coded_answer_of(desk: Desk, case: Case, role: QuestionRole) -> str:
    """The code that was last given to the question with this role, "" where none was."""
    pack = _pack_of(desk, desk.vault.cases.screenings(case.id))
    return code_of(pack, desk.vault.cases.answers(case.id), role)


def _pack_of(desk: Desk, screenings: Sequence[Screening]) -> PackDefinition:
    last = screenings[-1]
    try:
        return desk.packs.pinned(last.pack, last.pack_version).pack
    except FrontlineError:
        # Question ids are the same in all of them.
        return desk.pack.pack


def rights_counts(cases: Sequence[CaseDealings]) -> dict[RightsLine, Counter[Kept]]:
    """How often each line was kept."""
    return {line: Counter(each.rights[line] for each in cases) for line in RightsLine}


def _hours(opened: datetime, offered: datetime | None) -> int | None:
    return None if offered is None else int((offered - opened).total_seconds() // 3600)


def _broken_at(desk: Desk) -> int | None:
    """The first entry of the record that does not hold."""
    check = desk.vault.audit.check()
    try:
        while True:
            next(check)
    except StopIteration as end:
        breaks = end.value.breaks
        return breaks[0].sequence if breaks else None
