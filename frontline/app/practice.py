"""The practice interview: the real pages over a post of its own, in a frame nobody can miss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from frontline.app.case_pages import CasePages, CaseWays
from frontline.app.files import FileDialogs
from frontline.app.practice_post import PracticePost
from frontline.app.stage import Stage
from frontline.services.interview_state import finding_state, interview_state
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.training.first_day import FIRST_DAY
from frontline.training.practice import Feedback, feedback
from frontline.ui.lexicon import Explainer
from frontline.ui.practice_words import conditions_hint, finding_hint, hint_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.screening import ScreeningState
from frontline.ui.views.bar import BarActions
from frontline.ui.views.checklist import ChecklistView
from frontline.ui.views.finding import FindingView
from frontline.ui.views.glossary import GlossaryPage
from frontline.ui.views.guidance import break_page, danger_page
from frontline.ui.views.key_sheet import key_sheet
from frontline.ui.views.person_screen import PersonScreen
from frontline.ui.views.practice import (
    PracticeFrame,
    PracticeWays,
    feedback_page,
    intro_page,
)
from frontline.ui.views.screening import ScreeningView
from frontline.ui.views.self_completion import SelfCompletionView
from frontline.ui.views.term import term_panel
from frontline.ui.views.window import MainWindow
from frontline.ui.widgets import keys


@dataclass(frozen=True, slots=True)
class PracticeExits:
    """`leave` ends the practice; the others are those of every page."""

    files: FileDialogs
    leave: Callable[[], None]
    hide: Callable[[], None]
    lock: Callable[[], None]


class Practice:
    """From the first page to the feedback. It has no way to outbox, register, search or report."""

    def __init__(
        self, window: MainWindow, around: Surroundings, post: PracticePost, exits: PracticeExits
    ) -> None:
        self._post = post
        self._exits = exits
        self._files = exits.files
        self._case: CasePages | None = None
        self._around = around._replace(explainer=Explainer(lambda: post.lexicon, self._explain))
        self._stage = Stage(window, self._around, None, self._framed)
        self._stage.set_actions(
            BarActions(
                danger=self._show_danger,
                glossary=self._show_glossary,
                pause=self._show_break,
                report=None,
                settings=None,
                hide=exits.hide,
                lock=exits.lock,
            )
        )
        safe = {keys.HIDE.first: exits.hide, keys.LOCK.first: exits.lock}
        self._stage.set_keys(
            {
                keys.DANGER.first: self._show_danger,
                keys.GLOSSARY.first: self._show_glossary,
                keys.BREAK.first: self._show_break,
                keys.KEYS.first: self._show_keys,
                **safe,
            },
            safe,
        )

    def show_intro(self) -> None:
        self._case = None
        self._stage.place = self._around.language.gettext("Practice")
        self._stage.show(lambda: intro_page(self._around, self._begin))

    def _begin(self) -> None:
        service, language = ScreeningService(self._post.desk), self._around.language.code
        self._post.vault_runner.submit(
            lambda: service.start(FIRST_DAY.instrument, self._post.site, language),
            done=self._open,
            failed=lambda _error: self._exits.leave(),
        )

    def _open(self, table: OpenScreening) -> None:
        ways = CaseWays(home=self._ask_feedback, open=self._open, lock=self._exits.lock)
        self._case = CasePages(self._stage, self._post, table, self._files, ways)
        self._stage.place = self._around.language.gettext("Practice")
        self._case.screening.state_changed.connect(self._follow)
        self._case.show_screening()

    def _ask_feedback(self) -> None:
        if self._case is None:
            return
        table = self._case.table

        def work() -> Feedback:
            values = interview_state(table).values
            return feedback(FIRST_DAY, values, finding_state(table).assessment.finding.band)

        self._post.vault_runner.submit(
            work, done=self._show_feedback, failed=lambda _error: self._exits.leave()
        )

    def _show_feedback(self, found: Feedback) -> None:
        self._case = None
        pack = self._post.pack
        self._stage.show(
            lambda: feedback_page(self._around, pack, found, self.show_intro, self._exits.leave)
        )

    # The frame

    def _framed(self, page: QWidget) -> QWidget:
        done = self._ask_feedback if self._case is not None else None
        is_bare = isinstance(page, PersonScreen | SelfCompletionView)
        ways = PracticeWays(self._exits.leave, done)
        frame = PracticeFrame(self._around, page, ways, is_bare=is_bare)
        if not is_bare:
            frame.show_hint(self._hint(page))
        return frame

    def _hint(self, page: QWidget) -> str:
        language = self._around.language
        match page:
            case ScreeningView() if self._case is not None:
                position = self._case.screening.state.interview.position
                return hint_text(language, position)
            case ChecklistView():
                return conditions_hint(language)
            case FindingView():
                return finding_hint(language)
            case _:
                return ""

    def _follow(self, _state: ScreeningState) -> None:
        """Another question stands on the page."""
        frame = self._stage.window.page
        if isinstance(frame, PracticeFrame) and isinstance(frame.page, ScreeningView):
            frame.show_hint(self._hint(frame.page))

    # From any page

    def _explain(self, ids: tuple[str, ...]) -> None:
        known = self._post.lexicon.terms
        terms = [known[each] for each in ids if each in known]
        self._stage.panel("words", lambda: term_panel(self._around, terms, "", self._show_glossary))

    def _show_keys(self) -> None:
        self._stage.panel("keys", lambda: key_sheet(self._around))

    def _show_danger(self) -> None:
        pack, directories = self._post.pack, self._post.directories
        self._stage.aside("danger", lambda back: danger_page(self._around, pack, directories, back))

    def _show_glossary(self) -> None:
        lexicon = self._post.lexicon
        self._stage.aside("glossary", lambda back: GlossaryPage(self._around, lexicon, "", back))

    def _show_break(self) -> None:
        self._stage.aside("break", lambda back: break_page(self._around, back))
