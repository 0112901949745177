"""What falls due and when, what stops it, and that it takes two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from frontline.domain.cases import Case
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band, Finding
from frontline.domain.officials import AccessRole
from frontline.domain.retention import HoldReason, Removal
from frontline.errors import NotPermittedError
from frontline.errors_of_keeping import (
    LegalHoldError,
    SecondPersonError,
)
from frontline.rules.country import RetentionPeriods, Stated
from frontline.services.backups import Backups
from frontline.services.permissions import Session
from frontline.services.retention import Retention
from tests.support.desks import Office, a_session, an_office
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import SITE, Bench

PERIODS = RetentionPeriods(
    identity=dict.fromkeys(Band, 30) | {Band.PRESUMED: 60},
    case=dict.fromkeys(Band, 100) | {Band.PRESUMED: 200},
    stated=Stated("Invented", date(2026, 1, 1)),
)


class KnownRetention(Retention):
    """At a post whose country states its periods."""

    def periods(self) -> RetentionPeriods | None:
        return PERIODS


@dataclass
class Desk:
    office: Office
    keeper: MemoryKeeper

    @staticmethod
    def of(role: AccessRole = AccessRole.SUPERVISOR) -> Desk:
        office = an_office(a_session(role))
        keeper = MemoryKeeper(office.clock)
        keeper.vault = office.vault
        return Desk(office, keeper)

    def beside(self, role: AccessRole = AccessRole.SUPERVISOR) -> Desk:
        """Somebody else at the same vault."""
        return replace(self, office=self.office.signed_in(a_session(role)))

    @property
    def retention(self) -> KnownRetention:
        return KnownRetention(self.office.desk, self.keeper)

    @property
    def session(self) -> Session:
        return self.office.desk.session

    def a_closed_case(self, band: Band = Band.POSSIBLE) -> Case:
        bench = Bench(self.office.vault, self.session.user.id, SITE, self.office.clock)
        case, screening = bench.added()
        self.office.vault.identities.save_envelope(case.id, b"sealed", bench.deed())
        self.office.vault.cases.close_screening(
            screening.id, self.office.clock.now(), Finding(band, urgent=False), bench.deed()
        )
        return case

    def wait(self, days: int) -> None:
        self.office.clock.advance(timedelta(days=days))

    def due(self) -> list[tuple[str, Removal]]:
        return [(each.case.code, each.removal) for each in self.retention.due()]


def test_first_the_identity_then_the_case_by_the_band_of_its_finding() -> None:
    desk = Desk.of()
    possible, presumed = desk.a_closed_case(), desk.a_closed_case(Band.PRESUMED)
    desk.wait(29)
    assert desk.due() == []
    desk.wait(1)
    assert desk.due() == [(possible.code, Removal.IDENTITY)]
    desk.wait(30)
    assert desk.due() == [
        (possible.code, Removal.IDENTITY),
        (presumed.code, Removal.IDENTITY),
    ]
    desk.wait(40)
    assert desk.due()[-1] == (possible.code, Removal.CASE)


def test_where_the_country_says_nothing_nothing_falls_due() -> None:
    desk = Desk.of()
    desk.a_closed_case()
    desk.wait(40_000)

    assert Retention(desk.office.desk, desk.keeper).due() == ()


def test_an_open_case_and_one_with_work_left_do_not_fall_due() -> None:
    desk = Desk.of()
    bench = Bench(desk.office.vault, desk.session.user.id, SITE, desk.office.clock)
    bench.added()
    case = desk.a_closed_case()
    desk.office.vault.follow_ups.add_follow_up(bench.a_follow_up(case), bench.deed())
    desk.wait(1000)

    assert desk.due() == []


def test_it_takes_two() -> None:
    desk = Desk.of()
    case = desk.a_closed_case()
    desk.wait(100)
    desk.retention.propose(case.id, Removal.CASE)
    (own,) = desk.retention.proposals()
    assert own.proposal is not None
    with pytest.raises(SecondPersonError):
        desk.retention.confirm([own.proposal])
    assert len(desk.office.vault.retention.kept()) == 1

    other = desk.beside(AccessRole.ADMINISTRATOR)
    assert other.retention.confirm([own.proposal]) == 1

    assert desk.office.vault.retention.kept() == ()
    assert desk.keeper.renewals == 1
    assert DeedKind.CASE_PURGED in desk.office.deeds
    assert other.retention.confirm([own.proposal]) == 0
    assert desk.keeper.renewals == 1


def test_an_identity_goes_on_request_before_it_is_due() -> None:
    desk = Desk.of()
    case = desk.a_closed_case()
    desk.retention.propose(case.id, Removal.IDENTITY)
    (waiting,) = desk.beside().retention.proposals()
    assert waiting.proposal is not None
    desk.beside().retention.confirm([waiting.proposal])

    assert desk.office.vault.identities.envelope(case.id) is None
    assert len(desk.office.vault.retention.kept()) == 1


def test_a_hold_stops_it_at_every_step() -> None:
    desk = Desk.of()
    case = desk.a_closed_case()
    desk.retention.propose(case.id, Removal.CASE)
    (waiting,) = desk.retention.proposals()
    assert waiting.proposal is not None
    desk.retention.hold(case.id, HoldReason.COURT)
    with pytest.raises(LegalHoldError):
        desk.beside().retention.confirm([waiting.proposal])
    with pytest.raises(LegalHoldError):
        desk.retention.propose(case.id, Removal.IDENTITY)
    assert [each.id for each in desk.retention.held()] == [case.id]

    desk.retention.lift_hold(case.id)
    assert desk.beside().retention.confirm([waiting.proposal]) == 1


def test_a_withdrawn_proposal_removes_nothing() -> None:
    desk = Desk.of()
    case = desk.a_closed_case()
    desk.retention.propose(case.id, Removal.CASE)
    (waiting,) = desk.retention.proposals()
    assert waiting.proposal is not None
    desk.beside().retention.withdraw(waiting.proposal)

    assert desk.beside().retention.confirm([waiting.proposal]) == 0
    assert len(desk.office.vault.retention.kept()) == 1


def test_older_backups_of_this_machine_give_way_to_one_without_the_case() -> None:
    desk = Desk.of()
    old = Backups(desk.office.desk).make()
    case = desk.a_closed_case()
    desk.retention.propose(case.id, Removal.CASE)
    (waiting,) = desk.retention.proposals()
    assert waiting.proposal is not None
    desk.wait(1)
    desk.beside().retention.confirm([waiting.proposal])

    (left,) = Backups(desk.office.desk).listed()
    assert left.name != old.name


@pytest.mark.parametrize("role", [AccessRole.OFFICER, AccessRole.TRAINER, AccessRole.OVERSIGHT])
def test_others_neither_see_nor_do_it(role: AccessRole) -> None:
    desk = Desk.of(role)
    case = desk.a_closed_case()
    with pytest.raises(NotPermittedError):
        desk.retention.due()
    with pytest.raises(NotPermittedError):
        desk.retention.propose(case.id, Removal.CASE)
    with pytest.raises(NotPermittedError):
        desk.retention.hold(case.id, HoldReason.COURT)
    with pytest.raises(NotPermittedError):
        desk.retention.confirm([])


def test_an_administrator_confirms_and_proposes_nothing() -> None:
    desk = Desk.of(AccessRole.ADMINISTRATOR)
    case = desk.a_closed_case()
    assert desk.due() == []
    with pytest.raises(NotPermittedError):
        desk.retention.propose(case.id, Removal.IDENTITY)
