"""Pages of the gallery: the screening, the finding, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from frontline.app.conditions import CONDITIONS
from frontline.app.gallery_post import PERSON_LANGUAGE, SUPERVISOR
from frontline.app.gallery_showing import Showing, nothing
from frontline.domain.identifiers import QuestionId
from frontline.errors import DiskFullError
from frontline.services.question_notes import QuestionNotes
from frontline.services.rights_checklist import RightsChecklist
from frontline.services.routes import Routes
from frontline.services.screenings import ScreeningService
from frontline.services.search import Search
from frontline.ui.search_words import vocabulary
from frontline.ui.viewmodels.question_note import QuestionNoteViewModel
from frontline.ui.viewmodels.rights import RightsViewModel
from frontline.ui.viewmodels.route import RouteViewModel
from frontline.ui.viewmodels.search import SearchViewModel
from frontline.ui.viewmodels.sharing import SharingViewModel
from frontline.ui.views.change_answer import ChangeAnswerView
from frontline.ui.views.checklist import ChecklistView
from frontline.ui.views.finding import FindingActions, FindingView
from frontline.ui.views.identity import IdentityView
from frontline.ui.views.person_screen import PersonScreen
from frontline.ui.views.plan import PlanChannels, PlanView, PlanWays
from frontline.ui.views.question_note import QuestionNoteView
from frontline.ui.views.referral import ReferralView
from frontline.ui.views.rights import RightsActions, RightsView
from frontline.ui.views.route import RouteActions, RouteView
from frontline.ui.views.route_leg import LegActions, RouteLegView
from frontline.ui.views.screening import ScreeningView, ScreeningWays
from frontline.ui.views.search import SearchView
from frontline.ui.views.sharing import SharingView

MakePage = Callable[[Showing], QWidget]
# Questions of each kind of answer.
ONE, SEVERAL = QuestionId("papers_with"), QuestionId("debt")
NUMBER, COUNTRY = QuestionId("age_years"), QuestionId("citizenship")
_NO_LANGUAGE = "xx"
_NOWHERE = ScreeningWays(nothing, nothing, nothing, nothing)


def _checklist(showing: Showing) -> QWidget:
    return ChecklistView(showing.screening("first look"), showing.around, nothing)


def _conditions(showing: Showing) -> QWidget:
    return ChecklistView(showing.screening("talk"), showing.around, nothing, only=CONDITIONS)


def _question(at: QuestionId, language: str = PERSON_LANGUAGE) -> MakePage:
    def make(showing: Showing) -> QWidget:
        model = showing.screening("talk", at, language)
        return ScreeningView(model, showing.around, _NOWHERE)

    return make


def _person(language: str) -> MakePage:
    def make(showing: Showing) -> QWidget:
        return PersonScreen(showing.screening("talk", ONE, language), showing.around, nothing)

    return make


def _finding(name: str) -> MakePage:
    def make(showing: Showing) -> QWidget:
        actions = FindingActions(*(nothing,) * 7)
        return FindingView(showing.case(name), showing.around, actions)

    return make


def _plan(showing: Showing) -> QWidget:
    channels = PlanChannels(nothing, nothing, nothing)
    ways = PlanWays(nothing, nothing, nothing, channels, route=nothing)
    return PlanView(showing.case("talk"), showing.around, ways)


def _referral(name: str, *, is_queued: bool = False) -> MakePage:
    def make(showing: Showing) -> QWidget:
        model = showing.case(name)
        model.state = replace(model.state, is_queued=is_queued)
        return ReferralView(model, showing.around, on_back=nothing, on_home=nothing)

    return make


def _identity(showing: Showing) -> QWidget:
    return IdentityView(showing.case("talk"), showing.around, nothing)


def _change(showing: Showing) -> QWidget:
    return ChangeAnswerView(showing.screening("talk"), showing.around, ONE, nothing)


def _note(showing: Showing) -> QWidget:
    notes = QuestionNotes(showing.desk())
    model = QuestionNoteViewModel(notes, showing.runner, showing.table("talk"), ONE)
    return QuestionNoteView(model, showing.around, nothing)


def _rights(showing: Showing) -> QWidget:
    model = RightsViewModel(RightsChecklist(showing.desk()), showing.runner, showing.table("talk"))
    return RightsView(model, showing.around, RightsActions(nothing, nothing))


def _route(showing: Showing) -> QWidget:
    model = RouteViewModel(Routes(showing.desk()), showing.runner, showing.table("talk"))
    return RouteView(model, showing.around, RouteActions(nothing, nothing, nothing))


def _route_leg(showing: Showing) -> QWidget:
    routes, table = Routes(showing.desk()), showing.table("talk")
    model = RouteViewModel(routes, showing.runner, table)
    recorded = routes.read(table)
    model.state = replace(model.state, recorded=recorded)
    model.look_at(recorded.legs[1])
    return RouteLegView(model, showing.around, LegActions(nothing, nothing))


def _sharing(showing: Showing) -> QWidget:
    model = SharingViewModel(showing.desk(), showing.runner, showing.table("talk").case)
    model.load()
    return SharingView(model, showing.around, nothing)


def _search(text: str) -> MakePage:
    def make(showing: Showing) -> QWidget:
        desk = showing.desk(SUPERVISOR)
        model = SearchViewModel(Search(desk), ScreeningService(desk), showing.runner)
        pack, users = desk.pack.pack, desk.vault.users.users()
        words = vocabulary(showing.around.language, pack, users)
        if text:
            model.search(text, words)
        return SearchView(model, showing.around, pack, words, nothing)

    return make


def _in_trouble(showing: Showing) -> QWidget:
    model = showing.screening("talk", ONE, PERSON_LANGUAGE)
    model.state = replace(model.state, error=DiskFullError())
    return ScreeningView(model, showing.around, _NOWHERE)


CASE_PAGES: dict[str, MakePage] = {
    "checklist": _checklist,
    "conditions": _conditions,
    "question, one answer": _question(ONE),
    "question, several answers": _question(SEVERAL),
    "question, number": _question(NUMBER),
    "question, country": _question(COUNTRY),
    "question, in Chinese": _question(ONE, "zh"),
    "question, not in the language": _question(ONE, _NO_LANGUAGE),
    "question, in trouble": _in_trouble,
    "change an answer": _change,
    "person's screen, Arabic": _person(PERSON_LANGUAGE),
    "person's screen, Chinese": _person("zh"),
    "person's screen, Russian": _person("ru"),
    "finding": _finding("talk"),
    "finding, held up": _finding("corrected"),
    "finding, returned": _finding("returned"),
    "finding, nothing asked": _finding("nothing asked"),
    "person's details": _identity,
    "note on a question": _note,
    "plan": _plan,
    "the person's rights": _rights,
    "referral": _referral("talk"),
    "referral, queued": _referral("talk", is_queued=True),
    "referral, refused": _referral("nothing asked"),
    "sharing": _sharing,
    "route": _route,
    "route, a place": _route_leg,
    "search": _search(""),
    "search, found": _search("invented"),
    "search, nothing found": _search("nowhere"),
}
