"""Pages of the gallery: before sign-in, home, and everything about the post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget

from frontline.app.gallery_post import DEPUTY, OFFICER, OVERSIGHT, SUPERVISOR
from frontline.app.gallery_showing import Showing, nothing
from frontline.domain.audit import BreakKind, KnownBreak
from frontline.domain.officials import OfficialRole
from frontline.errors import DiskFullError, HubUnreachableError, SlotsFullError
from frontline.services.accounts import Accounts
from frontline.services.audit_log import HistoryFilter
from frontline.services.backups import Backups
from frontline.services.integrity import Integrity, SealedReport
from frontline.services.outbox import Outbox
from frontline.services.permissions import Action, Session
from frontline.services.referrals import Referrals
from frontline.services.retention import Retention
from frontline.services.vaults import NewUser, RecoveryKind
from frontline.storage.restoring import SqlVaultRestorer
from frontline.ui.lexicon import Lexicon
from frontline.ui.messages import error_text
from frontline.ui.preferences import Preferences
from frontline.ui.viewmodels.history import HistoryViewModel
from frontline.ui.viewmodels.home import HomeViewModel
from frontline.ui.viewmodels.integrity import IntegrityViewModel
from frontline.ui.viewmodels.keeping import KeepingViewModel
from frontline.ui.viewmodels.oversight import OversightViewModel
from frontline.ui.viewmodels.people import PeopleViewModel
from frontline.ui.viewmodels.record_check import RecordCheck
from frontline.ui.viewmodels.restoring import RestoringViewModel
from frontline.ui.viewmodels.sending import SendingViewModel
from frontline.ui.viewmodels.settings import SettingsViewModel
from frontline.ui.viewmodels.setup import SetupState, SetupStep, SetupViewModel
from frontline.ui.views.cover import CoverView
from frontline.ui.views.glossary import GlossaryPage
from frontline.ui.views.guidance import break_page, danger_page
from frontline.ui.views.history import HistoryView
from frontline.ui.views.home import HomeView, HomeWays
from frontline.ui.views.integrity import IntegrityActions, IntegrityView
from frontline.ui.views.keeping import KeepingActions, KeepingView
from frontline.ui.views.outbox import OutboxActions, OutboxView
from frontline.ui.views.oversight import OversightView
from frontline.ui.views.people import PeopleView
from frontline.ui.views.restoring import RestoringActions, RestoringView
from frontline.ui.views.settings import SettingsActions, SettingsView
from frontline.ui.views.setup import SetupView
from frontline.ui.views.sign_in import SignInView

MakePage = Callable[[Showing], QWidget]
SEALED = SealedReport("7KQX-2MDA-99PV", b"")


def _sign_in(showing: Showing) -> SignInView:
    return SignInView(showing.around, on_sign_in=nothing, on_language=nothing, on_restore=nothing)


def _refused_sign_in(showing: Showing) -> QWidget:
    view = _sign_in(showing)
    view.show_error(error_text(showing.around.language, DiskFullError()))
    view.offer_restore()
    return view


def _setup(step: SetupStep) -> MakePage:
    def make(showing: Showing) -> QWidget:
        model = SetupViewModel(showing.post.keeper, showing.runner, showing.post.chance)
        sheets = showing.post.sheets if step is SetupStep.RECOVERY else ()
        model.state = SetupState(step, SUPERVISOR, OFFICER, sheets=sheets)
        return SetupView(model, showing.around, lambda _sheet: True, nothing)

    return make


def _faulty_setup(showing: Showing) -> QWidget:
    model = SetupViewModel(showing.post.keeper, showing.runner, showing.post.chance)
    model.set_user("", "short", "other", OfficialRole.POLICE)
    return SetupView(model, showing.around, lambda _sheet: True, nothing)


def _home(who: NewUser, *, is_broken: bool = False) -> MakePage:
    def make(showing: Showing) -> QWidget:
        desk = showing.desk(who)
        model, record = HomeViewModel(desk, showing.runner), RecordCheck(desk, showing.runner)
        if is_broken:
            seen = KnownBreak(1, 17, BreakKind.ROW, frozenset({"a" * 32}), desk.clock.now())
            record.state = replace(record.state, breaks=(seen,))
        model.load()
        return HomeView(model, showing.around, _ways(desk.session), record)

    return make


def _ways(session: Session) -> HomeWays:
    """As the program offers them to whoever is signed in."""

    def way(action: Action) -> Callable[..., None] | None:
        return nothing if session.may(action) else None

    return HomeWays(
        *(nothing, nothing, nothing),
        history=way(Action.VIEW_AUDIT),
        oversight=way(Action.READ_DEIDENTIFIED),
        prompt_sheet=nothing,
        groups=way(Action.READ_GROUP),
        review=way(Action.REVIEW),
        directory=nothing,
        updates=nothing,
        names=way(Action.NAME_FORM),
    )


def _history(showing: Showing) -> QWidget:
    model = HistoryViewModel(showing.desk(SUPERVISOR), showing.runner)
    model.show(HistoryFilter())
    return HistoryView(model, showing.around, nothing, nothing)


def _oversight(showing: Showing) -> QWidget:
    desk = showing.desk(OVERSIGHT)
    model = OversightViewModel(desk, showing.runner)
    model.load()
    pack = desk.pack.pack
    return OversightView(model, showing.around, pack, lambda _report: True, nothing)


def _outbox(showing: Showing) -> QWidget:
    desk, runner = showing.desk(SUPERVISOR), showing.runner
    model = SendingViewModel(Outbox(desk), Referrals(desk), runner, runner, desk.clock)
    error = HubUnreachableError(reason="connect")
    model.state = replace(model.state, is_online=False, error=error)
    model.load()
    return OutboxView(model, showing.around, OutboxActions(nothing, nothing, nothing))


def _settings(*, is_proposing: bool = False) -> MakePage:
    def make(showing: Showing) -> QWidget:
        model = SettingsViewModel(
            showing.desk(SUPERVISOR),
            showing.documents(SUPERVISOR),
            showing.post.keeper,
            showing.runner,
        )
        model.load()
        if is_proposing:
            model.propose_hub(showing.post.hub_card)
        actions = SettingsActions(nothing, nothing, nothing, nothing, nothing, nothing, nothing)
        theme = showing.around.theme
        chosen = Preferences(showing.around.language.code, theme.name.value, theme.scale)
        return SettingsView(model, showing.around, chosen, actions)

    return make


def _people(step: Callable[[PeopleViewModel], None] = nothing) -> MakePage:
    def make(showing: Showing) -> QWidget:
        desk = showing.desk(SUPERVISOR)
        accounts = Accounts(desk, showing.post.keeper.accounts())
        model = PeopleViewModel(accounts, desk.session, showing.runner)
        model.load()
        # A step that was taken before the list is there would be undone by it.
        QApplication.processEvents()
        step(model)
        return PeopleView(model, showing.around, lambda _sheet: True, nothing)

    return make


def _faulty_person(model: PeopleViewModel) -> None:
    model.ask_whom_to_add()
    model.add(OFFICER, "another")


def _keeping(showing: Showing) -> QWidget:
    desk = showing.desk(SUPERVISOR)
    retention = Retention(desk, showing.post.keeper)
    model = KeepingViewModel(desk.session, Backups(desk), retention, showing.runner)
    model.load()
    return KeepingView(model, showing.around, KeepingActions(nothing, nothing))


def _restoring(showing: Showing) -> QWidget:
    post = showing.post
    restorer = SqlVaultRestorer(post.folder / "nowhere", post.clock, post.chance)
    model = RestoringViewModel(restorer, showing.runner, replacing_damage=True)
    desk = showing.desk(SUPERVISOR)
    newest = Backups(desk).listed()[0]
    model.choose(desk.vault.backups.home / newest.name)
    return RestoringView(model, showing.around, RestoringActions(nothing, nothing))


def _report(*, is_sealed: bool = False, is_full: bool = False, knows_body: bool = True) -> MakePage:
    def make(showing: Showing) -> QWidget:
        # Without a key to check it by, the body that is there is none.
        trusted = showing.post.trusted if knows_body else frozenset[str]()
        model = IntegrityViewModel(Integrity(showing.desk(), trusted), showing.runner)
        model.load()
        model.state = replace(
            model.state,
            sealed=SEALED if is_sealed or is_full else None,
            is_put_away=is_sealed,
            error=SlotsFullError() if is_full else None,
        )
        return IntegrityView(model, showing.around, IntegrityActions(lambda _it: True, nothing))

    return make


def _danger(showing: Showing) -> QWidget:
    desk, documents = showing.desk(), showing.documents()
    return danger_page(showing.around, desk.pack.pack, documents.directories(), nothing)


def _glossary(showing: Showing) -> QWidget:
    return GlossaryPage(showing.around, Lexicon(showing.documents().glossaries()), "", nothing)


POST_PAGES: dict[str, MakePage] = {
    "cover": lambda showing: CoverView(showing.around, nothing),
    "sign-in": _sign_in,
    "sign-in, refused": _refused_sign_in,
    "set-up, supervisor": _setup(SetupStep.SUPERVISOR),
    "set-up, faulty": _faulty_setup,
    "set-up, officer": _setup(SetupStep.OFFICER),
    "set-up, site": _setup(SetupStep.SITE),
    "set-up, recovery": _setup(SetupStep.RECOVERY),
    "restoring": _restoring,
    "home": _home(OFFICER),
    "home of a supervisor": _home(DEPUTY),
    "home, record broken": _home(SUPERVISOR, is_broken=True),
    "history": _history,
    "oversight": _oversight,
    "outbox": _outbox,
    "settings": _settings(),
    "settings, hub proposed": _settings(is_proposing=True),
    "people": _people(),
    "people, add": _people(PeopleViewModel.ask_whom_to_add),
    "people, faulty": _people(_faulty_person),
    "people, recovery": _people(PeopleViewModel.ask_about_recovery),
    "people, sheet": _people(lambda model: model.propose_recovery(RecoveryKind.HOLDERS)),
    "keeping": _keeping,
    "report": _report(),
    "report, sealed": _report(is_sealed=True),
    "report, no slot free": _report(is_full=True),
    "report, no body known": _report(knows_body=False),
    "danger": _danger,
    "glossary": _glossary,
    "break": lambda showing: break_page(showing.around, nothing),
}
