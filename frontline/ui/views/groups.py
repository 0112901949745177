"""The list of groups: go on with one, or begin another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.domain.groups import Group, GroupKind
from frontline.ui.formats import day_text
from frontline.ui.group_words import group_text, kind_text
from frontline.ui.labels import site_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.groups import GroupsContent, GroupsState, GroupsViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import Page, PageFrame, beside, pair
from frontline.ui.widgets.texts import label


class GroupsView(PageFrame):
    """`on_open` shows one of them."""

    def __init__(
        self,
        viewmodel: GroupsViewModel,
        around: Surroundings,
        on_open: Callable[[Group], None],
        on_home: Callable[[], None],
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._on_open = on_open
        self._on_home = on_home
        self._content: GroupsContent | None = None
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: GroupsState) -> None:
        if self.page is None or state.content is not self._content:
            self._content = state.content
            page = Page(self._around.theme, self._around.language.gettext("Groups"))
            home = button(self._around.language.gettext("Home"), self._on_home, name="home")
            page.add_footer(home, left=True)
            if state.content is not None:
                self._fill(page, state.content)
            self.put(page)
        self.show_error(self._around.language, state.error)

    def _fill(self, page: Page, content: GroupsContent) -> None:
        gettext = self._around.language.gettext
        is_open = [group for group in content.groups if not group.is_closed]
        if is_open:
            page.add(label(gettext("Go on with"), "heading"))
            for group in is_open:
                page.add(self._card(group, content))
        if content.may_begin:
            self._add_new(page, content)
        closed = [group for group in content.groups if group.is_closed]
        if closed:
            page.add(label(gettext("Closed"), "heading"))
            for group in closed:
                page.add(self._card(group, content))
        if not content.groups and not content.may_begin:
            page.add(label(gettext("There are no groups yet."), "quiet"))

    def _card(self, group: Group, content: GroupsContent) -> QWidget:
        theme, language = self._around.theme, self._around.language
        site = next((each for each in content.sites if each.id == group.site), None)
        title = group_text(language, group, site)
        texts: list[QWidget] = [label(title, "strong")]
        if group.next_visit is not None:
            day = day_text(language.code, group.next_visit)
            texts.append(label(language.gettext("Next visit: {day}").format(day=day), "quiet"))
        made = button(
            language.gettext("Open"), lambda: self._on_open(group), name=f"open-group-{group.id}"
        )
        made.setAccessibleName(language.gettext("Open: {what}").format(what=title))
        return card(theme, beside(theme, made, *texts))

    def _add_new(self, page: Page, content: GroupsContent) -> None:
        theme, language = self._around.theme, self._around.language
        gettext = language.gettext
        page.add(label(gettext("New group"), "heading"))
        if not content.sites:
            page.add(label(gettext("A supervisor has to add a site first."), "warn"))
            return
        kinds = choice_list("group-kind", [(k.value, kind_text(language, k)) for k in GroupKind])
        sites = choice_list(
            "group-site",
            [(str(s.id), f"{s.label} · {site_text(language, s.kind)}") for s in content.sites],
        )

        def begin() -> None:
            chosen = next(s for s in content.sites if str(s.id) == sites.currentData())
            self._viewmodel.begin(GroupKind(str(kinds.currentData())), chosen.id)

        one = Field(theme, gettext("What is it?"), kinds)
        other = Field(theme, gettext("Where are you?"), sites)
        page.add(card(theme, pair(theme, one, other)))
        page.add_footer(button(gettext("Begin"), begin, style="primary", name="begin-group"))
