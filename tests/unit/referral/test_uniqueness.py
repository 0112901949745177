"""Who stands alone, counted as one would by hand; and a ladder that only leads up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frontline.referral.coarsening import LADDERS, coarser
from frontline.referral.uniqueness import Uniqueness
from frontline.wire.ref_record import (
    AgeBand,
    Area,
    GenderCode,
    RefRecord,
    read_ref,
    with_route,
    write_ref,
)
from tests.support.hub import a_route, ref_record

FINER = {
    AgeBand.CHILD: {AgeBand.FROM_0, AgeBand.FROM_9, AgeBand.FROM_12, AgeBand.FROM_15},
    AgeBand.ADULT: {
        AgeBand.FROM_18,
        AgeBand.FROM_21,
        AgeBand.FROM_30,
        AgeBand.FROM_39,
        AgeBand.FROM_48,
    },
}
RECORDS = st.builds(
    lambda age, area, gender, region, route: with_route(
        ref_record().model_copy(
            update={"age_band": age, "citizenship_area": area, "gender": gender, "region": region}
        ),
        route,
    ),
    st.sampled_from(AgeBand),
    st.sampled_from([Area.EUROPE, Area.AFRICA, Area.NOT_STATED]),
    st.sampled_from([GenderCode.FEMALE, GenderCode.MALE, GenderCode.NOT_STATED]),
    st.sampled_from(["XA-1", "XA-2", None]),
    st.sampled_from([(), a_route("XA-1", "XT-A"), a_route("XA", "XT"), a_route("XA-2", "XT-A")]),
)


def same(one: RefRecord, other: RefRecord) -> bool:
    """Of a route the places alone."""
    told = [name for name in LADDERS if name != "route"]
    alike = all(getattr(one, name) == getattr(other, name) for name in told)
    return alike and places(one) == places(other)


def places(record: RefRecord) -> list[tuple[str | None, str | None]]:
    return [(leg.country, leg.region) for leg in record.route]


@given(leaving=st.lists(RECORDS, max_size=12), gone=st.lists(RECORDS, max_size=12))
def test_it_counts_what_going_through_all_of_them_counts(
    leaving: list[RefRecord], gone: list[RefRecord]
) -> None:
    uniqueness = Uniqueness(leaving, gone)
    for at, record in enumerate(leaving):
        others = [*leaving[:at], *leaving[at + 1 :], *gone]
        assert uniqueness.alike(record) == sum(same(record, each) for each in others)
        for name in LADDERS:
            effect = uniqueness.effect(record, name)
            if effect is not None:
                above, alike = effect
                assert alike == sum(same(above, each) for each in others)


@given(record=RECORDS, names=st.lists(st.sampled_from(LADDERS), max_size=8))
def test_no_step_makes_anything_finer_or_touches_anything_else(
    record: RefRecord, names: list[str]
) -> None:
    for name in names:
        above = coarser(record, name)
        if above is None:
            continue
        for each in LADDERS:
            before, after = getattr(record, each), getattr(above, each)
            is_same = before == after
            is_unsaid = after in (None, (), Area.NOT_STATED, GenderCode.NOT_STATED)
            is_by_countries = each == "route" and all(leg.region is None for leg in above.route)
            is_coarser = is_unsaid or is_by_countries or before in FINER.get(after, set())
            assert is_same or is_coarser
        # The place is told by neither, once it is not told by one.
        along = {"route", "format"} if name in ("route", "region") else set()
        rest = set(RefRecord.model_fields) - {name, "coarsened", *along}
        assert all(getattr(record, each) == getattr(above, each) for each in rest)
        changed = ["route"] if above.route != record.route else []
        assert above.coarsened == tuple(dict.fromkeys((*record.coarsened, *changed, name)))
        assert read_ref(write_ref(above)) == above
        record = above
