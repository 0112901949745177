"""Pages around an interview and its papers, in the states that look different."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtWidgets import QComboBox, QWidget

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.services.assistance import AssistancePlans
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.pack_words import PackWords
from frontline.ui.viewmodels.answers import AnswersViewModel
from frontline.ui.viewmodels.case import CaseViewModel
from frontline.ui.views.answers import AnswersActions, AnswersView
from frontline.ui.views.change_answer import ChangeAnswerView
from frontline.ui.views.hand_over import HandOverView
from frontline.ui.views.paper_entry import PaperEntryView, PaperTimeView
from frontline.ui.views.papers import PaperActions, PapersContent, PapersView
from frontline.ui.views.plan import PlanChannels, PlanView, PlanWays
from frontline.ui.views.prompt_sheet import PromptSheetView
from frontline.ui.views.self_completion import HandOver, SelfCompletionView
from frontline.ui.widgets.paper import Paper
from frontline.ui.widgets.prompt_sheets import PromptSheet, prompt_paper
from tests.support.gui import CONCERNING, PAPERS, RAPID, Gui, settle
from tests.support.vault_posts import SITE

CHILD = InstrumentId("child_interview")
MakePage = Callable[[Gui], QWidget]


def answers_of(gui: Gui, table: OpenScreening) -> AnswersView:
    def change(question: QuestionId) -> None:
        gui.told.append(f"change {question}")

    actions = AnswersActions(
        change=change,
        note=lambda q: gui.told.append(f"note {q}"),
        go_back=gui.tell("back"),
        finish=gui.tell("finding"),
    )
    model = AnswersViewModel(gui.desk, gui.runner, table)
    view = AnswersView(model, gui.around, actions)
    model.load()
    settle()
    return view


def answers(gui: Gui) -> AnswersView:
    """One of them was corrected."""
    table = gui.table(CONCERNING)
    ScreeningService(gui.desk).answer(table, PAPERS, "self")
    return answers_of(gui, table)


def change_answer(gui: Gui) -> ChangeAnswerView:
    model = gui.screening(gui.table(CONCERNING))
    return ChangeAnswerView(model, gui.around, PAPERS, gui.tell("list"))


def plan_view(gui: Gui, model: CaseViewModel, *, is_offer: bool = False) -> PlanView:
    channels = PlanChannels(
        lambda service: gui.told.append(f"hand over {service}"),
        gui.tell("handovers"),
        gui.tell("notes"),
    )
    ways = PlanWays(
        gui.tell("back"), gui.tell("referral"), gui.tell("papers"), channels, is_offer=is_offer
    )
    return PlanView(model, gui.around, ways)


def plan(gui: Gui) -> PlanView:
    table = gui.table(CONCERNING)
    AssistancePlans(gui.desk).choose(table, AssistanceService.LEGAL, Choice.LATER)
    model = gui.case(table)
    view = plan_view(gui, model)
    model.load()
    model.follow_up_in(7)
    settle()
    return view


def papers_of(gui: Gui, table: OpenScreening, handed: list[Paper]) -> PapersView:
    """What is saved or printed goes to `handed`."""

    def hand_on(paper: Paper) -> bool:
        handed.append(paper)
        return True

    content = PapersContent(
        pack=gui.definition,
        code=table.case.code,
        language=table.screening.person_language,
        directories=gui.documents.directories(),
        region=SITE.region,
        plan=AssistancePlans(gui.desk).lines(table),
    )
    return PapersView(content, gui.around, PaperActions(hand_on, hand_on, gui.tell("back")))


def papers(language: str = "ar", kind: str = "card", size: str = "WALLET") -> MakePage:
    def make(gui: Gui) -> PapersView:
        table = gui.table(CONCERNING, language=language)
        for service, choice in (
            (AssistanceService.SHELTER, Choice.ACCEPTED),
            (AssistanceService.LEGAL, Choice.LATER),
        ):
            AssistancePlans(gui.desk).choose(table, service, choice)
        view = papers_of(gui, table, [])
        for name, code in (("paper-kind", kind), ("paper-size", size)):
            box = view.findChild(QComboBox, name)
            assert box is not None
            box.setCurrentIndex(box.findData(code))
        return view

    return make


def hand_over(language: str = "ar") -> MakePage:
    def make(gui: Gui) -> HandOverView:
        model = gui.screening(gui.table(CONCERNING, language=language))
        return HandOverView(model, gui.around, gui.told.append, gui.tell("back"))

    return make


def alone(gui: Gui, table: OpenScreening) -> SelfCompletionView:
    ways = HandOver("4711", give_back=gui.tell("given back"), lock=gui.tell("locked"))
    return SelfCompletionView(gui.screening(table), gui.around, ways)


def alone_in(language: str) -> MakePage:
    return lambda gui: alone(gui, gui.table(CONCERNING, language=language))


def child_alone(gui: Gui) -> SelfCompletionView:
    answers = {"age_group": "child", "child_age_band": "from_6"}
    return alone(gui, gui.table(answers, instrument=CHILD, language="ar"))


def a_sheet(gui: Gui, instrument: InstrumentId = RAPID, language: str = "ar") -> Paper:
    words = PackWords(gui.definition, gui.around.language.code, language)
    standing = gui.definition.instruments[instrument].at(SITE.kind)
    return prompt_paper(PromptSheet(standing, words, gui.around.language))


def prompt_sheet(gui: Gui) -> PromptSheetView:
    actions = PaperActions(lambda _paper: True, lambda _paper: True, gui.tell("back"))
    return PromptSheetView(a_sheet(gui), gui.around, actions)


def paper_time(gui: Gui) -> PaperTimeView:
    def known(at: datetime) -> None:
        gui.told.append(at.isoformat())

    return PaperTimeView(gui.around, gui.clock.now(), known, gui.tell("back"))


def paper_entry(gui: Gui) -> PaperEntryView:
    return entry_of(gui, gui.table(instrument=RAPID))


def entry_of(gui: Gui, table: OpenScreening) -> PaperEntryView:
    model = gui.screening(table)
    model.enter_from_paper(gui.clock.now() - timedelta(hours=7))
    settle()
    return PaperEntryView(model, gui.around)


PAPER_PAGES: dict[str, MakePage] = {
    "answers": answers,
    "one answer": change_answer,
    "hand over": hand_over(),
    "hand over, nothing to hand over": hand_over("xx"),
    "answering alone": alone_in("ar"),
    "answering alone, a child": child_alone,
    "papers": papers(),
    "prompt sheet": prompt_sheet,
    "paper, its time": paper_time,
    "paper, a number": paper_entry,
    "papers, small page": papers("es", "card", "A5"),
    "papers, slip": papers("es", "slip"),
    "papers, what was chosen": papers("fr", "plan"),
    "papers, not in the language": papers("xx"),
}
