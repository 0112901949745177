"""The page to find a case on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.rules.definitions import PackDefinition
from frontline.services.search import Found, Vocabulary
from frontline.ui.formats import moment_text
from frontline.ui.labels import band_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.search import SearchState, SearchViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, text_input
from frontline.ui.widgets.page import Page, PageFrame, beside, empty
from frontline.ui.widgets.texts import label


class SearchView(PageFrame):
    def __init__(
        self,
        viewmodel: SearchViewModel,
        around: Surroundings,
        pack: PackDefinition,
        words: Vocabulary,
        on_back: Callable[[], None],
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._pack = pack
        self._words = words
        theme, gettext = around.theme, around.language.gettext
        page = Page(theme, gettext("Find a case"))
        self._input = text_input("search")
        self._input.setText(viewmodel.state.text)
        self._input.returnPressed.connect(self._search)
        hint = gettext(
            "By code, place, questionnaire, finding, colleague or referral; or by what the person "
            "told you, as far as you can open it. Every search in people's details is recorded, "
            "without what was searched for."
        )
        page.add(Field(theme, gettext("Words, all of which must fit"), self._input, hint=hint))
        self._results = QWidget()
        self._list = QVBoxLayout(self._results)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.px(0.6))
        page.add(self._results)
        self._progress = page.add(label("", "quiet"))
        page.add_footer(button(gettext("Back"), on_back, name="back"), left=True)
        find = button(gettext("Find"), self._search, style="primary", name="find")
        page.add_footer(find)
        self._shown: tuple[tuple[Found, ...], tuple[Found, ...]] | None = None
        self.put(page)
        self._input.setFocus()
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def hideEvent(self, event: QHideEvent) -> None:
        self._viewmodel.stop()
        super().hideEvent(event)

    def _search(self) -> None:
        if self._input.text().strip():
            self._viewmodel.search(self._input.text(), self._words)

    def _show_state(self, state: SearchState) -> None:
        if self._shown != (state.by_text, state.in_sheets):
            self._shown = state.by_text, state.in_sheets
            empty(self._list)
            self._add(self._around.language.gettext("Cases"), state.by_text)
            self._add(self._around.language.gettext("In people's details"), state.in_sheets)
        self._progress.setText(self._progress_text(state))
        self.show_error(self._around.language, state.error)

    def _add(self, heading: str, found: tuple[Found, ...]) -> None:
        if found:
            self._list.addWidget(label(heading, "heading"))
        for each in found:
            self._list.addWidget(self._card(each))

    def _card(self, found: Found) -> QWidget:
        theme, language = self._around.theme, self._around.language
        code, screening = found.case.code, found.screening
        opened = button(
            language.gettext("Open"),
            lambda: self._viewmodel.open(screening.id),
            name=f"open-{code}",
        )
        opened.setAccessibleName(language.gettext("Open {code}").format(code=code))
        since = moment_text(language.code, found.case.opened_at, self._around.zone)
        owner = ""
        if found.owner is not None:
            owner = language.gettext("Case of {name}").format(name=found.owner.name)
        about = language.gettext("Case {code} · begun {time}").format(code=code, time=since)
        name = f"instrument.{screening.instrument}.title"
        title = language.gettext("Questionnaire")
        if self._pack.texts.has(name):
            title = PackWords(self._pack, language.code, "en").text(name)
        state = language.gettext("Not finished")
        if screening.finding is not None:
            state = band_text(language, screening.finding.band)
        texts = (label(about, "strong"), label(f"{title} · {state}"), label(owner, "quiet"))
        return card(theme, beside(theme, opened, *texts))

    def _progress_text(self, state: SearchState) -> str:
        language = self._around.language
        lines = []
        if state.left:
            text = language.ngettext(
                "{n} person's details are still to be looked through.",
                "The details of {n} people are still to be looked through.",
                state.left,
            )
            lines.append(text.format(n=state.left))
        elif state.text and not (state.is_busy or state.by_text or state.in_sheets):
            lines.append(language.gettext("Nothing was found that you may read."))
        if state.has_more:
            lines.append(language.gettext("There may be more. Another word narrows it down."))
        if state.unopened:
            text = language.ngettext(
                "The details of {n} person are not sealed to you yet and were not searched.",
                "The details of {n} people are not sealed to you yet and were not searched.",
                state.unopened,
            )
            lines.append(text.format(n=state.unopened))
        return "\n".join(lines)
