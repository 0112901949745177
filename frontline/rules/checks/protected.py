"""Consent, cooperation, papers, nationality and the like have no weight on any path."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontline.domain.assistance import AssistanceService
from frontline.rules.checks.possible import parsed
from frontline.rules.conditions import questions_read
from frontline.rules.definitions import QuestionRole, Topic
from frontline.rules.faults import Fault
from frontline.rules.shapes import RawCondition
from frontline.rules.source import PackSource
from frontline.rules.source_models import PackModel, QuestionModel

# Question ids that speak of a protected matter must say so, or they could slip past the rule.
_TELLING_NAMES = {
    "consent": Topic.CONSENT,
    "agreed": Topic.CONSENT,
    "cooperat": Topic.COOPERATION,
    "nationality": Topic.NATIONALITY,
    "citizenship": Topic.NATIONALITY,
    "ethnic": Topic.ETHNICITY,
    "indigenous": Topic.ETHNICITY,
    "race": Topic.ETHNICITY,
    "religio": Topic.RELIGION,
    "gender": Topic.GENDER,
    "migration_status": Topic.MIGRATION_STATUS,
    "visa_status": Topic.MIGRATION_STATUS,
}
# So must what is put in so many words, whatever the id is,
_TELLING_TEXTS = {
    Topic.CONSENT: re.compile(
        r"\b(consent|agreed? to (come|go|travel|do|it|this|the)\b|came freely|willing(ly)?\b"
        r"|voluntar|own free will)",
        re.IGNORECASE,
    ),
    Topic.NATIONALITY: re.compile(r"\b(nationality|citizenship)\b", re.IGNORECASE),
    Topic.ETHNICITY: re.compile(r"\bethnic", re.IGNORECASE),
    Topic.RELIGION: re.compile(r"\breligio", re.IGNORECASE),
}
# and the questions the program itself reads for a protected matter.
_TELLING_ROLES = {
    QuestionRole.GENDER: Topic.GENDER,
    QuestionRole.CITIZENSHIP: Topic.NATIONALITY,
    QuestionRole.LANGUAGE: Topic.LANGUAGE,
}
# Help that exists only because of the matter itself: an interpreter, a consulate, new papers.
_MAY_READ = {
    AssistanceService.INTERPRETATION: {Topic.LANGUAGE},
    AssistanceService.CONSULAR: {Topic.NATIONALITY, Topic.PAPERS},
    AssistanceService.DOCUMENT_REPLACEMENT: {Topic.PAPERS},
    AssistanceService.STAY: {Topic.MIGRATION_STATUS},
}


class ProtectedTopicCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack
        self._topics = {q.id: q.topic for q in pack.questions if q.topic is not None}

    def faults(self) -> Iterator[Fault]:
        for question in self._pack.questions:
            yield from self._question(question)
        yield from self._weighing_conditions()
        for offer in self._pack.routing.offers:
            permitted = _MAY_READ.get(offer.service, set())
            yield from self._unprotected(offer.when, permitted, f"offer.{offer.id}", "when")

    def _question(self, question: QuestionModel) -> Iterator[Fault]:
        part = f"question.{question.id}"
        is_protected = question.topic is not None or question.role is QuestionRole.REFERRAL_CHOICE
        if is_protected and (question.raises or question.thresholds):
            yield self._source.fault(
                part, "question.protected-topic-scores", "raises", detail=question.topic or ""
            )
        for topic in sorted(_told_topics(question) - {question.topic}):
            yield self._source.fault(part, "question.topic-missing", "topic", detail=topic)

    def _weighing_conditions(self) -> Iterator[Fault]:
        """Relevance, concerns and exits decide what is found, so they read nothing protected."""
        yield from self._unprotected(
            self._pack.protocols.privacy_gate, set(), "protocols", "privacy_gate"
        )
        for question in self._pack.questions:
            if question.topic is None:
                yield from self._unprotected(
                    question.when, set(), f"question.{question.id}", "when"
                )
        for concern in self._pack.protocols.concerns:
            yield from self._unprotected(concern.when, set(), f"concern.{concern.code}", "when")
        for instrument in self._pack.instruments:
            for at, way in enumerate(instrument.exits):
                yield from self._unprotected(
                    way.when, set(), f"instrument.{instrument.id}", "exits", at, "when"
                )

    def _unprotected(
        self, raw: RawCondition, permitted: set[Topic], part: str, *steps: str | int
    ) -> Iterator[Fault]:
        condition = parsed(raw)
        if condition is None:
            return
        for name in sorted(questions_read(condition)):
            topic = self._topics.get(name)
            if topic is not None and topic not in permitted:
                yield self._source.fault(
                    part, "condition.reads-protected-topic", *steps, detail=f"{name}: {topic}"
                )


def _told_topics(question: QuestionModel) -> set[Topic]:
    """The protected matters that the question's id, words or role tell it is about."""
    # "_" before it, so that "race" is not found in "embrace".
    told = {
        topic for fragment, topic in _TELLING_NAMES.items() if f"_{fragment}" in f"_{question.id}"
    }
    words = f"{question.text} {question.say or ''}"
    told.update(topic for topic, pattern in _TELLING_TEXTS.items() if pattern.search(words))
    if question.role in _TELLING_ROLES:
        told.add(_TELLING_ROLES[question.role])
    return told
