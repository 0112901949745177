"""Pages of groups of people, in the states that look different."""

from __future__ import annotations

from collections.abc import Callable

from frontline.domain.answers import Observation
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import (
    Group,
    GroupKind,
    Member,
    MemberFlag,
    NoRecordReason,
    PlaceItem,
    Relation,
    Reply,
    SeparationReason,
    SharedFact,
    StartReason,
)
from frontline.domain.identifiers import QuestionId
from frontline.services.group_ending import GroupEnding
from frontline.services.group_talks import GroupTalks
from frontline.services.groups import Groups
from frontline.services.screenings import ScreeningService
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.viewmodels.groups import GroupsViewModel
from frontline.ui.views.group import GroupView
from frontline.ui.views.groups import GroupsView
from tests.support.gui import CONCERNING, DEBT, TALK, Gui, settle
from tests.support.gui_more_pages import with_colleagues
from tests.support.vault_posts import SITE

SHEET = GroupSheet(employer="Finca Inventada", partners="A union of invented workers")


class GroupAtWork:
    """A visit with four workers: one talked to, one who may be a child, one hurt, one unknown."""

    def __init__(self, gui: Gui, kind: GroupKind = GroupKind.SITE_VISIT) -> None:
        self.gui = gui
        self.groups, self.talks = Groups(gui.desk), GroupTalks(gui.desk)
        self.group: Group = self.groups.begin(kind, SITE.id, SHEET)
        self.members: tuple[Member, ...] = self.groups.add_people(self.group.id, 4)
        self.fact: SharedFact | None = None
        self.model = GroupViewModel(gui.desk, gui.runner, self.group.id)
        self.model.opened.connect(lambda table: gui.told.append(f"talk {table.case.code}"))
        self.view = GroupView(self.model, gui.around, gui.tell("all groups"))

    def fill(self) -> None:
        first, child, hurt, left = self.members
        self.groups.describe(child, None, {MemberFlag.MAY_BE_CHILD, MemberFlag.AFRAID})
        self.groups.describe(hurt, None, {MemberFlag.HURT})
        self.groups.leave_without_record(left, NoRecordReason.DID_NOT_WANT)
        for item in (PlaceItem.EXITS_LOCKED, PlaceItem.PAPERS_HELD):
            self.groups.check_place(self.group.id, item, Observation.SEEN)
        debt = ("work_off", "holds_now")
        self.fact = self.talks.add_fact(self.group.id, DEBT, debt, "Agency Invented, 900")
        table = self.talks.begin(first, TALK, "es")
        given = [(QuestionId(name), value) for name, value in CONCERNING.items()]
        ScreeningService(self.gui.desk).answer_all(table, given)
        self.talks.reply(first, self.fact.id, Reply.CONFIRMED)
        self.talks.begin(child, TALK, "es")

    def load(self) -> GroupView:
        self.model.load()
        settle()
        return self.view


def filled(step: Callable[[GroupAtWork], object]) -> Callable[[Gui], GroupView]:
    def make(gui: Gui) -> GroupView:
        with_colleagues(gui)
        work = GroupAtWork(gui)
        work.fill()
        view = work.load()
        step(work)
        settle()
        return view

    return make


def show_fact(work: GroupAtWork) -> None:
    if work.fact is not None:
        work.model.show_fact(work.fact)


def refused_closing(work: GroupAtWork) -> None:
    work.model.show_closing()
    work.model.close(None)


def operation(gui: Gui) -> GroupView:
    return GroupAtWork(gui, GroupKind.OPERATION).load()


def family(gui: Gui) -> GroupView:
    work = GroupAtWork(gui, GroupKind.FAMILY)
    child = work.groups.add_person(
        work.group.id, Relation.SON_OR_DAUGHTER, {MemberFlag.MAY_BE_CHILD}
    )
    work.groups.separate(child, SeparationReason.NOT_FAMILY, "Invented Office for Children")
    view = work.load()
    work.model.show_member(child)
    settle()
    return view


def closed(gui: Gui) -> GroupView:
    work = GroupAtWork(gui, GroupKind.OPERATION)
    work.groups.start(work.group.id, StartReason.DANGER_TO_LIFE)
    GroupEnding(gui.desk).close(work.group.id)
    return work.load()


def groups(gui: Gui) -> GroupsView:
    GroupEnding(gui.desk).close(GroupAtWork(gui, GroupKind.FAMILY).group.id)
    GroupAtWork(gui)
    model = GroupsViewModel(gui.desk, gui.runner)
    model.begun.connect(lambda group: gui.told.append(f"begun {group.kind.value}"))

    def opened(group: Group) -> None:
        gui.told.append(f"open {group.kind.value}")

    view = GroupsView(model, gui.around, opened, gui.tell("home"))
    model.load()
    settle()
    return view


GROUP_PAGES = {
    "groups": groups,
    "group": filled(lambda work: work.model.show_board()),
    "group, member": filled(lambda work: work.model.show_member(work.members[1])),
    "group, details": filled(lambda work: work.model.show_details()),
    "group, place": filled(lambda work: work.model.show_place()),
    "group, new fact": filled(lambda work: work.model.show_new_fact()),
    "group, fact": filled(show_fact),
    "group, team": filled(lambda work: work.model.show_team()),
    "group, closing": filled(refused_closing),
    "group, operation": operation,
    "group, child kept apart": family,
    "group, closed": closed,
}
