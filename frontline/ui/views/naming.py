"""Earlier cases whose form of exploitation has a name now. A person decides of each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from frontline.domain.identifiers import IndicatorCode
from frontline.domain.naming import NameDecision, NameReason
from frontline.rules.definitions import PackDefinition
from frontline.services.naming import NameLine
from frontline.ui.formats import moment_text
from frontline.ui.labels import element_code_text, named
from frontline.ui.name_words import decision_text, reasons
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.naming import NamingState, NamingViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import Page, PageFrame, row
from frontline.ui.widgets.texts import label


class NamingView(PageFrame):
    def __init__(
        self, viewmodel: NamingViewModel, around: Surroundings, on_home: Callable[[], None]
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._on_home = on_home
        self._gettext = around.language.gettext
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: NamingState) -> None:
        self.put(self._make_page(state), is_same=self.page is not None)
        if self.page is not None:
            self.page.area.setEnabled(not state.is_busy)
        self.show_error(self._around.language, state.error)
        self.show_note(self._note(state.said))

    def _make_page(self, state: NamingState) -> Page:
        gettext = self._gettext
        page = Page(self._around.theme, gettext("Forms that have a name now"))
        if state.rules is not None:
            self._fill(page, state.lines, state.rules)
        page.add_footer(button(gettext("Home"), self._on_home, style="primary", name="home"))
        return page

    def _fill(self, page: Page, lines: tuple[NameLine, ...], rules: PackDefinition) -> None:
        gettext = self._gettext
        words = PackWords(rules, self._around.language.code, "en")
        if not lines:
            page.add(label(gettext("No earlier case is like a form that got its name."), "quiet"))
            return
        page.add(
            label(
                gettext(
                    "What these people told had no name then, and has one in the rules now. "
                    "Look at the case, then decide. Its answers and finding stay as they are."
                )
            )
        )
        for line in lines:
            page.add(self._card(line, words))

    def _card(self, line: NameLine, words: PackWords) -> QWidget:
        theme, gettext, form = self._around.theme, self._gettext, words.form(line.form)
        title = gettext("Case {code} may now be named: {form}")
        if line.stands is not None:
            title = gettext("Case {code}: {form}")
        title = title.format(code=line.case.code, form=form)
        parts: list[QWidget] = [label(title, "strong"), *self._told_of(line, words)]
        why = choice_list(f"why-{line.case.code}", reasons(self._around.language))
        parts.append(Field(theme, gettext("What your decision rests on"), why))
        parts.append(row(theme, self._see(line), *self._choices(line, why)))
        return card(theme, *parts)

    def _told_of(self, line: NameLine, words: PackWords) -> list[QWidget]:
        around, gettext = self._around, self._gettext
        if line.stands is not None:
            said = decision_text(around.language, line.stands, line.by, around.zone)
            return [label(said, "quiet")]
        parts: list[QWidget] = []
        if line.screening.closed_at is not None:
            when = moment_text(around.language.code, line.screening.closed_at, around.zone)
            parts.append(label(gettext("Closed {time}").format(time=when), "quiet"))
        for sign in self._signs(line, words):
            told = named(around.language, gettext("Told in this case"), sign)
            parts.append(label(told))
        return parts

    def _signs(self, line: NameLine, words: PackWords) -> list[str]:
        """What the form was found by, which this case has too."""
        indicators = words.pack.indicators
        return [
            words.indicator(IndicatorCode(code))
            if code in indicators
            else element_code_text(self._around.language, code)
            for code in sorted(words.pack.forms[line.form].described_as)
        ]

    def _see(self, line: NameLine) -> QWidget:
        code = line.case.code
        gettext = self._gettext
        see = partial(self._viewmodel.open_case, line.screening.id)
        made = button(gettext("See the case"), see, name=f"case-{code}")
        made.setAccessibleName(gettext("See case {code}").format(code=code))
        return made

    def _choices(self, line: NameLine, why: QComboBox) -> list[QWidget]:
        """What may be decided: all but what stands."""
        gettext, code = self._gettext, line.case.code
        stands = line.stands.decision if line.stands is not None else None
        refuse = gettext("It is another form")
        if stands is NameDecision.ADDED:
            refuse = gettext("Take the name back")
        texts = {
            NameDecision.NOT_THIS: (refuse, f"refuse-{code}"),
            NameDecision.ADDED: (gettext("Add the name"), f"add-{code}"),
        }
        made: list[QWidget] = []
        for decision, (text, name) in texts.items():
            if decision is not stands:
                each = button(text, partial(self._decide, line, decision, why), name=name)
                each.setAccessibleName(f"{code}. {text}")
                made.append(each)
        return made

    def _decide(self, line: NameLine, decision: NameDecision, why: QComboBox) -> None:
        self._viewmodel.decide(line, decision, NameReason(str(why.currentData())))

    def _note(self, said: NameDecision | None) -> str:
        gettext = self._gettext
        texts = {
            None: "",
            NameDecision.ADDED: gettext(
                "Added. The case shows both; the history says who decided and why."
            ),
            NameDecision.NOT_THIS: gettext("Kept as it was; the history says so."),
        }
        return texts[said]
