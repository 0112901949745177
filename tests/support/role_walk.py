"""Everything that every role could try, on a real small vault, each try on a thing of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import date

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import Case, CaseAccess, Share
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import CaseId, LegId, QuestionId
from frontline.domain.identity import IdentitySheet
from frontline.domain.naming import NameDecision, NameReason
from frontline.domain.officials import AccessRole, OfficialRole, User
from frontline.domain.retention import HoldReason, Removal
from frontline.domain.routes import RouteLeg
from frontline.errors import (
    CaseNotFoundError,
    NotPermittedError,
    ScreeningNotFoundError,
    SealedDataError,
)
from frontline.errors_of_groups import GroupNotFoundError
from frontline.errors_of_review import NameNotOpenError
from frontline.services.accounts import Accounts
from frontline.services.assistance import AssistancePlans
from frontline.services.case_access import readers_of
from frontline.services.case_stores import Envelope
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.follow_ups import FollowUps
from frontline.services.identities import Identities
from frontline.services.naming import FormNaming
from frontline.services.outbox import Outbox
from frontline.services.pack_shelf import PackShelf
from frontline.services.permissions import Action, Thing
from frontline.services.referrals import Referrals
from frontline.services.retention import Retention
from frontline.services.routes import Routes
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.search import Search
from frontline.services.sharing import Sharing
from frontline.services.vaults import NewUser
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.vault import SqlVault
from tests.support.desks import DECEIVED, FULL, TRUSTED, core_pack
from tests.support.gui_pages import a_hub_card
from tests.support.rights import close_with_rights
from tests.support.vault_posts import CHANCE, OFFICER, SITE, SUPERVISOR, RealPost

PASSPHRASE = "marble harbour ginger telescope"
SHEET = IdentitySheet(names="Quetzalcanary", contact="", papers="", notes="")
REFUSALS = (
    NotPermittedError,
    CaseNotFoundError,
    ScreeningNotFoundError,
    SealedDataError,
    GroupNotFoundError,
)
CASES = (Thing.OWN_CASE, Thing.SHARED_CASE, Thing.COLLEAGUES_CASE)


def new_user(role: AccessRole) -> NewUser:
    return NewUser(f"walking {role.value}", PASSPHRASE, role, OfficialRole.IMMIGRATION)


@dataclass
class Walk:
    """Somebody of one role at a real vault, where `author` and `other` are officers as well."""

    vault: SqlVault
    desk: Desk
    author: Desk
    other: User
    keeper: SqlVaultKeeper
    version: int = field(default=1)

    def a_case(self, thing: Thing) -> OpenScreening:
        """Of the author, with an envelope; then made what it is to who walks."""
        table = ScreeningService(self.author).start(FULL, SITE.id, "es")
        answers = tuple((QuestionId(name), value) for name, value in DECEIVED.items())
        ScreeningService(self.author).answer_all(table, answers)
        Identities(self.author).save(table.case, SHEET)
        FollowUps(self.author).set_for(table.case.id, date(2026, 12, 1))
        self.let_in(table.case, thing)
        return table

    def let_in(self, case: Case, thing: Thing) -> None:
        """Past the services: no role could keep another from it."""
        if thing is Thing.COLLEAGUES_CASE:
            return
        is_owner = thing is Thing.OWN_CASE
        own, author = self.desk.session.user.id, self.author.session.user.id
        share = Share(own, self.desk.clock.now(), author)
        access = CaseAccess(case.id, own, ()) if is_owner else CaseAccess(case.id, author, (share,))
        envelope = Identities(self.author).sealed_for(access)
        deed = self.author.deed(DeedKind.CASE_SHARED, case.id)
        assert isinstance(envelope, Envelope)
        assert readers_of(access, self.vault.users.users())
        self.vault.shares.set_access(access, envelope, deed)


Try = Callable[[Walk, OpenScreening], object]


def shown(lists: Callable[[Walk], list[CaseId]]) -> Try:
    """A list counts as a success where the case is on it."""

    def attempt(walk: Walk, table: OpenScreening) -> None:
        if table.case.id not in lists(walk):
            raise CaseNotFoundError

    return attempt


def in_sheets(walk: Walk) -> list[CaseId]:
    search = Search(walk.desk)
    cases = search.begin_in_sheets(SHEET.names)
    looked = search.look_in_sheets(SHEET.names, cases)
    return [each.case.id for each in search.found(looked.cases)]


def all_lines(walk: Walk) -> list[CaseId]:
    """Cases that may be read because all may: those of others, and what `resume` opens."""
    walk.desk.session.require(Action.READ_ALL_CASES)
    return [case.id for case, _screening in walk.vault.cases.open_screenings()]


def read_sheet(walk: Walk, table: OpenScreening) -> None:
    assert Identities(walk.desk).read(table.case) == SHEET


def open_any(walk: Walk, table: OpenScreening) -> None:
    walk.desk.session.require(Action.READ_ALL_CASES)
    ScreeningService(walk.desk).resume(table.screening.id)


def retention(walk: Walk) -> Retention:
    return Retention(walk.desk, walk.keeper)


def hold_and_lift(walk: Walk, table: OpenScreening) -> None:
    retention(walk).hold(table.case.id, HoldReason.COURT)
    retention(walk).lift_hold(table.case.id)


def note_route(walk: Walk, table: OpenScreening) -> None:
    leg = RouteLeg(LegId(CHANCE.uuid()), "XA")
    routes = Routes(walk.desk)
    routes.save(table, leg, SHEET.names)
    routes.move(table, leg.id, 1)
    routes.remove(table, leg.id)


def name_form(walk: Walk, table: OpenScreening) -> None:
    """Who may, gets as far as that the case is not like any form that got its name."""
    with suppress(NameNotOpenError):
        FormNaming(walk.desk).decide(
            table.case.id, "NEW_FORM", NameDecision.ADDED, NameReason.AS_TOLD
        )


ON_CASES: Mapping[Action, tuple[Try, ...]] = {
    Action.SCREEN: (
        lambda walk, table: ScreeningService(walk.desk).answer_all(table, ()),
        lambda walk, table: ScreeningService(walk.desk).move_to(table, None),
        lambda walk, table: ScreeningService(walk.desk).speak(table, "fr"),
        lambda walk, table: ScreeningService(walk.desk).go_on_with(table, FULL),
        lambda walk, table: Identities(walk.desk).save(table.case, SHEET),
        lambda walk, table: FollowUps(walk.desk).set_for(table.case.id, date(2026, 12, 1)),
        lambda walk, table: AssistancePlans(walk.desk).choose(
            table, AssistanceService.LEGAL, Choice.ACCEPTED
        ),
        note_route,
        lambda walk, table: close_with_rights(walk.desk, table),
    ),
    Action.READ_OWN_CASES: (),
    Action.NAME_FORM: (name_form,),
    Action.READ_ALL_CASES: (shown(all_lines), open_any),
    Action.READ_IDENTITY: (
        read_sheet,
        lambda walk, table: Sharing(walk.desk).readers(table.case),
    ),
    Action.SHARE_CASE: (
        lambda walk, table: Sharing(walk.desk).share(table.case, walk.other.id),
        lambda walk, table: Sharing(walk.desk).take_back(table.case, walk.other.id),
    ),
    Action.HAND_OVER_CASE: (
        lambda walk, table: Sharing(walk.desk).hand_over(
            table.case, walk.other.id, keeps_access=False
        ),
    ),
    Action.SEARCH: (
        shown(
            lambda walk: [
                each.case.id
                for each in Search(walk.desk).found(
                    [case.id for case, _screening in walk.vault.cases.open_screenings()]
                )
            ]
        ),
        lambda walk, table: shown(
            lambda at: [e.case.id for e in Search(at.desk).by_text(table.case.code, ())]
        )(walk, table),
        shown(in_sheets),
    ),
    Action.MAKE_REFERRAL: (
        lambda walk, table: Referrals(walk.desk).preview(table),
        lambda walk, table: Referrals(walk.desk).make(table),
    ),
    Action.LEGAL_HOLD: (hold_and_lift,),
    Action.APPLY_RETENTION: (
        lambda walk, table: retention(walk).propose(table.case.id, Removal.CASE),
    ),
    Action.ERASE_IDENTITY: (
        lambda walk, table: retention(walk).propose(table.case.id, Removal.IDENTITY),
    ),
}


def sign_in(keeper: SqlVaultKeeper, new: NewUser, post: RealPost) -> tuple[SqlVault, Desk]:
    vault, session = keeper.sign_in(new.name, new.passphrase)
    shelf = PackShelf(vault.documents, TRUSTED)
    return vault, Desk(vault, session, post.clock, CHANCE, shelf)


def prepare(post: RealPost) -> None:
    """A pack, a hub, and an account of each role beside the first supervisor and officer."""
    keeper = post.keeper()
    vault, desk = sign_in(keeper, SUPERVISOR, post)
    with closing(vault):
        Documents(desk, TRUSTED).install_shipped([core_pack()])
        Outbox(desk).set_hub(a_hub_card())
        for role in AccessRole:
            Accounts(desk, keeper.accounts()).add(new_user(role))
        Accounts(desk, keeper.accounts()).add(replace(new_user(AccessRole.OFFICER), name="other"))


def walk_of(post: RealPost, role: AccessRole) -> Walk:
    """The author's session is taken up in the same vault: the services see nothing else."""
    keeper = post.keeper()
    vault, author = sign_in(keeper, OFFICER, post)
    session = author.session
    vault.close()
    vault, desk = sign_in(keeper, new_user(role), post)
    other = next(user for user in vault.users.users() if user.name == "other")
    return Walk(vault, desk, replace(desk, session=session), other, keeper)


def was_refused(attempt: Callable[..., object], *things: object) -> bool:
    try:
        attempt(*things)
    except REFUSALS:
        return True
    return False
