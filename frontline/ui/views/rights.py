"""The rights checklist before a screening is closed: each line read off, or answered here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QWidget

from frontline.domain.rights import Kept, RightsSaid
from frontline.services.rights_checklist import RightsEntry
from frontline.ui.labels import named
from frontline.ui.oversight_words import kept_text, rights_text
from frontline.ui.rights_words import said_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.rights import RightsState, RightsViewModel
from frontline.ui.widgets.answer_card import AnswerCard, CardText
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.card_group import CardGroup
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import Page, PageFrame
from frontline.ui.widgets.texts import label

_COLUMNS = (2, 4)


@dataclass(frozen=True, slots=True)
class RightsActions:
    go_back: Callable[[], None]
    close: Callable[[], None]


class RightsView(PageFrame):
    def __init__(
        self, viewmodel: RightsViewModel, around: Surroundings, actions: RightsActions
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._actions = actions
        self._shown: tuple[RightsEntry, ...] = ()
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)
        viewmodel.load()

    def _show_state(self, state: RightsState) -> None:
        if state.entries != self._shown:
            self._shown = state.entries
            self.put(self._make_page(state))
        self.show_error(self._around.language, state.error)

    def _make_page(self, state: RightsState) -> Page:
        gettext = self._around.language.gettext
        page = Page(self._around.theme, gettext("The person's rights"))
        page.add(
            label(
                gettext(
                    "Each line needs an answer before this screening is closed. What the talk and "
                    "the plan tell already is read off them. For the rest, say whether it was "
                    "given, or why not. Nothing here changes the finding or the help."
                ),
                "note",
            )
        )
        for entry in state.entries:
            made = page.add(self._line(entry))
            first = made.findChild(AnswerCard)
            if entry.kept is Kept.NOT_RECORDED and first is not None and page.focusWidget() is None:
                first.setFocus()
        back = button(gettext("Back"), self._actions.go_back, name="back")
        page.add_footer(back, left=True)
        close = button(
            gettext("Close this screening"), self._actions.close, style="primary", name="close"
        )
        close.setEnabled(state.is_answered)
        page.add_footer(close)
        return page

    def _line(self, entry: RightsEntry) -> QWidget:
        language = self._around.language
        words = rights_text(language, entry.line)
        title = label(words[:1].upper() + words[1:], "strong")
        if entry.said is None and entry.kept is not Kept.NOT_RECORDED:
            return card(self._around.theme, title, label(kept_text(language, entry.kept), "quiet"))
        return card(self._around.theme, title, self._cards(entry, words))

    def _cards(self, entry: RightsEntry, words: str) -> QWidget:
        language, theme = self._around.language, self._around.theme
        holder = CardGroup(theme.px(0.35), _COLUMNS)
        group = QButtonGroup(holder)
        for said in RightsSaid:
            text = said_text(language, said)
            made = AnswerCard(theme, CardText(text), units=0.95)
            made.setProperty("role", f"{entry.line}={said}")
            made.setAccessibleName(named(language, words, text))
            made.setChecked(entry.said is said)
            made.clicked.connect(lambda _on, said=said: self._viewmodel.say(entry.line, said))
            group.addButton(made)
            holder.put(made)
        return holder
