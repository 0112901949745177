"""The report that oversight takes away from a post, signed by the person who looked.

One signed document of the kind "oversight-report": no name, no place below the kind of site, no
day of anybody's case.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontline.crypto.canonical import Json
from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.domain.audit import AuditHead
from frontline.domain.oversight import CaseDealings
from frontline.errors import DocumentRefusedError

REPORT_KIND = "oversight-report"
_MOST_REMARK = 4000


@dataclass(frozen=True, slots=True)
class ReportHead:
    """`broken_at`: the first entry of the record of deeds that does not hold; None where all do."""

    at: datetime
    device: str
    head: AuditHead
    broken_at: int | None
    remark: str


def oversight_report(head: ReportHead, cases: Sequence[CaseDealings], key: SigningKey) -> bytes:
    """The file. A remark is cut off at 4,000 characters."""
    body: dict[str, Json] = {
        "at": head.at.isoformat(timespec="minutes"),
        "device": head.device,
        "audit": {
            "count": head.head.count,
            "digest": head.head.digest,
            "broken_at": head.broken_at,
        },
        "remark": head.remark[:_MOST_REMARK],
        "cases": [_case(each) for each in cases],
    }
    return write_document(SignedDocument(REPORT_KIND, head.device, 1, body), key)


def read_report(content: bytes, trusted_keys: Collection[str]) -> dict[str, Json]:
    """Its body. Raises UnknownSignerError, SignatureRefusedError or DocumentRefusedError."""
    document = read_document(content, trusted_keys)
    if document.kind != REPORT_KIND:
        raise DocumentRefusedError(reason="kind", kind=document.kind)
    return document.body


def _case(case: CaseDealings) -> Json:
    finding = case.finding
    return {
        "code": case.code,
        "month": case.month,
        "site": None if case.site_kind is None else case.site_kind.value,
        "instruments": list(case.instruments),
        "open": case.is_open,
        "finding": None
        if finding is None
        else {
            "band": finding.band.value,
            "urgent": finding.urgent,
            "concerns": list(finding.concerns),
            "forms": list(finding.forms),
        },
        "rights": {line.value: kept.value for line, kept in case.rights.items()},
        "choices": {service.value: choice.value for service, choice in case.choices.items()},
        "hours_to_help": case.hours_to_help,
        "child_protection_told": case.child_protection_told,
        "referrals": list(case.referrals),
    }
