"""A child's screening is not closed before child protection was brought in (S-045)."""

from __future__ import annotations

import pytest

from frontline.domain.deeds import DeedKind
from frontline.errors import CaseNotFoundError, ChildProtectionMissingError
from frontline.services.child_protection import ChildProtection
from frontline.services.referrals import Referrals
from tests.support.desks import DECEIVED, Office, a_session, an_office
from tests.support.rights import give_rights

CHILD = DECEIVED | {"age_group": "child"}


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.mark.parametrize("age", ["child", "in_doubt", "unknown"])
def test_it_is_not_closed_before_somebody_was_told(office: Office, age: str) -> None:
    table = office.started(**CHILD | {"age_group": age})

    with pytest.raises(ChildProtectionMissingError):
        office.screenings.close(table)
    assert not office.vault.cases.screening(table.screening.id).is_closed

    give_rights(office.desk, table)
    ChildProtection(office.desk).tell(table.case)
    office.screenings.close(table)

    assert office.vault.cases.screening(table.screening.id).is_closed
    assert office.deeds[-2:] == [DeedKind.CHILD_PROTECTION_TOLD, DeedKind.SCREENING_CLOSED]


def test_a_referral_that_is_on_its_way_is_an_action_too(office: Office) -> None:
    table = office.started(**CHILD)
    referral = Referrals(office.desk).make(table)
    Referrals(office.desk).withdraw(referral.id)
    with pytest.raises(ChildProtectionMissingError):
        office.screenings.close(table)

    Referrals(office.desk).make(table)
    give_rights(office.desk, table)
    office.screenings.close(table)

    assert table.screening.is_closed


def test_an_adult_and_a_child_with_nothing_shown_close_without(office: Office) -> None:
    for table in (office.started(**DECEIVED), office.started(age_group="child", alone="yes")):
        give_rights(office.desk, table)
        office.screenings.close(table)

        assert table.screening.is_closed


def test_when_it_was_brought_in_stays_on_record(office: Office) -> None:
    table, protection = office.started(**CHILD), ChildProtection(office.desk)
    assert protection.told_at(table.case) is None

    at = protection.tell(table.case)

    assert at == office.clock.now()
    assert protection.told_at(table.case) == at


def test_nobody_records_it_for_a_case_of_somebody_else(office: Office) -> None:
    table = office.started(**CHILD)
    colleague = office.signed_in(a_session())

    with pytest.raises(CaseNotFoundError):
        ChildProtection(colleague.desk).tell(table.case)
    assert office.vault.plans.child_protection_told(table.case.id) is None
