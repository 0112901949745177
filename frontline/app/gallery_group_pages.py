"""Pages of the gallery for groups of people and for practice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from frontline.app.gallery_showing import Showing, nothing
from frontline.domain.answers import AnswerValue
from frontline.domain.findings import Band
from frontline.domain.groups import Group, GroupKind
from frontline.domain.identifiers import QuestionId
from frontline.training.first_day import FIRST_DAY
from frontline.training.practice import feedback
from frontline.ui.practice_words import conditions_hint
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.viewmodels.groups import GroupsViewModel
from frontline.ui.views.group import GroupView
from frontline.ui.views.groups import GroupsView
from frontline.ui.views.practice import (
    PracticeFrame,
    PracticeWays,
    feedback_page,
    intro_page,
    waiting_page,
)
from frontline.ui.views.screening import ScreeningView, ScreeningWays

MakePage = Callable[[Showing], QWidget]
# Not what is told in the practice: a number, one code, several of them, and none.
_WRONG: dict[QuestionId, AnswerValue] = {
    QuestionId("age_years"): 17,
    QuestionId("papers_with"): "self",
    QuestionId("debt"): ("work_off",),
    QuestionId("unwanted_ahead"): (),
}


def _groups(showing: Showing) -> QWidget:
    model = GroupsViewModel(showing.desk(), showing.runner)
    view = GroupsView(model, showing.around, nothing, nothing)
    model.load()
    return view


def _model(showing: Showing, kind: GroupKind) -> GroupViewModel:
    return GroupViewModel(showing.desk(), showing.runner, _group(showing, kind).id)


def _group(showing: Showing, kind: GroupKind) -> Group:
    """The post has one of each kind."""
    return next(each for each in showing.desk().vault.groups.groups() if each.kind is kind)


def _visit(step: Callable[[GroupViewModel], object] = nothing) -> MakePage:
    return _board(GroupKind.SITE_VISIT, step)


def _board(kind: GroupKind, step: Callable[[GroupViewModel], object] = nothing) -> MakePage:
    def make(showing: Showing) -> QWidget:
        model = _model(showing, kind)
        view = GroupView(model, showing.around, nothing)
        model.load()
        # A step that was taken before the group is there would be undone by it.
        QApplication.processEvents()
        step(model)
        return view

    return make


def _member(showing: Showing) -> QWidget:
    group = _group(showing, GroupKind.SITE_VISIT)
    second = showing.desk().vault.groups.members(group.id)[1]
    return _visit(lambda model: model.show_member(second))(showing)


def _fact(showing: Showing) -> QWidget:
    group = _group(showing, GroupKind.SITE_VISIT)
    (fact,) = showing.desk().vault.facts.facts(group.id)
    return _visit(lambda model: model.show_fact(fact))(showing)


def _framed(showing: Showing, page: QWidget, *, has_hint: bool = False) -> QWidget:
    frame = PracticeFrame(showing.around, page, PracticeWays(nothing, nothing))
    if has_hint:
        frame.show_hint(conditions_hint(showing.around.language))
    return frame


def _practice_intro(showing: Showing) -> QWidget:
    return _framed(showing, intro_page(showing.around, nothing), has_hint=True)


def _practice_question(showing: Showing) -> QWidget:
    ways = ScreeningWays(nothing, nothing, nothing, nothing)
    model = showing.screening("talk", QuestionId("papers_with"), "es")
    return _framed(showing, ScreeningView(model, showing.around, ways), has_hint=True)


def _practice_feedback(showing: Showing) -> QWidget:
    told = {fact.question: fact.answer for fact in FIRST_DAY.facts}
    found = feedback(FIRST_DAY, {**told, **_WRONG}, Band.POSSIBLE)
    pack = showing.desk().pack.pack
    return _framed(showing, feedback_page(showing.around, pack, found, nothing, nothing))


GROUP_PAGES: dict[str, MakePage] = {
    "groups": _groups,
    "group, visit": _visit(),
    "group, family": _board(GroupKind.FAMILY),
    "group, operation": _board(GroupKind.OPERATION),
    "group, member": _member,
    "group, details": _visit(GroupViewModel.show_details),
    "group, place": _visit(GroupViewModel.show_place),
    "group, new fact": _visit(GroupViewModel.show_new_fact),
    "group, fact": _fact,
    "group, team": _visit(GroupViewModel.show_team),
    "group, closing": _visit(GroupViewModel.show_closing),
    "practice, waiting": lambda showing: _framed(showing, waiting_page(showing.around)),
    "practice, beginning": _practice_intro,
    "practice, question": _practice_question,
    "practice, how it went": _practice_feedback,
}
