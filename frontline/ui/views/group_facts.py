"""Facts that may hold for several people: entered once, and put to each of them alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.domain.answers import AnswerValue, QuestionKind, StandardAnswer, is_open
from frontline.domain.groups import Reply, SharedFact
from frontline.rules.definitions import Question
from frontline.services.group_board import Board, MemberLine
from frontline.ui.group_words import code_text, known_of, member_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.views.group_frame import group_page, tick_box
from frontline.ui.widgets.answer_card import AnswerBox
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.page import Page, beside, empty, row
from frontline.ui.widgets.texts import label

_MOST = 500


def new_fact_page(viewmodel: GroupViewModel, around: Surroundings) -> Page:
    pack = viewmodel.state.pack
    if pack is None:
        return group_page(viewmodel, around, around.language.gettext("Add a shared fact"))
    return _NewFact(viewmodel, around, PackWords(pack, around.language.code, "en")).page


class _NewFact:
    """The question, those of its answers that hold, and the details in words."""

    def __init__(self, viewmodel: GroupViewModel, around: Surroundings, words: PackWords) -> None:
        self._viewmodel = viewmodel
        self._around = around
        self._words = words
        theme, gettext = around.theme, around.language.gettext
        self._questions = {each.id: each for each in viewmodel.state.questions}
        self._boxes: dict[str, AnswerBox] = {}
        self.page = group_page(viewmodel, around, gettext("Add a shared fact"))
        text = gettext("It is assumed of nobody: each is asked alone, and may deny it.")
        self.page.add(label(text, "note"))
        titles = [(str(each), self._words.question(each)) for each in self._questions]
        self._question = choice_list("fact-question", titles)
        self._note = text_input("fact-note")
        self._note.setMaxLength(_MOST)
        self._answers = QVBoxLayout()
        self._answers.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._answers)
        self.page.add(Field(theme, gettext("Question"), self._question))
        self.page.add(holder)
        hint = gettext("Sums and names of firms, for instance. Sealed, as the details are.")
        self.page.add(Field(theme, gettext("Details"), self._note, hint))
        add = button(gettext("Add"), self._add, style="primary", name="add-fact")
        self.page.add_footer(add)
        self._question.currentIndexChanged.connect(lambda _at: self._fill())
        self._fill()

    def _chosen(self) -> Question | None:
        wanted = self._question.currentData()
        return next((each for id_, each in self._questions.items() if id_ == wanted), None)

    def _fill(self) -> None:
        empty(self._answers)
        self._boxes.clear()
        question = self._chosen()
        if question is None:
            return
        if question.kind is not QuestionKind.MULTI:
            self._answers.addWidget(label(self._words.answer(question, StandardAnswer.YES.value)))
            return
        for code in question.answers:
            if not is_open(code):
                box = tick_box(self._around, self._words.answer(question, code), f"fact-{code}")
                self._boxes[code] = box
                self._answers.addWidget(box)

    def _add(self) -> None:
        question = self._chosen()
        if question is None:
            return
        value: AnswerValue = StandardAnswer.YES.value
        if question.kind is QuestionKind.MULTI:
            value = tuple(code for code, box in self._boxes.items() if box.isChecked())
        self._viewmodel.add_fact(question.id, value, self._note.text())


def fact_page(viewmodel: GroupViewModel, around: Surroundings) -> Page:
    state, gettext = viewmodel.state, around.language.gettext
    page = group_page(viewmodel, around, gettext("Shared fact"))
    board, fact, pack = state.board, state.shared_fact, state.pack
    if board is None or fact is None or pack is None:
        return page
    words = PackWords(pack, around.language.code, "en")
    said = f"{words.question(fact.question)} {words.value(fact.question, fact.value)}"
    texts = [label(said, "strong")]
    note = "" if state.sheet is None else state.sheet.fact_notes.get(fact.id.hex, "")
    if note:
        texts.append(label(note))
    page.add(card(around.theme, *texts))
    page.add(
        label(
            gettext("Ask each alone, where the talk is begun and age and privacy are recorded."),
            "note",
        )
    )
    for line in board.lines:
        page.add(_member_card(viewmodel, around, board, fact, line))
    return page


def _member_card(
    viewmodel: GroupViewModel,
    around: Surroundings,
    board: Board,
    fact: SharedFact,
    line: MemberLine,
) -> QWidget:
    theme, language, member = around.theme, around.language, line.member
    who = member_text(language, board.group.kind, member.number)
    reply = board.reply_of(fact, member.id)
    is_askable = viewmodel.state.may_work and fact in line.askable
    said = language.gettext("Not asked yet") if reply is None else code_text(language, reply.reply)
    if reply is None and not is_askable:
        said = language.gettext("Cannot be asked now")
    title = " · ".join(filter(None, (who, known_of(language, member))))
    texts: list[QWidget] = [label(title, "strong"), label(said, "good" if reply else "quiet")]
    if not is_askable:
        return card(theme, *texts)
    buttons = []
    for each, text in (
        (Reply.CONFIRMED, language.gettext("Confirms it")),
        (Reply.DENIED, language.gettext("Denies it")),
    ):
        give = partial(viewmodel.reply, member, fact, each)
        made = button(text, give, name=f"{each.value}-{member.number}")
        made.setAccessibleName(f"{text}: {who}")
        buttons.append(made)
    return card(theme, beside(theme, row(theme, *buttons), *texts))
