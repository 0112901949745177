"""How the post is doing, for its supervisor: waiting times and what is still to be done (S-131).

Nothing is counted by officer but the caution about whom somebody picks (S-032), and nobody's
findings are counted at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from frontline.domain.cases import Case
from frontline.domain.findings import Band
from frontline.domain.referrals import Referral, ReferralState
from frontline.domain.rights import Kept, RightsLine
from frontline.referral.coarsening import citizenship_area
from frontline.rules.definitions import QuestionRole
from frontline.services.desk import Desk
from frontline.services.oversight import coded_answer_of, dealings_of
from frontline.services.permissions import Action
from frontline.statistics.profiling import Met, Profiling, profiling

# So far back: what is older tells of another time.
PERIOD = timedelta(days=90)
_FOUND = (Band.POSSIBLE, Band.PRESUMED)


@dataclass(frozen=True, slots=True)
class Tasks:
    """What waits for somebody now, of whatever age."""

    open_screenings: int
    follow_ups_due: int
    in_review: int
    returned: int
    approved: int
    lowerings: int
    without_receipt: int


@dataclass(frozen=True, slots=True)
class PostFigures:
    """Of the cases opened in the last PERIOD. Hours are medians, None where nothing was referred
    or reviewed. `unkept`: how often each line of the rights checklist was not kept."""

    cases: int
    referred: int
    hours_to_referral: float | None
    hours_in_review: float | None
    tasks: Tasks
    unkept: Mapping[RightsLine, int]
    profiling: Profiling
    names: Mapping[object, str]


class PostFiguresDesk:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self) -> PostFigures:
        desk = self._desk
        desk.session.require(Action.READ_POST_FIGURES)
        cases, referrals = tuple(self._recent()), desk.vault.referrals.referrals()
        first = _first_of_each(referrals)
        waits = [
            _hours(case.opened_at, first[case.id].created_at) for case in cases if case.id in first
        ]
        unkept = Counter[RightsLine]()
        for case in cases:
            rights = dealings_of(desk, case).rights
            unkept.update(line for line, kept in rights.items() if kept is not Kept.YES)
        return PostFigures(
            cases=len(cases),
            referred=len(waits),
            hours_to_referral=median(waits) if waits else None,
            hours_in_review=self._hours_in_review(referrals),
            tasks=self._tasks(referrals),
            unkept={line: unkept[line] for line in RightsLine},
            profiling=profiling([self._met(case) for case in cases]),
            names={user.id: user.name for user in desk.vault.users.everybody()},
        )

    def _recent(self) -> Iterator[Case]:
        """The newest first."""
        since = self._desk.clock.now() - PERIOD
        for kept in reversed(self._desk.vault.retention.kept()):
            case = self._desk.vault.cases.case(kept.id)
            if case.opened_at < since:
                return
            yield case

    def _hours_in_review(self, referrals: Sequence[Referral]) -> float | None:
        waits = []
        for referral in referrals:
            reviews = self._desk.vault.reviews.reviews(referral.id)
            if reviews:
                waits.append(_hours(referral.created_at, reviews[0].at))
        return median(waits) if waits else None

    def _tasks(self, referrals: Sequence[Referral]) -> Tasks:
        vault, today = self._desk.vault, self._desk.clock.now().date()
        states = Counter(each.state for each in referrals)
        last = {each.case: each for each in vault.reviews.lowerings()}
        return Tasks(
            open_screenings=len(vault.cases.open_screenings()),
            follow_ups_due=sum(each.due <= today for each in vault.follow_ups.open_follow_ups()),
            in_review=states[ReferralState.READY],
            returned=states[ReferralState.RETURNED],
            approved=states[ReferralState.REVIEWED],
            lowerings=sum(each.decision is None for each in last.values()),
            without_receipt=states[ReferralState.SENT],
        )

    def _met(self, case: Case) -> Met:
        country = coded_answer_of(self._desk, case, QuestionRole.CITIZENSHIP)
        screenings = self._desk.vault.cases.screenings(case.id)
        bands = [each.finding.band for each in screenings if each.finding is not None]
        return Met(
            officer=case.opened_by,
            group=citizenship_area(country).value,
            is_found=any(band in _FOUND for band in bands),
        )


def _first_of_each(referrals: Sequence[Referral]) -> dict[object, Referral]:
    first: dict[object, Referral] = {}
    for referral in sorted(referrals, key=lambda each: each.created_at):
        first.setdefault(referral.case, referral)
    return first


def _hours(since: datetime, until: datetime) -> float:
    return (until - since) / timedelta(hours=1)
