"""A directory whose services have keys, a law-enforcement focal point, and what goes to each."""

from __future__ import annotations

from datetime import date

from frontline.crypto.sealing import SealingKey, new_sealing_key
from frontline.crypto.signed_document import SignedDocument, write_document
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.deeds import DeedKind
from frontline.domain.handovers import Basis, DutyReason, Need, Part
from frontline.domain.identity import IdentitySheet
from frontline.domain.intel import (
    AccountKind,
    AdvertPhase,
    ChainRole,
    InformationGrade,
    KnownFrom,
    Method,
    RelatedCrime,
    SourceGrade,
)
from frontline.domain.officials import OfficialRole
from frontline.domain.trafficking import AgeProfile
from frontline.services.assistance import AssistancePlans
from frontline.services.desk import Desk
from frontline.services.handovers import HandoverOrder, Handovers
from frontline.services.identities import Identities
from frontline.services.screenings import OpenScreening
from frontline.services.stores import OpenVault, StoredDocument
from frontline.wire.cards import HubCard, read_card
from frontline.wire.directory import DIRECTORY_KIND, Directory, DirectoryEntry
from frontline.wire.focal_point import FOCAL_POINT_KIND, FocalPoint
from frontline.wire.handover import HandoverSheet
from frontline.wire.intel import (
    Account,
    Actor,
    Advert,
    Firm,
    NoteContent,
    Route,
    Vehicle,
)
from tests.support.desks import KEY
from tests.support.packs import ROOT

HUB_CARD = ROOT / "tests" / "vectors" / "card-1" / "hub.json"
SHELTER = AssistanceService.SHELTER
LEGAL = AssistanceService.LEGAL
DUE = date(2026, 12, 6)
# Canaries: the person's own, and those of others.
PERSON = IdentitySheet(
    names="Zoraida Quispevictim",
    contact="+57 300 411 9981",
    papers="Passport ZX-99817",
    notes="Her recruiter is Evaristo Perpcanary-Zyxwv of Firm Wilhelmina-Canary",
)
OTHERS = (
    "Perpcanary-Zyxwv",
    "Wilhelmina-Canary",
    "QQX-4711-CANARY",
    "+57 311 222 3344",
    "perp.example/canary",
)


class HubOnPaper:
    """A hub's card, and the key that opens what is sealed to it."""

    def __init__(self) -> None:
        key, reserve = new_sealing_key(), new_sealing_key()
        published = read_card(HUB_CARD.read_bytes(), HubCard)
        recipients = (key.recipient, reserve.recipient)
        self.card = published.model_copy(update={"recipients": recipients}).canonical()
        self.identity = key.identity


def service_keys() -> dict[AssistanceService, SealingKey]:
    return {service: new_sealing_key() for service in (SHELTER, LEGAL)}


def directory_of(keys: dict[AssistanceService, SealingKey]) -> Directory:
    """The last service has no key."""
    return Directory(
        country="XA",
        entries=(
            DirectoryEntry(
                name="Gateway to protected places (fictitious)",
                services=(SHELTER,),
                country="XA",
                contact="by the duty desk",
                for_children=True,
                recipient=keys[SHELTER].recipient,
            ),
            DirectoryEntry(
                name="Defenders (fictitious)",
                services=(LEGAL,),
                country="XA",
                contact="room 4",
                recipient=keys[LEGAL].recipient,
            ),
            DirectoryEntry(
                name="Clinic (fictitious)", services=(AssistanceService.MEDICAL,), country="XA"
            ),
        ),
    )


def install_directory(desk: Desk, directory: Directory, version: int = 1) -> None:
    """As an update brings it, in place of the shipped one, which is version 1. Past the service,
    which asks for another role."""
    body = directory.model_dump(mode="json")
    content = write_document(SignedDocument(DIRECTORY_KIND, "alpha", 1 + version, body), KEY)
    _install(desk, StoredDocument(DIRECTORY_KIND, "alpha", 1 + version, content))


def focal_point_of(*keys: SealingKey, country: str = "XA") -> FocalPoint:
    return FocalPoint(
        name="Police Unit on Trafficking (fictitious)",
        place="Capital",
        country=country,
        recipients=tuple(key.recipient for key in keys),
    )


def focal_point_document(point: FocalPoint, version: int = 1) -> bytes:
    body = point.model_dump(mode="json")
    return write_document(
        SignedDocument(FOCAL_POINT_KIND, point.country.lower(), version, body), KEY
    )


def install_focal_point(desk: Desk, point: FocalPoint) -> None:
    content = focal_point_document(point)
    _install(desk, StoredDocument(FOCAL_POINT_KIND, point.country.lower(), 1, content))


def _install(desk: Desk, document: StoredDocument) -> None:
    vault: OpenVault = desk.vault
    held = {(each.name, each.version) for each in vault.documents.newest(document.kind)}
    if (document.name, document.version) not in held:
        vault.documents.install(document, desk.deed(DeedKind.DOCUMENT_INSTALLED, document.name))


def accept(desk: Desk, table: OpenScreening, *services: AssistanceService) -> None:
    for service in services:
        AssistancePlans(desk).choose(table, service, Choice.ACCEPTED)


def describe(desk: Desk, table: OpenScreening, sheet: IdentitySheet = PERSON) -> None:
    Identities(desk).save(table.case, sheet)


def order_for(
    handovers: Handovers,
    table: OpenScreening,
    service: AssistanceService = SHELTER,
    reason: DutyReason | None = None,
) -> HandoverOrder:
    """With all that the person could agree to."""
    entry = handovers.choice(table, service).entries[0]
    return HandoverOrder(service, entry, DUE, frozenset(Part), frozenset(Need), reason)


def a_sheet(to: str, **other: object) -> HandoverSheet:
    fields: dict[str, object] = {
        "to": to,
        "receipt_code": "ABCD-2345",
        "service": SHELTER,
        "basis": Basis.CHOICE,
        "reason": None,
        "case_code": "WXYZ-6789",
        "handed_over_by": OfficialRole.POLICE,
        "age": AgeProfile.ADULT,
        "urgent": False,
        "language": "es",
        "needs": (Need.INTERPRETER,),
        "names": "Invented Person",
        "contact": "+57 300 000 0000",
    }
    return HandoverSheet.model_validate(fields | other)


def note_content(country: str = "XA", text: str = "Meets the bus on Mondays.") -> NoteContent:
    perp, firm, plate, phone, advert = OTHERS
    return NoteContent(
        country=country,
        source=SourceGrade.USUALLY_RELIABLE,
        information=InformationGrade.PROBABLY_TRUE,
        known_from=KnownFrom.TOLD,
        seen_in="2026-11",
        actors=(Actor(role=ChainRole.RECRUITER, description=f"Evaristo {perp}, forty, scar"),),
        routes=(Route(origin="Villa", destination="Puerto", how="bus"),),
        firms=(Firm(name=f"Firm {firm}", place="Puerto"),),
        vehicles=(Vehicle(plate=plate, description="white van"),),
        accounts=(Account(kind=AccountKind.PHONE, value=phone),),
        adverts=(Advert(phase=AdvertPhase.CAPTURE, platform="chat", address=advert),),
        methods=(Method.RECRUIT_FALSE_JOB, Method.CONTROL_PAPERS_KEPT),
        related_crimes=(RelatedCrime.MONEY_LAUNDERING, RelatedCrime.BRIBERY),
        text=text,
    )
