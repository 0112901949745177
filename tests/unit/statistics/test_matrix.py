"""Fifteen cells: each says how it is made; no data is never zero; what is entered is signed."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from frontline.crypto.signing import SigningKey
from frontline.errors import DocumentRefusedError, FrontlineError
from frontline.statistics.matrix import Aspect, Line, Measured, State, matrix, per_cent
from frontline.statistics.matrix_entries import MatrixEntry, read_entry, write_entry
from frontline.statistics.matrix_indicators import INDICATORS
from frontline.statistics.observed import Desk, Told, observed
from tests.support.hub import ref_record, seeded
from tests.support.national import a_record

YEAR = ("2026-01", "2026-12")
KEY, OTHER = SigningKey.from_seed(b"m" * 32), SigningKey.from_seed(b"o" * 32)
NOBODY = observed([], Desk(0, 0, 0, 0, 0), YEAR)


def entry(**fields: object) -> MatrixEntry:
    said: dict[str, object] = {
        "indicator": "final_judgments",
        "first_month": "2026-01",
        "last_month": "2026-06",
        "value": "7",
        "source": "courts",
    }
    return MatrixEntry.model_validate({**said, **fields})


def test_every_cell_has_an_indicator_that_explains_itself() -> None:
    assert {(each.aspect, each.line) for each in INDICATORS} == {
        (aspect, line) for aspect in Aspect for line in Line
    }
    assert len({each.id for each in INDICATORS}) == len(INDICATORS)
    assert all(each.formula and each.source and each.owner for each in INDICATORS)


def test_what_can_be_computed_equals_a_count_by_hand() -> None:
    chance = seeded(3)
    told = [
        Told(a_record(chance, number), chance.choice([None, True, False])) for number in range(300)
    ]
    seen = observed(told, Desk(4, 3, 2, 9, 1), ("2026-02", "2026-05"))

    within = [
        each for each in told if each.record.month in ("2026-02", "2026-03", "2026-04", "2026-05")
    ]
    presumed = [each.record for each in within if each.record.band.value == "presumed"]
    newest = max(each.record.pack_version for each in within)
    cells = {cell.indicator.id: cell.measured for cell in matrix(INDICATORS, seen, {}, YEAR)}
    assert cells["posts_reporting"] == Measured(3, 4)
    assert cells["directories_given_out"] == Measured(2)
    assert cells["notes_passed_on"] == Measured(9)
    assert cells["newest_rules_in_use"] == Measured(
        len([each for each in within if each.record.pack_version == newest]), len(within)
    )
    assert cells["kept_from_return"] == Measured(
        len([each for each in presumed if each.do_not_return_before_assessment]), len(presumed)
    )
    answers = [each.accepted for each in within if each.accepted is not None]
    assert cells["referrals_answered"] == Measured(len(answers), len(within))
    assert cells["help_given"] == Measured(answers.count(True), len(answers))
    labour = [each.record for each in within if "labour_violation" in each.record.concerns]
    asked = [
        each
        for each in labour
        if {"LEGAL", "COMPENSATION", "LABOUR_REMEDY"} & {service.value for service in each.services}
    ]
    assert cells["remedies_asked"] == Measured(len(asked), len(labour))


def test_without_data_nothing_is_said_to_be_zero() -> None:
    cells = matrix(INDICATORS, NOBODY, {}, YEAR)

    with_a_number = {cell.indicator.id for cell in cells if cell.state is not State.NO_DATA}
    # What the hub itself gave out it always knows.
    assert with_a_number == {"directories_given_out"}
    quiet = observed([Told(ref_record(), None)], Desk(1, 1, 0, 0, 0), YEAR)
    notes = next(
        c for c in matrix(INDICATORS, quiet, {}, YEAR) if c.indicator.id == "notes_passed_on"
    )
    assert (notes.state, notes.value) == (State.COMPUTED, "0")


def test_what_is_entered_shows_with_its_months_its_source_and_a_later_target() -> None:
    said = entry(target="9", owner="ministry", value=None, source=None).over(entry())

    cell = next(
        each
        for each in matrix(INDICATORS, NOBODY, {said.indicator: said}, YEAR)
        if each.indicator.id == said.indicator
    )
    assert (cell.state, cell.value, cell.source) == (State.ENTERED, "7", "courts")
    assert (cell.target, cell.owner) == ("9", "ministry")
    assert (cell.first_month, cell.last_month) == ("2026-01", "2026-06")


def test_an_entry_whose_signature_does_not_hold_shows_no_value() -> None:
    cells = matrix(INDICATORS, NOBODY, {"final_judgments": None}, YEAR)

    cell = next(each for each in cells if each.indicator.id == "final_judgments")
    assert (cell.state, cell.value) == (State.NOT_SIGNED, None)


def test_a_written_entry_is_read_by_its_key_number_and_hub_alone() -> None:
    content = write_entry(entry(), "hub-a", 4, KEY)

    assert read_entry(content, "hub-a", 4, {KEY.public}) == entry()
    for changed, hub, number in (
        (content.replace(b'"7"', b'"9"'), "hub-a", 4),
        (write_entry(entry(), "hub-a", 4, OTHER), "hub-a", 4),
        (content, "hub-b", 4),
        (content, "hub-a", 5),
    ):
        with pytest.raises(FrontlineError):
            read_entry(changed, hub, number, {KEY.public})


def test_a_signed_body_of_another_form_is_refused() -> None:
    content = write_entry(entry().model_copy(update={"value": "much"}), "hub-a", 1, KEY)

    with pytest.raises(DocumentRefusedError, match="matrix-entry"):
        read_entry(content, "hub-a", 1, {KEY.public})


@pytest.mark.parametrize(
    "fields",
    [
        {"source": None},
        {"value": None},
        {"value": None, "source": None},
        {"value": "about ten"},
        {"first_month": "2026-07"},
        {"source": "two\nlines"},
    ],
)
def test_what_says_nothing_or_half_of_it_is_no_entry(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        entry(**fields)


@pytest.mark.parametrize(
    ("measured", "shown"),
    [
        (Measured(0, 3), "0.0"),
        (Measured(1, 3), "33.3"),
        (Measured(2, 3), "66.7"),
        (Measured(5), "5"),
    ],
)
def test_shares_are_told_to_one_digit(measured: Measured, shown: str) -> None:
    assert per_cent(measured) == shown
