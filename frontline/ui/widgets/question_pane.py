"""Where questions are put: place and person's language on top, below them one question at a time.

The top stays where it is from question to question, so that the hand finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import QuestionId
from frontline.services.interview_state import InterviewState
from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import choice_list
from frontline.ui.widgets.icons import with_icon
from frontline.ui.widgets.marked import MarkedLabel, marked_label
from frontline.ui.widgets.page import empty
from frontline.ui.widgets.question_card import QuestionCard
from frontline.ui.widgets.scrolling import scroll_area
from frontline.ui.widgets.texts import label

# In text sizes: below this width the button for the person's screen is its icon alone.
_ROOM_FOR_WORDS = 46


@dataclass(frozen=True, slots=True)
class QuestionActions:
    """What can be done with a question."""

    choose: Callable[[QuestionId, AnswerValue], None]
    speak: Callable[[str], None]
    show_person: Callable[[], None]


class QuestionPane(QWidget):
    def __init__(self, around: Surroundings, words: PackWords, actions: QuestionActions) -> None:
        super().__init__()
        self._around = around
        self._actions = actions
        self._card: QuestionCard | None = None
        self._shown: tuple[QuestionId | None, str] | None = None
        theme = around.theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(0.3))
        layout.addLayout(self._make_top(words))
        self.area, self._body = scroll_area(theme)
        # With the largest text it gives way to what stands around it, which cannot scroll.
        self.area.setMinimumHeight(theme.px(2.5))
        layout.addWidget(self.area, 1)
        self._noticed: list[str] = []
        self._notices = QVBoxLayout()
        self._notices.setSpacing(theme.px(0.4))
        self._body.insertWidget(0, self._review_below)
        self._body.insertLayout(1, self._notices)

    def _make_top(self, words: PackWords) -> QHBoxLayout:
        theme, gettext = self._around.theme, self._around.language.gettext
        self._where = label("", "heading")
        self._language = self._language_choice(words)
        self._screen_words = gettext("Person's screen (F)")
        self._screen = button(self._screen_words, self._actions.show_person, name="person-screen")
        with_icon(self._screen, theme, "screen", theme.palette.text)
        self._screen.setToolTip(self._screen_words)
        text = gettext("This translation has not been reviewed by a second speaker yet.")
        # Beside the language, or below the answers where the top would have to grow for it.
        self._review, self._review_below = label(text, "quiet"), label(text, "quiet")
        self._is_unreviewed = False
        place = QVBoxLayout()
        place.setSpacing(0)
        place.addWidget(self._where)
        place.addWidget(self._review)
        top = QHBoxLayout()
        top.setSpacing(theme.px(0.6))
        top.addLayout(place, 1)
        top.addWidget(self._language)
        top.addWidget(self._screen)
        return top

    def _language_choice(self, words: PackWords) -> QComboBox:
        names = [(code, LANGUAGE_NAMES.get(code, code)) for code in words.person_languages()]
        box = choice_list("person-language", names, words.person)
        text = self._around.language.gettext("Language of the person")
        box.setAccessibleName(text)
        box.setToolTip(text)
        box.activated.connect(lambda _index: self._actions.speak(str(box.currentData())))
        return box

    def show_interview(self, interview: InterviewState, words: PackWords) -> None:
        """A new question comes with its top in sight and the focus on its answers; on one that
        stands, only the marks change."""
        position = interview.position
        is_new = self._shown != (position, words.person)
        if is_new:
            self._shown = (position, words.person)
            self._language.setCurrentIndex(self._language.findData(words.person))
            self._screen.setEnabled(position is not None and words.is_said(position))
            self._where.setText(self._place_in_words(interview, words))
            said = words.said_question(position) if position is not None else None
            self._is_unreviewed = said is not None and not said.is_reviewed
            self._fit()
            self._replace(interview, words)
        if self._card is not None and position is not None:
            self._card.show_value(interview.values.get(position))
        notices = [words.text(f"notice.{notice}") for notice in interview.notices]
        if position is None:
            notices.insert(0, self._around.language.gettext("Every question here was put."))
        self._show_notices(notices)
        if is_new and self._card is not None:
            self._card.focus_answer()

    @property
    def is_said(self) -> bool:
        """Whether the question is put to the person at all."""
        return self._screen.isEnabled()

    @property
    def terms(self) -> tuple[str, ...]:
        """The marked words that stand here, in the order of reading."""
        shown = [each for each in self.findChildren(MarkedLabel) if each.isVisible()]
        return tuple(dict.fromkeys(term for each in shown for term in each.terms))

    def add_below(self, widget: QWidget) -> None:
        """Put it below the answers, where no notice moves it."""
        self._body.insertWidget(self._body.indexOf(self._review_below), widget)

    def lead_on_to(self, following: Sequence[QWidget]) -> None:
        """The order of the tab key after the answers. Qt passes over what takes no focus."""
        if self._card is None:
            return
        last: QWidget = self._screen
        found = self._card.nextInFocusChain()
        while found is not None and self._card.isAncestorOf(found):
            last = found if _takes_tab(found) else last
            found = found.nextInFocusChain()
        for each in filter(_takes_tab, following):
            QWidget.setTabOrder(last, each)
            last = each

    def press(self, number: int) -> None:
        """The answer that carries this number."""
        if self._card is not None:
            self._card.press(number)

    def listen(self) -> None:
        """Play the question, or stop it, where there is something to hear."""
        if self._card is not None:
            self._card.listen()

    def _replace(self, interview: InterviewState, words: PackWords) -> None:
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        position = interview.position
        if position is None:
            return
        question = interview.pack.questions[position]
        self._card = QuestionCard(
            self._around, words, question, lambda value: self._actions.choose(position, value)
        )
        self._body.insertWidget(0, self._card)
        self.area.verticalScrollBar().setValue(0)

    def _show_notices(self, texts: list[str]) -> None:
        """Below the answers, so that one that comes up moves none of them."""
        if texts == self._noticed:
            return
        self._noticed = texts
        empty(self._notices)
        for text in texts:
            self._notices.addWidget(marked_label(self._around, text, "note"))

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        has_room = self.width() >= self._around.theme.px(_ROOM_FOR_WORDS)
        self._screen.setText(f" {self._screen_words}" if has_room else "")
        self._review.setVisible(self._is_unreviewed and has_room)
        self._review_below.setVisible(self._is_unreviewed and not has_room)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
