"""One group: its board, and the pages that lead from there and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton

from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.viewmodels.group_state import GroupState, GroupStep
from frontline.ui.views.group_board import board_page
from frontline.ui.views.group_details import details_page
from frontline.ui.views.group_ending import closing_page, team_page
from frontline.ui.views.group_facts import fact_page, new_fact_page
from frontline.ui.views.group_member import member_page
from frontline.ui.views.group_place import place_page
from frontline.ui.widgets.focus import focus_start
from frontline.ui.widgets.page import Page, PageFrame

MakeGroupPage = Callable[[GroupViewModel, Surroundings], Page]
_PAGES: dict[GroupStep, MakeGroupPage] = {
    GroupStep.MEMBER: member_page,
    GroupStep.DETAILS: details_page,
    GroupStep.PLACE: place_page,
    GroupStep.NEW_FACT: new_fact_page,
    GroupStep.FACT: fact_page,
    GroupStep.TEAM: team_page,
    GroupStep.CLOSING: closing_page,
}


class GroupView(PageFrame):
    def __init__(
        self, viewmodel: GroupViewModel, around: Surroundings, on_leave: Callable[[], None]
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._on_leave = on_leave
        self._shown: tuple[object, ...] | None = None
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: GroupState) -> None:
        shown = (state.step, state.board, state.member, state.fact, state.sheet, state.team)
        if shown != self._shown:
            is_same = self._shown is not None and self._shown[0] is state.step
            self._shown = shown
            self.put(self._make_page(state), is_same=is_same)
        self.show_error(self._around.language, state.error)

    def _make_page(self, state: GroupState) -> Page:
        if state.step is GroupStep.BOARD:
            return board_page(self._viewmodel, self._around, self._on_leave)
        page = _PAGES[state.step](self._viewmodel, self._around)
        ways = [each for each in page.findChildren(QAbstractButton) if each.isEnabled()]
        if focus_start(page) is None and ways:
            # Nothing comes first by itself; keys work at once all the same.
            next((way for way in ways if way.isCheckable()), ways[0]).setFocus()
        return page
