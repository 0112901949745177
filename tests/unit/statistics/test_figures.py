"""Tables, pairs, merged files and emerging forms: equal to counting by hand."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from frontline.domain.sites import SiteKind
from frontline.errors import BadInputError, DocumentRefusedError
from frontline.statistics.emerging import emerging_forms
from frontline.statistics.facts import POSITION, StatDimension, fact_of
from frontline.statistics.merging import MergedFile, merge
from frontline.statistics.publication import (
    NOT_CRITERIA,
    StatFile,
    as_csv,
    publish,
    read_stat,
    released,
    write_stat,
)
from frontline.statistics.releases import Release, make_release
from frontline.statistics.standard import ROUTES, STANDARD_TABLES, WAYS
from frontline.statistics.tables import Dated
from frontline.statistics.ways import DIRECT, MIXED, UNKNOWN
from frontline.wire.ref_record import AgeBand, Area, GenderCode, RefRecord, with_route
from tests.support.figures import FORM, GENDER, YEAR
from tests.support.hub import a_route, ref_record, seeded
from tests.support.repository import ROOT

TABLES = (
    (FORM, StatDimension.AGE_BAND, GENDER),
    (FORM, StatDimension.MONTH),
    ROUTES,
    WAYS,
    (StatDimension.ORIGIN, FORM),
)
# Frequent ones, rare ones, and what is not known of them.
PATHS = (
    a_route("XA-1", "XT-C", "XD-1"),
    a_route("XT-A", "XT-C"),
    a_route("XA-1", "XA-2", "XT-C", "XT-B", "XD-1"),
    a_route("XA-2", "XA-2", "XA-2", "XD"),
    a_route("XT-A"),
)
UNTOLD = tuple(leg.model_copy(update={"country": None, "region": None}) for leg in PATHS[0])
FORMS = ("FORCED_LABOUR", "SERVITUDE", "FORCED_BEGGING", "OTHER_UNNAMED", "ORGAN_REMOVAL")


def synthetic(seed: int, number: int) -> list[RefRecord]:
    chance = seeded(seed)
    return [
        ref_record(n).model_copy(
            update={
                "month": f"2026-{chance.randint(1, 12):02d}",
                "gender": chance.choices(
                    [GenderCode.FEMALE, GenderCode.MALE, GenderCode.NOT_STATED], [6, 3, 1]
                )[0],
                "age_band": chance.choice(list(AgeBand)),
                "site_kind": chance.choice(list(SiteKind)[:6]),
                "citizenship_area": chance.choice(list(Area)),
                "region": chance.choice(["XT-A", "XT-B", "XT-C", None]),
                "forms": tuple(
                    sorted(chance.sample(FORMS, chance.choices([0, 1, 2], [1, 8, 1])[0]))
                ),
            }
        )
        for n in range(number)
    ]


def routed(seed: int, records: list[RefRecord]) -> list[RefRecord]:
    chance = seeded(seed)
    half_told = (PATHS[0][0], UNTOLD[1], PATHS[0][2])
    routes = [(), *PATHS, UNTOLD, half_told]
    weights = [400, 200, 100, 60, 3, 10, 8, 2]
    return [with_route(each, chance.choices(routes, weights)[0]) for each in records]


@pytest.fixture(scope="module")
def records() -> list[RefRecord]:
    return routed(5, synthetic(1, 2000))


@pytest.fixture(scope="module")
def release(records: list[RefRecord]) -> Release:
    return make_release([Dated(fact_of(each), 1) for each in records], TABLES, YEAR)


def by_hand(record: RefRecord, dimension: StatDimension) -> str:
    """Written apart from the program, for the dimensions that are more than a field."""
    if dimension is StatDimension.FORM:
        named = [each for each in record.forms if each != "OTHER_UNNAMED"] or record.forms
        return UNKNOWN if not named else named[0] if len(named) == 1 else MIXED
    if dimension is StatDimension.MAJORITY:
        if record.age_band == "disputed":
            return UNKNOWN
        young = ("0-8", "9-11", "12-14", "15-17", "child")
        return "child" if record.age_band in young else "adult"
    if dimension in WAYS:
        return way_by_hand(record)[WAYS.index(dimension)]
    value = {
        StatDimension.AGE_BAND: record.age_band,
        StatDimension.GENDER: record.gender,
        StatDimension.MONTH: record.month,
        StatDimension.ORIGIN: record.citizenship_area,
        StatDimension.PLACE: record.region,
        StatDimension.SITE_KIND: record.site_kind,
    }[dimension]
    return UNKNOWN if value in (None, "disputed", "not_stated") else str(value)


def way_by_hand(record: RefRecord) -> tuple[str, str, str]:
    names = [leg.region or leg.country or UNKNOWN for leg in record.route]
    match names:
        case []:
            return (UNKNOWN, UNKNOWN, UNKNOWN)
        case [only]:
            is_planned = record.route[0].planned
            return (UNKNOWN, UNKNOWN, only) if is_planned else (only, UNKNOWN, UNKNOWN)
        case [first, last]:
            return (first, DIRECT, last)
        case [first, *middle, last]:
            several = UNKNOWN if UNKNOWN in middle else MIXED
            return (first, middle[0] if len(set(middle)) == 1 else several, last)
    raise AssertionError(names)


def test_every_shown_number_is_that_of_a_count_by_hand(
    records: list[RefRecord], release: Release
) -> None:
    shown = 0
    for view in release.views:
        counted: Counter[tuple[str, ...]] = Counter(
            tuple(by_hand(record, each) for each in view.view.dimensions) for record in records
        )
        for cell, people in counted.items():
            if not view.is_withheld:
                told = view.cells[cell]
                assert told in (None, people)
                assert told is None or people >= 5
                shown += told or 0
    assert release.total == 2000
    assert shown > 16_000


def test_totals_are_the_same_whatever_they_are_the_totals_of(release: Release) -> None:
    for view in release.views:
        if len(view.view.dimensions) == 1 and None not in view.cells.values():
            assert sum(people or 0 for people in view.cells.values()) == release.total


def test_unknown_is_a_class_of_its_own(release: Release) -> None:
    cells = {view.view.dimensions: view.cells for view in release.views}

    assert cells[(GENDER,)][(UNKNOWN,)]
    assert cells[(FORM,)][(UNKNOWN,)]
    assert cells[(StatDimension.ORIGIN,)][(UNKNOWN,)]


def test_the_route_table_has_the_flows(records: list[RefRecord], release: Release) -> None:
    (routes,) = [view for view in release.views if view.view.dimensions == ROUTES]
    flows: Counter[tuple[str, ...]] = Counter(
        (by_hand(each, ROUTES[0]), by_hand(each, ROUTES[1])) for each in records
    )

    assert {cell: n for cell, n in routes.cells.items() if n is not None} == {
        cell: flows[cell] for cell, n in routes.cells.items() if n is not None
    }
    assert routes.cells.keys() >= flows.keys()


def test_the_table_of_ways_has_the_routes_and_hides_the_rare_ones(
    records: list[RefRecord], release: Release
) -> None:
    (ways,) = [view for view in release.views if view.view.dimensions == WAYS]
    counted = Counter(way_by_hand(each) for each in records)
    assert ways.cells[("XA-1", "XT-C", "XD-1")] == counted["XA-1", "XT-C", "XD-1"]
    assert ways.cells[("XA-1", MIXED, "XD-1")] == counted["XA-1", MIXED, "XD-1"]
    assert ways.cells[(UNKNOWN, UNKNOWN, UNKNOWN)] == counted[UNKNOWN, UNKNOWN, UNKNOWN]
    few = {way for way, people in counted.items() if people < 5}
    assert few
    assert all(ways.cells[way] is None for way in few)


def test_the_standard_release_has_the_ways_beside_all_its_other_tables(
    records: list[RefRecord],
) -> None:
    facts = [Dated(fact_of(each), 1) for each in records[:300]]
    found = make_release(facts, STANDARD_TABLES, YEAR)
    shown = {view.view.dimensions for view in found.views if not view.is_withheld}
    assert WAYS in shown
    assert ROUTES in shown


def test_a_file_comes_back_as_the_release_it_was(release: Release) -> None:
    file = publish(release, "hub-a", "2026-12", ["core 1"])

    assert read_stat(write_stat(file)) == file
    assert released(file) == release


def test_profiles_carry_their_note(release: Release) -> None:
    file = publish(release, "hub-a", "2026-12", ["core 1"])

    for table in file.tables:
        is_profile = {"age_band", "gender", "origin"} & set(table.dimensions)
        assert table.note == (NOT_CRITERIA if is_profile else "")


def test_what_is_no_release_is_refused() -> None:
    with pytest.raises(DocumentRefusedError):
        read_stat(b'{"format":"STAT/1"}')


@pytest.mark.parametrize(("name", "model"), [("stat", StatFile), ("stat-merged", MergedFile)])
def test_the_published_schema_is_that_of_the_program(name: str, model: type[StatFile]) -> None:
    page = ROOT / "docs" / "formats" / f"{name}-schema.json"

    assert json.loads(page.read_text("utf-8")) == model.model_json_schema()


def test_csv_says_hidden(release: Release) -> None:
    file = publish(release, "hub-a", "2026-12", [])
    table = next(t for t in file.tables if t.dimensions == (FORM, StatDimension.AGE_BAND, GENDER))

    lines = as_csv(table).splitlines()

    assert lines[0] == "form,age_band,gender,people"
    assert len(lines) == len(table.cells) + 1
    assert any(line.endswith(",hidden") for line in lines)


def a_file(seed: int, hub: str) -> StatFile:
    facts = [Dated(fact_of(each), 1) for each in synthetic(seed, 400)]
    tables = [(FORM, GENDER), (FORM, StatDimension.MONTH)]
    return publish(make_release(facts, tables, YEAR), hub, "2026-12", ["core 1"])


def test_merging_equals_pooling_the_suppressed_tables() -> None:
    files = [a_file(seed, f"hub-{seed}") for seed in range(3)]
    pooled: Counter[tuple[object, ...]] = Counter()
    hidden: Counter[tuple[object, ...]] = Counter()
    for file in files:
        for table in file.tables:
            for cell in table.cells:
                key = (table.dimensions, cell.classes)
                pooled[key] += cell.people or 0
                hidden[key] += cell.people is None

    merged = merge(files)

    found = {
        (table.dimensions, cell.classes): (cell.people, cell.hidden_in)
        for table in merged.tables
        for cell in table.cells
    }
    assert found == {key: (pooled[key], hidden[key]) for key in pooled}
    (total,) = [table for table in merged.tables if not table.dimensions]
    assert total.cells[0].people == 1200
    assert merge(files[::-1]).sources == merged.sources


def test_only_one_file_of_each_country_is_merged() -> None:
    with pytest.raises(BadInputError, match="one-file-each"):
        merge([a_file(1, "hub-a"), a_file(2, "hub-a")])


def test_files_of_other_months_are_not_merged() -> None:
    other = a_file(2, "hub-b").model_copy(update={"first_month": "2025-01"})

    with pytest.raises(BadInputError, match="other-months"):
        merge([a_file(1, "hub-a"), other])


def test_unnamed_forms_that_are_described_alike_are_put_together() -> None:
    def unnamed(number: int, *codes: str) -> RefRecord:
        update = {"forms": ("OTHER_UNNAMED",), "indicators": codes}
        return ref_record(number).model_copy(update=update)

    records = [
        unnamed(1, "other_expected", "other_gain_described", "other_identity_used"),
        unnamed(2, "other_expected", "other_gain_described"),
        unnamed(3, "other_expected", "other_gain_described", "papers_kept"),
        unnamed(4, "other_armed_service", "taken_against_will"),
        ref_record(5),
    ]

    found = emerging_forms(records)

    assert [form.people for form in found] == [3, 1]
    assert {"other_expected", "other_gain_described"} <= set(found[0].shared)
    assert emerging_forms(records[::-1]) == found


def test_the_dimensions_have_places_of_their_own() -> None:
    assert sorted(POSITION.values()) == list(range(len(StatDimension)))
