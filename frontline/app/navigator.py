"""Which page is shown after sign-in, and where each way leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frontline.app.case_pages import CasePages, CaseWays
from frontline.app.commands import PageWays, commands
from frontline.app.directory_page import show_directory
from frontline.app.files import FileDialogs
from frontline.app.group_pages import GroupPages
from frontline.app.history_pages import HistoryPages
from frontline.app.keeping_pages import show_keeping
from frontline.app.naming_page import show_naming
from frontline.app.oversight_page import show_oversight
from frontline.app.panels import Panels, PanelWays
from frontline.app.people_pages import PeoplePages
from frontline.app.prompt_sheet_page import show_prompt_sheet
from frontline.app.report_page import show_report_page
from frontline.app.review_pages import ReviewPages
from frontline.app.search_page import show_search_page
from frontline.app.settings_page import SettingsWays, show_settings
from frontline.app.stage import Stage
from frontline.app.update_page import show_updates
from frontline.app.workplace import Workplace
from frontline.domain.identifiers import InstrumentId
from frontline.domain.sites import Site
from frontline.services.permissions import Action
from frontline.services.screenings import OpenScreening
from frontline.ui.lexicon import Explainer
from frontline.ui.preferences import Preferences
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.home import HomeViewModel
from frontline.ui.viewmodels.palette import Command
from frontline.ui.views.bar import BarActions
from frontline.ui.views.glossary import GlossaryPage
from frontline.ui.views.guidance import break_page, danger_page
from frontline.ui.views.home import HomeView, HomeWays
from frontline.ui.views.window import MainWindow
from frontline.ui.widgets import keys


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways out of the program's pages that the desktop itself takes; `practise` gets the way back
    to them."""

    hide: Callable[[], None]
    lock: Callable[[], None]
    prefer: Callable[[Preferences], None]
    preferences: Callable[[], Preferences]
    practise: Callable[[Callable[[], None]], None]


