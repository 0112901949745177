"""Packs whose indicators, cases, forms or words are wrong.

Each pack is the sound small one with one edit; every fault names file, line, code and field.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pack_edits import (
    CASES,
    COUNTRY,
    HEADER,
    INDICATORS,
    MINI,
    PROTOCOLS,
    QUESTIONS,
    ROUTING,
    Broken,
    faults_after,
    where,
)

BROKEN = [
    Broken(
        "unknown_role",
        INDICATORS,
        "  text: Violence is used on the person\n",
        "  roles: [detective]\n  text: Violence is used on the person\n",
        (INDICATORS, 57, "shape.enum", "5.roles.0"),
    ),
    Broken(
        "unknown_site",
        INDICATORS,
        "  text: Violence is used on the person\n",
        "  sites: [any, moon]\n  text: Violence is used on the person\n",
        (INDICATORS, 57, "shape.enum", "5.sites.1"),
    ),
    Broken(
        "unknown_stage",
        INDICATORS,
        "  text: Violence is used on the person\n",
        "  stages: [arrived]\n  text: Violence is used on the person\n",
        (INDICATORS, 57, "shape.enum", "5.stages.0"),
    ),
    Broken(
        "an_unknown_field",
        INDICATORS,
        "  urgent: true\n",
        "  urgent: true\n  score: 3\n",
        (INDICATORS, 56, "shape.extra-forbidden", "5.score"),
    ),
    Broken(
        "a_field_left_out",
        INDICATORS,
        "  counter_reading: Plans change.\n",
        "",
        (INDICATORS, 19, "shape.missing", "2.counter_reading"),
    ),
    Broken(
        "guidance_left_out",
        INDICATORS,
        "  counter_reading: Plans change.\n  guidance: Ask gently.\n",
        "  counter_reading: Plans change.\n",
        (INDICATORS, 19, "shape.missing", "2.guidance"),
    ),
    Broken(
        "context_that_scores",
        INDICATORS,
        "  element: context\n",
        "  element: context\n  strength: {other: weak}\n",
        (INDICATORS, 107, "indicator.context-scores", "10.element"),
    ),
    Broken(
        "means_without_a_dimension",
        INDICATORS,
        "  element_codes: [USE_OF_FORCE]\n  dimension: D5\n",
        "  element_codes: [USE_OF_FORCE]\n",
        (INDICATORS, 49, "indicator.dimension-and-element", "5.dimension"),
    ),
    Broken(
        "purpose_without_a_form",
        INDICATORS,
        "  forms: [FORCED_LABOUR]\n  strength: {adult_labour: strong",
        "  strength: {adult_labour: strong",
        (INDICATORS, 61, "indicator.purpose-without-form", "6.forms"),
    ),
    Broken(
        "unknown_form",
        INDICATORS,
        "  forms: [FORCED_LABOUR]\n  strength: {adult_labour: medium",
        "  forms: [FORCED_LABOR]\n  strength: {adult_labour: medium",
        (INDICATORS, 78, "indicator.unknown-form", "7.forms.0"),
    ),
    Broken(
        "unknown_strength",
        INDICATORS,
        "{adult_sexual: medium, child_sexual: strong}",
        "{adult_sexual: heavy, child_sexual: strong}",
        (INDICATORS, 100, "shape.literal-error", "9.strength.adult_sexual"),
    ),
    Broken(
        "an_indicator_raised_that_is_not",
        QUESTIONS,
        "raises: {seen: [papers_held]}",
        "raises: {seen: [papers_hold]}",
        (INDICATORS, 39, "indicator.never-shown", "4"),
        (QUESTIONS, 17, "question.unknown-indicator", "8.raises.seen.0"),
    ),
    Broken(
        "an_answer_raised_that_is_not",
        QUESTIONS,
        "raises: {other: [transported_by_other]}",
        "raises: {others: [transported_by_other]}",
        (QUESTIONS, 13, "question.raises-unknown-answer", "4.raises.others"),
    ),
    Broken(
        "a_case_finds_less",
        INDICATORS,
        "  dimension: D1\n  strength: {adult_labour: strong,",
        "  dimension: D1\n  strength: {adult_labour: weak,",
        (CASES, 5, "case.differs", "0.expect"),
    ),
    Broken(
        "a_case_of_an_unknown_instrument",
        CASES,
        "  instrument: full\n  answers: {age_group: adult, recruited: yes,",
        "  instrument: fuller\n  answers: {age_group: adult, recruited: yes,",
        (CASES, 3, "case.unknown-instrument", "0.instrument"),
    ),
    Broken(
        "a_case_with_an_unreadable_answer",
        CASES,
        "hours: 15, minimum: yes, papers: seen",
        "hours: long, minimum: yes, papers: seen",
        (CASES, 5, "case.differs", "0.expect"),
    ),
    Broken(
        "a_form_every_pack_has_is_gone",
        HEADER,
        "  - {code: ORGAN_REMOVAL, family: other, label: Removal of organs}\n",
        "",
        (HEADER, 6, "pack.form-missing", "forms"),
    ),
    Broken(
        "a_sub_form_of_nothing",
        HEADER,
        "code: DOMESTIC_SERVITUDE, family: labour,",
        "code: DOMESTIC_SERVITUDE, parent: SERFDOM, family: labour,",
        (HEADER, 11, "form.unknown-parent", "forms.5.parent"),
    ),
    Broken(
        "a_sub_form_of_another_family",
        HEADER,
        "code: DOMESTIC_SERVITUDE, family: labour,",
        "code: DOMESTIC_SERVITUDE, parent: ORGAN_REMOVAL, family: labour,",
        (HEADER, 11, "form.unlike-parent", "forms.5.parent"),
    ),
    Broken(
        "a_form_found_by_what_no_referral_tells",
        HEADER,
        "code: DOMESTIC_SERVITUDE, family: labour,",
        "code: DOMESTIC_SERVITUDE, described_as: [FRAUD, poverty], family: labour,",
        (HEADER, 11, "form.description-not-told", "forms.5.described_as"),
    ),
    Broken(
        "what_has_no_name_found_by_signs",
        HEADER,
        "{code: OTHER_UNNAMED,",
        "{code: OTHER_UNNAMED, described_as: [FRAUD],",
        (HEADER, 13, "form.described-unnamed", "forms.7.described_as"),
    ),
    Broken(
        "a_form_twice",
        HEADER,
        "{code: OTHER_UNNAMED,",
        "{code: SERVITUDE,",
        (HEADER, 6, "pack.form-missing", "forms"),
        (HEADER, 13, "pack.duplicate", "forms.7"),
    ),
    Broken(
        "an_answer_word_is_gone",
        HEADER,
        "  declined: {label: Prefers not to answer, say: I prefer not to answer}\n",
        "",
        (HEADER, 15, "pack.standard-answer-missing", "standard_answers"),
    ),
    Broken(
        "a_return_before_fear",
        ROUTING,
        "service: SHELTER",
        "service: REPATRIATION",
        (ROUTING, 2, "offer.return-before-fear", "offers.0.when"),
    ),
    Broken(
        "a_banned_word",
        PROTOCOLS,
        "Call for help.",
        "Deport the person.",
        (PROTOCOLS, 9, "text.banned-word", "protocols.0.steps.1"),
    ),
    Broken(
        "a_gender_assumed",
        PROTOCOLS,
        "Bring the person to a safe place.",
        "Bring her to a safe place.",
        (PROTOCOLS, 9, "text.gender-assumption", "protocols.0.steps.0"),
    ),
    Broken(
        "sexual_history_asked",
        QUESTIONS,
        "text: Commercial sex",
        "text: Sexual history",
        (QUESTIONS, 21, "text.forbidden-topic", "12.text"),
    ),
    Broken(
        "a_country_file_without_a_base",
        COUNTRY,
        "",
        "code: XL\nroles: [origin]\npay_floor: unknown\nreflection_days: unknown\n"
        "emergency_line: unknown\nhotline: unknown\n",
        (COUNTRY, 1, "extension.nothing-extended", "-"),
    ),
    Broken(
        "a_stray_file",
        "notes.txt",
        "",
        "x",
        ("notes.txt", 1, "pack.unknown-file", "-"),
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_a_broken_pack_is_refused_with_file_line_code_and_field(
    broken: Broken, tmp_path: Path
) -> None:
    found = faults_after(tmp_path, broken.edit(MINI), pack=MINI)
    assert list(dict.fromkeys(map(where, found))) == list(broken.faults)
