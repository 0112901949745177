"""An assessment as JSON. Its fields are fixed, so that others can build on them."""

from __future__ import annotations

from frontline.domain.findings import Assessment, Finding, Reason
from frontline.rules.definitions import PackDefinition

Report = dict[str, object]


def assessment_report(pack: PackDefinition, assessment: Assessment) -> Report:
    return {
        "pack": pack.id,
        "version": pack.version,
        "profile": assessment.profile.value,
        "finding": _finding(assessment.finding),
        "lower": _finding(assessment.lower),
        "upper": _finding(assessment.upper),
        "settled": assessment.is_settled,
        "elements": {
            element.value: {"status": found.status.value, "codes": list(found.codes)}
            for element, found in assessment.elements.items()
        },
        "dimensions": {
            dimension.value: status.value for dimension, status in assessment.dimensions.items()
        },
        "reasons": [_reason(reason) for reason in assessment.reasons],
        "can_still_matter": list(assessment.can_still_matter),
    }


def _finding(finding: Finding) -> Report:
    return {
        "band": finding.band.value,
        "urgent": finding.urgent,
        "concerns": list(finding.concerns),
        "forms": list(finding.forms),
    }


def _reason(reason: Reason) -> Report:
    return {
        "for": reason.subject,
        "rule": reason.rule,
        "dimension": reason.dimension.value if reason.dimension else None,
        "indicators": [
            {"code": trace.indicator, "answers": list(trace.questions)} for trace in reason.traces
        ],
    }
