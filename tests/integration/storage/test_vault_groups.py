"""Groups of people: one contract for the vault in memory and the vault on disk, and what a
colleague finds who opens the database with its key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frontline.domain.answers import Observation
from frontline.domain.deeds import DeedKind
from frontline.domain.groups import (
    FactReply,
    GroupKind,
    Member,
    MemberFlag,
    NoRecordReason,
    PlaceItem,
    Relation,
    Reply,
    SeparationReason,
    StartReason,
)
from frontline.domain.identifiers import FactId, GroupId, MemberId, QuestionId, UserId
from frontline.errors import StorageUnwritableError
from frontline.errors_of_groups import GroupNotFoundError
from frontline.services.case_stores import Envelope
from tests.support.group_bench import DEBT, SEALED, a_fact, a_group, met, people
from tests.support.vault_posts import CHANCE, Bench


def test_a_group_comes_back_as_it_was_written(bench: Bench) -> None:
    groups = bench.vault.groups
    first, second = a_group(bench), a_group(bench, GroupKind.OPERATION)
    assert groups.groups() == (second, first)
    assert groups.group(first.id) == first

    changed = replace(
        second,
        started_at=bench.clock.now(),
        start_reason=StartReason.DANGER_TO_LIFE,
        closed_at=bench.clock.now(),
        next_visit=date(2026, 12, 24),
    )
    groups.set_group(changed, bench.deed(DeedKind.GROUP_CLOSED, second.id))

    assert groups.group(second.id) == changed
    bench.vault.audit.verify()


def test_the_same_group_once_more_is_harmless_and_another_in_its_place_is_refused(
    bench: Bench,
) -> None:
    group = a_group(bench)
    before = bench.vault.audit.head()

    bench.vault.groups.add_group(group, SEALED, bench.deed(DeedKind.GROUP_OPENED, group.id))
    other = replace(group, kind=GroupKind.FAMILY)
    with pytest.raises(StorageUnwritableError):
        bench.vault.groups.add_group(other, SEALED, bench.deed(DeedKind.GROUP_OPENED, group.id))

    assert bench.vault.audit.head() == before


def test_what_belongs_to_no_group_is_refused(bench: Bench) -> None:
    groups, unknown = bench.vault.groups, GroupId(CHANCE.uuid())
    group = a_group(bench)
    stranger = Member(MemberId(CHANCE.uuid()), group.id, 1)
    before = bench.vault.audit.head()

    with pytest.raises(GroupNotFoundError):
        groups.group(unknown)
    with pytest.raises(GroupNotFoundError):
        groups.sheet(unknown)
    with pytest.raises(GroupNotFoundError):
        groups.set_group(replace(group, id=unknown), bench.deed())
    with pytest.raises(GroupNotFoundError):
        groups.set_member(stranger, bench.deed())
    with pytest.raises(GroupNotFoundError):
        bench.vault.facts.fact(FactId(CHANCE.uuid()))
    with pytest.raises(StorageUnwritableError):
        groups.add_members((replace(stranger, group=unknown),), bench.deed())
    with pytest.raises(StorageUnwritableError):
        groups.save_sheet(unknown, SEALED, bench.deed())
    with pytest.raises(StorageUnwritableError):
        groups.check_place(unknown, PlaceItem.PAPERS_HELD, Observation.SEEN, bench.deed())
    assert bench.vault.audit.head() == before


def test_a_sheet_goes_with_who_is_let_in(bench: Bench) -> None:
    group, colleague = a_group(bench), UserId(CHANCE.uuid())
    groups = bench.vault.groups
    assert groups.sheet(group.id) == b"sealed"
    assert list(groups.sealed()) == [(group.id, ("age1a", "age1b"))]
    assert groups.team(group.id) == frozenset()

    shared = Envelope(b"for two", ("age1c",))
    groups.set_team(group.id, frozenset({colleague}), shared, bench.deed(DeedKind.GROUP_SHARED))
    assert groups.team(group.id) == {colleague}
    assert groups.sheet(group.id) == b"for two"

    groups.set_team(group.id, frozenset(), SEALED, bench.deed(DeedKind.GROUP_SHARE_ENDED))
    assert groups.team(group.id) == frozenset()
    groups.set_team(group.id, frozenset({colleague}), shared, bench.deed(DeedKind.GROUP_SHARED))
    assert groups.team(group.id) == {colleague}
    assert list(groups.sealed()) == [(group.id, ("age1c",))]
    bench.vault.audit.verify()


def test_members_are_listed_by_number_with_all_that_is_known_of_them(bench: Bench) -> None:
    groups = bench.vault.groups
    group, other = a_group(bench), a_group(bench)
    one, two, three = people(bench, group, 3)
    people(bench, other, 1)

    changed = replace(
        two,
        flags=frozenset({MemberFlag.HURT, MemberFlag.MAY_BE_CHILD}),
        relation=Relation.AUNT_OR_UNCLE,
        no_record=NoRecordReason.LEFT,
        separation=SeparationReason.AT_RISK,
    )
    groups.set_member(changed, bench.deed(DeedKind.MEMBER_CHANGED, two.id), SEALED)

    assert groups.members(group.id) == (one, changed, three)
    with pytest.raises(StorageUnwritableError):
        groups.add_members((replace(one, id=MemberId(CHANCE.uuid())),), bench.deed())
    bench.vault.audit.verify()


def test_a_case_and_whose_it_is_are_written_together(bench: Bench) -> None:
    group = a_group(bench)
    (member,) = people(bench, group, 1)
    found, case, screening = met(bench, member)

    assert bench.vault.groups.members(group.id) == (found,)
    assert bench.vault.groups.member_of(case.id) == found
    assert bench.vault.cases.screenings(case.id) == (screening,)
    lonely, _screening = bench.added()
    assert bench.vault.groups.member_of(lonely.id) is None

    before = bench.vault.audit.head()
    stranger = replace(member, id=MemberId(CHANCE.uuid()))
    with pytest.raises(GroupNotFoundError):
        met(bench, stranger)
    assert bench.vault.audit.head() == before
    bench.vault.audit.verify()


def test_what_was_seen_last_of_the_place_stands(bench: Bench) -> None:
    group, groups = a_group(bench), bench.vault.groups
    for seen in (Observation.SEEN, Observation.NOT_SEEN):
        groups.check_place(group.id, PlaceItem.EXITS_LOCKED, seen, bench.deed())
    groups.check_place(group.id, PlaceItem.PAPERS_HELD, Observation.SEEN, bench.deed())

    assert groups.place(group.id) == {
        PlaceItem.EXITS_LOCKED: Observation.NOT_SEEN,
        PlaceItem.PAPERS_HELD: Observation.SEEN,
    }
    bench.vault.audit.verify()


def test_a_reply_and_its_answer_are_written_together(bench: Bench) -> None:
    group = a_group(bench)
    one, two = people(bench, group, 2)
    fact, facts = a_fact(bench, group), bench.vault.facts
    assert facts.facts(group.id) == (facts.fact(fact.id),) == (fact,)
    one, case, screening = met(bench, one)
    bench.answer(screening, bench.an_event(screening, 1))

    before = bench.vault.audit.head().count
    event = bench.an_event(screening, 2, fact.value, DEBT)
    reply = FactReply(fact.id, one.id, Reply.CONFIRMED)
    place = QuestionId("papers.held_by_other")
    deed = bench.deed(DeedKind.FACT_CONFIRMED, fact.id)
    facts.record_reply(reply, case.id, event, place, deed)

    assert facts.replies(group.id) == (reply,)
    assert bench.vault.cases.answers(case.id)[-1] == event
    assert bench.vault.cases.screening(screening.id).position == place
    assert bench.vault.audit.head().count == before + 1

    # An answer whose place in the log is taken brings no reply either.
    two, other, _screening = met(bench, two)
    with pytest.raises(StorageUnwritableError):
        facts.record_reply(FactReply(fact.id, two.id, Reply.DENIED), case.id, event, place, deed)
    assert facts.replies(group.id) == (reply,)
    assert bench.vault.cases.answers(other.id) == ()

    later = replace(bench.an_event(screening, 3, (), DEBT), replaces=event.id)
    denied = replace(reply, reply=Reply.DENIED)
    facts.record_reply(denied, case.id, later, place, deed)
    assert facts.replies(group.id) == (denied,)
    bench.vault.audit.verify()
