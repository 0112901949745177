"""Facts of a referral for tests: the small pack, with a question for every role REF reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from uuid import UUID

from frontline.domain.answers import AnswerValue, QuestionKind
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import Screening
from frontline.domain.identifiers import (
    CaseId,
    InstrumentId,
    PackId,
    QuestionId,
    ReferralToken,
    ScreeningId,
    SiteId,
    UserId,
)
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.referral.record import ReferralFacts, build_ref
from frontline.rules.definitions import PackDefinition, Question, QuestionRole
from frontline.screening.assessment import assess
from frontline.screening.interview import Interview
from frontline.wire.ref_record import write_ref
from tests.support.hub import START
from tests.support.packs import mini

TOKEN = ReferralToken("0123456789abcdef" * 2)
FULL = InstrumentId("full")
# What an adult said and what was seen, enough for a finding.
SAID: dict[str, AnswerValue] = {
    "age_group": "adult",
    "recruited": "yes",
    "job_as_promised": "no",
    "papers": "seen",
    "hours": 15,
    "poor": "yes",
    "came_freely_agreed": "yes",
}
ROLES: dict[QuestionRole, AnswerValue] = {
    QuestionRole.AGE_YEARS: 24,
    QuestionRole.GENDER: "female",
    QuestionRole.CITIZENSHIP: "XA",
    QuestionRole.LANGUAGE: "es",
    QuestionRole.REFERRAL_CHOICE: "deidentified",
    QuestionRole.FEAR_OF_RETURN: "unknown",
}


def question_of(role: QuestionRole) -> QuestionId:
    return QuestionId(f"asked_{role.value}")


@cache
def pack() -> PackDefinition:
    found = mini().pack
    added = {question_of(role): _question(role) for role in ROLES}
    return replace(found, questions={**found.questions, **added})


def _question(role: QuestionRole) -> Question:
    return Question(
        id=question_of(role),
        kind=QuestionKind.CHOICE,
        answers=(),
        raises={},
        thresholds=(),
        when=None,
        sensitive=False,
        has_say=False,
        topic=None,
        role=role,
        stays_local=False,
    )


def facts(
    said: Mapping[str, AnswerValue] | None = None,
    roles: Mapping[QuestionRole, AnswerValue] | None = None,
) -> ReferralFacts:
    answers = {QuestionId(name): value for name, value in {**SAID, **(said or {})}.items()}
    by_role = {**ROLES, **(roles or {})}
    return ReferralFacts(
        pack=pack(),
        screening=Screening(
            id=ScreeningId(UUID(int=1)),
            case=CaseId(UUID(int=2)),
            instrument=FULL,
            pack=PackId("mini"),
            pack_version=1,
            started_at=START,
            started_by=UserId(UUID(int=3)),
            person_language="es",
        ),
        answers={**answers, **{question_of(role): value for role, value in by_role.items()}},
        assessment=assess(Interview(mini(), FULL, answers)),
        choices={
            AssistanceService.SHELTER: Choice.ACCEPTED,
            AssistanceService.LEGAL: Choice.DECLINED,
        },
        site=Site(
            SiteId(UUID(int=4)), "Tango airport", SiteKind.AIRPORT, SiteSetting.BORDER, "XT", "XT-A"
        ),
        official=OfficialRole.IMMIGRATION,
    )


def ref_bytes(found: ReferralFacts) -> bytes:
    return write_ref(build_ref(found, TOKEN, START, {}))
