"""The screening page, guided: one question at a time between sections and indicators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from frontline.domain.identifiers import QuestionId
from frontline.services.interview_state import InterviewState
from frontline.ui.labels import element_question
from frontline.ui.messages import error_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.screening import ScreeningState, ScreeningViewModel
from frontline.ui.widgets import keys
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.page import scroll_by_key
from frontline.ui.widgets.question_footer import FooterParts, QuestionFooter
from frontline.ui.widgets.question_pane import QuestionActions, QuestionPane
from frontline.ui.widgets.saved_note import SavedNote
from frontline.ui.widgets.side_panels import (
    INDICATORS_WIDTH,
    SECTIONS_WIDTH,
    IndicatorsPanel,
    SectionLine,
    SectionsPanel,
)
from frontline.ui.widgets.texts import label

# In text sizes: below these widths the panels step back so that the question keeps its room.
_ROOM_FOR_INDICATORS = 80
_ROOM_FOR_SECTIONS = 68


@dataclass(frozen=True, slots=True)
class ScreeningWays:
    """Where one can go from a question; the way back leads to it."""

    person_screen: Callable[[], None]
    hand_over: Callable[[], None]
    check: Callable[[], None]
    note: Callable[[QuestionId], None]


class ScreeningView(QWidget):
    """Keys: 1-9 answer, Enter on, Alt+Left back, A all answers, F the person's screen, G the marked
    words, H hand over, I the indicators, N a note, P hear it, S the sections. I and S show or hide
    a panel, whatever the room."""

    def __init__(
        self,
        viewmodel: ScreeningViewModel,
        around: Surroundings,
        ways: ScreeningWays,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        # A click beside the answers gives the keys back to them; the tab key has no stop here.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._viewmodel = viewmodel
        self._around = around
        self._ways = ways
        # What the officer wants of each panel; None leaves it to the room there is.
        self._wants_indicators: bool | None = None
        self._wants_sections: bool | None = None
        self._sections = SectionsPanel(around, viewmodel.go_to_section, ways.check)
        self._indicators = IndicatorsPanel(around)
        centre = self._make_centre()
        layout = QHBoxLayout(self)
        edge = around.theme.px(0.4)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge)
        self._sections.setFixedWidth(around.theme.px(SECTIONS_WIDTH))
        self._indicators.setFixedWidth(around.theme.px(INDICATORS_WIDTH))
        for part, stretch in ((self._sections, 0), (centre, 1), (self._indicators, 0)):
            layout.addWidget(part, stretch)
        # A shortcut, because the scroll area below would take the arrow for itself.
        back = QShortcut(QKeySequence(keys.BACK.first), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(viewmodel.go_back)
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _make_centre(self) -> QFrame:
        theme, gettext = self._around.theme, self._around.language.gettext
        frame = QFrame()
        frame.setObjectName("card")
        layout = QVBoxLayout(frame)
        edge = theme.px(1)
        layout.setContentsMargins(edge, theme.px(0.4), edge, theme.px(0.5))
        layout.setSpacing(theme.px(0.3))
        actions = QuestionActions(
            choose=self._viewmodel.choose,
            speak=self._viewmodel.speak,
            show_person=self._show_person,
        )
        words = self._words(self._viewmodel.state.interview)
        self._pane = QuestionPane(self._around, words, actions)
        layout.addWidget(self._pane, 1)
        self._error = label("", "warn")
        self._settled = label(
            gettext("Nothing left to ask in this questionnaire can change the finding."), "strong"
        )
        for part in (self._error, self._settled):
            part.hide()
            layout.addWidget(part)
        self._footer = self._make_footer()
        layout.addWidget(self._footer)
        return frame

    def _make_footer(self) -> QuestionFooter:
        gettext = self._around.language.gettext
        self._back = button(gettext("Back"), self._viewmodel.go_back, name="back")
        self._saved = SavedNote(self._around)
        hand_over = button(gettext("Hand over (H)"), self._ways.hand_over, name="hand-over")
        self._note = button(gettext("Note (N)"), self._show_note, name="note")
        self._show_sections = button(
            gettext("Sections (S)"), self._toggle_sections, name="show-sections"
        )
        stop = button(gettext("Stop here"), self._viewmodel.finish, name="stop")
        self._next = button(
            gettext("Continue"), self._viewmodel.go_on, style="primary", name="continue"
        )
        parts = FooterParts(
            start=(self._back, self._saved),
            side=(hand_over, self._note, self._show_sections, stop),
            on=self._next,
        )
        footer = QuestionFooter(self._around.theme, parts)
        footer.folded.connect(self._pane.add_below)
        footer.folded.connect(lambda _side: self._order_tabs())
        footer.unfolded.connect(self._order_tabs)
        return footer

    def _order_tabs(self) -> None:
        """The tab key goes on from the answers in the order of reading."""
        parts = self._footer.parts
        first, then = (
            (parts.side, parts.start) if self._footer.is_folded else (parts.start, parts.side)
        )
        self._pane.lead_on_to((*first, *then, parts.on))

    def _show_state(self, state: ScreeningState) -> None:
        # Until all is stored, the marks stay as the officer set them.
        if not state.is_saving:
            self._show_interview(state.interview)
        self._show_footer(state)

    def _words(self, interview: InterviewState) -> PackWords:
        person = interview.screening.person_language
        return PackWords(interview.pack, self._around.language.code, person)

    def _show_interview(self, interview: InterviewState) -> None:
        words, language = self._words(interview), self._around.language
        self._sections.show_lines(
            [
                SectionLine(
                    id=section.id,
                    title=words.text(f"instrument.{interview.instrument.id}.section.{section.id}"),
                    answered=section.answered,
                    total=len(section.visible),
                    withheld=section.withheld,
                    is_current=interview.position in section.visible,
                    notes=len(interview.noted.intersection(section.visible)),
                )
                for section in interview.sections
            ]
        )
        elements = {code: interview.pack.indicators[code].element for code in interview.shown}
        self._indicators.show_lines(
            [
                (element_question(language, element), words.indicator(code))
                for code, element in elements.items()
            ]
        )
        self._pane.show_interview(interview, words)
        self._order_tabs()

    def _show_footer(self, state: ScreeningState) -> None:
        interview, language = state.interview, self._around.language
        self._back.setEnabled(interview.before is not None)
        self._note.setEnabled(interview.position is not None)
        has_note = interview.position in interview.noted
        self._note.setText(
            language.gettext("Read note (N)") if has_note else language.gettext("Note (N)")
        )
        is_last = interview.after is None
        self._next.setText(
            language.gettext("To the finding") if is_last else language.gettext("Continue")
        )
        self._footer.fit()
        self._settled.setVisible(interview.is_settled)
        self._saved.show_saved(interview.saved_at, is_saving=state.is_saving)
        self._error.setVisible(state.error is not None)
        if state.error is not None:
            self._error.setText(error_text(language, state.error))

    def _show_note(self) -> None:
        position = self._viewmodel.state.interview.position
        # While the next question is on its way, the note would be on the one before.
        if position is not None and not self._viewmodel.state.is_moving:
            self._ways.note(position)

    def _show_person(self) -> None:
        if self._pane.is_said:
            self._ways.person_screen()

    def _explain(self) -> None:
        explainer, terms = self._around.explainer, self._pane.terms
        if explainer is not None and terms:
            explainer.show(terms)

    def _arrange(self) -> None:
        """Give the question the room there is now."""
        units = self.width() / max(1, self._around.theme.px(1))
        wanted, sections = self._wants_indicators, self._wants_sections
        self._indicators.setVisible(units >= _ROOM_FOR_INDICATORS if wanted is None else wanted)
        self._sections.setVisible(units >= _ROOM_FOR_SECTIONS if sections is None else sections)
        self._show_sections.setVisible(not self._sections.isVisibleTo(self))
        self._footer.fit()

    def _toggle_sections(self) -> None:
        self._wants_sections = not self._sections.isVisibleTo(self)
        self._arrange()

    def _toggle_indicators(self) -> None:
        self._wants_indicators = not self._indicators.isVisibleTo(self)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that a text field has not taken for itself."""
        answer = keys.ANSWER.pressed(event)
        if answer is not None:
            # While the next question is on its way, a number would answer the one before.
            if not self._viewmodel.state.is_moving:
                self._pane.press(answer + 1)
        elif not scroll_by_key(self._pane.area, event):
            self._letter_key(event)

    def _letter_key(self, event: QKeyEvent) -> None:
        acts: dict[keys.Shortcut, Callable[[], None]] = {
            keys.ON: self._viewmodel.go_on,
            keys.ALL_ANSWERS: self._ways.check,
            keys.PERSON: self._show_person,
            keys.HAND_OVER: self._ways.hand_over,
            keys.INDICATORS: self._toggle_indicators,
            keys.NOTE: self._show_note,
            keys.LISTEN: self._pane.listen,
            keys.SECTIONS: self._toggle_sections,
            keys.WORDS: self._explain,
        }
        act = next((act for key, act in acts.items() if key.is_pressed(event)), None)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
