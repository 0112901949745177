"""The screening page as a checklist: everything of the instrument on one page, one stroke each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontline.domain.answers import QuestionKind, StandardAnswer
from frontline.domain.identifiers import QuestionId
from frontline.rules.definitions import Question
from frontline.services.interview_state import InterviewState
from frontline.ui.labels import named
from frontline.ui.messages import error_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.screening import ScreeningState, ScreeningViewModel
from frontline.ui.widgets import keys
from frontline.ui.widgets.answer_buttons import Answer, AnswerButtons, answer_codes
from frontline.ui.widgets.answer_card import CardText
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.saved_note import SavedNote
from frontline.ui.widgets.texts import label
from frontline.ui.widgets.value_input import ValueInput, value_input

_ACROSS = 4


class ChecklistView(Page):
    """Nothing moves while it is filled in: only the marks change.

    `only` shows one section alone, as the interview conditions are; `on_done` is the way on.
    """

    def __init__(
        self,
        viewmodel: ScreeningViewModel,
        around: Surroundings,
        on_done: Callable[[], None],
        only: str | None = None,
    ) -> None:
        interview = viewmodel.state.interview
        self._words = PackWords(
            interview.pack, around.language.code, interview.screening.person_language
        )
        stem = f"instrument.{interview.instrument.id}"
        title = f"{stem}.section.{only}" if only else f"{stem}.title"
        super().__init__(around.theme, self._words.text(title), width=84)
        self._viewmodel = viewmodel
        self._around = around
        self._on_done = on_done
        self._marks: dict[QuestionId, AnswerButtons] = {}
        self._inputs: dict[QuestionId, ValueInput] = {}
        self._rows: dict[QuestionId, QWidget] = {}
        if only is None:
            self.add(label(self._words.text(f"{stem}.summary"), "quiet"))
        for section in interview.instrument.sections:
            if only in (None, section.id):
                questions = [item.question for item in section.items]
                self._add_section(interview, section.id, questions, has_heading=only is None)
        self._make_footer(is_part=only is not None)
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)
        self._focus_first()

    def _add_section(
        self,
        interview: InterviewState,
        section: str,
        questions: list[QuestionId],
        *,
        has_heading: bool,
    ) -> None:
        words, gettext = self._words, self._around.language.gettext
        stem = f"instrument.{interview.instrument.id}.section.{section}"
        if has_heading:
            self.add(label(words.text(stem), "heading"))
        for question in questions:
            made = self._row(interview.pack.questions[question])
            self._rows[question] = made
            self.add(made)
        kinds = {interview.pack.questions[question].kind for question in questions}
        if QuestionKind.OBSERVATION in kinds:
            rest = button(
                gettext("Nothing else of this was seen"),
                lambda: self._viewmodel.mark_rest_not_seen(section),
                name=f"rest-{section}",
            )
            self.add_row(rest)

    def _row(self, question: Question) -> QWidget:
        heading = self._words.question(question.id)
        parts: list[QWidget] = [label(heading, "strong")]
        if self._words.help(question.id):
            parts.append(label(self._words.help(question.id), "quiet"))
        entered = value_input(
            self._around,
            question.kind,
            lambda value: self._viewmodel.choose(question.id, value),
        )
        if entered is not None:
            self._inputs[question.id] = entered
            parts.append(entered)
        marks = self._marks_of(question, heading)
        if question.kind is QuestionKind.OBSERVATION:
            return self._beside(parts, marks)
        return card(self._around.theme, *parts, marks)

    def _beside(self, texts: list[QWidget], marks: AnswerButtons) -> QWidget:
        """Words on the left, marks on the right: one look takes in the whole list."""
        theme = self._around.theme
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(0.2))
        for text in texts:
            column.addWidget(text)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(1))
        line.addWidget(words, 5)
        line.addWidget(marks, 6)
        framed = card(theme, holder)
        edge = theme.px(0.4)
        layout = framed.layout()
        if layout is not None:
            layout.setContentsMargins(theme.px(0.9), edge, edge, edge)
        return framed

    def _marks_of(self, question: Question, heading: str) -> AnswerButtons:
        # Leaving a row alone is what "not asked" means here.
        codes = [code for code in answer_codes(question) if code != StandardAnswer.NOT_ASKED]
        answers = []
        for code in codes:
            text = self._words.answer(question, code)
            answers.append(
                Answer(code, CardText(text), named(self._around.language, heading, text))
            )
        made = AnswerButtons(
            self._around.theme,
            question,
            answers,
            lambda value: self._viewmodel.choose(question.id, value),
            columns=(min(_ACROSS, len(codes)), min(_ACROSS, len(codes))),
            units=0.95,
        )
        made.setProperty("role", f"question-{question.id}")
        self._marks[question.id] = made
        return made

    def _make_footer(self, *, is_part: bool) -> None:
        gettext = self._around.language.gettext
        self._saved = self.add_footer(SavedNote(self._around), left=True)
        if is_part:
            stop = button(gettext("Stop here"), self._viewmodel.finish, name="stop")
            self.add_footer(stop)
        text = gettext("Continue") if is_part else gettext("To the finding")
        self.add_footer(button(text, self._on_done, style="primary", name="finish"))

    def _show_state(self, state: ScreeningState) -> None:
        interview = state.interview
        visible = {question for section in interview.sections for question in section.visible}
        for question, holder in self._rows.items():
            holder.setVisible(question in visible)
        if not state.is_saving:
            # Until all is stored, the marks stay as the officer set them.
            for question, made in self._marks.items():
                made.show_value(interview.values.get(question))
            for question, entered in self._inputs.items():
                entered.show_value(interview.values.get(question))
        self._saved.show_saved(interview.saved_at, is_saving=state.is_saving)
        error = state.error
        self.show_error(error_text(self._around.language, error) if error is not None else "")

    def _focus_first(self) -> None:
        """On the first row that was not filled in, or the first one."""
        interview = self._viewmodel.state.interview
        shown = [question for question, row in self._rows.items() if not row.isHidden()]
        unfilled = [question for question in shown if question not in interview.values]
        for question in (unfilled or shown)[:1]:
            self._marks[question].focus_answer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.ON.is_pressed(event):
            self._on_done()
        else:
            super().keyPressEvent(event)
