"""Packs that go below the floor: protected matters, children, conditions.

Each pack is the sound small one with one edit; every fault names file, line, code and field.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pack_edits import (
    INSTRUMENTS,
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
        "consent_shows_an_indicator",
        QUESTIONS,
        "topic: consent, text: Does the person say they agreed to come?",
        "topic: consent, raises: {yes: [poverty]}, text: Does the person say they agreed to come?",
        (QUESTIONS, 16, "question.protected-topic-scores", "7.raises"),
    ),
    Broken(
        "consent_decides_relevance",
        QUESTIONS,
        "say: Is the pay what you were promised?, when: {is: {recruited: yes}}",
        "say: Is the pay what you were promised?, when: {is: {came_freely_agreed: yes}}",
        (INSTRUMENTS, 37, "instrument.condition-not-asked-before", "1.sections.1.items.3"),
        (QUESTIONS, 15, "condition.reads-protected-topic", "6.when"),
    ),
    Broken(
        "consent_opens_a_way_out",
        INSTRUMENTS,
        "{id: on, text: Carry on}",
        "{id: on, text: Carry on, when: {is: {came_freely_agreed: yes}}}",
        (INSTRUMENTS, 19, "condition.reads-protected-topic", "0.exits.1.when"),
    ),
    Broken(
        "consent_decides_an_offer",
        ROUTING,
        "{any: [{band_at_least: possible}, {concern: labour_violation}]}",
        "{is: {came_freely_agreed: no}}",
        (ROUTING, 3, "condition.reads-protected-topic", "offers.1.when"),
    ),
    Broken(
        "consent_under_another_topic_word",
        QUESTIONS,
        "topic: consent, text",
        "text",
        (QUESTIONS, 16, "question.topic-missing", "7.topic"),
    ),
    Broken(
        "consent_in_words_alone",
        QUESTIONS,
        "text: Did somebody else find the work?",
        "text: Did the person come freely and of their own free will?",
        (QUESTIONS, 12, "question.topic-missing", "3.topic"),
    ),
    Broken(
        "nationality_scores",
        QUESTIONS,
        "topic: nationality, text: Nationality",
        "topic: nationality, raises: {unknown: [poverty]}, text: Nationality",
        (QUESTIONS, 10, "question.protected-topic-scores", "1.raises"),
        (QUESTIONS, 10, "question.silence-scores", "1.raises.unknown"),
    ),
    Broken(
        "nationality_raises_a_concern",
        PROTOCOLS,
        "{any: [{element: act}, {element: purpose}, {element: means}]}",
        "{answered: nationality}",
        (PROTOCOLS, 5, "condition.reads-protected-topic", "concerns.2.when"),
    ),
    Broken(
        "nationality_opens_the_gate",
        PROTOCOLS,
        "privacy_gate: {is: {alone: yes}}",
        "privacy_gate: {answered: nationality}",
        (PROTOCOLS, 1, "condition.reads-protected-topic", "privacy_gate"),
    ),
    Broken(
        "religion_asked_without_topic",
        QUESTIONS,
        "text: Commercial sex",
        "text: The religion of the person",
        (QUESTIONS, 21, "question.topic-missing", "12.topic"),
    ),
    Broken(
        "an_open_answer_scores",
        QUESTIONS,
        "raises: {yes: [poverty]}",
        "raises: {unknown: [poverty]}",
        (QUESTIONS, 22, "question.silence-scores", "13.raises.unknown"),
    ),
    Broken(
        "a_concern_wants_means_for_a_child",
        PROTOCOLS,
        "{any: [{element: act}, {element: purpose}, {element: means}]}",
        "{element: means}",
        (PROTOCOLS, 5, "condition.means-for-child", "concerns.2.when"),
    ),
    Broken(
        "an_offer_wants_means_for_a_child",
        ROUTING,
        "when: {band_at_least: possible}}",
        "when: {all: [{profile: child}, {any: [{element: means}, {indicator: violence}]}]}}",
        (ROUTING, 2, "condition.means-for-child", "offers.0.when"),
    ),
    Broken(
        "a_child_is_asked_of_purpose_after_means",
        QUESTIONS,
        "say: Does somebody else decide about your work?",
        "say: Does somebody else decide about your work?, when: {all: [{in: {age_group: "
        "[child, in_doubt]}}, {is: {hurt: yes}}]}",
        (QUESTIONS, 21, "condition.means-for-child", "12.when"),
    ),
    Broken(
        "cards_ask_for_means",
        INSTRUMENTS,
        "{question: journey}]",
        "{question: pay_as_promised}]",
        (INSTRUMENTS, 60, "cards.asks-for-means", "2.sections.0.items.1"),
        (INSTRUMENTS, 60, "instrument.condition-not-asked-before", "2.sections.0.items.1"),
    ),
    Broken(
        "cards_hold_a_sensitive_question",
        INSTRUMENTS,
        "{question: journey}]",
        "{question: alone}, {question: sex_work}]",
        (INSTRUMENTS, 60, "cards.not-said", "2.sections.0.items.1"),
        (INSTRUMENTS, 60, "cards.sensitive", "2.sections.0.items.2"),
    ),
    Broken(
        "cards_hold_a_question_without_words",
        INSTRUMENTS,
        "{question: journey}]",
        "{question: minimum}]",
        (INSTRUMENTS, 60, "cards.not-said", "2.sections.0.items.1"),
    ),
    Broken(
        "cards_hold_six_answers",
        QUESTIONS,
        "answers: [{code: self, label: The person, say: I did}, {code: other, label: "
        "Somebody else, say: Somebody else}]",
        "answers: [{code: other, label: A bed, say: A bed}, {code: self, label: A bed, "
        "say: A bed}, {code: a1, label: A bed, say: A bed}, {code: a2, label: A bed, say: "
        "A bed}, {code: a3, label: A bed, say: A bed}, {code: a4, label: A bed, say: A "
        "bed}]",
        (INSTRUMENTS, 60, "cards.too-many-answers", "2.sections.0.items.1"),
    ),
    Broken(
        "an_indicator_is_negated",
        PROTOCOLS,
        "when: {urgent: true}",
        "when: {not: {indicator: violence}}",
        (PROTOCOLS, 9, "condition.negation", "protocols.0.when.not"),
    ),
    Broken(
        "urgency_is_negated",
        PROTOCOLS,
        "when: {urgent: true}",
        "when: {urgent: false}",
        (PROTOCOLS, 9, "condition.negation", "protocols.0.when.urgent"),
    ),
    Broken(
        "relevance_reads_a_finding",
        QUESTIONS,
        "say: Is the pay what you were promised?, when: {is: {recruited: yes}}",
        "say: Is the pay what you were promised?, when: {indicator: violence}",
        (QUESTIONS, 15, "condition.reads-findings", "6.when"),
    ),
    Broken(
        "a_concern_reads_a_concern",
        PROTOCOLS,
        "when: {all: [{profile: child}, {any: [{element: act}, {element: purpose}, "
        "{element: means}]}]}",
        "when: {concern: violence_now}",
        (PROTOCOLS, 5, "condition.concern-in-concern", "concerns.2.when"),
    ),
    Broken(
        "unknown_operator",
        PROTOCOLS,
        "when: {urgent: true}",
        "when: {regex: x}",
        (PROTOCOLS, 9, "condition.unknown-operator", "protocols.0.when.regex"),
    ),
    Broken(
        "two_operators",
        PROTOCOLS,
        "when: {urgent: true}",
        "when: {urgent: true, profile: child}",
        (PROTOCOLS, 9, "condition.one-operator", "protocols.0.when"),
    ),
    Broken(
        "unknown_question_in_a_condition",
        QUESTIONS,
        "when: {answered: others_affected}",
        "when: {answered: others_afected}",
        (INSTRUMENTS, 50, "instrument.condition-not-asked-before", "1.sections.3.items.1"),
        (QUESTIONS, 25, "condition.unknown-question", "16.when"),
    ),
    Broken(
        "unknown_answer_in_a_condition",
        QUESTIONS,
        "say: Is the pay what you were promised?, when: {is: {recruited: yes}}",
        "say: Is the pay what you were promised?, when: {is: {recruited: yess}}",
        (QUESTIONS, 15, "condition.never-holds", "6.when"),
        (QUESTIONS, 15, "condition.unknown-answer", "6.when"),
    ),
    Broken(
        "unknown_indicator_in_a_condition",
        PROTOCOLS,
        "when: {urgent: true}",
        "when: {indicator: violense}",
        (PROTOCOLS, 9, "condition.unknown-indicator", "protocols.0.when"),
    ),
    Broken(
        "unknown_concern_in_a_condition",
        ROUTING,
        "{concern: labour_violation}",
        "{concern: labour_breach}",
        (ROUTING, 3, "condition.unknown-concern", "offers.1.when"),
    ),
    Broken(
        "adults_alone",
        PROTOCOLS,
        "{profile: child}",
        "{profile: adult}",
        (PROTOCOLS, 5, "condition.unknown-profile", "concerns.2.when.all.0.profile"),
    ),
    Broken(
        "a_word_compared_as_a_number",
        QUESTIONS,
        "when: {answered: others_affected}",
        "when: {at_least: {others_affected: 2}}",
        (QUESTIONS, 25, "condition.not-a-number", "16.when"),
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_a_broken_pack_is_refused_with_file_line_code_and_field(
    broken: Broken, tmp_path: Path
) -> None:
    found = faults_after(tmp_path, broken.edit(MINI), pack=MINI)
    assert list(dict.fromkeys(map(where, found))) == list(broken.faults)
