from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.findings import Band
from frontline.domain.identifiers import LegId
from frontline.domain.routes import Arranger, BorderPoint, PlaceKind, RouteLeg, Transport
from frontline.domain.trafficking import AgeProfile, Element
from frontline.errors import ConsentMissingError
from frontline.referral.record import ReferralFacts, build_ref, consent_scope
from frontline.rules.definitions import QuestionRole
from frontline.wire.ref_record import (
    AgeBand,
    Area,
    ConsentScope,
    GenderCode,
    RefRecord,
    read_ref,
    write_ref,
)
from tests.support.hub import START
from tests.unit.referral.facts import TOKEN, facts


def built(found: ReferralFacts) -> RefRecord:
    return build_ref(found, TOKEN, START, {})


def test_a_record_says_what_was_found_in_codes() -> None:
    record = built(facts())

    assert record.token == TOKEN
    assert (record.country, record.region, record.month) == ("XT", "XT-A", "2026-11")
    assert (record.age_band, record.gender) == (AgeBand.FROM_21, GenderCode.FEMALE)
    assert record.citizenship_area is Area.FICTITIOUS
    assert record.band in (Band.POSSIBLE, Band.PRESUMED)
    assert record.means.status is facts().assessment.elements[Element.MEANS].status
    assert record.means.codes == ("DECEPTION", "OTHER_COERCION")
    assert set(record.indicators) == {
        "recruited_by_other",
        "deceived_about_job",
        "papers_held",
        "excessive_hours",
    }
    assert record.services == (AssistanceService.SHELTER,)


def test_a_record_survives_writing_and_reading() -> None:
    record = built(facts())

    assert read_ref(write_ref(record)) == record


def leg(number: int) -> RouteLeg:
    return RouteLeg(LegId(UUID(int=number)), "XT", "XT-A", PlaceKind.CITY)


def test_a_route_leaves_in_codes_and_in_order() -> None:
    route = (
        replace(
            leg(1), country="XA", region=None, place=PlaceKind.HOME_AREA, transport=Transport.NONE
        ),
        replace(
            leg(2),
            transport=Transport.BUS,
            arranged_by=Arranger.AGENCY,
            border=BorderPoint.LAND_POST,
        ),
        replace(leg(3), country=None, region=None, is_planned=True),
    )
    record = built(replace(facts(), route=route))
    assert record.format == "REF/2"
    assert [(each.country, each.region, each.planned) for each in record.route] == [
        ("XA", None, False),
        ("XT", "XT-A", False),
        (None, None, True),
    ]
    assert (record.route[1].arranged_by, record.route[1].border) == ("agency", "land_post")
    assert read_ref(write_ref(record)) == record


def test_crossing_away_from_a_post_is_not_told() -> None:
    away = replace(leg(1), transport=Transport.ON_FOOT, border=BorderPoint.OUTSIDE_POSTS)
    unknown = replace(away, border=BorderPoint.UNKNOWN)
    assert built(replace(facts(), route=(away,))) == built(replace(facts(), route=(unknown,)))


def test_without_a_route_a_record_is_what_it_always_was() -> None:
    content = write_ref(built(facts()))
    assert b'"format":"REF/1"' in content
    assert b"route" not in content


def test_the_day_and_the_hour_are_not_told() -> None:
    early = build_ref(facts(), TOKEN, datetime(2026, 11, 1, tzinfo=UTC), {})
    late = build_ref(facts(), TOKEN, datetime(2026, 11, 30, 23, 59, tzinfo=UTC), {})

    assert early == late


def test_context_is_not_told() -> None:
    assert "poverty" not in built(facts(said={"poor": "yes"})).indicators
    assert built(facts(said={"poor": "yes"})) == built(facts(said={"poor": "no"}))


def test_what_stays_local_is_not_told() -> None:
    found = facts()
    code = next(code for code in found.pack.indicators if code == "papers_held")
    kept = replace(found.pack.indicators[code], stays_local=True)
    pack = replace(found.pack, indicators={**found.pack.indicators, code: kept})

    assert "papers_held" in built(found).indicators
    assert "papers_held" not in built(replace(found, pack=pack)).indicators


@pytest.mark.parametrize(
    ("choice", "scope"),
    [("full", ConsentScope.FULL), ("deidentified", ConsentScope.DEIDENTIFIED)],
)
def test_an_adult_is_referred_as_they_chose(choice: str, scope: ConsentScope) -> None:
    assert built(facts(roles={QuestionRole.REFERRAL_CHOICE: choice})).consent is scope


@pytest.mark.parametrize("choice", ["no", "none", "unknown", "declined", "not_asked", "", "yes"])
def test_an_adult_who_did_not_choose_a_referral_is_not_referred(choice: str) -> None:
    found = facts(roles={QuestionRole.REFERRAL_CHOICE: choice})

    with pytest.raises(ConsentMissingError):
        built(found)


@pytest.mark.parametrize("profile", [AgeProfile.CHILD, AgeProfile.IN_DOUBT])
@pytest.mark.parametrize("choice", ["no", "declined", "unknown"])
def test_a_child_is_referred_whatever_was_chosen(profile: AgeProfile, choice: str) -> None:
    found = facts(roles={QuestionRole.REFERRAL_CHOICE: choice})
    found = replace(found, assessment=replace(found.assessment, profile=profile))

    assert consent_scope(found) is ConsentScope.CHILD_PROTECTION
    assert built(found).consent is ConsentScope.CHILD_PROTECTION


@pytest.mark.parametrize(
    ("answer", "marked"),
    [("no", False), ("yes", True), ("unknown", True), ("declined", True), ("not_asked", True)],
)
def test_only_a_plain_no_lets_the_mark_against_return_go(answer: str, marked: bool) -> None:
    record = built(facts(roles={QuestionRole.FEAR_OF_RETURN: answer}))

    assert record.do_not_return_before_assessment is marked


@pytest.mark.parametrize(
    ("code", "told"),
    [("en", "en"), ("pt", "pt"), ("quz", "other"), ("zoraida", "other"), ("unknown", None)],
)
def test_a_language_few_people_speak_is_not_named(code: str, told: str | None) -> None:
    assert built(facts(roles={QuestionRole.LANGUAGE: code})).language == told


@pytest.mark.parametrize("code", ["unknown", "declined", "other", "zoraida"])
def test_a_gender_that_is_not_on_the_list_is_not_stated(code: str) -> None:
    record = built(facts(roles={QuestionRole.GENDER: code}))

    assert record.gender is GenderCode.NOT_STATED


def test_only_accepted_services_are_asked_for() -> None:
    every = dict(zip(AssistanceService, [*Choice] * 10, strict=False))
    record = built(replace(facts(), choices=every))

    accepted = {service for service, choice in every.items() if choice is Choice.ACCEPTED}
    assert set(record.services) == accepted
