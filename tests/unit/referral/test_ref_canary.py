"""What is not on the list cannot leave: planted text and added fields change nothing in REF."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.answers import AnswerValue, Money
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import Screening
from frontline.domain.findings import Assessment, Reason, Trace
from frontline.domain.identifiers import (
    CaseId,
    QuestionId,
    ScreeningId,
    SiteId,
    UserId,
)
from frontline.domain.sites import Site
from frontline.referral.record import ReferralFacts
from frontline.rules.definitions import QuestionRole
from frontline.wire.ref_record import RefRecord
from tests.support.hub import START
from tests.unit.referral.facts import ROLES, facts, pack, question_of, ref_bytes

PLAIN = ref_bytes(facts())
MARK = "Zoraida Quispe"
# As it might be written by somebody who hides it in a field for codes.
AS_CODE = "zoraida_quispe"

free_text = st.text(min_size=1).map(lambda text: f"{MARK} {text} {AS_CODE}")
any_answer: st.SearchStrategy[AnswerValue] = st.one_of(
    free_text,
    st.just(AS_CODE),
    st.just(MARK),
    st.lists(free_text, max_size=3).map(tuple),
    st.integers(-(10**12), 10**12),
    st.dates(),
    st.builds(Money, st.integers(0, 10**9), free_text),
)


def expect_no_mark(content: bytes) -> None:
    text = content.decode().casefold()
    assert "zoraida" not in text
    assert "quispe" not in text


@given(st.dictionaries(st.sampled_from(sorted(pack().questions)), any_answer))
def test_no_answer_brings_text_into_a_referral(planted: dict[QuestionId, AnswerValue]) -> None:
    consent = question_of(QuestionRole.REFERRAL_CHOICE)
    found = facts()
    answers = {**found.answers, **planted, consent: "full"}

    expect_no_mark(ref_bytes(replace(found, answers=answers)))


@given(st.dictionaries(st.sampled_from(sorted(pack().questions)), any_answer))
def test_an_answer_without_a_role_changes_nothing(planted: dict[QuestionId, AnswerValue]) -> None:
    roles = {question_of(role) for role in ROLES}
    others = {name: value for name, value in planted.items() if name not in roles}
    found = facts()

    assert ref_bytes(replace(found, answers={**found.answers, **others})) == PLAIN


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("value", [MARK, AS_CODE, (AS_CODE,), AS_CODE.upper()])
def test_no_role_carries_text_of_its_own(role: QuestionRole, value: AnswerValue) -> None:
    found = facts()
    answers = {**found.answers, question_of(role): value}
    if role is QuestionRole.REFERRAL_CHOICE:
        return

    expect_no_mark(ref_bytes(replace(found, answers=answers)))


def other_screening(screening: Screening, **changes: object) -> ReferralFacts:
    return replace(facts(), screening=replace(screening, **changes))  # type: ignore[arg-type]


UNLISTED_OF_SCREENING: dict[str, object] = {
    "id": ScreeningId(UUID(int=99)),
    "case": CaseId(UUID(int=98)),
    "pack": AS_CODE,
    "pack_version": 77,
    "started_at": START + timedelta(days=200),
    "started_by": UserId(UUID(int=97)),
    "person_language": MARK,
    "position": QuestionId(MARK),
    "closed_at": START,
    "finding": None,
}


def test_every_field_of_a_screening_is_on_one_list_or_the_other() -> None:
    """A field added to the screening fails here until somebody decides what becomes of it."""
    assert {field.name for field in fields(Screening)} == {"instrument", *UNLISTED_OF_SCREENING}


@pytest.mark.parametrize("field", sorted(UNLISTED_OF_SCREENING))
def test_an_unlisted_field_of_the_screening_changes_nothing(field: str) -> None:
    changed = other_screening(facts().screening, **{field: UNLISTED_OF_SCREENING[field]})

    assert ref_bytes(changed) == PLAIN


@pytest.mark.parametrize(
    "changes", [{"label": MARK}, {"id": SiteId(UUID(int=96))}], ids=["label", "id"]
)
def test_what_a_site_is_called_changes_nothing(changes: dict[str, object]) -> None:
    site = replace(facts().site, **changes)  # type: ignore[arg-type]

    assert ref_bytes(replace(facts(), site=site)) == PLAIN
    assert {field.name for field in fields(Site)} == {
        *("id", "label"),
        *("kind", "setting", "country", "region"),
    }


def test_how_a_finding_was_reached_changes_nothing() -> None:
    found = facts()
    planted = Reason(
        "band", MARK, None, (Trace(next(iter(pack().indicators)), (QuestionId(MARK),)),)
    )
    traced = tuple(
        replace(
            reason,
            rule=MARK,
            traces=tuple(replace(trace, questions=(QuestionId(MARK),)) for trace in reason.traces),
        )
        for reason in found.assessment.reasons
    )
    assessment = replace(
        found.assessment,
        lower=replace(found.assessment.lower, concerns=(AS_CODE,)),
        upper=replace(found.assessment.upper, forms=(AS_CODE,)),
        is_settled=not found.assessment.is_settled,
        dimensions={},
        reasons=(*traced, planted),
        can_still_matter=(QuestionId(MARK),),
    )

    assert ref_bytes(replace(found, assessment=assessment)) == PLAIN
    assert {field.name for field in fields(Assessment)} == {
        *("lower", "upper", "is_settled", "dimensions", "can_still_matter"),
        *("profile", "finding", "elements", "reasons"),
    }


@pytest.mark.parametrize("choice", [Choice.DECLINED, Choice.LATER, Choice.NOT_ASKED])
def test_what_a_person_did_not_choose_is_not_told(choice: Choice) -> None:
    found = facts()
    choices = {**found.choices, AssistanceService.CONSULAR: choice}

    assert ref_bytes(replace(found, choices=choices)) == PLAIN


def test_added_fields_change_nothing() -> None:
    @dataclass(frozen=True, slots=True)
    class WiderScreening(Screening):
        note: str = MARK

    @dataclass(frozen=True, slots=True)
    class WiderSite(Site):
        street: str = MARK

    @dataclass(frozen=True, slots=True)
    class WiderFacts(ReferralFacts):
        name: str = MARK

    found = facts()
    screening = WiderScreening(
        **{field.name: getattr(found.screening, field.name) for field in fields(Screening)}
    )
    site = WiderSite(**{field.name: getattr(found.site, field.name) for field in fields(Site)})
    given = {field.name: getattr(found, field.name) for field in fields(ReferralFacts)}
    wider = WiderFacts(**{**given, "screening": screening, "site": site})

    assert ref_bytes(wider) == PLAIN


def test_what_the_person_agreed_to_and_did_is_no_part_of_the_record() -> None:
    """Consent to exploitation, papers, acts: asked by the pack, and never told."""
    for answer in ("yes", "no", "unknown", "declined"):
        assert ref_bytes(facts(said={"came_freely_agreed": answer})) == PLAIN


def test_the_record_has_these_fields_and_no_other() -> None:
    """Widening REF is a decision of its own: change this list only with it."""
    assert set(RefRecord.model_fields) == {
        *("format", "token", "month", "pack", "pack_version", "instrument", "official_role"),
        *("site_kind", "site_setting", "country", "region", "age_band", "gender"),
        *("citizenship_area", "band", "urgent", "concerns", "forms", "act", "means", "purpose"),
        *("indicators", "services", "language", "do_not_return_before_assessment", "consent"),
        "coarsened",
        "route",
    }


def test_a_planted_mark_would_be_seen() -> None:
    """Control: a record that did carry the text is caught by the check above."""
    leaky = PLAIN.replace(b"XT-A", AS_CODE.encode())

    with pytest.raises(AssertionError):
        expect_no_mark(leaky)
