"""The pages of groups: the list, and one of them with its talks."""

from __future__ import annotations

from collections.abc import Callable

from frontline.app.stage import Stage
from frontline.app.workplace import Workplace
from frontline.domain.groups import Group
from frontline.services.screenings import OpenScreening
from frontline.ui.group_words import kind_text
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.viewmodels.groups import GroupsViewModel
from frontline.ui.views.group import GroupView
from frontline.ui.views.groups import GroupsView

Home = Callable[[], None]


class GroupPages:
    """`on_open` lays a talk out; from there the way home leads back to the group."""

    def __init__(
        self,
        stage: Stage,
        workplace: Workplace,
        *,
        on_home: Home,
        on_open: Callable[[OpenScreening, Home], None],
    ) -> None:
        self._stage = stage
        self._workplace = workplace
        self._on_home = on_home
        self._on_open = on_open

    def show(self) -> None:
        """All of them."""
        model = GroupsViewModel(self._workplace.desk, self._workplace.vault_runner)
        model.begun.connect(self._show_new)
        self._stage.leave_group()
        self._stage.place = ""
        self._stage.show(
            lambda: GroupsView(model, self._stage.around, self._show_group, self._on_home)
        )
        model.load()

    def _show_new(self, group: Group) -> None:
        """What there is to write down comes before the people."""
        self._enter(group).load_details()

    def _show_group(self, group: Group) -> None:
        self._enter(group).load()

    def _enter(self, group: Group) -> GroupViewModel:
        model = GroupViewModel(self._workplace.desk, self._workplace.vault_runner, group.id)

        def show() -> None:
            self._stage.leave_group()
            self._stage.place = kind_text(self._stage.around.language, group.kind)
            self._stage.show(lambda: GroupView(model, self._stage.around, self.show))

        def come_back() -> None:
            show()
            model.show_board()
            model.load()

        def open_talk(table: OpenScreening) -> None:
            self._stage.enter_group(come_back)
            self._on_open(table, come_back)

        model.opened.connect(open_talk)
        show()
        return model
