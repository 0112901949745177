"""Packs with questions that cannot be reached, or instruments that ask too much.

Each pack is the sound small one with one edit; every fault names file, line, code and field.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pack_edits import (
    INDICATORS,
    INSTRUMENTS,
    MINI,
    PROTOCOLS,
    QUESTIONS,
    Broken,
    faults_after,
    where,
)

BROKEN = [
    Broken(
        "a_question_that_contradicts_itself",
        QUESTIONS,
        "say: Is the pay what you were promised?, when: {is: {recruited: yes}}",
        "say: Is the pay what you were promised?, when: {all: [{is: {recruited: yes}}, "
        "{is: {recruited: no}}]}",
        (QUESTIONS, 15, "condition.never-holds", "6.when"),
    ),
    Broken(
        "a_question_behind_a_contradiction",
        QUESTIONS,
        "say: Is the pay what you were promised?, when: {is: {recruited: yes}}",
        "say: Is the pay what you were promised?, when: {all: [{is: {recruited: no}}, "
        "{answered: job_as_promised}]}",
        (QUESTIONS, 15, "condition.never-holds", "6.when"),
    ),
    Broken(
        "a_question_nobody_asks",
        INSTRUMENTS,
        "        - {question: poor}\n",
        "",
        (QUESTIONS, 22, "question.in-no-instrument", "13"),
    ),
    Broken(
        "a_condition_asked_too_late",
        INSTRUMENTS,
        "        - {question: recruited, required: true}\n        - {question: journey, "
        "required: true}\n        - {question: job_as_promised, required: true}\n",
        "        - {question: job_as_promised, required: true}\n        - {question: "
        "recruited, required: true}\n        - {question: journey, required: true}\n",
        (INSTRUMENTS, 34, "instrument.condition-not-asked-before", "1.sections.1.items.0"),
    ),
    Broken(
        "a_condition_asked_at_another_site",
        INSTRUMENTS,
        "[{question: others_affected}, {question: others_seen, sites: [airport]}]",
        "[{question: others_affected, sites: [land_border]}, {question: others_seen, "
        "sites: [airport]}]",
        (INSTRUMENTS, 50, "instrument.condition-not-asked-at-site", "1.sections.3.items.1"),
    ),
    Broken(
        "questions_that_wait_for_each_other",
        QUESTIONS,
        "{id: others_affected, kind: yes_no,",
        "{id: others_affected, when: {is: {others_seen: seen}}, kind: yes_no,",
        (INSTRUMENTS, 50, "instrument.condition-not-asked-before", "1.sections.3.items.0"),
        (QUESTIONS, 24, "question.cycle", "15.when"),
        (QUESTIONS, 25, "question.cycle", "16.when"),
    ),
    Broken(
        "the_gate_behind_itself",
        QUESTIONS,
        "{id: alone, kind: yes_no,",
        "{id: alone, sensitive: true, kind: yes_no,",
        (INSTRUMENTS, 30, "instrument.gate-not-asked-before", "1.sections.0.items.2"),
        (INSTRUMENTS, 43, "instrument.too-many-sensitive", "1.sections.1.items.9"),
        (PROTOCOLS, 1, "pack.gate-hidden", "privacy_gate"),
    ),
    Broken(
        "the_gate_after_what_it_guards",
        INSTRUMENTS,
        "{question: nationality}, {question: alone}]",
        "{question: nationality}]",
        (INSTRUMENTS, 40, "instrument.gate-not-asked-before", "1.sections.1.items.6"),
        (INSTRUMENTS, 43, "instrument.gate-not-asked-before", "1.sections.1.items.9"),
        (QUESTIONS, 11, "question.in-no-instrument", "2"),
    ),
    Broken(
        "an_indicator_nothing_shows",
        QUESTIONS,
        ", raises: {yes: [poverty]}",
        "",
        (INDICATORS, 105, "indicator.never-shown", "10"),
    ),
    Broken(
        "too_many_sensitive",
        INSTRUMENTS,
        "most_sensitive: 2",
        "most_sensitive: 1",
        (INSTRUMENTS, 43, "instrument.too-many-sensitive", "1.sections.1.items.9"),
    ),
    Broken(
        "too_many_observations",
        INSTRUMENTS,
        "most_observations: 1",
        "most_observations: 0",
        (INSTRUMENTS, 14, "instrument.too-many-observations", "0.sections.0.items.1"),
    ),
    Broken(
        "too_many_questions",
        INSTRUMENTS,
        "most_questions: 3",
        "most_questions: 2",
        (INSTRUMENTS, 16, "instrument.too-many-questions", "0.sections.0.items.3"),
    ),
    Broken(
        "a_site_outside",
        INSTRUMENTS,
        "{question: others_seen, sites: [airport]}",
        "{question: others_seen, sites: [airport, hotel]}",
        (INSTRUMENTS, 50, "instrument.condition-not-asked-at-site", "1.sections.3.items.1"),
        (INSTRUMENTS, 50, "item.site-outside", "1.sections.3.items.1.sites.1"),
    ),
    Broken(
        "others_before_help",
        INSTRUMENTS,
        "      items: [{question: help_wanted}]\n",
        "      items: [{question: help_wanted}, {question: others_affected}]\n",
        (INSTRUMENTS, 47, "instrument.help-comes-first", "1.sections.2.items.1"),
        (INSTRUMENTS, 50, "instrument.question-twice", "1.sections.3.items.0"),
    ),
    Broken(
        "the_same_question_twice",
        INSTRUMENTS,
        "{question: recruited}\n",
        "{question: papers}\n",
        (INSTRUMENTS, 15, "instrument.question-twice", "0.sections.0.items.2"),
        (INSTRUMENTS, 15, "instrument.too-many-observations", "0.sections.0.items.2"),
    ),
    Broken(
        "an_unknown_next_instrument",
        INSTRUMENTS,
        "next_instrument: full",
        "next_instrument: fuller",
        (INSTRUMENTS, 18, "exit.unknown-instrument", "0.exits.0.next_instrument"),
    ),
    Broken(
        "an_unknown_question_in_an_instrument",
        INSTRUMENTS,
        "        - {question: poor}\n",
        "        - {question: poor}\n        - {question: rich}\n",
        (INSTRUMENTS, 45, "instrument.unknown-question", "1.sections.1.items.11"),
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_a_broken_pack_is_refused_with_file_line_code_and_field(
    broken: Broken, tmp_path: Path
) -> None:
    found = faults_after(tmp_path, broken.edit(MINI), pack=MINI)
    assert list(dict.fromkeys(map(where, found))) == list(broken.faults)
