"""Groups of people, their members and shared facts, to put into a vault."""

from __future__ import annotations

from dataclasses import replace

from frontline.domain.answers import Observation
from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import DeedKind
from frontline.domain.groups import (
    FactReply,
    Group,
    GroupKind,
    Member,
    MemberFlag,
    PlaceItem,
    Reply,
    SharedFact,
)
from frontline.domain.identifiers import FactId, GroupId, MemberId, QuestionId
from frontline.services.case_stores import Envelope
from tests.support.vault_posts import CHANCE, Bench

SEALED = Envelope(b"sealed", ("age1b", "age1a"))
DEBT = QuestionId("debt")


def a_group(bench: Bench, kind: GroupKind = GroupKind.SITE_VISIT) -> Group:
    group = Group(GroupId(CHANCE.uuid()), kind, bench.site.id, bench.clock.now(), bench.officer)
    bench.vault.groups.add_group(group, SEALED, bench.deed(DeedKind.GROUP_OPENED, group.id))
    return group


def people(bench: Bench, group: Group, count: int) -> tuple[Member, ...]:
    found = tuple(Member(MemberId(CHANCE.uuid()), group.id, at + 1) for at in range(count))
    bench.vault.groups.add_members(found, bench.deed(DeedKind.MEMBER_ADDED, group.id))
    return found


def met(bench: Bench, member: Member) -> tuple[Member, Case, Screening]:
    case = bench.a_case()
    screening, found = bench.a_screening(case), replace(member, case=case.id)
    deed = bench.deed(DeedKind.CASE_OPENED, case.id)
    bench.vault.groups.open_case(found, case, screening, deed)
    return found, case, screening


def a_fact(bench: Bench, group: Group) -> SharedFact:
    fact = SharedFact(FactId(CHANCE.uuid()), group.id, DEBT, ("holds_now", "work_off"))
    bench.vault.facts.add_fact(fact, SEALED, bench.deed(DeedKind.FACT_ADDED, fact.id))
    return fact


def a_visit(bench: Bench) -> None:
    """With a row in every table of groups."""
    group, groups = a_group(bench), bench.vault.groups
    (member,) = people(bench, group, 1)
    flagged = replace(member, flags=frozenset({MemberFlag.MAY_BE_CHILD}))
    groups.set_member(flagged, bench.deed())
    found, case, screening = met(bench, flagged)
    fact = a_fact(bench, group)
    event = bench.an_event(screening, 1, fact.value, DEBT)
    reply = FactReply(fact.id, found.id, Reply.CONFIRMED)
    bench.vault.facts.record_reply(reply, case.id, event, None, bench.deed())
    groups.set_team(group.id, frozenset({bench.officer}), SEALED, bench.deed())
    groups.check_place(group.id, PlaceItem.PAPERS_HELD, Observation.SEEN, bench.deed())
