"""The gallery's post: a real vault in a folder of its own, with invented people and cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from frontline.app.gallery_groups import make_groups
from frontline.app.gallery_reviews import approve_referral, correct, return_referral
from frontline.app.gallery_routes import note_route
from frontline.app.gallery_words import StandInShelf
from frontline.crypto.canonical import Json
from frontline.crypto.sealing import new_sealing_key
from frontline.crypto.signed_document import SignedDocument, write_document
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.answers import AnswerValue
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.handovers import Part
from frontline.domain.identifiers import CaseId, InstrumentId, QuestionId, ScreeningId, SiteId
from frontline.domain.identity import IdentitySheet
from frontline.domain.intel import InformationGrade, KnownFrom, Method, SourceGrade
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.retention import HoldReason, Removal
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.hub.setup import HubPlan, create_hub
from frontline.services.assistance import AssistancePlans
from frontline.services.backups import Backups
from frontline.services.chance import SystemChance
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.follow_ups import FollowUps
from frontline.services.handovers import HandoverOrder, Handovers
from frontline.services.identities import Identities
from frontline.services.installation import Installation
from frontline.services.intel_notes import IntelNotes
from frontline.services.pack_shelf import PackShelf
from frontline.services.permissions import Session
from frontline.services.referrals import Referrals
from frontline.services.retention import Retention
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.sharing import Sharing
from frontline.services.vaults import NewUser, PostSetup, RecoverySheet
from frontline.storage.keeper import SqlVaultKeeper
from frontline.wire.intel import NoteContent
from frontline.wire.oversight import OVERSIGHT_KIND, OversightBody

SUPERVISOR = NewUser(
    "Amara Duarte", "lantern gravel orchard window", AccessRole.SUPERVISOR, OfficialRole.POLICE
)
DEPUTY = NewUser(
    "Ingrid Solano", "velvet compass harbour nettle", AccessRole.SUPERVISOR, OfficialRole.LABOUR
)
OFFICER = NewUser(
    "Teo Rivas", "copper meadow thunder violin", AccessRole.OFFICER, OfficialRole.IMMIGRATION
)
COLLEAGUE = NewUser(
    "Noor Baptiste", "saffron ladder quartz meadow", AccessRole.OFFICER, OfficialRole.IMMIGRATION
)
OVERSIGHT = NewUser(
    "Irene Valcourt", "pepper lantern bridge willow", AccessRole.OVERSIGHT, OfficialRole.OBSERVER
)
FIRST_LOOK, TALK = InstrumentId("immigration_rapid"), InstrumentId("second_line_interview")
PERSON_LANGUAGE = "ar"
IN_PRIVATE: dict[str, AnswerValue] = {
    "private_now": "yes",
    "interpreter": "not_needed",
    "age_group": "adult",
}
CONCERNING: dict[str, AnswerValue] = {
    **IN_PRIVATE,
    "citizenship": "XA",
    "age_years": 23,
    "offer_from": "acquaintance",
    "papers_with": "other_person",
    "debt": ("amount_unknown", "work_off"),
    "referral_choice": "full",
}
_OPENED = datetime(2026, 3, 9, 2, 40, tzinfo=UTC)
_SOME_DAYS, _LATER = timedelta(days=100), timedelta(minutes=10)


class GalleryClock:
    """Stands still, so that every picture tells the same time."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def advance(self, by: timedelta) -> None:
        self._moment += by


