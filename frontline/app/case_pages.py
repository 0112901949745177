"""The pages of one case: conditions, questions, finding, plan, referral, the person's details."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from frontline.app.answer_pages import AnswerPages
from frontline.app.case_place import CasePlace
from frontline.app.channel_pages import ChannelPages
from frontline.app.commands import CaseCommands
from frontline.app.conditions import CONDITIONS, first_after_conditions, stands_on_conditions
from frontline.app.files import FileDialogs
from frontline.app.note_pages import NotePages
from frontline.app.person_pages import PersonPages
from frontline.app.route_pages import RoutePages
from frontline.app.stage import Stage
from frontline.rules.definitions import Mode
from frontline.services.interview_state import InterviewState
from frontline.services.question_notes import QuestionNotes
from frontline.services.rights_checklist import RightsChecklist
from frontline.services.routes import Routes
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.viewmodels.answers import AnswersViewModel
from frontline.ui.viewmodels.case import CaseState, CaseViewModel
from frontline.ui.viewmodels.rights import RightsViewModel
from frontline.ui.viewmodels.screening import ScreeningState, ScreeningViewModel
from frontline.ui.viewmodels.sharing import SharingViewModel
from frontline.ui.views.checklist import ChecklistView
from frontline.ui.views.finding import FindingActions, FindingView
from frontline.ui.views.identity import IdentityView
from frontline.ui.views.paper_entry import PaperEntryView, PaperTimeView
from frontline.ui.views.papers import PaperActions, PapersContent, PapersView
from frontline.ui.views.plan import PlanView, PlanWays
from frontline.ui.views.referral import ReferralView
from frontline.ui.views.rights import RightsActions, RightsView
from frontline.ui.views.screening import ScreeningView, ScreeningWays
from frontline.ui.views.sharing import SharingView


@dataclass(frozen=True, slots=True)
class CaseWays:
    """`home` leaves the case, `open` goes on with another instrument for the person, `lock` ends
    the session."""

    home: Callable[[], None]
    open: Callable[[OpenScreening], None]
    lock: Callable[[], None]


class CasePages:
    def __init__(
        self,
        stage: Stage,
        workplace: CasePlace,
        table: OpenScreening,
        files: FileDialogs,
        ways: CaseWays,
    ) -> None:
        self._stage = stage
        self._workplace = workplace
        self._files = files
        self._ways = ways
        runner = workplace.vault_runner
        self._screening = ScreeningViewModel(ScreeningService(workplace.desk), runner, table)
        self.case = CaseViewModel(workplace.desk, workplace.documents, runner, table)
        answers = AnswersViewModel(workplace.desk, runner, table)
        behind = (self._screening, answers)
        self._notes = NotePages(stage, QuestionNotes(workplace.desk), runner, behind)
        self._answers = AnswerPages(
            stage,
            self._screening,
            answers,
            on_back=self.show_screening,
            on_finish=self.show_finding,
            on_note=self._notes.show,
        )
        self._person = PersonPages(
            stage, self._screening, on_back=self._show_questions, on_lock=ways.lock
        )
        self._channels = ChannelPages(stage, workplace, files, table)
        self._route = RoutePages(stage, Routes(workplace.desk), runner, table)
        self._screening.finished.connect(self.show_finding)
        self._screening.state_changed.connect(self._follow_position)
        self.case.next_opened.connect(ways.open)
        self.case.closed.connect(self._home_and_send)
        self.case.rights_open.connect(self._show_rights)
        # True while the page of questions is up, which a jump to the conditions must leave.
        self._is_asking = False
        self._has_offered = False
        place = stage.around.language.gettext("Case {code}")
        stage.place = place.format(code=table.case.code)

    @property
    def person_language(self) -> str:
        """Of who is spoken with."""
        return self._screening.state.interview.screening.person_language

    @property
    def commands(self) -> CaseCommands:
        return CaseCommands(
            questions=self.show_screening,
            finding=self.show_finding,
            plan=self._show_plan,
            referral=self._show_referral,
            identity=self._show_identity,
            sharing=self._show_sharing,
            route=self._route.show,
            handovers=self._channels.show_handovers,
            notes=self._channels.show_notes,
        )

    @property
    def screening(self) -> ScreeningViewModel:
        """The interview, for who follows it."""
        return self._screening

    @property
    def is_saving(self) -> bool:
        """An answer is on its way to the disk."""
        return self._screening.state.is_saving

    @property
    def table(self) -> OpenScreening:
        return self.case.table

    def show_screening(self) -> None:
        """Where the interview stands."""
        screening, around = self._screening, self._stage.around
        interview = screening.state.interview
        if interview.instrument.mode is Mode.CHECKLIST:
            self._stage.show(lambda: ChecklistView(screening, around, screening.finish))
        elif stands_on_conditions(interview):
            self._is_asking = False
            self._stage.show(
                lambda: ChecklistView(screening, around, self._leave_conditions, only=CONDITIONS)
            )
        else:
            self._show_questions()

    def show_paper_time(self) -> None:
        """An interview that was led on paper: when it was, and then its numbers."""
        latest = self.case.table.screening.started_at
        self._stage.show(
            lambda: PaperTimeView(
                self._stage.around, latest, self._enter_from_paper, self._ways.home
            )
        )

    def _enter_from_paper(self, interviewed_at: datetime) -> None:
        self._screening.enter_from_paper(interviewed_at)
        self._stage.show(lambda: PaperEntryView(self._screening, self._stage.around))

    def _show_questions(self) -> None:
        self._is_asking = True
        ways = ScreeningWays(
            person_screen=self._person.show_screen,
            hand_over=self._hand_over,
            check=self._show_answers,
            note=self._notes.show,
        )
        self._stage.show(lambda: ScreeningView(self._screening, self._stage.around, ways))

    def _follow_position(self, state: ScreeningState) -> None:
        if self._is_asking and not state.is_saving and stands_on_conditions(state.interview):
            self.show_screening()
        elif self._is_asking and not state.is_saving and not self._has_offered:
            self._offer_help_first(state.interview)

    def _offer_help_first(self, interview: InterviewState) -> None:
        """Before the first question about other people, once, whatever way led there."""
        if interview.help_comes_first:
            self._has_offered = True
            self._stage.aside("offer", lambda back: self._plan_view(back, is_offer=True))
            self.case.load()

    def _show_answers(self) -> None:
        self._is_asking = False
        self._answers.show()

    def _leave_conditions(self) -> None:
        target = first_after_conditions(self._screening.state.interview)
        if target is None:
            self._screening.finish()
            return
        self._is_asking = False
        self._screening.go_to(target)
        self._show_questions()

    def _hand_over(self) -> None:
        # An answer of the person must not lead away from their screen.
        self._is_asking = False
        self._person.ask_hand_over()

    def show_finding(self) -> None:
        self._is_asking = False
        actions = FindingActions(
            go_back=self.show_screening,
            check=self._show_answers,
            papers=self._show_papers,
            plan=self._show_plan,
            identity=self._show_identity,
            sharing=self._show_sharing,
            route=self._route.show,
            leave=self._ways.home,
        )
        self._stage.show(lambda: FindingView(self.case, self._stage.around, actions))
        self.case.load()

    def _show_plan(self) -> None:
        self._stage.show(lambda: self._plan_view(self.show_finding))
        self.case.load()

    def _plan_view(self, back: Callable[[], None], *, is_offer: bool = False) -> PlanView:
        ways = PlanWays(
            back=back,
            referral=self._show_referral,
            papers=self._show_papers,
            channels=self._channels.from_plan,
            is_offer=is_offer,
            route=self._route.show,
        )
        return PlanView(self.case, self._stage.around, ways)

    def _show_papers(self) -> None:
        # A choice that was made a moment ago stands on them too.
        self.case.load_then(self._show_papers_of)

    def _show_papers_of(self, state: CaseState) -> None:
        table = self.case.table
        content = PapersContent(
            pack=table.interview.compiled.pack,
            code=table.case.code,
            language=table.screening.person_language,
            directories=self._workplace.directories,
            region=state.region,
            plan=state.plan,
        )
        self._stage.aside(
            "papers",
            lambda back: PapersView(
                content,
                self._stage.around,
                PaperActions(self._files.save_paper, self._files.print_paper, back),
            ),
        )

    def _show_referral(self) -> None:
        self._stage.show(
            lambda: ReferralView(
                self.case, self._stage.around, on_back=self._show_plan, on_home=self._home_and_send
            )
        )
        self.case.load()

    def _show_rights(self) -> None:
        """Before the screening can be closed."""
        desk, case = self._workplace.desk, self.case
        model = RightsViewModel(RightsChecklist(desk), self._workplace.vault_runner, case.table)
        self._stage.aside(
            "rights",
            lambda back: RightsView(model, self._stage.around, RightsActions(back, case.close)),
        )

    def _show_identity(self) -> None:
        self._stage.show(lambda: IdentityView(self.case, self._stage.around, self.show_finding))

    def _show_sharing(self) -> None:
        model = SharingViewModel(
            self._workplace.desk, self._workplace.vault_runner, self.case.table.case
        )
        model.left.connect(self._home_and_send)
        self._stage.show(lambda: SharingView(model, self._stage.around, self.show_finding))
        model.load()

    def _home_and_send(self) -> None:
        self._ways.home()
        self._workplace.send_if_online()
