"""The pages of one case: conditions, questions, finding, plan, referral, the person's details."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from frontline.app.commands import CaseWays
from frontline.app.stage import Stage
from frontline.domain.identifiers import QuestionId
from frontline.rules.definitions import Mode
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.interview_state import InterviewState
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.case import CaseViewModel
from frontline.ui.viewmodels.screening import ScreeningState, ScreeningViewModel
from frontline.ui.viewmodels.sharing import SharingViewModel
from frontline.ui.views.checklist import ChecklistView
from frontline.ui.views.finding import FindingActions, FindingView
from frontline.ui.views.identity import IdentityView
from frontline.ui.views.person_screen import PersonScreen
from frontline.ui.views.plan import PlanView
from frontline.ui.views.referral import ReferralView
from frontline.ui.views.screening import ScreeningView
from frontline.ui.views.sharing import SharingView

# The section of a guided instrument that is one page of its own, before the first question.
CONDITIONS = "conditions"


class CasePlace(Protocol):
    """What a case is worked on with: a signed-in post, or a practice apart from it."""

    @property
    def desk(self) -> Desk: ...

    @property
    def documents(self) -> Documents: ...

    @property
    def vault_runner(self) -> TaskRunner: ...

    def send_if_online(self) -> None: ...


class CasePages:
    """`on_home` leaves the case, `on_open` goes on with another instrument for the person."""

    def __init__(
        self,
        stage: Stage,
        workplace: CasePlace,
        table: OpenScreening,
        *,
        on_home: Callable[[], None],
        on_open: Callable[[OpenScreening], None],
    ) -> None:
        self._stage = stage
        self._workplace = workplace
        self._on_home = on_home
        runner = workplace.vault_runner
        self._screening = ScreeningViewModel(ScreeningService(workplace.desk), runner, table)
        self.case = CaseViewModel(workplace.desk, workplace.documents, runner, table)
        self._screening.finished.connect(self.show_finding)
        self._screening.state_changed.connect(self._follow_position)
        self.case.next_opened.connect(on_open)
        self.case.closed.connect(self._home_and_send)
        # True while the page of questions is up, which a jump to the conditions must leave.
        self._is_asking = False
        place = stage.around.language.gettext("Case {code}")
        stage.place = place.format(code=table.case.code)

    @property
    def person_language(self) -> str:
        """Of who is spoken with."""
        return self._screening.state.interview.screening.person_language

    @property
    def ways(self) -> CaseWays:
        return CaseWays(
            questions=self.show_screening,
            finding=self.show_finding,
            plan=self._show_plan,
            referral=self._show_referral,
            identity=self._show_identity,
            sharing=self._show_sharing,
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
        elif _stands_on_conditions(interview):
            self._is_asking = False
            self._stage.show(
                lambda: ChecklistView(screening, around, self._leave_conditions, only=CONDITIONS)
            )
        else:
            self._show_questions()

    def _show_questions(self) -> None:
        self._is_asking = True
        self._stage.show(
            lambda: ScreeningView(self._screening, self._stage.around, self._show_person_screen)
        )

    def _follow_position(self, state: ScreeningState) -> None:
        if self._is_asking and not state.is_saving and _stands_on_conditions(state.interview):
            self.show_screening()

    def _leave_conditions(self) -> None:
        target = _first_after_conditions(self._screening.state.interview)
        if target is None:
            self._screening.finish()
            return
        self._is_asking = False
        self._screening.go_to(target)
        self._show_questions()

    def _show_person_screen(self) -> None:
        self._stage.aside(
            "person",
            lambda back: PersonScreen(self._screening, self._stage.around, back),
            has_bar=False,
        )

    def show_finding(self) -> None:
        self._is_asking = False
        actions = FindingActions(
            go_back=self.show_screening,
            plan=self._show_plan,
            identity=self._show_identity,
            sharing=self._show_sharing,
        )
        self._stage.show(lambda: FindingView(self.case, self._stage.around, actions))
        self.case.load()

    def _show_plan(self) -> None:
        self._stage.show(
            lambda: PlanView(
                self.case,
                self._stage.around,
                on_back=self.show_finding,
                on_referral=self._show_referral,
            )
        )

    def _show_referral(self) -> None:
        self._stage.show(
            lambda: ReferralView(
                self.case, self._stage.around, on_back=self._show_plan, on_home=self._home_and_send
            )
        )
        self.case.load()

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
        self._on_home()
        self._workplace.send_if_online()


def _stands_on_conditions(interview: InterviewState) -> bool:
    section = interview.section_of(interview.position) if interview.position else None
    return section is not None and section.id == CONDITIONS


def _first_after_conditions(interview: InterviewState) -> QuestionId | None:
    later = [
        question
        for section in interview.sections
        if section.id != CONDITIONS
        for question in section.visible
    ]
    unasked = [question for question in later if question not in interview.values]
    return next(iter(unasked or later), None)
