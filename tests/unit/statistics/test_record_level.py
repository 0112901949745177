"""Records one by one: at least eleven are alike in all that is told, in any two exports too."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import fields

import pytest

from frontline.domain.findings import Band, ElementStatus
from frontline.domain.sites import SiteKind
from frontline.statistics import record_level
from frontline.statistics.crosswalk import (
    CONTROL_OF,
    CTDC_FORM,
    HTCDS_CONTROL,
    HTCDS_FORM,
    Control,
)
from frontline.statistics.ctdc import COLUMNS, write_ctdc
from frontline.statistics.htcds import HtcdsCase, HtcdsFile, write_htcds
from frontline.statistics.record_level import CodedPerson, coded, on_rung, rungs
from frontline.wire.ref_record import AgeBand, Area, GenderCode, RefElement, RefRecord
from tests.support.hub import ref_record, seeded
from tests.support.repository import ROOT

FORMATS = ROOT / "docs" / "formats"


def random_records(seed: int, number: int) -> list[RefRecord]:
    chance = seeded(seed)
    indicators = sorted(CONTROL_OF)
    return [
        ref_record(n).model_copy(
            update={
                "month": f"2026-{chance.randint(1, 12):02d}",
                "gender": chance.choice(list(GenderCode)),
                "age_band": chance.choice(list(AgeBand)),
                "site_kind": chance.choice(list(SiteKind)),
                "citizenship_area": chance.choice(list(Area)),
                "band": chance.choice(list(Band)),
                "forms": tuple(sorted(chance.sample(sorted(HTCDS_FORM), chance.randint(0, 2)))),
                "indicators": tuple(chance.sample(indicators, chance.randint(0, 2))),
            }
        )
        for n in range(number)
    ]


def people(seed: int, number: int) -> dict[str, CodedPerson]:
    return {str(n): coded(record) for n, record in enumerate(random_records(seed, number))}


def told(given: dict[str, int], everybody: dict[str, CodedPerson]) -> list[CodedPerson]:
    return [on_rung(everybody[item], rung) for item, rung in given.items()]


@pytest.mark.parametrize("seed", range(5))
def test_eleven_are_alike_in_everything(seed: int) -> None:
    everybody = people(seed, 900)

    given = rungs(everybody)

    assert min(Counter(told(given, everybody)).values()) >= 11
    assert len(given) > 800


def test_smaller_groups_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: groups of two."""
    monkeypatch.setattr(record_level, "SMALLEST_GROUP", 2)
    everybody = people(1, 900)

    assert min(Counter(told(rungs(everybody), everybody)).values()) < 11


def test_ten_people_are_withheld() -> None:
    assert rungs(people(1, 10)) == {}


def test_a_second_export_adds_whole_groups_to_the_first() -> None:
    everybody = people(2, 700)
    before = rungs(dict(list(everybody.items())[:400]))

    later = rungs({item: one for item, one in everybody.items() if item not in before})

    assert not before.keys() & later.keys()
    assert min(Counter(told(later, everybody)).values()) >= 11


def test_no_identity_has_a_place() -> None:
    assert {each.name for each in fields(CodedPerson)} == {
        "year",
        "gender",
        "majority",
        "age_band",
        "exploited_in",
        "forms",
        "controls",
    }
    named = {field.alias or "" for field in HtcdsCase.model_fields.values()}
    assert {name for name in named if name.startswith("prs_")} == {"prs_Gender"}


def test_the_status_is_always_possible() -> None:
    records = random_records(3, 200)

    file = HtcdsFile.model_validate_json(write_htcds(map(coded, records), 0))

    assert {case.status for case in file.cases} == {"PossibleVictimOfTrafficking"}
    assert len(file.cases) == 200


def test_htcds_is_what_the_published_schema_says() -> None:
    """`docs/formats/htcds-schema.json` is the declared subset."""
    published = json.loads((FORMATS / "htcds-schema.json").read_text("utf-8"))
    assert published == HtcdsFile.model_json_schema(by_alias=True)

    case = json.loads(write_htcds([coded(random_records(4, 1)[0])], 0))["cases"][0]

    assert set(case) <= set(published["$defs"]["HtcdsCase"]["properties"])


def test_htcds_has_a_value_for_each_of_our_codes() -> None:
    record = ref_record().model_copy(
        update={"forms": ("PROSTITUTION_OF_OTHERS",), "indicators": ("papers_kept",)}
    )

    case = json.loads(write_htcds([coded(record)], 0))["cases"][0]

    assert case == {
        "prs_Gender": "Feminine",
        "vic_TraffickingStatus": "PossibleVictimOfTrafficking",
        "vic_TypeOfExploitation": ["SexualExploitation"],
        "vic_TypeOfSexExploitation": ["Prostitution"],
        "vic_MethodsOfControl": ["WithholdsDocuments"],
        "cas_IncomingReferralDate": "2026",
    }
    assert set(HTCDS_CONTROL) == set(Control)
    assert set(HTCDS_FORM) == set(CTDC_FORM)


def test_ctdc_has_its_columns_and_never_a_no() -> None:
    content = write_ctdc(map(coded, random_records(5, 300))).decode()

    rows = list(csv.DictReader(io.StringIO(content)))

    assert tuple(rows[0]) == COLUMNS
    assert len(COLUMNS) == len(set(COLUMNS))
    ticked = [value for row in rows for name, value in row.items() if name.startswith("is")]
    assert set(ticked) == {"", "1"}
    assert {row["citizenship"] for row in rows} == {""}


def test_ctdc_of_one_record() -> None:
    record = ref_record().model_copy(
        update={
            "forms": ("DOMESTIC_SERVITUDE", "PROSTITUTION_OF_OTHERS"),
            "indicators": ("kept_from_leaving",),
            "site_kind": SiteKind.HOUSEHOLD,
            "age_band": AgeBand.FROM_15,
        }
    )

    (row,) = csv.DictReader(io.StringIO(write_ctdc([coded(record)]).decode()))

    assert {name: value for name, value in row.items() if value} == {
        "yearOfRegistration": "2026",
        "Datasource": "Case Management",
        "gender": "Female",
        "ageBroad": "9--17",
        "majorityStatus": "Minor",
        "meansOfControlRestrictsMovement": "1",
        "meansOfControlConcatenated": "RestrictsMovement",
        "isForcedLabour": "1",
        "isSexualExploit": "1",
        "isSexAndLabour": "1",
        "typeOfExploitConcatenated": "ForcedLabour;SexAndLabour;SexualExploit",
        "typeOfLabourDomesticWork": "1",
        "typeOfLabourConcatenated": "DomesticWork",
        "typeOfSexProstitution": "1",
        "typeOfSexConcatenated": "Prostitution",
        "CountryOfExploitation": "XT",
    }


def test_a_means_that_no_indicator_names_is_another_control() -> None:
    record = ref_record().model_copy(
        update={"indicators": (), "means": RefElement(status=ElementStatus.MET, codes=("FRAUD",))}
    )

    assert coded(record).controls == ("Other",)
