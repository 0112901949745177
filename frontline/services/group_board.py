"""The board of a group: how far everybody is, worked out anew from what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from frontline.domain.answers import AnswerEvent, Observation
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import Case, Screening, current_screening
from frontline.domain.findings import Band, Finding
from frontline.domain.group_closing import OpenPoint, Standing, open_points
from frontline.domain.groups import FactReply, Group, Member, PlaceItem, SharedFact, by_risk
from frontline.domain.identifiers import CaseCode, GroupId, MemberId
from frontline.domain.sites import Site
from frontline.screening.assessment import bounds_of
from frontline.screening.guidance import plan
from frontline.services.case_access import may_do
from frontline.services.child_protection import CONCERN, is_child_protected
from frontline.services.desk import Desk
from frontline.services.group_access import require_group
from frontline.services.group_talks import may_be_put
from frontline.services.permissions import Action
from frontline.services.screenings import OpenScreening, laid_out

_CHILD_MEASURES = (
    AssistanceService.CHILD_ACCOMMODATION,
    AssistanceService.CHILD_EDUCATION,
    AssistanceService.CHILD_CARE,
    AssistanceService.CHILD_TRANSFER,
)
_SETTLED = (Choice.ACCEPTED, Choice.DECLINED)


class TalkState(StrEnum):
    NOT_MET = "not_met"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member. `finding` is that of the last talk as it stands now, None before the first and
    where the case is a colleague's (`is_theirs` False). `interviews`: on how many days how many
    officers recorded answers. `measures`: for a child, what is not settled yet.
    `askable`: shared facts that may be put to them now."""

    member: Member
    talk: TalkState
    is_theirs: bool = True
    code: CaseCode | None = None
    finding: Finding | None = None
    interviews: int = 0
    standing: Standing | None = None
    measures: tuple[AssistanceService, ...] = ()
    askable: frozenset[SharedFact] = frozenset()


@dataclass(frozen=True, slots=True)
class Totals:
    """`by_band` counts those with a talk whose finding the user may see."""

    people: int
    talks: int
    open_talks: int
    colleagues: int
    by_band: Mapping[Band, int]
    urgent: int


@dataclass(frozen=True, slots=True)
class Board:
    """`next_talks`: whom nobody has talked to yet, the gravest signs first."""

    group: Group
    site: Site
    lines: tuple[MemberLine, ...]
    place: Mapping[PlaceItem, Observation]
    facts: tuple[SharedFact, ...]
    replies: tuple[FactReply, ...]
    open_points: tuple[OpenPoint, ...]
    totals: Totals
    next_talks: tuple[Member, ...]

    def reply_of(self, fact: SharedFact, member: MemberId) -> FactReply | None:
        wanted = (fact.id, member)
        return next((each for each in self.replies if (each.fact, each.member) == wanted), None)


class GroupBoards:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self, group: GroupId) -> Board:
        """Raises GroupNotFoundError."""
        found = require_group(self._desk, Action.READ_GROUP, group)
        return board_of(self._desk, found)


def board_of(desk: Desk, group: Group) -> Board:
    vault = desk.vault
    facts = vault.facts.facts(group.id)
    lines = tuple(_line(desk, member, facts) for member in vault.groups.members(group.id))
    standings = [line.standing for line in lines if line.standing is not None]
    sites = {site.id: site for site in vault.sites.sites()}
    not_met = tuple(line.member for line in lines if _is_to_come(line))
    return Board(
        group=group,
        site=sites[group.site],
        lines=lines,
        place=vault.groups.place(group.id),
        facts=facts,
        replies=vault.facts.replies(group.id),
        open_points=open_points(group.kind, standings),
        totals=_totals(lines),
        next_talks=by_risk(not_met),
    )


def _is_to_come(line: MemberLine) -> bool:
    return line.talk is TalkState.NOT_MET and line.member.no_record is None


def _line(desk: Desk, member: Member, facts: Sequence[SharedFact]) -> MemberLine:
    if member.case is None:
        standing = Standing(
            member,
            has_record=False,
            is_child=member.may_be_child,
            is_protected=False,
            is_offered=False,
        )
        return MemberLine(member, TalkState.NOT_MET, standing=standing)
    case = desk.vault.cases.case(member.case)
    screenings = desk.vault.cases.screenings(case.id)
    table = laid_out(desk, case, current_screening(screenings))
    finding = _finding(table)
    standing = _standing(desk, member, screenings, table)
    is_open = not standing.has_record
    is_theirs = may_do(desk, Action.READ_OWN_CASES, case) or may_do(
        desk, Action.READ_ALL_CASES, case
    )
    return MemberLine(
        member,
        TalkState.OPEN if is_open else TalkState.CLOSED,
        is_theirs=is_theirs,
        code=case.code if is_theirs else None,
        finding=finding if is_theirs else None,
        interviews=interviews_in(table.log),
        standing=standing,
        measures=_measures(desk, case, table) if standing.is_child and is_theirs else (),
        askable=frozenset(fact for fact in facts if is_theirs and may_be_put(table, fact)),
    )


def _finding(table: OpenScreening) -> Finding:
    """As it was closed with, else as it stands now."""
    return table.screening.finding or bounds_of(table.interview).finding


def _standing(
    desk: Desk, member: Member, screenings: Sequence[Screening], table: OpenScreening
) -> Standing:
    case, finding, age = table.case, _finding(table), table.interview.age
    return Standing(
        member,
        has_record=all(each.is_closed for each in screenings),
        is_child=member.may_be_child
        or CONCERN in finding.concerns
        or (age is not None and age.counts_as_child),
        is_protected=is_child_protected(desk, case),
        is_offered=bool(desk.vault.plans.choices(case.id)),
        band=finding.band,
    )


def _measures(desk: Desk, case: Case, table: OpenScreening) -> tuple[AssistanceService, ...]:
    lines = plan(table.interview, desk.vault.plans.choices(case.id))
    return tuple(
        line.service
        for line in lines
        if line.service in _CHILD_MEASURES and line.choice not in _SETTLED
    )


def interviews_in(log: Sequence[AnswerEvent]) -> int:
    """How often somebody was talked to: each officer counts once a day (S-037)."""
    return len({(event.answered_by, event.answered_at.date()) for event in log})


def _totals(lines: Sequence[MemberLine]) -> Totals:
    talks = [line for line in lines if line.talk is not TalkState.NOT_MET]
    findings = [line.finding for line in talks if line.finding is not None]
    return Totals(
        people=len(lines),
        talks=len(talks),
        open_talks=sum(line.talk is TalkState.OPEN for line in talks),
        colleagues=sum(not line.is_theirs for line in talks),
        by_band=Counter(finding.band for finding in findings),
        urgent=sum(finding.urgent for finding in findings),
    )
