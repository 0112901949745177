"""All answers on one page: what was answered, what was not, and a way to change each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from frontline.domain.answers import AnswerEvent
from frontline.domain.identifiers import QuestionId
from frontline.services.answer_lists import AnswerLine, AnswerList
from frontline.ui.formats import moment_text
from frontline.ui.labels import named
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.answers import AnswersState, AnswersViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import Page, PageFrame, beside, row
from frontline.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class AnswersActions:
    change: Callable[[QuestionId], None]
    note: Callable[[QuestionId], None]
    go_back: Callable[[], None]
    finish: Callable[[], None]


class AnswersView(PageFrame):
    """`at` is the question whose row has the focus first: the one that was just changed."""

    def __init__(
        self,
        viewmodel: AnswersViewModel,
        around: Surroundings,
        actions: AnswersActions,
        at: QuestionId | None = None,
    ) -> None:
        super().__init__()
        self._at = at
        self._viewmodel = viewmodel
        self._around = around
        self._actions = actions
        self._shown: AnswerList | None = None
        self._changes: dict[QuestionId, QPushButton] = {}
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: AnswersState) -> None:
        if state.answers is not None and state.answers is not self._shown:
            self._shown = state.answers
            self.put(self._make_page(state.answers))
        self.show_error(self._around.language, state.error)

    def _make_page(self, answers: AnswerList) -> Page:
        theme, gettext = self._around.theme, self._around.language.gettext
        words = PackWords(answers.pack, self._around.language.code, answers.person_language)
        page = Page(theme, gettext("Check the answers"))
        self._changes.clear()
        page.add(label(self._count_text(answers)))
        for section in answers.sections:
            title = words.text(f"instrument.{answers.instrument.id}.section.{section.id}")
            page.add(label(title, "heading"))
            page.add(card(theme, *self._rows(answers, section.lines, words)))
        if self._at in self._changes:
            self._changes[self._at].setFocus()
        page.add_footer(
            button(gettext("Back to the questions"), self._actions.go_back, name="back"), left=True
        )
        page.add_footer(
            button(gettext("To the finding"), self._actions.finish, style="primary", name="finish")
        )
        return page

    def _count_text(self, answers: AnswerList) -> str:
        missing = sum(
            not line.events and not line.is_withheld
            for section in answers.sections
            for line in section.lines
        )
        if not missing:
            return self._around.language.gettext("Every question here was put.")
        text = self._around.language.ngettext(
            "{count} question was not put.", "{count} questions were not put.", missing
        )
        return text.format(count=missing)

    def _rows(
        self, answers: AnswerList, lines: tuple[AnswerLine, ...], words: PackWords
    ) -> list[QWidget]:
        rows: list[QWidget] = []
        for line in lines:
            if rows:
                rows.append(_rule())
            rows.append(self._row(answers, line, words))
        return rows

    def _row(self, answers: AnswerList, line: AnswerLine, words: PackWords) -> QWidget:
        theme, language = self._around.theme, self._around.language
        question = words.question(line.question)
        texts: list[QWidget] = [label(question), label(self._answer(line, words), "strong")]
        if line.is_from_paper:
            texts.append(label(language.gettext("Entered afterwards from paper"), "quiet"))
        texts.extend(
            label(self._earlier(answers, event, words), "quiet")
            for event in reversed(line.events[:-1])
        )
        if line.has_note:
            texts.append(self._note_button(line.question, question))
        if line.is_withheld or not answers.may_change:
            return _column(theme.px(0.2), texts)
        text = language.gettext("Change") if line.events else language.gettext("Answer")
        change = button(
            text, lambda: self._actions.change(line.question), name=f"change-{line.question}"
        )
        change.setAccessibleName(named(language, text, question))
        self._changes[line.question] = change
        return beside(theme, change, *texts)

    def _note_button(self, question: QuestionId, asked: str) -> QWidget:
        text = self._around.language.gettext("Read note")
        made = button(text, lambda: self._actions.note(question), name=f"note-{question}")
        made.setAccessibleName(named(self._around.language, text, asked))
        return row(self._around.theme, made)

    def _answer(self, line: AnswerLine, words: PackWords) -> str:
        gettext = self._around.language.gettext
        if line.is_withheld:
            return gettext("Kept for a talk in private")
        if not line.events:
            return gettext("Not put yet")
        return words.value(line.question, line.events[-1].value)

    def _earlier(self, answers: AnswerList, event: AnswerEvent, words: PackWords) -> str:
        language = self._around.language
        text = language.gettext("Before: {answer} · {name}, {time}")
        return text.format(
            answer=words.value(event.question, event.value),
            name=answers.names.get(event.answered_by, language.gettext("unknown")),
            time=moment_text(language.code, event.answered_at, self._around.zone),
        )


def _column(gap: int, texts: list[QWidget]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for text in texts:
        column.addWidget(text)
    return holder


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    line.setFixedHeight(1)
    return line
