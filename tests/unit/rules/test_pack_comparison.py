"""`pack diff`: what changed between two packs, and what that does to findings."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from frontline.crypto.development import development_key
from frontline.rules.built import build_pack
from frontline.rules.comparison import Change, compare_packs, compare_translations
from frontline.rules.condition_words import ConditionWords
from frontline.rules.extension import read_pack
from frontline.rules.source_models import PackModel
from frontline.rules.texts import Translation
from frontline.screening.effects import effects
from tests.support.commands import frontline
from tests.support.pack_edits import (
    INDICATORS,
    INSTRUMENTS,
    MINI,
    PROTOCOLS,
    QUESTIONS,
    ROUTING,
    Edit,
)
from tests.support.packs import LAND, PACKS, compiled, pack_model, quick_reading
from tests.support.packs import MINI as MINI_FOLDER


def edited(folder: Path, *edits: Edit) -> PackModel:
    packs = folder / "packs"
    shutil.copytree(PACKS, packs)
    for edit in edits:
        edit.apply(packs)
    with quick_reading():
        return read_pack(packs / MINI).checked()


def changes(folder: Path, *edits: Edit) -> list[Change]:
    return list(compare_packs(pack_model(MINI_FOLDER), edited(folder, *edits)))


def test_a_pack_does_not_differ_from_itself(tmp_path: Path) -> None:
    assert changes(tmp_path) == []


EDITS = [
    (
        Edit(INDICATORS, "{adult_sexual: medium, child", "{adult_sexual: weak, child"),
        ("indicator", "sold_sex_arranged", "strength, adults (sexual)", "medium", "weak"),
    ),
    (
        Edit(
            INDICATORS, "{adult_sexual: medium, child", "{other: weak, adult_sexual: medium, child"
        ),
        ("indicator", "sold_sex_arranged", "strength, other forms", "", "weak"),
    ),
    (
        Edit(QUESTIONS, "raises: {yes: [poverty]}", "raises: {yes: [poverty, low_pay]}"),
        (
            "question",
            "poor",
            "shows, at answer, yes",
            "“The family lives in poverty”",
            "“The family lives in poverty”, “Pay below the legal minimum”",
        ),
    ),
    (
        Edit(QUESTIONS, "when: {answered: others_affected}", "when: {is: {others_affected: yes}}"),
        (
            "question",
            "others_seen",
            "condition",
            "“Are others in the same situation?” is answered",
            "“Are others in the same situation?” is “Yes”",
        ),
    ),
    (
        Edit(INSTRUMENTS, "        - {question: poor}\n", ""),
        ("instrument", "full", "sections, work, items, poor", "poor", ""),
    ),
    (
        Edit(INSTRUMENTS, "{question: journey}]", "{question: journey, required: true}]"),
        ("instrument", "cards", "sections, first, items, journey, required", "no", "yes"),
    ),
    (
        Edit(PROTOCOLS, "What the person agreed to has", "That the person agreed has"),
        (
            "notice",
            "consent_has_no_effect",
            "text",
            "What the person agreed to has no effect here.",
            "That the person agreed has no effect here.",
        ),
    ),
    (
        Edit(ROUTING, "when: {band_at_least: possible}}", "when: {band_at_least: presumed}}"),
        (
            "offer",
            "shelter_possible",
            "condition",
            "the finding is possible or above",
            "the finding is presumed or above",
        ),
    ),
    (
        Edit("pack.yaml", "version: 1", "version: 2"),
        ("pack", "header", "version", "1", "2"),
    ),
]


@pytest.mark.parametrize(("edit", "expected"), EDITS)
def test_a_changed_field_is_told_in_words(
    edit: Edit, expected: tuple[str, str, str, str, str], tmp_path: Path
) -> None:
    found = [
        (change.thing, change.code, change.field, change.before, change.after)
        for change in changes(tmp_path, edit)
    ]
    assert found == [expected]


def test_another_order_of_questions_is_told(tmp_path: Path) -> None:
    swapped = Edit(
        INSTRUMENTS,
        "        - {question: recruited}\n        - {question: journey}\n",
        "        - {question: journey}\n        - {question: recruited}\n",
    )
    (change,) = changes(tmp_path, swapped)
    assert change.field == "sections, first, items, order"
    assert change.after == "age_group, papers, journey, recruited"


def test_what_a_country_adds_is_added_and_nothing_is_removed() -> None:
    found = list(compare_packs(pack_model(MINI_FOLDER), pack_model(LAND)))
    added = {(each.thing, each.code) for each in found if each.kind == "added"}
    assert added >= {
        ("indicator", "housed_on_farm"),
        ("question", "farm"),
        ("instrument", "farm_visit"),
        ("concern", "farm_inspection"),
        ("offer", "land_wages"),
        ("country", "country"),
        ("form of exploitation", "FARM_LABOUR"),
    }
    assert not [each for each in found if each.kind == "removed"]
    back = list(compare_packs(pack_model(LAND), pack_model(MINI_FOLDER)))
    assert {(each.thing, each.code) for each in back if each.kind == "removed"} == added


def test_translations_are_compared_language_by_language() -> None:
    old = {"es": Translation({"a": "uno", "b": "dos", "c": "tres"}), "fr": Translation({"a": "un"})}
    new = {
        "es": Translation({"b": "dos", "c": "tres!", "d": "cuatro"}, frozenset({"b"})),
        "fr": Translation({"a": "un"}),
    }
    found = compare_translations(old, new)
    assert list(found) == ["es"]
    assert found["es"].added == ("d",)
    assert found["es"].removed == ("a",)
    assert found["es"].changed == ("c",)
    assert found["es"].reviewed == ("b",)


def test_the_effect_on_a_golden_case_is_its_finding_before_and_after() -> None:
    cases = pack_model(LAND).cases
    found = {
        effect.case: effect for effect in effects(compiled(MINI_FOLDER), compiled(LAND), cases)
    }
    changed = found["deceived_worker"]
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before.urgent, changed.after.urgent) == (False, True)
    assert not found["free_but_badly_paid"].is_change
    assert found["kept_on_farm"].before is None


CONDITIONS = [
    ({"answered": "poor"}, "“Does the family live in poverty?” is answered"),
    (
        {"in": {"poor": ["yes", "unknown"]}},
        "“Does the family live in poverty?” is “Yes” or “Does not know”",
    ),
    ({"at_least": {"hours": 9}}, "“Hours of work a day” is 9 or more"),
    (
        {"compare": {"left": "hours", "less_than": "hours"}},
        "“Hours of work a day” is less than “Hours of work a day”",
    ),
    (
        {"all": [{"profile": "child"}, {"any": [{"element": "act"}, {"urgent": True}]}]},
        "the person is or may be a child and (a sign of act is shown or it is urgent)",
    ),
    ({"concern": "violence_now"}, "the concern “Violence” is raised"),
    ({"indicator": "violence"}, "“Violence is used on the person” is shown"),
    ({"no": "sense"}, "{'no': 'sense'}"),
]


@pytest.mark.parametrize(("raw", "words"), CONDITIONS, ids=lambda value: str(value)[:24])
def test_a_condition_reads_as_a_sentence(raw: object, words: str) -> None:
    assert ConditionWords(pack_model(MINI_FOLDER)).of(raw) == words


def test_the_command_compares_folders_and_built_files(tmp_path: Path) -> None:
    built = tmp_path / "mini-1.fldoc"
    built.write_bytes(build_pack(pack_model(MINI_FOLDER), {}, development_key()))
    result = frontline("pack", "diff", "--json", str(built), str(LAND))
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert (report["old"], report["new"]) == ("mini 1", "land 1")
    assert {"kind", "thing", "code", "title", "field", "before", "after"} == set(
        report["changes"][0]
    )
    assert [case["case"] for case in report["cases"]] == ["deceived_worker", "kept_on_farm"]
    assert report["cases"][0]["after"]["urgent"] is True
    assert report["cases"][1]["before"] is None
    assert report["cases_as_before"] == 1


def test_the_command_speaks_plainly_without_json(tmp_path: Path) -> None:
    edited(tmp_path, Edit("pack.yaml", "version: 1", "version: 2"))
    newer = tmp_path / "packs" / MINI
    result = frontline("pack", "diff", str(MINI_FOLDER), str(newer))
    assert result.exit_code == 0
    assert "From mini 1 to mini 2" in result.stdout
    assert "version: 1 → 2" in result.stdout
    assert "as before: 2" in result.stdout


def test_a_file_that_is_no_pack_is_refused(tmp_path: Path) -> None:
    stranger = tmp_path / "x.fldoc"
    for content in (None, b"frontline-document/1\n{}\n{}"):
        if content is not None:
            stranger.write_bytes(content)
        result = frontline("pack", "diff", str(stranger), str(LAND))
        assert result.exit_code == 1
