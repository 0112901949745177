"""Every page of the program, each in the states that look different, over a vault in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from frontline.app.gallery_words import StandInLanguage, stand_in
from frontline.crypto.sealing import new_sealing_key
from frontline.domain.answers import AnswerValue
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole
from frontline.errors import DiskFullError, HubUnreachableError
from frontline.services.follow_ups import FollowUps
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.services.roads import Delivery
from frontline.ui.messages import error_text
from frontline.ui.preferences import Preferences
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.sending import SendingViewModel
from frontline.ui.viewmodels.settings import SettingsViewModel
from frontline.ui.views.checklist import ChecklistView
from frontline.ui.views.finding import FindingActions, FindingView
from frontline.ui.views.glossary import GlossaryPage
from frontline.ui.views.guidance import break_page, danger_page
from frontline.ui.views.home import HomeView
from frontline.ui.views.identity import IdentityView
from frontline.ui.views.outbox import OutboxActions, OutboxView
from frontline.ui.views.person_screen import PersonScreen
from frontline.ui.views.referral import ReferralView
from frontline.ui.views.screening import ScreeningView
from frontline.ui.views.settings import SettingsActions, SettingsView
from frontline.ui.views.sign_in import SignInView
from frontline.wire.cards import HubCard, read_card
from tests.support.desks import a_session
from tests.support.gui import (
    CONCERNING,
    DEBT,
    IN_PRIVATE,
    PAPERS,
    RAPID,
    Gui,
    screening_ways,
    settle,
)
from tests.support.gui_channels import CHANNEL_PAGES
from tests.support.gui_groups import GROUP_PAGES
from tests.support.gui_history import broken_home, history, home
from tests.support.gui_keeping import busy_keeping, keeping, restoring
from tests.support.gui_more_pages import MORE_PAGES
from tests.support.gui_naming import NAMING_PAGES
from tests.support.gui_oversight import oversight
from tests.support.gui_paper import plan
from tests.support.gui_people import PEOPLE_PAGES
from tests.support.gui_practice import PRACTICE_PAGES
from tests.support.gui_review import REVIEW_PAGES
from tests.support.gui_setup import LAST_STEP, faulty_setup, setup_step
from tests.support.gui_updates import UPDATE_PAGES
from tests.support.gui_words import stand_in_core
from tests.support.packs import ROOT
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import CHANCE

HUB_CARD = ROOT / "tests" / "vectors" / "card-1" / "hub.json"
Answers = Mapping[str, AnswerValue]
MakePage = Callable[[Gui], QWidget]


def sign_in(gui: Gui) -> SignInView:
    def asked(name: str, passphrase: str) -> None:
        gui.told.append(f"sign in {name} {passphrase}")

    return SignInView(gui.around, on_sign_in=asked, on_language=gui.told.append)


def refused_sign_in(gui: Gui) -> SignInView:
    view = sign_in(gui)
    view.show_error(error_text(gui.around.language, DiskFullError()))
    return view


def busy_home(gui: Gui) -> HomeView:
    table = gui.table()
    FollowUps(gui.desk).set_for(table.case.id, date(2026, 11, 29))
    return home(gui)


def checklist(gui: Gui) -> ChecklistView:
    return ChecklistView(
        gui.screening(gui.table(instrument=RAPID)), gui.around, gui.tell("finding")
    )


def conditions(gui: Gui) -> ChecklistView:
    model = gui.screening(gui.table())
    return ChecklistView(model, gui.around, gui.tell("questions"), only="conditions")


def question(at: QuestionId, language: str = "ar") -> MakePage:
    def make(gui: Gui) -> ScreeningView:
        table = gui.table(IN_PRIVATE, language=language)
        return ScreeningView(gui.screening(table, at), gui.around, screening_ways(gui))

    return make


def question_in_trouble(gui: Gui) -> ScreeningView:
    table = gui.table(CONCERNING)
    model = gui.screening(table, PAPERS)
    view = ScreeningView(model, gui.around, screening_ways(gui))
    model._on_refused(DiskFullError())
    return view


def person_screen(language: str = "ar") -> MakePage:
    def make(gui: Gui) -> PersonScreen:
        model = gui.screening(gui.table(CONCERNING, language=language), PAPERS)
        return PersonScreen(model, gui.around, gui.tell("back"))

    return make


def finding(answers: Answers) -> MakePage:
    def make(gui: Gui) -> FindingView:
        model = gui.case(gui.table(answers))
        names = ("go back", "check", "papers", "plan", "identity", "sharing", "route")
        view = FindingView(model, gui.around, FindingActions(*(gui.tell(name) for name in names)))
        model.load()
        settle()
        return view

    return make


def identity(gui: Gui) -> IdentityView:
    view = IdentityView(gui.case(gui.table()), gui.around, gui.tell("back"))
    settle()
    return view


def referral(answers: Answers, *, is_queued: bool = False) -> MakePage:
    def make(gui: Gui) -> ReferralView:
        model = gui.case(gui.table(answers))
        view = ReferralView(model, gui.around, on_back=gui.tell("back"), on_home=gui.tell("home"))
        model.load()
        if is_queued:
            model.make_referral()
        settle()
        return view

    return make


class Unreachable:
    def carry(self, _parcels: object, _hub: object) -> Delivery:
        raise HubUnreachableError(reason="connect")

    def letters(self, _wanted: object, _hub: object) -> tuple[bytes, ...]:
        raise HubUnreachableError(reason="connect")

    def updates(self, _wanted: object, _hub: object) -> tuple[bytes, ...]:
        raise HubUnreachableError(reason="connect")


def sending(gui: Gui) -> SendingViewModel:
    """With a hub set, and one referral that waits."""
    gui.vault.outbox.set_hub_card(a_hub_card(), gui.desk.deed(DeedKind.HUB_SET, "hub"))
    referrals = Referrals(gui.desk)
    referrals.make(gui.table(CONCERNING))
    return SendingViewModel(Outbox(gui.desk), referrals, gui.runner, gui.runner, gui.clock)


def a_hub_card() -> bytes:
    """The published one, sealed to by keys that exist."""
    card = read_card(HUB_CARD.read_bytes(), HubCard)
    recipients = tuple(new_sealing_key().recipient for _ in card.recipients)
    return card.model_copy(update={"recipients": recipients}).canonical()


def outbox(gui: Gui) -> OutboxView:
    model = sending(gui)
    actions = OutboxActions(gui.tell("send"), gui.tell("export"), gui.tell("home"))
    view = OutboxView(model, gui.around, actions)
    model.note_connection(False)
    model.send(Unreachable())
    settle()
    return view


def settings(gui: Gui) -> SettingsView:
    keeper = MemoryKeeper(gui.clock, CHANCE)
    model = SettingsViewModel(gui.desk, gui.documents, keeper, gui.runner)
    actions = SettingsActions(
        prefer=lambda chosen: gui.told.append(chosen.language),
        updates=gui.tell("updates"),
        pick_hub_card=gui.tell("hub card"),
        save_device_card=gui.tell("device card"),
        people=gui.tell("people"),
        back=gui.tell("back"),
    )
    view = SettingsView(model, gui.around, Preferences(), actions)
    model.load()
    settle()
    return view


def settings_with_proposal(gui: Gui) -> SettingsView:
    view = settings(gui)
    view._viewmodel.propose_hub(a_hub_card())
    return view


def danger(gui: Gui) -> QWidget:
    return danger_page(gui.around, gui.definition, gui.documents.directories(), gui.tell("back"))


def glossary(gui: Gui) -> GlossaryPage:
    return GlossaryPage(gui.around, gui.lexicon, "", gui.tell("back"))


PAGES: dict[str, MakePage] = {
    "sign in": sign_in,
    "refused sign-in": refused_sign_in,
    "set-up, supervisor": setup_step(0),
    "set-up, faulty": faulty_setup,
    "set-up, officer": setup_step(1),
    "set-up, site": setup_step(2),
    "set-up, recovery": setup_step(LAST_STEP),
    "home": home,
    "home, open cases": busy_home,
    "home, history broken": broken_home,
    "history": history,
    "checklist": checklist,
    "conditions": conditions,
    "question, one answer": question(PAPERS),
    "question, several answers": question(DEBT),
    "question, number": question(QuestionId("age_years")),
    "question, country": question(QuestionId("citizenship")),
    "question, not in the language": question(PAPERS, "xx"),
    "question, in trouble": question_in_trouble,
    "person's screen": person_screen(),
    "person's screen, not in the language": person_screen("xx"),
    "finding": finding(CONCERNING),
    "finding, nothing asked": finding({}),
    "person's details": identity,
    "plan": plan,
    "referral": referral(CONCERNING),
    "referral, refused": referral({}),
    "referral, queued": referral(CONCERNING, is_queued=True),
    "outbox": outbox,
    "settings": settings,
    "settings, hub proposed": settings_with_proposal,
    **PEOPLE_PAGES,
    **NAMING_PAGES,
    "keeping": keeping,
    "keeping, all of it": busy_keeping,
    "restoring": restoring,
    "danger": danger,
    "glossary": glossary,
    **MORE_PAGES,
    **CHANNEL_PAGES,
    "how cases were dealt with": oversight,
    **PRACTICE_PAGES,
    **GROUP_PAGES,
    **REVIEW_PAGES,
    "break": lambda gui: break_page(gui.around, gui.tell("back")),
}
# Who has everything of a page; of all others an officer.
ROLES = dict.fromkeys(
    ("settings", "settings, hub proposed", "home, history broken", "history", *UPDATE_PAGES),
    AccessRole.SUPERVISOR,
) | {"how cases were dealt with": AccessRole.OVERSIGHT}


def gui_for(name: str, around: Surroundings) -> Gui:
    """Somebody who may open that page, at a new post; its pack speaks as the interface does."""
    access = ROLES.get(name, AccessRole.OFFICER)
    if isinstance(around.language, StandInLanguage):
        return Gui(around, a_session(access), pack=stand_in_core(), change=stand_in)
    return Gui(around, a_session(access))
