"""Golden cases: answers a pack ships with, and what the engine must find for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from frontline.domain.answer_json import answer_from_json
from frontline.domain.answers import AnswerValue, QuestionKind
from frontline.domain.findings import Assessment
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.errors import BadInputError, FrontlineError
from frontline.rules.source_models import CaseExpectation, CaseModel
from frontline.screening.assessment import assess
from frontline.screening.compiled import CompiledPack
from frontline.screening.interview import Interview


def read_answers(
    compiled: CompiledPack, raw: Mapping[str, object]
) -> dict[QuestionId, AnswerValue]:
    """Answers as people write them in files: a day may be plain "2026-01-31".

    Raises InstrumentNotFoundError for an unknown question, BadInputError for an unreadable value.
    """
    answers: dict[QuestionId, AnswerValue] = {}
    for name, value in raw.items():
        question = compiled.questions[compiled.index(QuestionId(name))]
        is_day = question.kind is QuestionKind.DATE and isinstance(value, str)
        if is_day and value not in question.answers:
            answers[question.id] = _day(str(value))
        else:
            answers[question.id] = answer_from_json(value)
    return answers


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInputError(reason="answer-date") from error


def assess_case(compiled: CompiledPack, case: CaseModel) -> Assessment:
    """Raises the error of an answer or instrument that the pack does not have."""
    answers = read_answers(compiled, case.answers)
    return assess(Interview(compiled, InstrumentId(case.instrument), answers))


def check_case(compiled: CompiledPack, case: CaseModel) -> tuple[str, ...]:
    """What differs from the case's expectation, each as "field: expected, found"."""
    try:
        assessment = assess_case(compiled, case)
    except FrontlineError as error:
        return (f"answers: {error}",)
    return tuple(_differences(case.expect, assessment))


def check_not_lowered(base: CompiledPack, merged: CompiledPack, case: CaseModel) -> tuple[str, ...]:
    """What `merged` finds less of than `base` does, each as "field: before, after".

    A country pack may find more than the pack it extends, and never less.
    """
    try:
        before, after = assess_case(base, case).finding, assess_case(merged, case).finding
    except FrontlineError as error:
        return (f"answers: {error}",)
    lowered = []
    if after.band.rank < before.band.rank:
        lowered.append(f"band: {before.band}, {after.band}")
    if before.urgent and not after.urgent:
        lowered.append("urgent: True, False")
    for name, had, has in (
        ("concerns", before.concerns, after.concerns),
        ("forms", before.forms, after.forms),
    ):
        if not set(had) <= set(has):
            lowered.append(f"{name}: {_shown(set(had))}, {_shown(set(has))}")
    return tuple(lowered)


def _differences(expect: CaseExpectation, found: Assessment) -> Iterator[str]:
    finding = found.finding
    pairs: list[tuple[str, object, object]] = [("band", expect.band, finding.band)]
    optional = (
        ("profile", expect.profile, found.profile),
        ("urgent", expect.urgent, finding.urgent),
        ("concerns", _as_set(expect.concerns), set(finding.concerns)),
        ("forms", _as_set(expect.forms), set(finding.forms)),
        ("settled", expect.settled, found.is_settled),
    )
    pairs.extend((name, wanted, have) for name, wanted, have in optional if wanted is not None)
    pairs.extend(
        (f"elements.{element}", status, found.elements[element].status)
        for element, status in expect.elements.items()
    )
    for name, wanted, have in pairs:
        if wanted != have:
            yield f"{name}: {_shown(wanted)}, {_shown(have)}"
    named = {trace.indicator for reason in found.reasons for trace in reason.traces}
    for indicator in expect.reasons:
        if indicator not in named:
            yield f"reasons: {indicator}, absent"


def _as_set(codes: tuple[str, ...] | None) -> set[str] | None:
    return None if codes is None else set(codes)


def _shown(value: object) -> str:
    if isinstance(value, set):
        return "[" + " ".join(sorted(str(part) for part in value)) + "]"
    return str(value)
