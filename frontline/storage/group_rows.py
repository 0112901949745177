"""Groups, members and shared facts as rows, and back."""

from __future__ import annotations

import json
from typing import Any

from frontline.crypto.canonical import canonical_json
from frontline.domain.answer_json import answer_from_json, answer_to_json
from frontline.domain.groups import (
    Group,
    GroupKind,
    Member,
    MemberFlag,
    NoRecordReason,
    Relation,
    SeparationReason,
    SharedFact,
    StartReason,
)
from frontline.domain.identifiers import (
    CaseId,
    FactId,
    GroupId,
    MemberId,
    QuestionId,
    SiteId,
    UserId,
)
from frontline.storage.tables import AnyRow


def group_values(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "kind": group.kind.value,
        "site_id": group.site,
        "opened_at": group.opened_at,
        "opened_by": group.opened_by,
        "started_at": group.started_at,
        "start_reason": group.start_reason and group.start_reason.value,
        "closed_at": group.closed_at,
        "next_visit": group.next_visit,
    }


def group_from_row(row: AnyRow) -> Group:
    return Group(
        id=GroupId(row.id),
        kind=GroupKind(row.kind),
        site=SiteId(row.site_id),
        opened_at=row.opened_at,
        opened_by=UserId(row.opened_by),
        started_at=row.started_at,
        start_reason=row.start_reason and StartReason(row.start_reason),
        closed_at=row.closed_at,
        next_visit=row.next_visit,
    )


def member_values(member: Member) -> dict[str, Any]:
    return {
        "id": member.id,
        "group_id": member.group,
        "place": member.number,
        "flags": " ".join(flag.value for flag in MemberFlag if flag in member.flags),
        "relation": member.relation and member.relation.value,
        "case_id": member.case,
        "no_record": member.no_record and member.no_record.value,
        "separation": member.separation and member.separation.value,
    }


def member_from_row(row: AnyRow) -> Member:
    return Member(
        id=MemberId(row.id),
        group=GroupId(row.group_id),
        number=row.place,
        flags=frozenset(map(MemberFlag, row.flags.split())),
        relation=row.relation and Relation(row.relation),
        case=row.case_id and CaseId(row.case_id),
        no_record=row.no_record and NoRecordReason(row.no_record),
        separation=row.separation and SeparationReason(row.separation),
    )


def fact_values(fact: SharedFact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "group_id": fact.group,
        "question": fact.question,
        "value": canonical_json(answer_to_json(fact.value)).decode(),
    }


def fact_from_row(row: AnyRow) -> SharedFact:
    return SharedFact(
        id=FactId(row.id),
        group=GroupId(row.group_id),
        question=QuestionId(row.question),
        value=answer_from_json(json.loads(row.value)),
    )
