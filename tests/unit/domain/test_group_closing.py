"""What keeps a group from being closed, and whom to talk to first."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.findings import Band
from frontline.domain.group_closing import OpenPoint, Point, Standing, open_points
from frontline.domain.groups import GroupKind, Member, MemberFlag, NoRecordReason, by_risk
from frontline.domain.identifiers import GroupId, MemberId

GROUP = GroupId(UUID(int=1))
MEMBER = Member(MemberId(UUID(int=2)), GROUP, 7)
QUIET = Standing(MEMBER, has_record=False, is_child=False, is_protected=False, is_offered=False)


def flagged(*flags: MemberFlag, no_record: NoRecordReason | None = None) -> Standing:
    return replace(QUIET, member=replace(MEMBER, flags=frozenset(flags), no_record=no_record))


def points(standing: Standing, kind: GroupKind = GroupKind.SITE_VISIT) -> list[Point]:
    return [each.point for each in open_points(kind, [standing])]


def test_who_shows_nothing_keeps_nothing_open() -> None:
    for kind in GroupKind:
        assert points(QUIET, kind) == []


def test_who_is_flagged_needs_a_record_or_a_reason() -> None:
    hurt = flagged(MemberFlag.HURT)
    assert points(hurt) == [Point.RECORD]
    assert points(replace(hurt, has_record=True)) == []
    assert points(flagged(MemberFlag.HURT, no_record=NoRecordReason.DID_NOT_WANT)) == []
    assert points(replace(QUIET, band=Band.POSSIBLE)) == [Point.RECORD]


def test_no_reason_takes_the_place_of_child_protection() -> None:
    left = flagged(MemberFlag.MAY_BE_CHILD, no_record=NoRecordReason.LEFT)
    for kind in GroupKind:
        assert points(replace(left, is_child=True), kind) == [Point.CHILD_PROTECTION]
        assert points(replace(left, is_child=True, is_protected=True), kind) == []


def test_in_an_operation_help_was_offered_to_each_presumed_person() -> None:
    for band in Band:
        met = replace(QUIET, has_record=True, band=band)
        needs = band in (Band.POSSIBLE, Band.PRESUMED)
        assert points(met, GroupKind.OPERATION) == ([Point.OFFER] if needs else [])
        assert points(replace(met, is_offered=True), GroupKind.OPERATION) == []
        assert points(met) == []


STANDINGS = st.builds(
    Standing,
    member=st.builds(
        Member,
        id=st.uuids().map(MemberId),
        group=st.just(GROUP),
        number=st.integers(1, 12),
        flags=st.frozensets(st.sampled_from(MemberFlag)),
        no_record=st.none() | st.sampled_from(NoRecordReason),
    ),
    has_record=st.booleans(),
    is_child=st.booleans(),
    is_protected=st.booleans(),
    is_offered=st.booleans(),
    band=st.none() | st.sampled_from(Band),
)


@given(st.lists(STANDINGS, max_size=8), st.sampled_from(GroupKind))
def test_doing_everything_leaves_nothing_open_and_doing_more_never_opens_anything(
    standings: list[Standing], kind: GroupKind
) -> None:
    before = open_points(kind, standings)
    done = [
        replace(each, has_record=True, is_protected=True, is_offered=True) for each in standings
    ]
    assert open_points(kind, done) == ()
    for at, each in enumerate(standings):
        for further in (
            replace(each, has_record=True),
            replace(each, is_protected=True),
            replace(each, is_offered=True),
        ):
            more = [*standings[:at], further, *standings[at + 1 :]]
            assert set(open_points(kind, more)) <= set(before)


@given(st.lists(STANDINGS, max_size=8))
def test_no_child_is_closed_over_without_child_protection(standings: list[Standing]) -> None:
    found = open_points(GroupKind.FAMILY, standings)
    for each in standings:
        if each.is_child and not each.is_protected:
            assert OpenPoint(Point.CHILD_PROTECTION, each.member.number) in found


def test_the_gravest_signs_are_talked_to_first() -> None:
    def member(number: int, *flags: MemberFlag) -> Member:
        return replace(MEMBER, number=number, flags=frozenset(flags))

    watched, child = member(2, MemberFlag.WATCHED), member(9, MemberFlag.MAY_BE_CHILD)
    both = member(5, MemberFlag.WATCHED, MemberFlag.AFRAID)
    calls = member(12, MemberFlag.ASKS_FOR_HELP)
    found = by_risk((member(1), watched, member(3), both, child, calls))

    assert [each.number for each in found] == [12, 9, 5, 2, 1, 3]
