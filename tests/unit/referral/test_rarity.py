from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frontline.referral.coarsening import broader_age
from frontline.referral.rarity import SMALLEST_GROUP, guarded
from frontline.wire.ref_record import AgeBand, Area, GenderCode, RefRecord, with_route
from tests.support.hub import a_route, ref_record

FIELDS = ("age_band", "gender", "citizenship_area", "region", "route")
OTHER = ("other", "x", "x", "x", "x")


def key(record: RefRecord) -> tuple[str, str, str, str, str]:
    places = ">".join(leg.region or leg.country or "?" for leg in record.route)
    return (record.age_band, record.gender, record.citizenship_area, record.region or "", places)


def ladder(record: RefRecord) -> list[RefRecord]:
    """Every rung, the first one the record itself, written out by hand."""
    rungs = [record]
    if any(leg.region for leg in record.route):
        by_countries = [leg.model_copy(update={"region": None}) for leg in record.route]
        rungs.append(with_route(record, tuple(by_countries)))
    if record.route:
        rungs.append(with_route(record, ()))
    for change in (
        {"region": None},
        {"age_band": broader_age(record.age_band)},
        {"citizenship_area": Area.NOT_STATED},
        {"gender": GenderCode.NOT_STATED},
    ):
        rungs.append(rungs[-1].model_copy(update=change))
    return rungs


records = st.builds(
    lambda age, gender, area, region, route: with_route(
        ref_record(1).model_copy(
            update={"age_band": age, "gender": gender, "citizenship_area": area, "region": region}
        ),
        route,
    ),
    st.sampled_from(AgeBand),
    st.sampled_from(GenderCode),
    st.sampled_from(Area),
    st.sampled_from(["XT-A", "XT-B", None]),
    st.sampled_from([(), a_route("XA-1", "XT-A", "XD"), a_route("XA", "XT")]),
)


@given(records, st.data())
def test_a_record_goes_down_to_the_first_rung_that_is_common_enough(
    record: RefRecord, data: st.DataObject
) -> None:
    rungs = ladder(record)
    counts = data.draw(st.lists(st.integers(0, 2 * SMALLEST_GROUP), min_size=7, max_size=7))
    table = {key(rung): count for rung, count in zip(rungs, counts, strict=False)}
    table[OTHER] = 1

    found = guarded(record, table)

    enough = [rung for rung in rungs if table[key(rung)] >= SMALLEST_GROUP]
    expected = enough[0] if enough else rungs[-1]
    assert key(found) == key(expected)


@given(records)
def test_what_was_made_less_exact_is_named_and_nothing_else_changes(record: RefRecord) -> None:
    found = guarded(record, {OTHER: 1})

    changed = {field for field in FIELDS if getattr(found, field) != getattr(record, field)}
    assert set(found.coarsened) == changed
    same = record.model_dump(exclude={*FIELDS, "format", "coarsened"})
    assert found.model_dump(exclude={*FIELDS, "format", "coarsened"}) == same


@given(records)
def test_without_a_table_the_record_stays_as_it_was_built(record: RefRecord) -> None:
    assert guarded(record, {}) == record


@given(records)
def test_a_common_record_stays_as_it_is(record: RefRecord) -> None:
    assert guarded(record, {key(record): SMALLEST_GROUP}) == record


def test_one_person_fewer_is_too_few() -> None:
    """Control: it is the count that decides."""
    record = ref_record(1)

    assert guarded(record, {key(record): SMALLEST_GROUP - 1}).coarsened == (
        "region",
        "age_band",
        "citizenship_area",
        "gender",
    )
