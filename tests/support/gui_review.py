"""The supervisor's pages over a post where two officers have made referrals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from frontline.crypto.sealing import new_sealing_key
from frontline.domain.answers import AnswerValue
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.domain.officials import AccessRole
from frontline.domain.referrals import Referral
from frontline.domain.reviews import LoweringReason
from frontline.services.desk import Desk
from frontline.services.lowerings import Lowerings
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.services.review_desk import ReviewDesk
from frontline.services.roads import Transport
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.viewmodels.case import CaseViewModel
from frontline.ui.viewmodels.home import HomeViewModel
from frontline.ui.viewmodels.leaving import LeavingViewModel
from frontline.ui.viewmodels.post_figures import PostFiguresViewModel
from frontline.ui.viewmodels.record_check import RecordCheck
from frontline.ui.viewmodels.review import ReviewViewModel
from frontline.ui.viewmodels.sending import SendingViewModel
from frontline.ui.views.finding import FindingActions, FindingView
from frontline.ui.views.home import HomeView, HomeWays
from frontline.ui.views.leaving import LeavingActions, LeavingView
from frontline.ui.views.post_figures import PostFiguresView
from frontline.ui.views.review import ReviewView, ReviewWays
from frontline.wire.cards import HubCard, read_card
from tests.support.desks import a_session
from tests.support.gui import CONCERNING, TALK, Gui, settle
from tests.support.packs import ROOT
from tests.support.vault_posts import SITE

WORDS = "Please ask again who keeps the passport."
NAMES = {AccessRole.SUPERVISOR: "Ines Duarte", AccessRole.OFFICER: "Rivas"}
HUB_CARD = ROOT / "tests" / "vectors" / "card-1" / "hub.json"
# Nothing that had to be seen to at once, so it waits.
CALM: dict[str, AnswerValue] = dict(CONCERNING)
# Answers that, corrected, find less.
CORRECTED: dict[str, AnswerValue] = {"debt": (), "papers_with": "unknown", "offer_from": "unknown"}


class Post:
    """`officer` and `colleague` work beside the supervisor who is signed in at the window."""

    def __init__(self, gui: Gui) -> None:
        self.gui = gui
        self.supervisor = self._desk(AccessRole.SUPERVISOR)
        self.officer, self.colleague = (self._desk(AccessRole.OFFICER) for _ in range(2))

    def _desk(self, access: AccessRole) -> Desk:
        session = a_session(access)
        session = replace(session, user=replace(session.user, name=NAMES[access]))
        self.gui.vault.users.known.append(session.user)
        return replace(self.gui.desk, session=session)

    def met(self, answers: Mapping[str, AnswerValue], desk: Desk | None = None) -> OpenScreening:
        service = ScreeningService(desk or self.officer)
        table = service.start(InstrumentId(TALK), SITE.id, "ar")
        service.answer_all(table, [(QuestionId(name), value) for name, value in answers.items()])
        self.gui.clock.advance(timedelta(hours=1))
        return table

    def referred(self, **answers: AnswerValue) -> Referral:
        return Referrals(self.officer).make(self.met({**CALM, **answers}))

    def lowered(self) -> OpenScreening:
        table = self.met(CALM)
        given = [(QuestionId(name), value) for name, value in CORRECTED.items()]
        ScreeningService(self.officer).answer_all(table, given)
        return table

    def know_hub(self) -> None:
        card = read_card(HUB_CARD.read_bytes(), HubCard)
        recipients = tuple(new_sealing_key().recipient for _ in card.recipients)
        content = card.model_copy(update={"recipients": recipients}).canonical()
        deed = self.supervisor.deed(DeedKind.HUB_SET, "hub")
        self.gui.vault.outbox.set_hub_card(content, deed)

    def approve_all(self) -> None:
        review = ReviewDesk(self.supervisor)
        review.approve([line.id for line in review.queue()])


def filled(gui: Gui) -> Post:
    """An urgent one, a child's, an override, and a plain one."""
    post = Post(gui)
    post.referred()
    asked = post.lowered()
    Lowerings(post.officer).ask(asked, LoweringReason.MISUNDERSTOOD)
    Referrals(post.officer).make(asked)
    urgent = post.referred(citizenship="BR")
    ReviewDesk(post.supervisor).make_urgent(urgent.id)
    gui.clock.advance(timedelta(hours=30))
    return post


