"""From a case to its REF record: the only code that decides what a referral says.

It reads a short list of things and nothing else. Answers about the person's own acts, the
account in their words, names and papers are not among its inputs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from frontline.domain.answers import AnswerValue, is_open
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import Screening
from frontline.domain.findings import Assessment, ElementFinding
from frontline.domain.identifiers import QuestionId, ReferralToken
from frontline.domain.officials import OfficialRole
from frontline.domain.routes import Route
from frontline.domain.sites import Site
from frontline.domain.trafficking import AgeProfile, Element
from frontline.errors import ConsentMissingError
from frontline.referral.coarsening import (
    age_band,
    citizenship_area,
    month_of,
    route_that_leaves,
)
from frontline.referral.rarity import RarityTable, guarded
from frontline.rules.definitions import PackDefinition, QuestionRole
from frontline.wire.ref_record import ConsentScope, GenderCode, RefElement, RefRecord, with_route

# A language few people speak would point at them; those of the four OAS languages do not.
_COMMON_LANGUAGES = frozenset({"en", "es", "pt", "fr"})


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """Everything a referral is made from."""

    pack: PackDefinition
    screening: Screening
    answers: Mapping[QuestionId, AnswerValue]
    assessment: Assessment
    choices: Mapping[AssistanceService, Choice]
    site: Site
    official: OfficialRole
    # A second person has not agreed yet that the fear of a return was corrected away.
    fear_stands: bool = False
    route: Route = ()


def build_ref(
    facts: ReferralFacts, token: ReferralToken, now: datetime, table: RarityTable
) -> RefRecord:
    """The record that would leave. Raises ConsentMissingError where none may."""
    answers = _Roles(facts)
    assessment, site = facts.assessment, facts.site
    record = RefRecord(
        token=token,
        month=month_of(now),
        pack=facts.pack.id,
        pack_version=facts.pack.version,
        instrument=facts.screening.instrument,
        official_role=facts.official,
        site_kind=site.kind,
        site_setting=site.setting,
        country=site.country,
        region=site.region,
        age_band=age_band(answers.number(QuestionRole.AGE_YEARS), assessment.profile),
        gender=_gender(answers.code(QuestionRole.GENDER)),
        citizenship_area=citizenship_area(answers.code(QuestionRole.CITIZENSHIP)),
        band=assessment.finding.band,
        urgent=assessment.finding.urgent,
        concerns=_concerns(facts),
        forms=assessment.finding.forms,
        act=_element(assessment.elements[Element.ACT]),
        means=_element(assessment.elements[Element.MEANS]),
        purpose=_element(assessment.elements[Element.PURPOSE]),
        indicators=signs_that_leave(facts.pack, assessment),
        services=tuple(
            service
            for service in AssistanceService
            if facts.choices.get(service) is Choice.ACCEPTED
        ),
        language=_language(answers.code(QuestionRole.LANGUAGE)),
        do_not_return_before_assessment=facts.fear_stands or _fears_return(answers),
        consent=consent_scope(facts),
    )
    return guarded(with_route(record, route_that_leaves(facts.route)), table)


def consent_scope(facts: ReferralFacts) -> ConsentScope:
    """On what the referral rests. A child is always referred; an adult decides."""
    chosen = _Roles(facts).code(QuestionRole.REFERRAL_CHOICE)
    if chosen in (ConsentScope.FULL, ConsentScope.DEIDENTIFIED):
        return ConsentScope(str(chosen))
    if facts.assessment.profile is not AgeProfile.ADULT:
        return ConsentScope.CHILD_PROTECTION
    raise ConsentMissingError


class _Roles:
    """Answers by the part their question plays in the pack."""

    def __init__(self, facts: ReferralFacts) -> None:
        self._pack = facts.pack
        self._answers = facts.answers

    def value(self, role: QuestionRole) -> AnswerValue | None:
        question = self._pack.question_with_role(role)
        return self._answers.get(question.id) if question is not None else None

    def code(self, role: QuestionRole) -> str | None:
        value = self.value(role)
        return value if isinstance(value, str) and not is_open(value) else None

    def number(self, role: QuestionRole) -> int | None:
        value = self.value(role)
        return value if isinstance(value, int) else None


# How somebody describes themselves stays here (S-039): being trans could single them out.
_GENDER_THAT_LEAVES = {
    GenderCode.FEMALE: GenderCode.FEMALE,
    GenderCode.MALE: GenderCode.MALE,
    GenderCode.TRANS_FEMALE: GenderCode.FEMALE,
    GenderCode.TRANS_MALE: GenderCode.MALE,
}


def _gender(code: str | None) -> GenderCode:
    known = next((each for each in GenderCode if each == code), GenderCode.NOT_STATED)
    return _GENDER_THAT_LEAVES.get(known, GenderCode.NOT_STATED)


def _language(code: str | None) -> str | None:
    if code is None:
        return None
    return code if code in _COMMON_LANGUAGES else "other"


def _fears_return(answers: _Roles) -> bool:
    """Only a plain "no" lets the mark go: fear that was not asked about may be there (S-035)."""
    return answers.value(QuestionRole.FEAR_OF_RETURN) != "no"


def _element(found: ElementFinding) -> RefElement:
    return RefElement(status=found.status, codes=found.codes)


def _concerns(facts: ReferralFacts) -> tuple[str, ...]:
    """Without those that would tell of an act of the person (S-027)."""
    local = {concern.code for concern in facts.pack.concerns if concern.stays_local}
    return tuple(code for code in facts.assessment.finding.concerns if code not in local)


def signs_that_leave(pack: PackDefinition, assessment: Assessment) -> tuple[str, ...]:
    """Scoring indicators that are shown. Context, and what stays local, never leaves."""
    shown = {
        trace.indicator
        for reason in assessment.reasons
        for trace in reason.traces
        if reason.subject in (Element.ACT, Element.MEANS, Element.PURPOSE)
    }
    every = pack.indicators
    return tuple(code for code in every if code in shown and not every[code].stays_local)
