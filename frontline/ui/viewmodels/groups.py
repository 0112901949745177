"""The list of groups, and beginning a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import Group, GroupKind
from frontline.domain.identifiers import SiteId
from frontline.domain.sites import Site
from frontline.errors import FrontlineError
from frontline.services.desk import Desk
from frontline.services.groups import Groups
from frontline.services.permissions import Action
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class GroupsContent:
    """`groups`: those the user may read, the newest first."""

    groups: tuple[Group, ...]
    sites: tuple[Site, ...]
    may_begin: bool


@dataclass(frozen=True, slots=True)
class GroupsState:
    content: GroupsContent | None = None
    is_busy: bool = False
    error: FrontlineError | None = None


class GroupsViewModel(QObject):
    """Signals:
    state_changed(GroupsState).
    begun(Group): a new group is there, with nothing in it yet.
    """

    state_changed = Signal(object)
    begun = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner) -> None:
        super().__init__()
        self._desk = desk
        self._groups = Groups(desk)
        self._runner = runner
        self.state = GroupsState()

    def load(self) -> None:
        self._runner.submit(self._read, done=self._on_read, failed=self._on_refused)

    def begin(self, kind: GroupKind, site: SiteId) -> None:
        # A second click would begin a second group.
        if self.state.is_busy:
            return
        self._update(replace(self.state, is_busy=True, error=None))
        self._runner.submit(
            lambda: self._groups.begin(kind, site, GroupSheet()),
            done=self._on_begun,
            failed=self._on_refused,
        )

    def _read(self) -> GroupsContent:
        return GroupsContent(
            groups=self._groups.listed(),
            sites=self._desk.vault.sites.sites(),
            may_begin=self._desk.session.may(Action.WORK_IN_GROUP),
        )

    def _on_read(self, content: GroupsContent) -> None:
        self._update(replace(self.state, content=content, error=None))

    def _on_begun(self, group: Group) -> None:
        self._update(replace(self.state, is_busy=False))
        self.begun.emit(group)

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: GroupsState) -> None:
        self.state = state
        self.state_changed.emit(state)
