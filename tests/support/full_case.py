"""A case with a planted string in every field that takes text, and what leaves by each channel."""

from __future__ import annotations

from dataclasses import dataclass, replace

from frontline.crypto.sealing import SealingKey, new_sealing_key
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId
from frontline.domain.identity import IdentitySheet
from frontline.domain.routes import PlaceKind, RouteLeg
from frontline.services.identities import Identities
from frontline.services.integrity import Account, Integrity
from frontline.services.intel_notes import IntelNotes
from frontline.services.outbox import Outbox
from frontline.services.question_notes import QuestionNotes
from frontline.services.referrals import Referrals
from frontline.services.roads import Parcel
from frontline.services.routes import Routes
from frontline.services.screenings import OpenScreening
from frontline.wire.cards import HubCard
from tests.support.channels import (
    OTHERS,
    SHELTER,
    accept,
    directory_of,
    focal_point_of,
    install_directory,
    install_focal_point,
    note_content,
    order_for,
    service_keys,
)
from tests.support.desks import DECEIVED, TRUSTED, Office, a_session, an_office
from tests.support.handover_desks import HandoverDesk
from tests.support.oversight import ACCOUNT, body_of, oversight_keys
from tests.support.vault_posts import SITE

# Of the person, by the field of their details: those that a service may be told, and those never.
TOLD = {
    "names": "Theodolinde Quetzalbrunn",
    "contact": "Calle Inventada 8842",
}
KEPT = {
    "papers": "Passport ZX-99817-QV",
    "notes": "locked up behind Umbraflor",
    "question note": "he counted for her, said Tanzerellan",
    "place on the route": "the blue gate behind Ostravelle",
}
# Of the post: its place, its officer, and what the officer told the oversight body.
POST = {"site": "Puerta Escondida 12", "officer": "Xiomara Velquist"}
REPORTED = {"place": ACCOUNT.place, "period": ACCOUNT.period, "text": ACCOUNT.text}
PLANTED = (*TOLD.values(), *KEPT.values(), *POST.values(), *REPORTED.values(), *OTHERS)


@dataclass(frozen=True)
class FullCase:
    """What left, and who opens it. `tells_apart` are texts that only the post itself could know."""

    office: Office
    table: OpenScreening
    parcels: tuple[Parcel, ...]
    hand: bytes
    service: SealingKey
    focal_point: SealingKey
    oversight: SealingKey
    tells_apart: tuple[str, ...]


def known_only_here(office: Office, table: OpenScreening) -> tuple[str, ...]:
    """Names that the vault gives to things: whoever has them in two places joins those."""
    session = office.desk.session
    return (
        *(each.hex for each in (table.case.id, table.screening.id, session.user.id, SITE.id)),
        *(str(each) for each in (table.case.id, table.screening.id, session.user.id, SITE.id)),
        table.case.code,
    )


def an_officer_at_a_named_post() -> Office:
    session = a_session()
    office = an_office(replace(session, user=replace(session.user, name=POST["officer"])))
    office.vault.sites.by_id[SITE.id] = replace(SITE, label=POST["site"])
    return office


def note_route(office: Office, table: OpenScreening) -> None:
    """Two places, one of them by its name."""
    routes = Routes(office.desk)
    routes.save(table, RouteLeg(routes.new_leg(), "XA", "XA-1", PlaceKind.HOME_AREA), "")
    there = RouteLeg(routes.new_leg(), "XT", "XT-C", PlaceKind.HOTEL, is_planned=True)
    routes.save(table, there, KEPT["place on the route"])


def a_full_case(card: HubCard) -> FullCase:
    """Everything is filled in, and all that can leave lies ready."""
    office, keys = an_officer_at_a_named_post(), service_keys()
    desk, point, bodies = office.desk, new_sealing_key(), oversight_keys()
    office.vault.outbox.set_hub_card(card.canonical(), office.desk.deed(DeedKind.HUB_SET, card.hub))
    table = office.started(**DECEIVED)
    sheet = IdentitySheet.model_validate({**TOLD, "papers": KEPT["papers"], "notes": KEPT["notes"]})
    Identities(desk).save(table.case, sheet)
    QuestionNotes(desk).save(table, QuestionId("hours"), KEPT["question note"])
    note_route(office, table)
    install_directory(desk, directory_of(keys))
    accept(desk, table, SHELTER)
    at = HandoverDesk(office, table, keys)
    line = at.handovers.prepare(table, order_for(at.handovers, table))
    install_focal_point(desk, focal_point_of(point))
    # OTHERS are in no detail of this person, so nothing has to be said of them.
    IntelNotes(desk, TRUSTED).seal(table.case, note_content(), focal_point_of(point))
    integrity = Integrity(desk, TRUSTED)
    account = Account(ACCOUNT.pattern, ACCOUNT.service, **REPORTED, names_reporter=True)
    integrity.put_away(integrity.seal(account, body_of(bodies)))
    Referrals(desk).make(table)
    return FullCase(
        office=office,
        table=table,
        parcels=Outbox(desk).seal_waiting(),
        hand=at.handovers.file(table.case, line.handover.id),
        service=keys[SHELTER],
        focal_point=point,
        oversight=bodies[0],
        tells_apart=known_only_here(office, table),
    )
