"""The smaller stores: one contract for the vault in memory and the vault on disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import FollowUpId, LegId, SiteId
from frontline.domain.routes import Arranger, BorderPoint, PlaceKind, RouteLeg, Transport
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.errors import CaseNotFoundError, DocumentVersionError, StorageUnwritableError
from frontline.services.stores import StoredDocument
from tests.support.vault_posts import CHANCE, Bench

FARM = Site(SiteId(CHANCE.uuid()), "Finca", SiteKind.FARM, SiteSetting.RURAL, "XT", "XT-9")


def test_an_envelope_comes_back_and_a_new_one_takes_its_place(bench: Bench) -> None:
    case, _screening = bench.added()
    deed = bench.deed(DeedKind.IDENTITY_SAVED, case.id)
    assert bench.vault.identities.envelope(case.id) is None

    bench.vault.identities.save_envelope(case.id, b"sealed once", deed)
    assert bench.vault.identities.envelope(case.id) == b"sealed once"
    bench.vault.identities.save_envelope(case.id, b"sealed again", deed)

    assert bench.vault.identities.envelope(case.id) == b"sealed again"
    bench.vault.audit.verify()


def test_an_envelope_for_an_unknown_case_is_refused(bench: Bench) -> None:
    case = bench.a_case()
    before = bench.vault.audit.head()

    with pytest.raises(StorageUnwritableError):
        bench.vault.identities.save_envelope(case.id, b"sealed", bench.deed())
    assert bench.vault.identities.envelope(case.id) is None
    assert bench.vault.audit.head() == before


def test_the_latest_choice_of_each_service_stands(bench: Bench) -> None:
    case, _screening = bench.added()
    plans, deed = bench.vault.plans, bench.deed(DeedKind.CHOICE_RECORDED, case.id)
    assert plans.choices(case.id) == {}

    plans.record_choice(case.id, AssistanceService.SHELTER, Choice.LATER, deed)
    plans.record_choice(case.id, AssistanceService.MEDICAL, Choice.ACCEPTED, deed)
    plans.record_choice(case.id, AssistanceService.SHELTER, Choice.DECLINED, deed)

    assert plans.choices(case.id) == {
        AssistanceService.SHELTER: Choice.DECLINED,
        AssistanceService.MEDICAL: Choice.ACCEPTED,
    }
    bench.vault.audit.verify()


def test_child_protection_stays_brought_in_since_the_first_time(bench: Bench) -> None:
    case, _screening = bench.added()
    other, _screening = bench.added()
    plans = bench.vault.plans
    assert plans.child_protection_told(case.id) is None

    first = bench.deed(DeedKind.CHILD_PROTECTION_TOLD, case.id)
    plans.tell_child_protection(case.id, first)
    plans.tell_child_protection(case.id, replace(first, at=first.at + timedelta(hours=2)))

    assert plans.child_protection_told(case.id) == first.at
    assert plans.child_protection_told(other.id) is None
    bench.vault.audit.verify()


def test_the_route_that_was_recorded_last_stands_and_that_of_a_case_is_its_own(
    bench: Bench,
) -> None:
    case, _screening = bench.added()
    other, _screening = bench.added()
    routes, deed = bench.vault.routes, bench.deed(DeedKind.ROUTE_RECORDED, case.id)
    first = RouteLeg(LegId(CHANCE.uuid()), "XA", "XA-1", PlaceKind.HOME_AREA, Transport.NONE)
    then = RouteLeg(
        LegId(CHANCE.uuid()),
        "XT",
        None,
        PlaceKind.AIRPORT,
        Transport.PLANE,
        Arranger.RECRUITER,
        BorderPoint.AIRPORT,
        is_planned=True,
    )
    assert routes.route(case.id) == ()

    routes.record_route(case.id, (first, then), deed)
    routes.record_route(case.id, (then, first), deed)

    assert routes.route(case.id) == (then, first)
    assert routes.route(other.id) == ()
    routes.record_route(case.id, (), deed)
    assert routes.route(case.id) == ()
    bench.vault.audit.verify()


def test_a_route_of_an_unknown_case_is_refused(bench: Bench) -> None:
    before = bench.vault.audit.head()
    with pytest.raises(StorageUnwritableError):
        bench.vault.routes.record_route(bench.a_case().id, (), bench.deed())
    assert bench.vault.audit.head() == before


def test_choices_of_one_case_are_not_those_of_another(bench: Bench) -> None:
    case, _screening = bench.added()
    other, _screening = bench.added()
    bench.vault.plans.record_choice(case.id, AssistanceService.LEGAL, Choice.ACCEPTED, bench.deed())

    assert bench.vault.plans.choices(other.id) == {}


def test_follow_ups_are_listed_the_earliest_due_first_until_done(bench: Bench) -> None:
    case, _screening = bench.added()
    late = bench.a_follow_up(case, date(2027, 3, 1))
    soon = bench.a_follow_up(case, date(2026, 12, 24))
    store, deed = bench.vault.follow_ups, bench.deed(DeedKind.FOLLOW_UP_SET)
    store.add_follow_up(late, deed)
    store.add_follow_up(soon, deed)

    assert store.open_follow_ups() == (soon, late)
    store.finish_follow_up(soon.id, bench.clock.now(), bench.deed(DeedKind.FOLLOW_UP_DONE))

    assert store.open_follow_ups() == (late,)
    bench.vault.audit.verify()


def test_a_follow_up_that_is_done_can_be_done_again_without_harm(bench: Bench) -> None:
    case, _screening = bench.added()
    follow_up = bench.a_follow_up(case)
    bench.vault.follow_ups.add_follow_up(follow_up, bench.deed(DeedKind.FOLLOW_UP_SET))
    bench.vault.follow_ups.finish_follow_up(follow_up.id, bench.clock.now(), bench.deed())
    before = bench.vault.audit.head()

    bench.vault.follow_ups.finish_follow_up(follow_up.id, bench.clock.now(), bench.deed())

    assert bench.vault.audit.head() == before


def test_an_unknown_follow_up_cannot_be_done(bench: Bench) -> None:
    with pytest.raises(CaseNotFoundError):
        bench.vault.follow_ups.finish_follow_up(
            FollowUpId(CHANCE.uuid()), bench.clock.now(), bench.deed()
        )


def test_sites_are_listed_in_the_order_in_which_they_were_added(bench: Bench) -> None:
    bench.vault.sites.add_site(FARM, bench.deed(DeedKind.SITE_ADDED, FARM.id))

    assert bench.vault.sites.sites() == (bench.site, FARM)


def test_the_very_same_site_again_is_harmless_and_another_with_its_id_refused(
    bench: Bench,
) -> None:
    deed = bench.deed(DeedKind.SITE_ADDED, bench.site.id)
    before = bench.vault.audit.head()

    bench.vault.sites.add_site(bench.site, deed)
    with pytest.raises(StorageUnwritableError):
        bench.vault.sites.add_site(replace(bench.site, label="Gate 5"), deed)

    assert bench.vault.sites.sites() == (bench.site,)
    assert bench.vault.audit.head() == before


def test_the_newest_version_of_each_document_of_a_kind_is_given(bench: Bench) -> None:
    pack = [StoredDocument("pack", "core", version, b"c%d" % version) for version in (1, 2, 10)]
    other = StoredDocument("pack", "andes", 1, b"a")
    directory = StoredDocument("directory", "core", 7, b"d")
    for document in (*pack, other, directory):
        bench.vault.documents.install(document, bench.deed(DeedKind.DOCUMENT_INSTALLED))

    assert bench.vault.documents.newest("pack") == (other, pack[2])
    assert bench.vault.documents.newest("glossary") == ()
    assert bench.vault.documents.version("pack", "core", 2) == pack[1]
    assert bench.vault.documents.version("pack", "core", 3) is None
    bench.vault.audit.verify()


@pytest.mark.parametrize("version", [3, 4])
def test_a_document_that_is_not_newer_is_refused(bench: Bench, version: int) -> None:
    deed = bench.deed(DeedKind.DOCUMENT_INSTALLED)
    newest = StoredDocument("pack", "core", 4, b"four")
    bench.vault.documents.install(newest, deed)
    before = bench.vault.audit.head()

    with pytest.raises(DocumentVersionError):
        bench.vault.documents.install(StoredDocument("pack", "core", version, b"x"), deed)
    assert bench.vault.documents.newest("pack") == (newest,)
    assert bench.vault.audit.head() == before


def test_a_deed_by_itself_makes_the_chain_longer(bench: Bench) -> None:
    before = bench.vault.audit.head()

    bench.vault.audit.record(bench.deed(DeedKind.IDENTITY_VIEWED))

    after = bench.vault.audit.head()
    assert after.count == before.count + 1
    assert after.digest != before.digest
    assert bench.vault.audit.verify() == after


def test_two_moments_of_one_minute_are_one_in_the_chain(real: Bench) -> None:
    chain = real.vault.audit
    assert chain.head().count > 0
    first = real.deed(DeedKind.IDENTITY_VIEWED)
    second = replace(first, at=first.at + timedelta(seconds=20))

    entries = [chain._chain.entry(deed, ()).content for deed in (first, second)]  # type: ignore[attr-defined]

    assert entries[0] == entries[1]
