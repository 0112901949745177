"""The screening page as a checklist: everything of the instrument on one page, one stroke each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

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
from frontline.ui.widgets.scrolling import reveal
from frontline.ui.widgets.texts import label
from frontline.ui.widgets.value_input import ValueInput, value_input

_ACROSS = 4


class ChecklistView(Page):
    """Nothing moves while it is filled in: only the marks change.

    Keys: 1-9 answer the row that has the focus and lead to the next one, 0 marks what is left of
    its section as not seen, Enter on.

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
        # The row that was answered by a key and is left once that is stored, and what was typed
        # since.
        self._left: QuestionId | None = None
        self._waiting: list[Callable[[], None]] = []
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
            rest_text = gettext("Nothing else of this was seen")
            rest = button(
                # Behind the words, in brackets, it would be read as how many are left.
                f"0   {rest_text}",
                lambda: self._viewmodel.mark_rest_not_seen(section),
                name=f"rest-{section}",
            )
            rest.setAccessibleName(rest_text)
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
        marks = self._marks_of(question, heading, has_keys=entered is None)
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

    def _marks_of(self, question: Question, heading: str, *, has_keys: bool) -> AnswerButtons:
        # Leaving a row alone is what "not asked" means here.
        codes = [code for code in answer_codes(question) if code != StandardAnswer.NOT_ASKED]
        answers = []
        for number, code in enumerate(codes, start=1):
            text = self._words.answer(question, code)
            # Where digits are typed into a field, they choose no card.
            key = str(number) if has_keys and number <= len(keys.ANSWER.keys) else ""
            answers.append(
                Answer(code, CardText(text, key), named(self._around.language, heading, text))
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
        self._done = self.add_footer(button(text, self._on_done, style="primary", name="finish"))

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
        if error is not None:
            # Where it was not stored, the row stays, and nothing that was meant for the next one
            # is taken for it.
            self._left = None
            self._waiting.clear()
        elif not state.is_saving:
            self._follow()

    def _focus_first(self) -> None:
        """On the first row that was not filled in, or the first one."""
        interview = self._viewmodel.state.interview
        shown = [question for question, row in self._rows.items() if not row.isHidden()]
        unfilled = [question for question in shown if question not in interview.values]
        for question in (unfilled or shown)[:1]:
            self._marks[question].focus_answer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = keys.ANSWER.pressed(event)
        if answer is not None:
            self._in_turn(lambda: self._answer(answer + 1))
        elif keys.NOTHING_ELSE.is_pressed(event):
            self._in_turn(self._mark_rest)
        elif keys.ON.is_pressed(event):
            self._in_turn(self._on_done)
        else:
            super().keyPressEvent(event)

    def _in_turn(self, act: Callable[[], None]) -> None:
        """Now, or once the row that was just answered is left: which one follows may hang on it."""
        if self._left is None:
            act()
        else:
            self._waiting.append(act)

    def _leave(self, question: QuestionId) -> None:
        self._left = question
        if not self._viewmodel.state.is_saving:
            self._follow()

    def _follow(self) -> None:
        """On from the row that was left, and to what was typed meanwhile."""
        if self._left is None:
            return
        left, self._left = self._left, None
        self._focus_after(left)
        while self._waiting and self._left is None:
            self._waiting.pop(0)()

    def _row_in_focus(self) -> QuestionId | None:
        focus = QApplication.focusWidget()
        if focus is None:
            return None
        return next((q for q, row in self._rows.items() if row.isAncestorOf(focus)), None)

    def _answer(self, number: int) -> None:
        """Where several answers may be chosen, the row keeps the focus."""
        question = self._row_in_focus()
        if question is None or question in self._inputs:
            return
        marks = self._marks[question]
        marks.press(number)
        interview = self._viewmodel.state.interview
        is_one = interview.pack.questions[question].kind is not QuestionKind.MULTI
        if is_one and number <= len(marks.cards):
            self._leave(question)

    def _mark_rest(self) -> None:
        """Of the section that the row is in; the next section has the focus then."""
        question, interview = self._row_in_focus(), self._viewmodel.state.interview
        if question is None:
            return
        section = next(
            each
            for each in interview.instrument.sections
            if question in {item.question for item in each.items}
        )
        questions = [item.question for item in section.items]
        kinds = {interview.pack.questions[each].kind for each in questions}
        if QuestionKind.OBSERVATION in kinds:
            self._viewmodel.mark_rest_not_seen(section.id)
            self._leave(questions[-1])

    def _focus_after(self, question: QuestionId) -> None:
        """On the next row in sight, or on the way on after the last one."""
        rows = list(self._rows)
        later = rows[rows.index(question) + 1 :]
        following = next((each for each in later if not self._rows[each].isHidden()), None)
        if following is None:
            self._done.setFocus()
        elif following in self._inputs:
            self._inputs[following].setFocus()
        else:
            self._marks[following].focus_answer()
        if following is not None:
            reveal(self._rows[following])