class GalleryPost:
    """Made in `folder`. The vault stays open until `close`.

    `screenings` by name: "first look", "talk", "nothing asked", "sent", and of those that a
    supervisor has to do with "corrected", "returned", "approved".
    """

    def __init__(self, folder: Path, installation: Installation) -> None:
        self.folder = folder
        self.clock, self.chance = GalleryClock(_OPENED), SystemChance()
        self._signer = SigningKey.from_seed(self.chance.token(SEED_BYTES))
        self.trusted = installation.trusted_keys | {self._signer.public}
        self.keeper = SqlVaultKeeper(folder / "post", self.clock, self.chance)
        self.site = Site(
            SiteId(self.chance.uuid()),
            "Tango airport, arrivals",
            SiteKind.AIRPORT,
            SiteSetting.BORDER,
            "XT",
            "XT-C",
        )
        self.sheets: tuple[RecoverySheet, ...] = self.keeper.create(
            PostSetup(SUPERVISOR, OFFICER, self.site)
        )
        self._sessions = self._sign_everybody_in()
        # By whether words stand in for the pack's own; each reads its packs once for all pages.
        self._shelves = {
            is_stand_in: kind(self._vault.documents, self.trusted)
            for is_stand_in, kind in ((False, PackShelf), (True, StandInShelf))
        }
        self.screenings: dict[str, ScreeningId] = {}
        self._install(installation)
        self._fill()
        plan = HubPlan("hub.invented.example", 8443)
        self.hub_card = create_hub(folder / "hub", plan, self.clock, self.chance).canonical()

    def close(self) -> None:
        self._vault.close()

    def desk(self, who: NewUser, *, is_stand_in: bool = False) -> Desk:
        packs, session = self._shelves[is_stand_in], self._sessions[who.name]
        return Desk(self._vault, session, self.clock, self.chance, packs)

    def _sign_everybody_in(self) -> Mapping[str, Session]:
        """One after the other, as a vault has one owner; the supervisor's stays open."""
        sessions: dict[str, Session] = {}
        self._vault, first = self.keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
        for new in (DEPUTY, COLLEAGUE, OVERSIGHT):
            self.keeper.accounts().add_user(first, new)
        for who in (OFFICER, DEPUTY, OVERSIGHT, SUPERVISOR):
            self._vault.close()
            self._vault, sessions[who.name] = self.keeper.sign_in(who.name, who.passphrase)
        return sessions

    def _install(self, installation: Installation) -> None:
        documents = Documents(self.desk(SUPERVISOR), self.trusted)
        documents.install_shipped(path.read_bytes() for path in installation.document_files())
        for version in (1, 2):
            documents.install(self._oversight_body(version))

    def signed(self, kind: str, name: str, version: int, body: dict[str, Json]) -> bytes:
        """A document by somebody this post trusts."""
        return write_document(SignedDocument(kind, name, version, body), self._signer)

    def _oversight_body(self, version: int) -> bytes:
        body = OversightBody(
            name="Ombudsman's Office (fictitious)",
            place="Capital",
            country="XT",
            recipients=(new_sealing_key().recipient,),
        )
        return self.signed(OVERSIGHT_KIND, "tango", version, body.model_dump(mode="json"))

    def _fill(self) -> None:
        self._long_ago()
        desk = self.desk(OFFICER)
        self._start(desk, "nothing asked", TALK, {})
        self._start(desk, "first look", FIRST_LOOK, {"obs_asks_for_help": "seen"})
        talk = self._start(desk, "talk", TALK, CONCERNING)
        AssistancePlans(desk).choose(talk, AssistanceService.LEGAL, Choice.LATER)
        self._name(desk, talk.case.id, "Invented Person")
        note_route(desk, talk)
        self._hand_over(desk, talk)
        colleague = next(user for user in desk.vault.users.users() if user.name == COLLEAGUE.name)
        Sharing(desk).share(talk.case, colleague.id)
        sent = self._start(desk, "sent", TALK, CONCERNING)
        Referrals(desk).make(sent)
        FollowUps(desk).set_for(sent.case.id, date(2026, 6, 24))
        self._review(desk)
        make_groups(desk, self.site.id, TALK, CONCERNING)

    def _review(self, desk: Desk) -> None:
        """Nothing of it is urgent, so that all of it waits for review."""
        supervisor = self.desk(SUPERVISOR)
        corrected = self._start(desk, "corrected", TALK, CONCERNING)
        self.clock.advance(_LATER)
        correct(desk, corrected)
        return_referral(desk, supervisor, self._start(desk, "returned", TALK, CONCERNING))
        approve_referral(desk, supervisor, self._start(desk, "approved", TALK, CONCERNING))

    def _hand_over(self, desk: Desk, talk: OpenScreening) -> None:
        """To a safe place, at every step of it, and a note on suspects beside it."""
        shelter = AssistanceService.SHELTER
        AssistancePlans(desk).choose(talk, shelter, Choice.ACCEPTED)
        handovers = Handovers(desk, Documents(desk, self.trusted))
        (entry,) = handovers.choice(talk, shelter).entries
        order = HandoverOrder(shelter, entry, date(2026, 6, 20), frozenset(Part))
        refused, received, carried, _ = (handovers.prepare(talk, order) for _ in range(4))
        handovers.refused(talk.case, refused.handover.id)
        handovers.received(talk.case, received.handover.id, received.receipt_code)
        handovers.carried(talk.case, carried.handover.id)
        notes = IntelNotes(desk, self.trusted)
        (point,) = notes.focal_points(talk.case)
        content = NoteContent(
            country=point.country,
            source=SourceGrade.CANNOT_BE_JUDGED,
            information=InformationGrade.POSSIBLY_TRUE,
            known_from=KnownFrom.TOLD,
            methods=(Method.RECRUIT_FALSE_JOB,),
        )
        kept = notes.seal(talk.case, content, point)
        notes.carried(talk.case, kept.id)

    def _long_ago(self) -> None:
        """Cases closed so long ago that there is something to remove, and a backup of them."""
        desk, tables = self.desk(OFFICER), []
        for _ in range(3):
            table = self._start(desk, "", TALK, IN_PRIVATE)
            self._name(desk, table.case.id, "Somebody Invented")
            ScreeningService(desk).close(table)
            tables.append(table)
        self.clock.advance(_SOME_DAYS)
        mine = Retention(self.desk(SUPERVISOR), self.keeper)
        deputys = Retention(self.desk(DEPUTY), self.keeper)
        first, second, third = (table.case.id for table in tables)
        mine.propose(first, Removal.IDENTITY)
        deputys.propose(second, Removal.IDENTITY)
        mine.hold(third, HoldReason.COMPENSATION)
        Backups(self.desk(SUPERVISOR)).make()

    def _start(
        self, desk: Desk, name: str, instrument: InstrumentId, answers: Mapping[str, AnswerValue]
    ) -> OpenScreening:
        service = ScreeningService(desk)
        table = service.start(instrument, self.site.id, PERSON_LANGUAGE)
        if answers:
            service.answer_all(table, [(QuestionId(key), each) for key, each in answers.items()])
        self.screenings[name] = table.screening.id
        return table

    def _name(self, desk: Desk, case: CaseId, names: str) -> None:
        Identities(desk).save(desk.vault.cases.case(case), IdentitySheet(names=names))
