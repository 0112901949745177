"""A sheet of paper entered afterwards, by keys alone: its time, then number after number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from PySide6.QtGui import QKeyEvent

from frontline.domain.answers import QuestionKind
from frontline.domain.identifiers import QuestionId
from frontline.ui.messages import error_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.screening import ScreeningState, ScreeningViewModel
from frontline.ui.widgets import keys
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import Field, text_input
from frontline.ui.widgets.page import Page, PageFrame, pair
from frontline.ui.widgets.question_card import QuestionCard
from frontline.ui.widgets.saved_note import SavedNote
from frontline.ui.widgets.texts import label


class PaperTimeView(Page):
    """When the interview was. `on_known` gets it in UTC."""

    def __init__(
        self,
        around: Surroundings,
        latest: datetime,
        on_known: Callable[[datetime], None],
        on_back: Callable[[], None],
    ) -> None:
        gettext = around.language.gettext
        super().__init__(around.theme, gettext("Enter from paper"))
        self._zone = around.zone
        self._not_yet = gettext("Enter a day and a time before now.")
        self._on_known = on_known
        self.add(
            label(
                gettext(
                    "Each answer is kept with the time of the interview, and marked as entered "
                    "afterwards from paper."
                )
            )
        )
        self._latest = latest
        local = latest.astimezone(around.zone)
        self._day = text_input("paper-day")
        self._day.setInputMask("9999-99-99")
        self._day.setText(local.date().isoformat())
        self._time = text_input("paper-time")
        self._time.setInputMask("99:99")
        self._time.setText(local.strftime("%H:%M"))
        self.add(label(gettext("When was the interview?"), "heading"))
        day = Field(around.theme, gettext("Day, as year-month-day"), self._day)
        self.add(pair(around.theme, day, Field(around.theme, gettext("Time"), self._time)))
        self.add_footer(button(gettext("Back"), on_back, name="back"), left=True)
        self.add_footer(
            button(gettext("Continue"), self._go_on, style="primary", name="begin-entry")
        )
        self._day.setFocus()

    def _go_on(self) -> None:
        interviewed_at = self._entered()
        if interviewed_at is None or interviewed_at >= self._latest:
            self.show_error(self._not_yet)
        else:
            self._on_known(interviewed_at)

    def _entered(self) -> datetime | None:
        try:
            day = date.fromisoformat(self._day.text())
            clock = time.fromisoformat(self._time.text())
        except ValueError:
            return None
        return datetime.combine(day, clock, self._zone).astimezone(UTC)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.ON.is_pressed(event):
            self._go_on()
        else:
            super().keyPressEvent(event)


class PaperEntryView(PageFrame):
    """Keys: 1-9 answer, and go on where one answer is all; Enter goes on, Backspace back.

    Numbers typed faster than the answers are stored wait for their question.
    """

    def __init__(self, viewmodel: ScreeningViewModel, around: Surroundings) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._shown: QuestionId | None = None
        self._card: QuestionCard | None = None
        self._waiting: list[int] = []
        # Numbers count all items, as on the sheet.
        items = viewmodel.state.interview.instrument.items
        self._numbers = {item.question: number for number, item in enumerate(items, start=1)}
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: ScreeningState) -> None:
        position = state.interview.position
        if position is not None and position != self._shown and not state.is_saving:
            self._shown = position
            self._put_question(position)
        if self._card is not None and position is not None and not state.is_saving:
            self._card.show_value(state.interview.values.get(position))
        if self.page is not None:
            self._saved.show_saved(state.interview.saved_at, is_saving=state.is_saving)
            error = state.error
            text = error_text(self._around.language, error) if error is not None else ""
            self.page.show_error(text)
        if not state.is_saving and self._waiting and state.error is None:
            self._press(self._waiting.pop(0))

    def _put_question(self, position: QuestionId) -> None:
        interview, gettext = self._viewmodel.state.interview, self._around.language.gettext
        words = PackWords(
            interview.pack, self._around.language.code, interview.screening.person_language
        )
        title = gettext("Number {number} on the sheet").format(number=self._numbers[position])
        page = Page(self._around.theme, title)
        self._card = page.add(
            QuestionCard(
                self._around,
                words,
                interview.pack.questions[position],
                lambda value: self._viewmodel.choose(position, value),
                is_asked=False,
            )
        )
        keys = gettext("Keys: the number answers, Enter goes on, Backspace goes back.")
        page.add(label(keys, "quiet"))
        page.add_footer(button(gettext("Back"), self._viewmodel.go_back, name="back"), left=True)
        self._saved = page.add_footer(SavedNote(self._around), left=True)
        page.add_footer(button(gettext("Stop here"), self._viewmodel.finish, name="stop"))
        page.add_footer(
            button(gettext("Continue"), self._viewmodel.go_on, style="primary", name="continue")
        )
        self.put(page, is_same=False)
        self._card.focus_answer()

    def _press(self, number: int) -> None:
        if self._card is None or self._shown is None:
            return
        question = self._viewmodel.state.interview.pack.questions[self._shown]
        if self._card.press(number) and question.kind is not QuestionKind.MULTI:
            self._viewmodel.go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = keys.ANSWER.pressed(event)
        if number is not None and self._viewmodel.state.is_saving:
            self._waiting.append(number + 1)
        elif number is not None:
            self._press(number + 1)
        elif keys.ON.is_pressed(event):
            self._viewmodel.go_on()
        elif keys.ONE_BACK.is_pressed(event):
            self._viewmodel.go_back()
        else:
            super().keyPressEvent(event)
