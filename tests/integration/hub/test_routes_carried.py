"""Routes of five places, noted at a real vault, put in order, and told to a hub by regions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.domain.routes import Arranger, BorderPoint, PlaceKind, RouteLeg, Transport
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.services.routes import Routes
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.wire.ref_record import RefRecord, read_ref
from tests.support.desks import DECEIVED, FULL, TRUSTED, core_pack
from tests.support.hub import Hub, new_hub, opened, stored_referrals
from tests.support.review_office import HURT
from tests.support.vault_desks import desk_of
from tests.support.vault_posts import OFFICER, SITE, RealPost, cheap_derivation, make_real_post

NAME = "the blue gate behind Ostravelle"
# Regions, "XT" where it is not known, in the order in which they are noted. The last is planned.
WITHIN = ("XT-A", "XT-B", "XT-B", "XT", "XT-C")
ACROSS = ("XA-1", "XA-2", "XT-C", "XT-A", "XD-1")


@pytest.fixture
def post(tmp_path: Path) -> Iterator[RealPost]:
    with cheap_derivation():
        yield make_real_post(tmp_path / "vault")


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    with opened(new_hub(tmp_path / "hub")) as found:
        yield found


def noted(desk: Desk, places: tuple[str, ...]) -> OpenScreening:
    """Somebody in danger, so that nobody's review is waited for."""
    table = ScreeningService(desk).start(InstrumentId(FULL), SITE.id, "es")
    given = tuple((QuestionId(name), value) for name, value in {**DECEIVED, **HURT}.items())
    ScreeningService(desk).answer_all(table, given)
    routes = Routes(desk)
    for at, place in enumerate(places):
        leg = RouteLeg(
            routes.new_leg(),
            place[:2],
            place if "-" in place else None,
            PlaceKind.CITY,
            Transport.BUS,
            Arranger.RECRUITER,
            BorderPoint.OUTSIDE_POSTS,
            is_planned=at == len(places) - 1,
        )
        routes.save(table, leg, f"{NAME} {at}")
    return table


def regions(record: RefRecord) -> list[str]:
    return [leg.region or leg.country or "" for leg in record.route]


def by_regions(told: RefRecord, wanted: list[str]) -> None:
    assert regions(told) == wanted
    assert [leg.planned for leg in told.route] == [False] * 4 + [True]
    assert {leg.border for leg in told.route} == {BorderPoint.UNKNOWN}


def set_up(desk: Desk, hub: Hub) -> None:
    """Rules, and post and hub known to each other."""
    Documents(desk, TRUSTED).install_shipped([core_pack()])
    deed = desk.deed(DeedKind.HUB_SET, hub.card.hub)
    desk.vault.outbox.set_hub_card(hub.card.canonical(), deed)
    card = Outbox(desk).device_card()
    hub.mailroom.enrol(card.device, card.verify_key, card.supervisor_keys)


@pytest.mark.parametrize("places", [WITHIN, ACROSS], ids=["within", "across"])
def test_a_route_is_stored_put_in_order_and_told_by_regions(
    post: RealPost, hub: Hub, places: tuple[str, ...]
) -> None:
    vault, session = post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        desk = desk_of(post, vault, session)
        set_up(desk, hub)
        table, routes = noted(desk, places), Routes(desk)
        second = routes.read(table).legs[1]
        routes.move(table, second.id, 2)
    # Another day.
    vault, session = post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        desk = desk_of(post, vault, session)
        table = ScreeningService(desk).resume(table.screening.id)
        found = Routes(desk).read(table)
        wanted = [places[at] for at in (0, 2, 3, 1, 4)]
        assert [leg.region or leg.country for leg in found.legs] == wanted
        assert found.names is not None
        assert found.names[second.id] == f"{NAME} 1"
        referral = Referrals(desk).make(table)
        hub.receive(*Outbox(desk).seal_waiting())
        vault.audit.verify()
    assert NAME.encode() not in post.places.database.read_bytes()
    hub.processor.process_waiting()
    (content,) = stored_referrals(hub.folder).values()
    assert content.encode() == referral.record
    assert "Ostravelle" not in content
    by_regions(read_ref(referral.record), wanted)
