"""Cases, screenings and answers as rows, and back."""

from __future__ import annotations

import json
from typing import Any

from frontline.domain.answer_json import answer_from_json
from frontline.domain.answers import AnswerEvent
from frontline.domain.cases import Case, Screening
from frontline.domain.findings import Band, Finding
from frontline.domain.identifiers import (
    AnswerEventId,
    CaseCode,
    CaseId,
    InstrumentId,
    PackId,
    QuestionId,
    ScreeningId,
    SiteId,
    UserId,
)
from frontline.storage import tables


def case_values(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "code": case.code,
        "site_id": case.site,
        "opened_at": case.opened_at,
        "opened_by": case.opened_by,
    }


def case_from_row(row: tables.AnyRow) -> Case:
    return Case(
        id=CaseId(row.id),
        code=CaseCode(row.code),
        site=SiteId(row.site_id),
        opened_at=row.opened_at,
        opened_by=UserId(row.opened_by),
    )


def screening_values(screening: Screening) -> dict[str, Any]:
    finding = screening.finding
    return {
        "id": screening.id,
        "case_id": screening.case,
        "instrument": screening.instrument,
        "pack": screening.pack,
        "pack_version": screening.pack_version,
        "started_at": screening.started_at,
        "started_by": screening.started_by,
        "person_language": screening.person_language,
        "position": screening.position,
        "position_since": 0,
        "closed_at": screening.closed_at,
        "finding": None if finding is None else finding_to_text(finding),
    }


def screening_from_row(row: tables.AnyRow) -> Screening:
    """`last` and `last_position` of the row are number and position of its last answer."""
    moved_by_answer = row.last is not None and row.last > row.position_since
    position = row.last_position if moved_by_answer else row.position
    return Screening(
        id=ScreeningId(row.id),
        case=CaseId(row.case_id),
        instrument=InstrumentId(row.instrument),
        pack=PackId(row.pack),
        pack_version=row.pack_version,
        started_at=row.started_at,
        started_by=UserId(row.started_by),
        person_language=row.person_language,
        position=None if position is None else QuestionId(position),
        closed_at=row.closed_at,
        finding=None if row.finding is None else _finding_from_text(row.finding),
    )


def answer_from_row(row: tables.AnyRow) -> AnswerEvent:
    return AnswerEvent(
        id=AnswerEventId(row.id),
        screening=ScreeningId(row.screening_id),
        sequence=row.sequence,
        question=QuestionId(row.question),
        value=answer_from_json(json.loads(row.value)),
        answered_at=row.answered_at,
        answered_by=UserId(row.answered_by),
        replaces=None if row.replaces is None else AnswerEventId(row.replaces),
    )


def finding_to_text(finding: Finding) -> str:
    return json.dumps(
        {
            "band": finding.band.value,
            "urgent": finding.urgent,
            "concerns": finding.concerns,
            "forms": finding.forms,
        }
    )


def _finding_from_text(text: str) -> Finding:
    fields = json.loads(text)
    return Finding(
        band=Band(fields["band"]),
        urgent=fields["urgent"],
        concerns=tuple(fields["concerns"]),
        forms=tuple(fields["forms"]),
    )
