"""Home: open screenings first, then a new one, then what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from frontline.domain.identifiers import InstrumentId
from frontline.domain.sites import Site
from frontline.ui.formats import moment_text
from frontline.ui.labels import site_text
from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.home import Begun, Due, HomeContent, HomeState, HomeViewModel
from frontline.ui.viewmodels.record_check import RecordCheck
from frontline.ui.widgets import keys
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.follow_up_card import follow_up_card
from frontline.ui.widgets.icons import with_icon
from frontline.ui.widgets.page import Page, PageFrame, beside, row
from frontline.ui.widgets.record_notice import RecordNotice
from frontline.ui.widgets.texts import label
from frontline.ui.widgets.waiting_card import names_card, updates_card


@dataclass(frozen=True, slots=True)
class HomeWays:
    """Where one can go from home; what somebody may not see is None."""

    outbox: Callable[[], None]
    search: Callable[[], None]
    practise: Callable[[], None]
    history: Callable[[], None] | None = None
    oversight: Callable[[], None] | None = None
    # With the questionnaire, the site and the person's language.
    prompt_sheet: Callable[[InstrumentId, Site, str], None] | None = None
    groups: Callable[[], None] | None = None
    review: Callable[[], None] | None = None
    directory: Callable[[], None] | None = None
    updates: Callable[[], None] | None = None
    names: Callable[[], None] | None = None


class HomeView(PageFrame):
    def __init__(
        self,
        viewmodel: HomeViewModel,
        around: Surroundings,
        ways: HomeWays,
        record: RecordCheck,
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._ways = ways
        self._record = record
        self._content: HomeContent | None = None
        self._begin: QPushButton | None = None
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: HomeState) -> None:
        if self.page is None or state.content is not self._content:
            self._content = state.content
            page = Page(self._around.theme, self._around.language.gettext("Today"))
            page.add(RecordNotice(self._around, self._record))
            if self._ways.history is not None:
                words = self._around.language.gettext("History")
                page.add_footer(button(words, self._ways.history, name="history"), left=True)
            if self._ways.oversight is not None:
                words = self._around.language.gettext("How cases were dealt with")
                page.add_footer(button(words, self._ways.oversight, name="oversight"), left=True)
            if state.content is not None:
                self._fill(page, state.content)
            self.put(page)
        self.show_error(self._around.language, state.error)

    def _fill(self, page: Page, content: HomeContent) -> None:
        words = PackWords(content.pack, self._around.language.code, "en")
        gettext = self._around.language.gettext
        self._add_ways(page, content)
        overdue = [each for each in content.follow_ups if each.is_overdue]
        if content.reviewing is not None and self._ways.review is not None:
            self._add_review(page, content.reviewing, self._ways.review)
        if content.returned:
            self._add_returned(page, content)
        self._add_follow_ups(page, gettext("Follow-ups overdue"), overdue)
        if content.updates and self._ways.updates is not None:
            page.add(updates_card(self._around, content.updates, self._ways.updates))
        if content.namable and self._ways.names is not None:
            page.add(names_card(self._around, content.namable, self._ways.names))
        if content.unfinished:
            self._add_unfinished(page, content)
        if content.given:
            self._add_given(page, content)
        if content.may_screen:
            self._add_new(page, content, words)
        due = [each for each in content.follow_ups if not each.is_overdue]
        self._add_follow_ups(page, gettext("Follow-ups due"), due)

    def _add_given(self, page: Page, content: HomeContent) -> None:
        gettext = self._around.language.gettext
        page.add(label(gettext("Shared with you or handed over"), "heading"))
        for begun in content.given:
            page.add(self._unfinished_card(begun, self._resume_button(begun)))

    def _add_ways(self, page: Page, content: HomeContent) -> None:
        gettext = self._around.language.gettext
        outbox = button(gettext("Outbox"), self._ways.outbox, name="outbox")
        page.add_footer(outbox, left=True)
        if not content.may_screen and self._ways.review is None:
            # Who begins no screening has no button that would be first by itself.
            outbox.setFocus()
        if content.may_search:
            find = button(gettext("Find a case"), self._ways.search, name="search")
            page.add_footer(find, left=True)
        practise = button(gettext("Practise"), self._ways.practise, name="practise")
        page.add_footer(practise, left=True)
        if self._ways.groups is not None:
            groups = button(gettext("Groups"), self._ways.groups, name="groups")
            page.add_footer(groups, left=True)
        if self._ways.directory is not None:
            directory = button(gettext("Directory"), self._ways.directory, name="directory")
            page.add_footer(directory, left=True)

    def _add_review(self, page: Page, waiting: int, review: Callable[[], None]) -> None:
        """A supervisor's work begins here."""
        language = self._around.language
        text = language.ngettext(
            "{count} referral or finding waits for you",
            "{count} referrals and findings wait for you",
            waiting,
        )
        page.add(label(text.format(count=waiting), "lead"))
        made = button(language.gettext("Review desk"), review, style="primary", name="review")
        page.add_footer(made).setFocus()

    def _add_returned(self, page: Page, content: HomeContent) -> None:
        gettext, theme = self._around.language.gettext, self._around.theme
        page.add(label(gettext("Returned by a supervisor"), "heading"))
        for line in content.returned:
            code = line.case.code
            title = gettext("Case {code} · returned by {name}").format(code=code, name=line.by)
            words = line.comment or gettext("The words were sealed to somebody else. Ask them.")
            resume = partial(self._viewmodel.resume, line.screening)
            again = button(gettext("Open"), resume, name=f"returned-{code}")
            again.setAccessibleName(gettext("Open {code}").format(code=code))
            page.add(card(theme, beside(theme, again, label(title, "strong"), label(words))))

    def _add_unfinished(self, page: Page, content: HomeContent) -> None:
        gettext = self._around.language.gettext
        page.add(label(gettext("Go on with"), "heading"))
        for begun in content.unfinished:
            resume = self._resume_button(begun)
            page.add(self._unfinished_card(begun, resume))
            if page.focusWidget() is None:
                # What was begun comes before anything new.
                resume.setFocus()

    def _unfinished_card(self, begun: Begun, resume: QWidget) -> QWidget:
        theme, language, code = self._around.theme, self._around.language, begun.case.code
        since = moment_text(language.code, begun.screening.started_at, self._around.zone)
        about = language.gettext("Case {code} · begun {time}").format(code=code, time=since)
        title = label(self._title_of(begun), "strong")
        texts = [title, label(about, "quiet")]
        if begun.owner:
            shared = language.gettext("Case of {name}, shared with you").format(name=begun.owner)
            texts.append(label(shared, "quiet"))
        return card(theme, beside(theme, resume, *texts))

    def _title_of(self, begun: Begun) -> str:
        """In the words of the pack it began on: a newer one may not have it any more."""
        language, name = self._around.language, f"instrument.{begun.screening.instrument}.title"
        if begun.pack is None or not begun.pack.texts.has(name):
            return language.gettext("Questionnaire")
        return PackWords(begun.pack, language.code, "en").text(name)

    def _resume_button(self, begun: Begun) -> QPushButton:
        gettext, code = self._around.language.gettext, begun.case.code
        text = gettext("Open") if begun.screening.is_closed else gettext("Resume")
        resume = button(
            text,
            lambda: self._viewmodel.resume(begun.screening.id),
            name=f"resume-{code}",
        )
        spoken = gettext("Open {code}") if begun.screening.is_closed else gettext("Resume {code}")
        resume.setAccessibleName(spoken.format(code=code))
        return resume

    def _add_new(self, page: Page, content: HomeContent, words: PackWords) -> None:
        around, gettext = self._around, self._around.language.gettext
        page.add(label(gettext("New screening"), "heading"))
        if not content.sites:
            page.add(label(gettext("A supervisor has to add a site first."), "warn"))
            return
        known = [(str(s.id), self._site_line(s)) for s in content.sites]
        sites = choice_list("site", known, str((content.last_site or content.sites[0]).id))
        instruments = choice_list("instrument", [])
        languages = [(code, LANGUAGE_NAMES.get(code, code)) for code in words.person_languages()]
        spoken = choice_list("person-language", languages, around.language.code)

        def fill_instruments() -> None:
            instruments.clear()
            chosen = _chosen_site(content, sites)
            for instrument in content.instruments.get(chosen.id, ()):
                instruments.addItem(words.text(f"instrument.{instrument}.title"), instrument)

        def chosen() -> tuple[InstrumentId, Site, str]:
            instrument = InstrumentId(str(instruments.currentData()))
            return instrument, _chosen_site(content, sites), str(spoken.currentData())

        def start() -> None:
            instrument, site, language = chosen()
            self._viewmodel.start(instrument, site.id, language)

        def start_from_paper() -> None:
            instrument, site, language = chosen()
            self._viewmodel.start_from_paper(instrument, site.id, language)

        sites.currentIndexChanged.connect(lambda _index: fill_instruments())
        fill_instruments()
        begin = button(gettext("Start screening"), start, style="primary", name="start")
        with_icon(begin, around.theme, "forward", around.theme.palette.primary_text)
        begin.setEnabled(instruments.count() > 0)
        self._begin = begin
        page.add_footer(begin)
        theme = around.theme
        page.add(
            card(
                theme,
                Field(theme, gettext("Where are you?"), sites),
                Field(theme, gettext("Questionnaire"), instruments),
                Field(theme, gettext("Language of the person"), spoken),
                self._paper_row(chosen, start_from_paper, can_start=instruments.count() > 0),
            )
        )

    def _paper_row(
        self,
        chosen: Callable[[], tuple[InstrumentId, Site, str]],
        enter: Callable[[], None],
        *,
        can_start: bool,
    ) -> QWidget:
        """For a day without a computer: out on paper, and in again."""
        gettext, prompt_sheet = self._around.language.gettext, self._ways.prompt_sheet
        made = [button(gettext("Enter from paper"), enter, name="from-paper")]
        if prompt_sheet is not None:
            out = button(
                gettext("Print for paper"), lambda: prompt_sheet(*chosen()), name="prompt-sheet"
            )
            made.insert(0, out)
        for each in made:
            each.setEnabled(can_start)
        return row(self._around.theme, *made)

    def _add_follow_ups(self, page: Page, title: str, follow_ups: Iterable[Due]) -> None:
        found = tuple(follow_ups)
        if found:
            page.add(label(title, "heading"))
        for due in found:
            page.add(
                follow_up_card(
                    self._around,
                    due,
                    on_open=partial(self._viewmodel.resume, due.screening),
                    on_done=partial(self._viewmodel.follow_up_done, due.follow_up.id),
                )
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where place, questionnaire and language are chosen, the Enter key begins."""
        if keys.ON.is_pressed(event) and self._begin is not None:
            self._begin.click()
        else:
            super().keyPressEvent(event)

    def _site_line(self, site: Site) -> str:
        return f"{site.label} · {site_text(self._around.language, site.kind)}"


def _chosen_site(content: HomeContent, box: QComboBox) -> Site:
    return next(site for site in content.sites if str(site.id) == box.currentData())
