"""Country packs that take something back from the pack they extend, or guess.

Each pack is the sound small one with one edit; every fault names file, line, code and field.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pack_edits import (
    ADDITIONS,
    CASES,
    COUNTRY,
    HEADER,
    INDICATORS,
    INSTRUMENTS,
    LAND,
    PROTOCOLS,
    QUESTIONS,
    ROUTING,
    Broken,
    faults_after,
    where,
)

BROKEN = [
    Broken(
        "the_base_is_not_there",
        HEADER,
        "{pack: mini,",
        "{pack: maxi,",
        (HEADER, 4, "extension.base-unknown", "extends.pack"),
    ),
    Broken(
        "the_base_is_too_old",
        HEADER,
        "version: 1}\nlanguages",
        "version: 2}\nlanguages",
        (HEADER, 4, "extension.base-too-old", "extends.version"),
    ),
    Broken(
        "another_set_of_languages",
        HEADER,
        "languages: []",
        "languages: [es]",
        (HEADER, 5, "extension.languages", "languages"),
    ),
    Broken(
        "standard_answers_of_its_own",
        HEADER,
        "languages: []",
        "languages: []\nstandard_answers: {yes: {label: Perhaps}}",
        (HEADER, 6, "extension.redefines", "standard_answers"),
    ),
    Broken(
        "an_indicator_told_anew",
        INDICATORS,
        "- code: housed_on_farm",
        "- code: violence",
        (INDICATORS, 1, "extension.redefines", "0"),
        (PROTOCOLS, 2, "condition.unknown-indicator", "concerns.0.when"),
        (PROTOCOLS, 6, "condition.unknown-indicator", "protocols.0.when"),
        (QUESTIONS, 1, "question.unknown-indicator", "0.raises.yes.0"),
    ),
    Broken(
        "a_question_told_anew",
        QUESTIONS,
        "{id: farm_since,",
        "{id: hurt,",
        (ADDITIONS, 5, "instrument.unknown-question", "0.sections.0.items.1"),
        (QUESTIONS, 2, "extension.redefines", "1"),
    ),
    Broken(
        "an_instrument_told_anew",
        INSTRUMENTS,
        "- id: farm_visit",
        "- id: full",
        (CASES, 3, "case.unknown-instrument", "0.instrument"),
        (INSTRUMENTS, 1, "extension.redefines", "0"),
    ),
    Broken(
        "a_section_told_anew",
        ADDITIONS,
        "    - id: land",
        "    - id: work",
        (ADDITIONS, 3, "extension.redefines", "0.sections.0"),
        (QUESTIONS, 2, "question.in-no-instrument", "1"),
    ),
    Broken(
        "a_form_told_anew",
        HEADER,
        "code: FARM_LABOUR,",
        "code: SERVITUDE,",
        (INDICATORS, 4, "indicator.unknown-element-code", "0.element_codes.0"),
        (INDICATORS, 5, "indicator.unknown-form", "0.forms.0"),
        (HEADER, 7, "extension.redefines", "forms.0"),
    ),
    Broken(
        "a_concern_told_anew",
        PROTOCOLS,
        "code: farm_inspection,",
        "code: labour_violation,",
        (PROTOCOLS, 2, "extension.redefines", "concerns.0"),
        (PROTOCOLS, 4, "condition.unknown-concern", "notices.0.when"),
        (ROUTING, 2, "condition.unknown-concern", "offers.0.when"),
    ),
    Broken(
        "a_notice_told_anew",
        PROTOCOLS,
        "id: land_law,",
        "id: consent_has_no_effect,",
        (PROTOCOLS, 4, "extension.redefines", "notices.0"),
    ),
    Broken(
        "an_offer_told_anew",
        ROUTING,
        "id: land_wages,",
        "id: shelter_possible,",
        (ROUTING, 2, "extension.redefines", "offers.0"),
    ),
    Broken(
        "a_case_told_anew",
        CASES,
        "- id: kept_on_farm",
        "- id: deceived_worker",
        (CASES, 1, "extension.redefines", "0"),
    ),
    Broken(
        "a_gate_of_its_own",
        PROTOCOLS,
        "concerns:\n",
        "privacy_gate: {is: {farm: no}}\nconcerns:\n",
        (PROTOCOLS, 1, "extension.redefines", "privacy_gate"),
    ),
    Broken(
        "an_addition_to_nothing",
        ADDITIONS,
        "instrument: full",
        "instrument: fuller",
        (ADDITIONS, 1, "addition.unknown-instrument", "0.instrument"),
        (QUESTIONS, 2, "question.in-no-instrument", "1"),
    ),
    Broken(
        "a_required_item_added",
        ADDITIONS,
        "{question: farm},",
        "{question: farm, required: true},",
        (ADDITIONS, 5, "addition.required-item", "0.sections.0.items.0.required"),
    ),
    Broken(
        "a_sensitive_question_too_many",
        QUESTIONS,
        "{id: farm, kind",
        "{id: farm, sensitive: true, kind",
        (ADDITIONS, 5, "instrument.too-many-sensitive", "0.sections.0.items.0"),
        (INSTRUMENTS, 10, "instrument.gate-not-asked-before", "0.sections.0.items.1"),
    ),
    Broken(
        "an_added_item_at_another_site",
        ADDITIONS,
        "sites: [airport]",
        "sites: [farm]",
        (ADDITIONS, 5, "instrument.condition-not-asked-at-site", "0.sections.0.items.1"),
        (ADDITIONS, 5, "item.site-outside", "0.sections.0.items.1.sites.0"),
    ),
    Broken(
        "others_are_asked_of_in_front",
        ADDITIONS,
        "[{question: farm},",
        "[{question: farm}, {question: nationality},",
        (ADDITIONS, 5, "instrument.question-twice", "0.sections.0.items.1"),
    ),
    Broken(
        "protection_of_nothing",
        COUNTRY,
        "urgent: [papers_held]",
        "urgent: [papers_hold]",
        (COUNTRY, 9, "protection.unknown", "protection.urgent.0"),
    ),
    Broken(
        "a_guess_for_what_is_unknown",
        COUNTRY,
        "hotline: unknown",
        "hotline: none known",
        (COUNTRY, 6, "shape.model-type", "hotline"),
    ),
    Broken(
        "a_fact_without_its_source",
        COUNTRY,
        "{days: 30, source: Invented, as_of: 2026-01-01}",
        "{days: 30, as_of: 2026-01-01}",
        (COUNTRY, 4, "shape.missing", "reflection_days.source"),
    ),
    Broken(
        "a_fact_left_out",
        COUNTRY,
        "hotline: unknown\n",
        "",
        (COUNTRY, 1, "shape.missing", "hotline"),
    ),
    Broken(
        "a_pay_floor_of_nothing",
        COUNTRY,
        "per_month: 80000",
        "per_month: unknown",
        (COUNTRY, 3, "country.pay-floor-empty", "pay_floor"),
    ),
    Broken(
        "an_identity_that_outlives_its_case",
        COUNTRY,
        "hotline: unknown\n",
        "hotline: unknown\nretention:\n"
        "  identity: {incomplete: 9, none_observed: 9, possible: 9, presumed: 9}\n"
        "  case: {incomplete: 9, none_observed: 9, possible: 8, presumed: 9}\n"
        "  source: Invented\n  as_of: 2026-01-01\n",
        (COUNTRY, 8, "country.identity-outlives-case", "retention.identity.possible"),
    ),
    Broken(
        "a_period_of_no_days",
        COUNTRY,
        "hotline: unknown\n",
        "hotline: unknown\nretention:\n"
        "  identity: {incomplete: 0, none_observed: 9, possible: 9, presumed: 9}\n"
        "  case: {incomplete: 9, none_observed: 9, possible: 9, presumed: 9}\n"
        "  source: Invented\n  as_of: 2026-01-01\n",
        (COUNTRY, 8, "shape.greater-than-equal", "retention.identity.incomplete"),
    ),
    Broken(
        "a_pay_floor_of_zero",
        COUNTRY,
        "per_month: 80000",
        "per_month: 0",
        (COUNTRY, 3, "shape.greater-than", "pay_floor.per_month"),
    ),
    Broken(
        "consent_read_through_the_base",
        QUESTIONS,
        "when: {is: {farm: yes}}",
        "when: {all: [{is: {farm: yes}}, {is: {came_freely_agreed: no}}]}",
        (QUESTIONS, 2, "condition.reads-protected-topic", "1.when"),
    ),
    Broken(
        "nationality_read_through_the_base",
        PROTOCOLS,
        "remedy: Tell the inspectorate., when: {indicator: housed_on_farm}",
        "remedy: Tell the inspectorate., when: {answered: nationality}",
        (PROTOCOLS, 2, "condition.reads-protected-topic", "concerns.0.when"),
    ),
    Broken(
        "a_role_played_already",
        QUESTIONS,
        "{id: farm_since, kind: number,",
        "{id: farm_since, kind: choice, role: age_group, answers: [{code: adult, label: A "
        "b, say: A b}],",
        (QUESTIONS, 2, "pack.role-twice", "1.role"),
        (QUESTIONS, 2, "question.age-answers", "1.answers"),
        (QUESTIONS, 2, "question.age-conditional", "1.when"),
    ),
    Broken(
        "its_own_case_finds_less",
        CASES,
        "band: possible",
        "band: presumed",
        (CASES, 5, "case.differs", "0.expect"),
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_a_broken_pack_is_refused_with_file_line_code_and_field(
    broken: Broken, tmp_path: Path
) -> None:
    found = faults_after(tmp_path, broken.edit(LAND), pack=LAND)
    assert list(dict.fromkeys(map(where, found))) == list(broken.faults)
