"""History: the record of deeds, for those who oversee a post."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QWidget

from frontline.domain.audit import HistoryEntry
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import UserId
from frontline.services.audit_log import HistoryFilter
from frontline.ui.deed_words import deed_text
from frontline.ui.formats import moment_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.history import HistoryState, HistoryViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import Page, PageFrame
from frontline.ui.widgets.texts import label, short_label


class HistoryView(PageFrame):
    def __init__(
        self,
        viewmodel: HistoryViewModel,
        around: Surroundings,
        on_export: Callable[[], None],
        on_back: Callable[[], None],
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._on_export = on_export
        self._on_back = on_back
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: HistoryState) -> None:
        gettext = self._around.language.gettext
        page = Page(self._around.theme, gettext("History"), width=80)
        page.add(self._filters(state))
        if state.entries:
            page.add(card(self._around.theme, self._table(state)))
        else:
            page.add(label(gettext("No entries of this kind."), "quiet"))
        if state.has_more:
            older = button(gettext("Older entries"), self._viewmodel.show_older, name="older")
            page.add_row(older)
        if state.may_export:
            page.add_footer(
                button(gettext("Save as a file"), self._on_export, name="export-history"),
                left=True,
            )
        page.add_footer(button(gettext("Back"), self._on_back, style="primary", name="back"))
        self.put(page)
        self.show_error(self._around.language, state.error)
        self.show_note(
            gettext("Saved. The file holds no names, and can be checked without this vault.")
            if state.exported
            else ""
        )

    def _filters(self, state: HistoryState) -> QWidget:
        theme, language = self._around.theme, self._around.language
        everybody = [("", language.gettext("Everybody"))]
        names = sorted(state.names.items(), key=lambda known: known[1].casefold())
        people = choice_list(
            "history-person",
            everybody + [(user.hex, name) for user, name in names],
            "" if state.wanted.actor is None else state.wanted.actor.hex,
        )
        deeds = sorted((deed_text(language, kind), kind.value) for kind in DeedKind)
        kinds = choice_list(
            "history-kind",
            [("", language.gettext("Everything")), *((kind, text) for text, kind in deeds)],
            next(iter(state.wanted.kinds or ()), ""),
        )

        def changed() -> None:
            person, kind = str(people.currentData()), str(kinds.currentData())
            actor = UserId(UUID(hex=person)) if person else None
            self._viewmodel.show(HistoryFilter(actor, frozenset({kind}) if kind else None))

        for box in (people, kinds):
            box.activated.connect(lambda _index: changed())
        # One below the other: deeds take many words in some languages.
        return card(
            theme,
            Field(theme, language.gettext("Who"), people),
            Field(theme, language.gettext("What was done"), kinds),
        )

    def _table(self, state: HistoryState) -> QWidget:
        holder, theme = QWidget(), self._around.theme
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(1.2))
        grid.setVerticalSpacing(theme.px(0.3))
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(3, 2)
        for line, entry in enumerate(state.entries):
            for column, cell in enumerate(self._cells(state, entry)):
                grid.addWidget(cell, line, column)
        return holder

    def _cells(self, state: HistoryState, entry: HistoryEntry) -> tuple[QWidget, ...]:
        """Number, time, who and what. An account that is gone has its pseudonym left."""
        language = self._around.language
        name = state.names.get(entry.actor, entry.actor.hex[:8])
        return (
            short_label(str(entry.sequence), "quiet"),
            short_label(moment_text(language.code, entry.at, self._around.zone)),
            label(name, "strong"),
            label(deed_text(language, entry.kind)),
        )