def review_of(post: Post) -> tuple[ReviewViewModel, ReviewView]:
    gui = post.gui
    model = ReviewViewModel(post.supervisor, gui.runner)
    ways = ReviewWays(gui.tell("leaving"), gui.tell("figures"), gui.tell("home"))
    view = ReviewView(model, gui.around, ways)
    model.load()
    settle()
    return model, view


def review(gui: Gui) -> QWidget:
    return review_of(filled(gui))[1]


def empty_review(gui: Gui) -> QWidget:
    return review_of(Post(gui))[1]


def one_referral(gui: Gui) -> QWidget:
    model, view = review_of(filled(gui))
    model.look_at(model.state.queue[0])
    settle()
    return view


def leaving_of(post: Post, road: Transport | None = None) -> tuple[LeavingViewModel, LeavingView]:
    """What is written goes by `road`; without one nobody says where the stick is."""
    gui = post.gui
    model = LeavingViewModel(post.supervisor, gui.runner)
    sending = SendingViewModel(
        Outbox(post.supervisor), Referrals(post.supervisor), gui.runner, gui.runner, gui.clock
    )

    def export(written: Callable[[], None]) -> None:
        gui.told.append("write")
        if road is not None:
            sending.export(road, model.seal(), written)

    actions = LeavingActions(export, gui.tell("back"))
    view = LeavingView(model, sending, gui.around, actions)
    model.load()
    settle()
    return model, view


def ready_to_leave(gui: Gui) -> Post:
    post = filled(gui)
    post.referred()
    post.approve_all()
    post.know_hub()
    return post


def leaving(gui: Gui) -> QWidget:
    return leaving_of(ready_to_leave(gui))[1]


def leaving_in_full(gui: Gui) -> QWidget:
    model, view = leaving_of(ready_to_leave(gui))
    assert model.state.shipment is not None
    model.open(model.state.shipment.rows[0].referral)
    model.compare(is_same=True)
    settle()
    return view


def leaving_nothing(gui: Gui) -> QWidget:
    return leaving_of(Post(gui))[1]


def figures(gui: Gui) -> QWidget:
    post = filled(gui)
    model = PostFiguresViewModel(post.supervisor, gui.runner)
    view = PostFiguresView(model, gui.around, gui.tell("back"))
    model.load()
    settle()
    return view


def home_of(gui: Gui, desk: Desk, *, reviews: bool) -> HomeView:
    model = HomeViewModel(desk, gui.runner)
    ways = HomeWays(
        outbox=gui.tell("outbox"),
        search=gui.tell("search"),
        practise=gui.tell("practise"),
        review=gui.tell("review") if reviews else None,
    )
    view = HomeView(model, gui.around, ways, RecordCheck(desk, gui.runner))
    model.load()
    settle()
    return view


def supervisors_home(gui: Gui) -> QWidget:
    post = filled(gui)
    return home_of(gui, post.supervisor, reviews=True)


def home_with_returned(gui: Gui) -> QWidget:
    post = Post(gui)
    ReviewDesk(post.supervisor).return_to_officer(post.referred().id, WORDS)
    return home_of(gui, post.officer, reviews=False)


def finding_of(post: Post, table: OpenScreening) -> tuple[CaseViewModel, FindingView]:
    gui = post.gui
    model = CaseViewModel(post.officer, gui.documents, gui.runner, table)
    view = FindingView(model, gui.around, FindingActions(*(gui.tell("way"),) * 7))
    model.load()
    settle()
    return model, view


def held_up(gui: Gui) -> QWidget:
    post = Post(gui)
    return finding_of(post, post.lowered())[1]


REVIEW_PAGES: dict[str, Callable[[Gui], QWidget]] = {
    "review desk": review,
    "review desk, nothing waits": empty_review,
    "review desk, one referral": one_referral,
    "what leaves": leaving,
    "what leaves, in full": leaving_in_full,
    "what leaves, nothing": leaving_nothing,
    "figures of the post": figures,
    "home, supervisor": supervisors_home,
    "home, returned": home_with_returned,
    "finding, held up": held_up,
}
