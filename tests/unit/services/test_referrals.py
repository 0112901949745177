"""Referrals: what is previewed is what is kept; nothing without the person's choice."""

from __future__ import annotations

import pytest

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole
from frontline.domain.referrals import ReferralState
from frontline.errors import (
    ConsentMissingError,
    ReferralNotFoundError,
    ReferralStateError,
    SiteMissingError,
)
from frontline.services.assistance import AssistancePlans
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.wire.ref_record import ConsentScope, read_ref
from tests.support.desks import DECEIVED, Office, a_session, an_office
from tests.support.hub import new_hub

WISH = QuestionId("referral_wish")


@pytest.fixture
def office() -> Office:
    return an_office()


def referrals(office: Office) -> Referrals:
    return Referrals(office.desk)


def test_a_preview_shows_what_would_leave_and_keeps_nothing(office: Office) -> None:
    table = office.started(**DECEIVED)
    before = office.deeds

    record = referrals(office).preview(table)

    assert (record.band.value, record.consent) == ("presumed", ConsentScope.DEIDENTIFIED)
    assert (record.country, record.month) == ("XA", "2026-11")
    assert office.vault.referrals.referrals() == ()
    assert office.deeds == before


def test_what_is_made_is_what_was_previewed_but_for_its_token(office: Office) -> None:
    table = office.started(**DECEIVED)
    AssistancePlans(office.desk).choose(table, AssistanceService.SHELTER, Choice.ACCEPTED)
    seen = referrals(office).preview(table)

    made = referrals(office).make(table)

    kept = read_ref(made.record)
    assert kept.model_copy(update={"token": seen.token}) == seen
    assert kept.token == made.token != seen.token
    assert kept.services == (AssistanceService.SHELTER,)
    assert made.is_urgent is kept.urgent


def test_where_nobody_can_review_a_referral_waits_for_its_road_alone(office: Office) -> None:
    table = office.started(**DECEIVED)
    made = referrals(office).make(table)

    assert made.state is ReferralState.QUEUED
    assert office.vault.referrals.referral(made.id) == made
    assert office.deeds[-2:] == [DeedKind.REFERRAL_CREATED, DeedKind.REFERRAL_UNREVIEWED]


def test_two_referrals_of_one_case_have_nothing_in_common_that_tells_it(office: Office) -> None:
    table = office.started(**DECEIVED)
    one, other = referrals(office).make(table), referrals(office).make(table)

    assert one.token != other.token
    ids = {table.case.id.hex, table.screening.id.hex, office.desk.session.user.id.hex}
    for record in (one.record.decode(), other.record.decode()):
        assert table.case.code not in record
        assert not any(known in record.replace("-", "") for known in ids)


@pytest.mark.parametrize("wish", ["none_wanted", "unknown", "declined", "not_asked"])
def test_without_the_persons_choice_there_is_no_referral(office: Office, wish: str) -> None:
    table = office.started(**{**DECEIVED, "referral_wish": wish})

    for act in (referrals(office).preview, referrals(office).make):
        with pytest.raises(ConsentMissingError):
            act(table)
    assert office.vault.referrals.referrals() == ()


def test_a_choice_that_was_taken_back_counts(office: Office) -> None:
    table = office.started(**DECEIVED)
    referrals(office).preview(table)

    office.screenings.answer(table, WISH, "none_wanted")

    with pytest.raises(ConsentMissingError):
        referrals(office).make(table)


def test_a_child_is_referred_to_be_protected(office: Office) -> None:
    table = office.started(**{**DECEIVED, "age_group": "child", "referral_wish": "not_asked"})

    assert referrals(office).preview(table).consent is ConsentScope.CHILD_PROTECTION


def test_a_referral_says_where_it_comes_from_so_the_site_must_be_known(office: Office) -> None:
    table = office.started(**DECEIVED)
    office.vault.sites.by_id.clear()

    with pytest.raises(SiteMissingError):
        referrals(office).preview(table)


def test_one_that_has_not_left_can_be_taken_back(office: Office) -> None:
    made = referrals(office).make(office.started(**DECEIVED))

    assert referrals(office).withdraw(made.id).state is ReferralState.CLOSED
    with pytest.raises(ReferralStateError):
        referrals(office).withdraw(made.id)


def test_one_in_a_sealed_bundle_counts_as_gone(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = referrals(office).make(office.started(**DECEIVED))
    supervisor = office.signed_in(a_session(AccessRole.SUPERVISOR))
    hub = new_hub(tmp_path_factory.mktemp("hubs") / "hub")
    Outbox(supervisor.desk).set_hub(hub.card.read_bytes())
    (parcel,) = Outbox(supervisor.desk).seal_waiting()

    with pytest.raises(ReferralStateError):
        referrals(office).withdraw(made.id)
    assert parcel.sequence == 1
    assert office.vault.referrals.referral(made.id).state is ReferralState.QUEUED


def test_an_unknown_referral_cannot_be_taken_back(office: Office) -> None:
    made = referrals(office).make(office.started(**DECEIVED))
    office.vault.referrals.by_id.clear()

    with pytest.raises(ReferralNotFoundError):
        referrals(office).withdraw(made.id)


def test_an_officer_sees_their_own_and_a_supervisor_all(office: Office) -> None:
    mine = referrals(office).make(office.started(**DECEIVED))
    colleague = office.signed_in(a_session())
    theirs = referrals(colleague).make(
        colleague.started(**{**DECEIVED, "age_group": "child", "hurt": "yes"})
    )
    supervisor = office.signed_in(a_session(AccessRole.SUPERVISOR))

    assert [line.id for line in referrals(office).lines()] == [mine.id]
    assert [line.id for line in referrals(colleague).lines()] == [theirs.id]
    lines = referrals(supervisor).lines()
    assert [(line.id, line.is_urgent) for line in lines] == [(theirs.id, True), (mine.id, False)]
    assert lines[0].record == read_ref(theirs.record)