class Navigator:
    def __init__(
        self,
        window: MainWindow,
        around: Surroundings,
        workplace: Workplace,
        files: FileDialogs,
        ways: Ways,
    ) -> None:
        self._workplace = workplace
        self._files = files
        self._ways = ways
        explainer = Explainer(lambda: workplace.lexicon, self._explain)
        self._around = around._replace(explainer=explainer)
        self._stage = Stage(window, self._around, workplace.sending)
        self._panels = Panels(self._stage, workplace, self._panel_ways())
        self._people = PeoplePages(self._stage, workplace, files)
        self._case: CasePages | None = None
        self._groups = GroupPages(
            self._stage, workplace, on_home=self.show_home, on_open=self._open
        )
        self._review = ReviewPages(
            self._stage, workplace, files, on_home=self.show_home, on_open=self._open
        )
        self._history = HistoryPages(self._stage, workplace, files)
        self._stage.set_actions(
            BarActions(
                danger=self._show_danger,
                glossary=self._show_glossary,
                pause=self._show_break,
                report=self._show_report,
                settings=self._show_settings,
                hide=ways.hide,
                lock=ways.lock,
            )
        )
        self._take_keys()

    def _take_keys(self) -> None:
        safe = {keys.HIDE.first: self._ways.hide, keys.LOCK.first: self._ways.lock}
        self._stage.set_keys(
            {
                keys.DANGER.first: self._show_danger,
                keys.GLOSSARY.first: self._show_glossary,
                keys.BREAK.first: self._show_break,
                keys.KEYS.first: self._panels.show_keys,
                keys.PALETTE.first: self._panels.show_palette,
                **safe,
            },
            safe,
        )

    def come_back(self) -> None:
        """Home, after something else had the window."""
        self._take_keys()
        self.show_home()

    def rebuild(self) -> None:
        """Look or language changed."""
        self._stage.rebuild()

    def show_home(self) -> None:
        self._case = None
        self._stage.leave_group()
        self._stage.place = ""
        workplace = self._workplace
        home = HomeViewModel(workplace.desk, workplace.vault_runner, workplace.updates)
        home.opened.connect(self._open)
        home.opened_for_paper.connect(self._enter_from_paper)
        session = self._workplace.desk.session
        ways = HomeWays(
            outbox=self._show_outbox,
            search=self._show_search,
            practise=self._start_practice,
            history=self._history.show if session.may(Action.VIEW_AUDIT) else None,
            oversight=self._show_oversight if session.may(Action.READ_DEIDENTIFIED) else None,
            prompt_sheet=self._show_prompt_sheet,
            groups=self._groups.show if session.may(Action.READ_GROUP) else None,
            review=self._review.show if session.may(Action.REVIEW) else None,
            directory=self._show_directory,
            updates=self._show_updates,
            names=self._show_names if session.may(Action.NAME_FORM) else None,
        )
        record = self._workplace.record
        self._stage.show(lambda: HomeView(home, self._around, ways, record))
        home.load()
        self._workplace.sending.load()

    def welcome(self) -> None:
        """Home, after sign-in."""
        self.show_home()
        self._people.tell_news()

    def _enter_from_paper(self, table: OpenScreening) -> None:
        self._put_on_table(table).show_paper_time()

    def _show_prompt_sheet(self, instrument: InstrumentId, site: Site, language: str) -> None:
        show_prompt_sheet(
            self._stage, self._files, self._workplace.pack, (instrument, site, language)
        )

    def _put_on_table(
        self, table: OpenScreening, home: Callable[[], None] | None = None
    ) -> CasePages:
        """`home`: where the way home leads to, if not to Home."""
        ways = CaseWays(
            home=home or self.show_home,
            open=lambda other: self._open(other, home),
            lock=self._ways.lock,
        )
        self._case = CasePages(
            self._stage,
            self._workplace,
            table,
            self._files,
            ways,
        )
        return self._case

    def _open(self, table: OpenScreening, home: Callable[[], None] | None = None) -> None:
        case = self._put_on_table(table, home)
        if table.screening.is_closed or not self._workplace.desk.session.may(Action.SCREEN):
            case.show_finding()
        else:
            case.show_screening()

    def _start_practice(self) -> None:
        self._ways.practise(self.come_back)

    def _explain(self, terms: tuple[str, ...]) -> None:
        self._panels.show_terms(terms)

    def _person_language(self) -> str:
        return self._case.person_language if self._case is not None else ""

    def _panel_ways(self) -> PanelWays:
        return PanelWays(
            glossary=self._show_glossary,
            open=self._open,
            person=self._person_language,
            commands=self._commands,
        )

    def _commands(self) -> tuple[Command, ...]:
        ways = PageWays(
            home=self.show_home,
            search=self._show_search,
            outbox=self._show_outbox,
            history=self._history.show,
            oversight=self._show_oversight,
            groups=self._groups.show,
            review=self._review.show,
            figures=self._review.show_figures,
            people=self._people.show,
            keeping=self._show_keeping,
            settings=self._show_settings,
            danger=self._show_danger,
            glossary=self._show_glossary,
            directory=self._show_directory,
            updates=self._show_updates,
            names=self._show_names,
            keys=self._panels.show_keys,
            pause=self._show_break,
            report=self._show_report,
            practice=self._start_practice,
            hide=self._ways.hide,
            lock=self._ways.lock,
        )
        case = self._case.commands if self._case is not None else None
        session = self._workplace.desk.session
        return commands(self._around.language, session, ways, case)

    @property
    def case(self) -> CasePages | None:
        """The case that is being worked on, if one is."""
        return self._case

    def _show_search(self) -> None:
        show_search_page(
            self._stage, self._workplace, self._files, on_home=self.show_home, on_open=self._open
        )

    def _show_oversight(self) -> None:
        show_oversight(self._stage, self._workplace, self._files)

    def _show_outbox(self) -> None:
        session = self._workplace.desk.session
        self._review.show_outbox(may_export=session.may(Action.EXPORT_BUNDLES))

    def _show_danger(self) -> None:
        pack, directories = self._workplace.pack, self._workplace.directories
        self._stage.aside("danger", lambda back: danger_page(self._around, pack, directories, back))

    def _show_glossary(self) -> None:
        around, workplace, person = self._around, self._workplace, self._person_language()
        self._stage.aside(
            "glossary", lambda back: GlossaryPage(around, workplace.lexicon, person, back)
        )

    def _show_report(self) -> None:
        show_report_page(self._stage, self._workplace, self._files)

    def _show_break(self) -> None:
        self._stage.aside("break", lambda back: break_page(self._around, back))

    def _show_settings(self) -> None:
        ways = SettingsWays(
            prefer=self._ways.prefer,
            preferences=self._ways.preferences,
            people=self._people.show,
            updates=self._show_updates,
            keep=self._show_keeping,
        )
        show_settings(self._stage, self._workplace, self._files, ways)

    def _show_updates(self) -> None:
        show_updates(self._stage, self._workplace, self._files)

    def _show_names(self) -> None:
        show_naming(self._stage, self._workplace, self.show_home, self._open)

    def _show_directory(self) -> None:
        show_directory(self._stage, self._workplace)

    def _show_keeping(self) -> None:
        show_keeping(self._stage, self._workplace, self._files)
