"""Home: open screenings first, then a new one, then what is due."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from frontline.domain.cases import Case, FollowUp, Screening
from frontline.domain.identifiers import InstrumentId
from frontline.domain.sites import Site
from frontline.ui.formats import day_text, moment_text
from frontline.ui.labels import site_text
from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.messages import error_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.home import HomeContent, HomeState, HomeViewModel
from frontline.ui.widgets.buttons import button, with_icon
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import Page, card, row
from frontline.ui.widgets.texts import label


class HomeView(QWidget):
    def __init__(
        self, viewmodel: HomeViewModel, around: Surroundings, on_outbox: Callable[[], None]
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._on_outbox = on_outbox
        self._page: Page | None = None
        self._shown: tuple[object, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: HomeState) -> None:
        shown = (state.content, state.error)
        if self._page is not None and shown == self._shown:
            self._page.setEnabled(not state.is_busy)
            return
        self._shown = shown
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        gettext = self._around.language.gettext
        page = Page(self._around.theme, gettext("Today"))
        if state.error is not None:
            page.add(label(error_text(self._around.language, state.error), "urgent"))
        if state.content is not None:
            self._fill(page, state.content)
        page.setEnabled(not state.is_busy)
        self._layout.addWidget(page)
        self._page = page

    def _fill(self, page: Page, content: HomeContent) -> None:
        words = PackWords(content.pack, self._around.language.code, "en")
        if content.unfinished:
            self._add_unfinished(page, content, words)
        if content.may_screen:
            self._add_new(page, content, words)
        if content.follow_ups:
            self._add_follow_ups(page, content)
        gettext = self._around.language.gettext
        page.add_footer(button(gettext("Outbox"), self._on_outbox, name="outbox"), left=True)

    def _add_unfinished(self, page: Page, content: HomeContent, words: PackWords) -> None:
        gettext = self._around.language.gettext
        page.add(label(gettext("Go on with"), "heading"))
        for case, screening in content.unfinished:
            page.add(self._unfinished_card(case, screening, words))

    def _unfinished_card(self, case: Case, screening: Screening, words: PackWords) -> QWidget:
        theme, language = self._around.theme, self._around.language
        since = moment_text(language.code, screening.started_at, self._around.zone)
        about = language.gettext("Case {code} · begun {time}").format(code=case.code, time=since)
        resume = button(
            language.gettext("Resume"),
            lambda: self._viewmodel.resume(screening.id),
            style="primary",
            name=f"resume-{case.code}",
        )
        resume.setAccessibleName(language.gettext("Resume {code}").format(code=case.code))
        title = label(words.text(f"instrument.{screening.instrument}.title"), "strong")
        return card(theme, title, label(about, "quiet"), row(theme, resume))

    def _add_new(self, page: Page, content: HomeContent, words: PackWords) -> None:
        around, gettext = self._around, self._around.language.gettext
        page.add(label(gettext("New screening"), "heading"))
        if not content.sites:
            page.add(label(gettext("A supervisor has to add a site first."), "warn"))
            return
        sites = choice_list("site", [(str(s.id), self._site_line(s)) for s in content.sites])
        instruments = choice_list("instrument", [])
        languages = [(code, LANGUAGE_NAMES.get(code, code)) for code in words.person_languages()]
        spoken = choice_list("person-language", languages, around.language.code)

        def fill_instruments() -> None:
            instruments.clear()
            chosen = _chosen_site(content, sites)
            for instrument in content.instruments.get(chosen.id, ()):
                instruments.addItem(words.text(f"instrument.{instrument}.title"), instrument)

        def start() -> None:
            chosen = InstrumentId(str(instruments.currentData()))
            site = _chosen_site(content, sites)
            self._viewmodel.start(chosen, site.id, str(spoken.currentData()))

        sites.currentIndexChanged.connect(lambda _index: fill_instruments())
        fill_instruments()
        begin = button(gettext("Start screening"), start, style="primary", name="start")
        with_icon(begin, around.theme, "forward", around.theme.palette.primary_text)
        begin.setEnabled(instruments.count() > 0)
        theme = around.theme
        page.add(
            card(
                theme,
                Field(theme, gettext("Where are you?"), sites),
                Field(theme, gettext("Questionnaire"), instruments),
                Field(theme, gettext("Language of the person"), spoken),
                row(theme, begin),
            )
        )

    def _add_follow_ups(self, page: Page, content: HomeContent) -> None:
        gettext = self._around.language.gettext
        page.add(label(gettext("Follow-ups due"), "heading"))
        for follow_up, case in content.follow_ups:
            page.add(self._follow_up_card(follow_up, case))

    def _follow_up_card(self, follow_up: FollowUp, case: Case) -> QWidget:
        theme, language = self._around.theme, self._around.language
        day = day_text(language.code, follow_up.due)
        text = label(language.gettext("{day}: case {code}").format(day=day, code=case.code))
        done = button(
            language.gettext("Done"),
            lambda: self._viewmodel.follow_up_done(follow_up.id),
            name=f"follow-up-{case.code}",
        )
        done.setAccessibleName(language.gettext("Done: {code}").format(code=case.code))
        return card(theme, text, row(theme, done))

    def _site_line(self, site: Site) -> str:
        return f"{site.label} · {site_text(self._around.language, site.kind)}"


def _chosen_site(content: HomeContent, box: QComboBox) -> Site:
    return next(site for site in content.sites if str(site.id) == box.currentData())
