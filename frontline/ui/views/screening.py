"""The screening page, guided: one question at a time between sections and indicators."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from frontline.services.interview_state import InterviewState
from frontline.ui.formats import time_text
from frontline.ui.labels import element_question
from frontline.ui.messages import error_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.screening import ScreeningState, ScreeningViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.question_card import QuestionActions, QuestionCard
from frontline.ui.widgets.side_panels import IndicatorsPanel, SectionLine, SectionsPanel
from frontline.ui.widgets.texts import label, short_label

# In text sizes: below these widths the panels step back so that the question keeps its room.
_ROOM_FOR_INDICATORS = 80
_ROOM_FOR_SECTIONS = 68
_ROOM_FOR_TWO_COLUMNS = 46


class ScreeningView(QWidget):
    """Keys: 1-9 answer, Enter on, Alt+Left back, F the person's screen, I the indicators, S the
    sections. The last two show or hide a panel, whatever the room."""

    def __init__(
        self,
        viewmodel: ScreeningViewModel,
        around: Surroundings,
        on_person_screen: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._viewmodel = viewmodel
        self._around = around
        self._on_person_screen = on_person_screen
        # What the officer wants of each panel; None leaves it to the room there is.
        self._wants_indicators: bool | None = None
        self._wants_sections: bool | None = None
        # What the page shows now: saving alone changes neither question nor panels.
        self._shown: InterviewState | None = None
        self._sections = SectionsPanel(around, viewmodel.go_to_section)
        self._indicators = IndicatorsPanel(around)
        self._centre = self._make_centre()
        layout = QHBoxLayout(self)
        edge = around.theme.px(1)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge)
        self._sections.setFixedWidth(around.theme.px(16))
        self._indicators.setFixedWidth(around.theme.px(19))
        for part, stretch in ((self._sections, 0), (self._centre, 1), (self._indicators, 0)):
            layout.addWidget(part, stretch)
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _make_centre(self) -> QFrame:
        theme, gettext = self._around.theme, self._around.language.gettext
        frame = QFrame()
        frame.setObjectName("card")
        layout = QVBoxLayout(frame)
        edge = theme.px(1.4)
        layout.setContentsMargins(edge, theme.px(1), edge, theme.px(1))
        self._where = label("", "heading")
        layout.addWidget(self._where)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self._scroll, 1)
        self._error = label("", "urgent")
        self._error.hide()
        layout.addWidget(self._error)
        self._settled = label(
            gettext("Nothing left to ask in this questionnaire can change the finding."), "note"
        )
        self._settled.hide()
        layout.addWidget(self._settled)
        layout.addLayout(self._make_footer())
        return frame

    def _make_footer(self) -> QHBoxLayout:
        gettext = self._around.language.gettext
        footer = QHBoxLayout()
        footer.setSpacing(self._around.theme.px(0.8))
        self._back = button(gettext("Back"), self._viewmodel.go_back, name="back")
        self._saved = short_label("", "good")
        self._show_sections = button(
            gettext("Sections (S)"), self._toggle_sections, name="show-sections"
        )
        self._stop = button(gettext("Stop here"), self._viewmodel.finish, name="stop")
        self._next = button(
            gettext("Continue"), self._viewmodel.go_on, style="primary", name="continue"
        )
        footer.addWidget(self._back)
        footer.addWidget(self._saved)
        footer.addStretch(1)
        footer.addWidget(self._show_sections)
        footer.addWidget(self._stop)
        footer.addWidget(self._next)
        return footer

    def _show_state(self, state: ScreeningState) -> None:
        if state.interview is not self._shown:
            self._shown = state.interview
            self._show_interview(state.interview)
        self._show_footer(state)

    def _show_interview(self, interview: InterviewState) -> None:
        words = PackWords(
            interview.pack, self._around.language.code, interview.screening.person_language
        )
        self._sections.show_lines(
            [
                SectionLine(
                    id=section.id,
                    title=words.text(f"instrument.{interview.instrument.id}.section.{section.id}"),
                    answered=section.answered,
                    total=len(section.visible),
                    withheld=section.withheld,
                    is_current=interview.position in section.visible,
                )
                for section in interview.sections
            ]
        )
        self._indicators.show_lines(
            [
                (
                    element_question(
                        self._around.language, interview.pack.indicators[code].element
                    ),
                    words.indicator(code),
                )
                for code in interview.shown
            ]
        )
        self._show_question(interview, words)

    def _show_question(self, interview: InterviewState, words: PackWords) -> None:
        content = QWidget()
        content.setObjectName("scrolled")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, self._around.theme.px(0.6), 0)
        for notice in interview.notices:
            column.addWidget(label(words.text(f"notice.{notice}"), "note"))
        self._card = None
        if interview.position is not None:
            position = interview.position
            actions = QuestionActions(
                choose=lambda value: self._viewmodel.choose(position, value),
                speak=self._viewmodel.speak,
                show_person=self._on_person_screen,
            )
            self._card = QuestionCard(
                self._around,
                words,
                interview.pack.questions[position],
                interview.values.get(position),
                actions,
                2 if self._centre_units() >= _ROOM_FOR_TWO_COLUMNS else 1,
            )
            column.insertWidget(0, self._card)
        column.addStretch(1)
        self._scroll.setWidget(content)
        if self._card is not None:
            self._card.focus_answer()
        self._where.setText(self._place_in_words(interview, words))

    def _place_in_words(self, interview: InterviewState, words: PackWords) -> str:
        if interview.position is None:
            return ""
        section = interview.section_of(interview.position)
        if section is None:
            return ""
        title = words.text(f"instrument.{interview.instrument.id}.section.{section.id}")
        place = self._around.language.gettext("question {number} of {total}").format(
            number=section.visible.index(interview.position) + 1, total=len(section.visible)
        )
        return f"{title} · {place}"

    def _show_footer(self, state: ScreeningState) -> None:
        interview, language = state.interview, self._around.language
        self._back.setEnabled(interview.before is not None)
        is_last = interview.after is None
        self._next.setText(
            language.gettext("To the finding") if is_last else language.gettext("Continue")
        )
        self._settled.setVisible(interview.is_settled)
        if state.is_saving:
            self._saved.setText(language.gettext("Saving …"))
        elif interview.saved_at is not None:
            time = time_text(interview.saved_at, self._around.zone)
            self._saved.setText(language.gettext("Saved {time}").format(time=time))
        self._error.setVisible(state.error is not None)
        if state.error is not None:
            self._error.setText(error_text(language, state.error))

    def _centre_units(self) -> float:
        units = self.width() / max(1, self._around.theme.px(1))
        if self._sections.isVisibleTo(self):
            units -= 17
        if self._indicators.isVisibleTo(self):
            units -= 20
        return units

    def _arrange(self) -> None:
        units = self.width() / max(1, self._around.theme.px(1))
        wanted, sections = self._wants_indicators, self._wants_sections
        self._indicators.setVisible(units >= _ROOM_FOR_INDICATORS if wanted is None else wanted)
        self._sections.setVisible(units >= _ROOM_FOR_SECTIONS if sections is None else sections)
        self._show_sections.setVisible(not self._sections.isVisibleTo(self))

    def _toggle_sections(self) -> None:
        self._wants_sections = not self._sections.isVisibleTo(self)
        self._fit()

    def _toggle_indicators(self) -> None:
        self._wants_indicators = not self._indicators.isVisibleTo(self)
        self._fit()

    def _fit(self) -> None:
        """Give the question the room there is now."""
        before = self._centre_units() >= _ROOM_FOR_TWO_COLUMNS
        self._arrange()
        if before != (self._centre_units() >= _ROOM_FOR_TWO_COLUMNS):
            self._show_interview(self._viewmodel.state.interview)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that a text field has not taken for itself."""
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Left and modifiers == Qt.KeyboardModifier.AltModifier:
            self._viewmodel.go_back()
        elif modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._viewmodel.choose_key(key - Qt.Key.Key_0)
        else:
            self._letter_key(event)

    def _letter_key(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._viewmodel.go_on()
        elif key == Qt.Key.Key_F:
            self._on_person_screen()
        elif key == Qt.Key.Key_I:
            self._toggle_indicators()
        elif key == Qt.Key.Key_S:
            self._toggle_sections()
        else:
            super().keyPressEvent(event)
