"""Pages of the gallery for the person and for paper: what they answer alone, what they take along,
what is led on paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.app.gallery_showing import Showing, nothing
from frontline.domain.identifiers import QuestionId
from frontline.ui.pack_words import PackWords
from frontline.ui.viewmodels.answers import AnswersViewModel
from frontline.ui.views.answers import AnswersActions, AnswersView
from frontline.ui.views.hand_over import HandOverView
from frontline.ui.views.paper_entry import PaperEntryView, PaperTimeView
from frontline.ui.views.papers import PaperActions, PapersContent, PapersView
from frontline.ui.views.prompt_sheet import PromptSheetView
from frontline.ui.views.self_completion import HandOver, SelfCompletionView
from frontline.ui.widgets.prompt_sheets import PromptSheet, prompt_paper

MakePage = Callable[[Showing], QWidget]
_ALONE = QuestionId("papers_with")


def _answers(showing: Showing) -> QWidget:
    model = AnswersViewModel(showing.desk(), showing.runner, showing.table("talk"))
    model.load()
    return AnswersView(model, showing.around, AnswersActions(nothing, nothing, nothing, nothing))


def _hand_over(showing: Showing) -> QWidget:
    return HandOverView(showing.screening("talk", _ALONE, "es"), showing.around, nothing, nothing)


def _alone(language: str) -> MakePage:
    def make(showing: Showing) -> QWidget:
        handed = HandOver("2580", give_back=nothing, lock=nothing)
        return SelfCompletionView(
            showing.screening("talk", _ALONE, language), showing.around, handed
        )

    return make


def _papers(language: str) -> MakePage:
    def make(showing: Showing) -> QWidget:
        table = showing.table("talk")
        content = PapersContent(
            pack=showing.desk().pack.pack,
            code=table.case.code,
            language=language,
            directories=showing.documents().directories(),
            region=showing.post.site.region,
        )
        return PapersView(content, showing.around, _paper_actions())

    return make


def _prompt_sheet(showing: Showing) -> QWidget:
    pack, around = showing.desk().pack.pack, showing.around
    instrument = pack.instruments[showing.table("first look").screening.instrument]
    words = PackWords(pack, around.language.code, "es")
    sheet = PromptSheet(instrument.at(showing.post.site.kind), words, around.language)
    return PromptSheetView(prompt_paper(sheet), around, _paper_actions())


def _paper_actions() -> PaperActions:
    return PaperActions(lambda _paper: False, lambda _paper: False, nothing)


def _paper_time(showing: Showing) -> QWidget:
    return PaperTimeView(showing.around, showing.post.clock.now(), nothing, nothing)


def _paper_entry(showing: Showing) -> QWidget:
    return PaperEntryView(showing.screening("talk", _ALONE), showing.around)


PERSON_PAGES: dict[str, MakePage] = {
    "answers": _answers,
    "handing over": _hand_over,
    "answering alone, Arabic": _alone("ar"),
    "answering alone, Spanish": _alone("es"),
    "papers, Spanish": _papers("es"),
    "papers, Arabic": _papers("ar"),
    "prompt sheet": _prompt_sheet,
    "paper, time": _paper_time,
    "paper, entry": _paper_entry,
}
